"""The night and the desk."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "accepted_gap",
        sa.Column("operation_id", sa.Text(), server_default="", nullable=False),
        sa.Column("gap", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("accepted_by", sa.Text(), server_default="", nullable=False),
        sa.Column("accepted_at", sa.String(), nullable=True),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_accepted_gap_operation_id"), "accepted_gap", ["operation_id"], unique=False)
    op.create_table(
        "acknowledgement",
        sa.Column("inspection_id", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("role", sa.Text(), server_default="", nullable=False),
        sa.Column("refused", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("witness", sa.Text(), server_default="", nullable=False),
        sa.Column("strokes", sa.String(), server_default="[]", nullable=False),
        sa.Column("shown_sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_acknowledgement_inspection_id"), "acknowledgement", ["inspection_id"], unique=False)
    op.create_table(
        "addendum",
        sa.Column("inspection_id", sa.Text(), server_default="", nullable=False),
        sa.Column("number", sa.Integer(), server_default="0", nullable=False),
        sa.Column("report_sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("written_at", sa.String(), nullable=True),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_addendum_inspection_id"), "addendum", ["inspection_id"], unique=False)
    op.create_table(
        "appeal",
        sa.Column("decision_id", sa.Text(), server_default="", nullable=False),
        sa.Column("party", sa.Text(), server_default="", nullable=False),
        sa.Column("came_in_on", sa.String(), nullable=True),
        sa.Column("came_by", sa.String(), server_default="", nullable=False),
        sa.Column("excuse", sa.String(), server_default="", nullable=False),
        sa.Column("excuse_why", sa.Text(), server_default="", nullable=False),
        sa.Column("document_id", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("forwarded_on", sa.String(), nullable=True),
        sa.Column("forwarded_to", sa.Text(), server_default="", nullable=False),
        sa.Column("dismissed_on", sa.String(), nullable=True),
        sa.Column("dismissal", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.String(), server_default="waiting", nullable=False),
        sa.Column("outcome_on", sa.String(), nullable=True),
        sa.Column("outcome_note", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_appeal_decision_id"), "appeal", ["decision_id"], unique=False)
    op.create_table(
        "assistance",
        sa.Column("operation_id", sa.Text(), server_default="", nullable=False),
        sa.Column("ground_id", sa.Text(), server_default="", nullable=False),
        sa.Column("asked_of", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.String(), server_default="drafted", nullable=False),
        sa.Column("sent_at", sa.String(), nullable=True),
        sa.Column("answered_at", sa.String(), nullable=True),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_assistance_operation_id"), "assistance", ["operation_id"], unique=False)
    op.create_table(
        "briefing_copy",
        sa.Column("operation_id", sa.Text(), server_default="", nullable=False),
        sa.Column("number", sa.Integer(), server_default="0", nullable=False),
        sa.Column("holder", sa.Text(), server_default="", nullable=False),
        sa.Column("sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("additions", sa.Integer(), server_default="0", nullable=False),
        sa.Column("handed_at", sa.String(), nullable=True),
        sa.Column("handed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(), server_default="out", nullable=False),
        sa.Column("accounted_at", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_briefing_copy_operation_id"), "briefing_copy", ["operation_id"], unique=False)
    op.create_table(
        "conflict_answer",
        sa.Column("operation_id", sa.Text(), server_default="", nullable=False),
        sa.Column("participant_id", sa.Text(), server_default="", nullable=False),
        sa.Column("venue_id", sa.Text(), server_default="", nullable=False),
        sa.Column("conflict", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_at", sa.String(), nullable=True),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_conflict_answer_operation_id"), "conflict_answer", ["operation_id"], unique=False)
    op.create_index(op.f("ix_conflict_answer_participant_id"), "conflict_answer", ["participant_id"], unique=False)
    op.create_index(op.f("ix_conflict_answer_venue_id"), "conflict_answer", ["venue_id"], unique=False)
    op.create_table(
        "consent",
        sa.Column("inspection_id", sa.Text(), server_default="", nullable=False),
        sa.Column("act", sa.String(), server_default="given", nullable=False),
        sa.Column("who", sa.Text(), server_default="", nullable=False),
        sa.Column("role", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("told_no_consequence", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("told_withdrawable", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("not_dwelling", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_consent_inspection_id"), "consent", ["inspection_id"], unique=False)
    op.create_table(
        "decision_notice",
        sa.Column("decision_id", sa.Text(), server_default="", nullable=False),
        sa.Column("document_id", sa.Text(), server_default="", nullable=False),
        sa.Column("sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", sa.String(), nullable=True),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_decision_notice_decision_id"), "decision_notice", ["decision_id"], unique=False)
    op.create_table(
        "delegation",
        sa.Column("point", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("type_codes", sa.String(), server_default="[]", nullable=False),
        sa.Column("holder", sa.String(), server_default="unknown", nullable=False),
        sa.Column("member_id", sa.Text(), server_default="", nullable=False),
        sa.Column("function", sa.Text(), server_default="", nullable=False),
        sa.Column("fines", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("valid_from", sa.String(), nullable=True),
        sa.Column("valid_until", sa.String(), nullable=True),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "disclosure_entry",
        sa.Column("case_id", sa.Text(), server_default="", nullable=False),
        sa.Column("items", sa.String(), server_default="[]", nullable=False),
        sa.Column("what", sa.Text(), server_default="", nullable=False),
        sa.Column("receiver", sa.String(), server_default="unknown", nullable=False),
        sa.Column("receiver_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("receiver_name", sa.Text(), server_default="", nullable=False),
        sa.Column("ground", sa.Text(), server_default="", nullable=False),
        sa.Column("tested_by", sa.Text(), server_default="", nullable=False),
        sa.Column("reasons", sa.Text(), server_default="", nullable=False),
        sa.Column("approved_by", sa.Text(), server_default="", nullable=False),
        sa.Column("masked", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("sent_by", sa.String(), server_default="", nullable=False),
        sa.Column("sent_at", sa.String(), nullable=True),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("corrected_on", sa.String(), nullable=True),
        sa.Column("correction", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_disclosure_entry_case_id"), "disclosure_entry", ["case_id"], unique=False)
    op.create_table(
        "dispatch",
        sa.Column("decision_id", sa.Text(), server_default="", nullable=False),
        sa.Column("to", sa.Text(), server_default="", nullable=False),
        sa.Column("role", sa.String(), server_default="other", nullable=False),
        sa.Column("authority_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("way", sa.String(), server_default="", nullable=False),
        sa.Column("rendering", sa.String(), server_default="full", nullable=False),
        sa.Column("sent_at", sa.String(), nullable=True),
        sa.Column("ground", sa.Text(), server_default="", nullable=False),
        sa.Column("reasons", sa.Text(), server_default="", nullable=False),
        sa.Column("approved_by", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("disclosure_id", sa.Text(), server_default="", nullable=False),
        sa.Column("struck", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("struck_why", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_dispatch_decision_id"), "dispatch", ["decision_id"], unique=False)
    op.create_table(
        "disposal_certificate",
        sa.Column("case_id", sa.Text(), server_default="", nullable=False),
        sa.Column("subject_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("subject_id", sa.Text(), server_default="", nullable=False),
        sa.Column("ground", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("changes", sa.Integer(), server_default="0", nullable=False),
        sa.Column("details", sa.Integer(), server_default="0", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_disposal_certificate_case_id"), "disposal_certificate", ["case_id"], unique=False)
    op.create_index(op.f("ix_disposal_certificate_subject_id"), "disposal_certificate", ["subject_id"], unique=False)
    op.create_table(
        "docket_pattern",
        sa.Column("pattern", sa.Text(), server_default="", nullable=False),
        sa.Column("board", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "file_receipt",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "compartment"),
    )
    op.create_table(
        "hand_over",
        sa.Column("inspection_id", sa.Text(), server_default="", nullable=False),
        sa.Column("from_id", sa.Text(), server_default="", nullable=False),
        sa.Column("from_name", sa.Text(), server_default="", nullable=False),
        sa.Column("to_id", sa.Text(), server_default="", nullable=False),
        sa.Column("to_name", sa.Text(), server_default="", nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(), server_default="offered", nullable=False),
        sa.Column("offered_at", sa.String(), nullable=True),
        sa.Column("settled_at", sa.String(), nullable=True),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_hand_over_inspection_id"), "hand_over", ["inspection_id"], unique=False)
    op.create_table(
        "head_count",
        sa.Column("inspection_id", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("how", sa.String(), server_default="one_by_one", nullable=False),
        sa.Column("where", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_head_count_inspection_id"), "head_count", ["inspection_id"], unique=False)
    op.create_table(
        "held_change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index(op.f("ix_held_change_record_id"), "held_change", ["record_id"], unique=False)
    op.create_table(
        "imported_row",
        sa.Column("print", sa.String(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("print"),
    )
    op.create_index(op.f("ix_imported_row_record_id"), "imported_row", ["record_id"], unique=False)
    op.create_table(
        "landlord_track",
        sa.Column("decision_id", sa.Text(), server_default="", nullable=False),
        sa.Column("landlord", sa.Text(), server_default="", nullable=False),
        sa.Column("knowledge_on", sa.String(), nullable=True),
        sa.Column("proceedings_on", sa.String(), nullable=True),
        sa.Column("proceedings_ended_on", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.String(), server_default="waiting", nullable=False),
        sa.Column("outcome_on", sa.String(), nullable=True),
        sa.Column("outcome_note", sa.Text(), server_default="", nullable=False),
        sa.Column("task_id", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_landlord_track_decision_id"), "landlord_track", ["decision_id"], unique=False)
    op.create_table(
        "letterhead",
        sa.Column("organisation", sa.Text(), server_default="", nullable=False),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("board", sa.Text(), server_default="", nullable=False),
        sa.Column("postal_address", sa.Text(), server_default="", nullable=False),
        sa.Column("visiting_address", sa.Text(), server_default="", nullable=False),
        sa.Column("telephone", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("web", sa.Text(), server_default="", nullable=False),
        sa.Column("appeal_address", sa.Text(), server_default="", nullable=False),
        sa.Column("appeal_email", sa.Text(), server_default="", nullable=False),
        sa.Column("mark", sa.Text(), server_default="", nullable=False),
        sa.Column("mark_width", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_height", sa.Integer(), server_default="0", nullable=False),
        sa.Column("mark_alt", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "oral_order",
        sa.Column("inspection_id", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("what", sa.Text(), server_default="", nullable=False),
        sa.Column("by_whom", sa.Text(), server_default="", nullable=False),
        sa.Column("to_whom", sa.Text(), server_default="", nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_oral_order_inspection_id"), "oral_order", ["inspection_id"], unique=False)
    op.create_table(
        "past_value",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("grp", sa.String(), nullable=False),
        sa.Column("dot", sa.String(), nullable=False),
        sa.Column("hlc", sa.String(), nullable=False),
        sa.Column("user", sa.String(), server_default="", nullable=False),
        sa.Column("at", sa.String(), server_default="", nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("record_id", "grp", "dot"),
    )
    op.create_table(
        "plan_addition",
        sa.Column("operation_id", sa.Text(), server_default="", nullable=False),
        sa.Column("number", sa.Integer(), server_default="0", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_plan_addition_operation_id"), "plan_addition", ["operation_id"], unique=False)
    op.create_table(
        "presence",
        sa.Column("inspection_id", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("authority", sa.Text(), server_default="", nullable=False),
        sa.Column("in_at", sa.String(), nullable=True),
        sa.Column("out_at", sa.String(), nullable=True),
        sa.Column("out_why", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_presence_inspection_id"), "presence", ["inspection_id"], unique=False)
    op.create_table(
        "quick_note",
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("venue_id", sa.Text(), server_default="", nullable=False),
        sa.Column("case_id", sa.Text(), server_default="", nullable=False),
        sa.Column("photo_ids", sa.String(), server_default="[]", nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(), server_default="unfiled", nullable=False),
        sa.Column("state_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("filed_at", sa.String(), nullable=True),
        sa.Column("filed_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("filed_id", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_quick_note_case_id"), "quick_note", ["case_id"], unique=False)
    op.create_index(op.f("ix_quick_note_state"), "quick_note", ["state"], unique=False)
    op.create_index(op.f("ix_quick_note_venue_id"), "quick_note", ["venue_id"], unique=False)
    op.create_table(
        "retention_mark",
        sa.Column("case_id", sa.Text(), server_default="", nullable=False),
        sa.Column("subject_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("subject_id", sa.Text(), server_default="", nullable=False),
        sa.Column("fate", sa.String(), server_default="keep", nullable=False),
        sa.Column("dispose_after", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_retention_mark_case_id"), "retention_mark", ["case_id"], unique=False)
    op.create_index(op.f("ix_retention_mark_subject_id"), "retention_mark", ["subject_id"], unique=False)
    op.create_table(
        "risk_assessment",
        sa.Column("operation_id", sa.Text(), server_default="", nullable=False),
        sa.Column("venue_id", sa.Text(), server_default="", nullable=False),
        sa.Column("scores", sa.String(), server_default="{}", nullable=False),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.Column("assessed_at", sa.String(), nullable=True),
        sa.Column("lifted_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("lifted_by", sa.Text(), server_default="", nullable=False),
        sa.Column("lifted_at", sa.String(), nullable=True),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_risk_assessment_operation_id"), "risk_assessment", ["operation_id"], unique=False)
    op.create_index(op.f("ix_risk_assessment_venue_id"), "risk_assessment", ["venue_id"], unique=False)
    op.create_table(
        "same_as",
        sa.Column("venue_id", sa.Text(), server_default="", nullable=False),
        sa.Column("other_id", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_same_as_other_id"), "same_as", ["other_id"], unique=False)
    op.create_index(op.f("ix_same_as_venue_id"), "same_as", ["venue_id"], unique=False)
    op.create_table(
        "sample",
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("inspection_id", sa.Text(), server_default="", nullable=False),
        sa.Column("case_id", sa.Text(), server_default="", nullable=False),
        sa.Column("taken_at", sa.String(), nullable=True),
        sa.Column("taken_by", sa.Text(), server_default="", nullable=False),
        sa.Column("from_whom", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("ground", sa.Text(), server_default="", nullable=False),
        sa.Column("purpose", sa.Text(), server_default="", nullable=False),
        sa.Column("goods", sa.String(), server_default="unknown", nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("container_ml", sa.Integer(), server_default="0", nullable=False),
        sa.Column("count", sa.Integer(), server_default="1", nullable=False),
        sa.Column("strength", sa.Text(), server_default="", nullable=False),
        sa.Column("seal", sa.Text(), server_default="", nullable=False),
        sa.Column("sent_to", sa.Text(), server_default="", nullable=False),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.Column("photo_ids", sa.String(), server_default="[]", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_sample_case_id"), "sample", ["case_id"], unique=False)
    op.create_index(op.f("ix_sample_inspection_id"), "sample", ["inspection_id"], unique=False)
    op.create_table(
        "scene_signal",
        sa.Column("inspection_id", sa.Text(), server_default="", nullable=False),
        sa.Column("signal", sa.String(), server_default="secured", nullable=False),
        sa.Column("said_by", sa.Text(), server_default="", nullable=False),
        sa.Column("said_authority", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_scene_signal_inspection_id"), "scene_signal", ["inspection_id"], unique=False)
    op.create_table(
        "second_view",
        sa.Column("inspection_id", sa.Text(), server_default="", nullable=False),
        sa.Column("finding_id", sa.Text(), server_default="", nullable=False),
        sa.Column("verdict", sa.String(), server_default="confirms", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("by_id", sa.Text(), server_default="", nullable=False),
        sa.Column("by_name", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_second_view_finding_id"), "second_view", ["finding_id"], unique=False)
    op.create_index(op.f("ix_second_view_inspection_id"), "second_view", ["inspection_id"], unique=False)
    op.create_table(
        "seized_item",
        sa.Column("seizure_id", sa.Text(), server_default="", nullable=False),
        sa.Column("point", sa.Integer(), server_default="0", nullable=False),
        sa.Column("goods", sa.String(), server_default="unknown", nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("container_ml", sa.Integer(), server_default="0", nullable=False),
        sa.Column("count", sa.Integer(), server_default="1", nullable=False),
        sa.Column("fill_percent", sa.Integer(), server_default="100", nullable=False),
        sa.Column("strength", sa.Text(), server_default="", nullable=False),
        sa.Column("strength_basis", sa.String(), server_default="unknown", nullable=False),
        sa.Column("condition", sa.Text(), server_default="", nullable=False),
        sa.Column("seal", sa.Text(), server_default="", nullable=False),
        sa.Column("photo_ids", sa.String(), server_default="[]", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_seized_item_seizure_id"), "seized_item", ["seizure_id"], unique=False)
    op.create_table(
        "seizure",
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("inspection_id", sa.Text(), server_default="", nullable=False),
        sa.Column("case_id", sa.Text(), server_default="", nullable=False),
        sa.Column("seized_at", sa.String(), nullable=True),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("seized_by", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_by", sa.Text(), server_default="", nullable=False),
        sa.Column("from_whom", sa.Text(), server_default="", nullable=False),
        sa.Column("crime", sa.Text(), server_default="", nullable=False),
        sa.Column("purpose", sa.String(), server_default="unknown", nullable=False),
        sa.Column("ground", sa.String(), server_default="[]", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("collective", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_seizure_case_id"), "seizure", ["case_id"], unique=False)
    op.create_index(op.f("ix_seizure_inspection_id"), "seizure", ["inspection_id"], unique=False)
    op.create_table(
        "seizure_step",
        sa.Column("seizure_id", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.String(), server_default="unknown", nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("points", sa.String(), server_default="[]", nullable=False),
        sa.Column("decided_by", sa.Text(), server_default="", nullable=False),
        sa.Column("ground", sa.String(), server_default="[]", nullable=False),
        sa.Column("method", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("witness", sa.Text(), server_default="", nullable=False),
        sa.Column("to_whom", sa.Text(), server_default="", nullable=False),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_seizure_step_seizure_id"), "seizure_step", ["seizure_id"], unique=False)
    op.create_table(
        "service_attempt",
        sa.Column("decision_id", sa.Text(), server_default="", nullable=False),
        sa.Column("party", sa.Text(), server_default="", nullable=False),
        sa.Column("method", sa.String(), server_default="", nullable=False),
        sa.Column("sent_at", sa.String(), nullable=True),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("informed_on", sa.String(), nullable=True),
        sa.Column("control_on", sa.String(), nullable=True),
        sa.Column("result", sa.String(), server_default="waiting", nullable=False),
        sa.Column("served_on", sa.String(), nullable=True),
        sa.Column("received_by", sa.Text(), server_default="", nullable=False),
        sa.Column("receipt_id", sa.Text(), server_default="", nullable=False),
        sa.Column("proof", sa.Text(), server_default="", nullable=False),
        sa.Column("failed_why", sa.Text(), server_default="", nullable=False),
        sa.Column("task_id", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_service_attempt_decision_id"), "service_attempt", ["decision_id"], unique=False)
    op.create_table(
        "stop",
        sa.Column("operation_id", sa.Text(), server_default="", nullable=False),
        sa.Column("venue_id", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("starts_at", sa.String(), nullable=True),
        sa.Column("minutes", sa.Integer(), server_default="30", nullable=False),
        sa.Column("fixed", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_stop_operation_id"), "stop", ["operation_id"], unique=False)
    op.create_index(op.f("ix_stop_venue_id"), "stop", ["venue_id"], unique=False)
    op.create_table(
        "supervision_plan",
        sa.Column("year", sa.Integer(), server_default="0", nullable=False),
        sa.Column("visits_high", sa.Integer(), server_default="0", nullable=False),
        sa.Column("visits_medium", sa.Integer(), server_default="0", nullable=False),
        sa.Column("visits_low", sa.Integer(), server_default="0", nullable=False),
        sa.Column("visits_permit", sa.Integer(), server_default="0", nullable=False),
        sa.Column("adopted_on", sa.String(), nullable=True),
        sa.Column("sent_on", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_supervision_plan_year"), "supervision_plan", ["year"], unique=False)
    op.create_table(
        "sync_base",
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("upto", sa.Integer(), server_default="0", nullable=False),
        sa.Column("projected", sa.Integer(), server_default="1", nullable=False),
        sa.Column("wiped", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("record_id"),
    )
    op.create_table(
        "sync_cursor",
        sa.Column("compartment", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("compartment"),
    )
    op.create_table(
        "template_approval",
        sa.Column("template_id", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("approved_by", sa.Text(), server_default="", nullable=False),
        sa.Column("approved_on", sa.String(), nullable=True),
        sa.Column("reference", sa.Text(), server_default="", nullable=False),
        sa.Column("withdrawn_on", sa.String(), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_template_approval_template_id"), "template_approval", ["template_id"], unique=False)
    op.create_table(
        "tie",
        sa.Column("venue_id", sa.Text(), server_default="", nullable=False),
        sa.Column("party_kind", sa.Text(), server_default="", nullable=False),
        sa.Column("party_id", sa.Text(), server_default="", nullable=False),
        sa.Column("role", sa.String(), server_default="unknown", nullable=False),
        sa.Column("remark", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_tie_party_id"), "tie", ["party_id"], unique=False)
    op.create_index(op.f("ix_tie_venue_id"), "tie", ["venue_id"], unique=False)
    op.create_table(
        "time_mark",
        sa.Column("inspection_id", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.String(), nullable=True),
        sa.Column("state", sa.String(), server_default="open", nullable=False),
        sa.Column("finding_id", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_time_mark_inspection_id"), "time_mark", ["inspection_id"], unique=False)
    op.create_table(
        "trusted_issuer",
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation", sa.Text(), server_default="", nullable=False),
        sa.Column("certificate", sa.Text(), server_default="", nullable=False),
        sa.Column("fingerprint", sa.Text(), server_default="", nullable=False),
        sa.Column("valid_from", sa.String(), nullable=True),
        sa.Column("valid_until", sa.String(), nullable=True),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("ended_on", sa.String(), nullable=True),
        sa.Column("ended_why", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "visit_review",
        sa.Column("inspection_id", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.String(), server_default="", nullable=False),
        sa.Column("proposed", sa.String(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_by", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_at", sa.String(), nullable=True),
        sa.Column("letter", sa.String(), server_default="", nullable=False),
        sa.Column("case_id", sa.Text(), server_default="", nullable=False),
        sa.Column("row_no", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("compartment", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(), nullable=True),
        sa.Column("created_by", sa.String(), server_default="", nullable=False),
        sa.Column("heads", sa.String(), server_default="{}", nullable=False),
        sa.Column("sealed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("extra", sa.String(), server_default="{}", nullable=False),
        sa.PrimaryKeyConstraint("row_no"),
        sa.UniqueConstraint("id"),
    )
    op.create_index(op.f("ix_visit_review_inspection_id"), "visit_review", ["inspection_id"], unique=False)
    op.add_column("case_file", sa.Column("hold_reason", sa.Text(), server_default="", nullable=False))
    op.add_column("case_file", sa.Column("hold_since", sa.String(), nullable=True))
    op.add_column("decision", sa.Column("facts", sa.String(), server_default="{}", nullable=False))
    op.add_column("decision", sa.Column("document_ids", sa.String(), server_default="[]", nullable=False))
    op.add_column("decision", sa.Column("communication_sent_on", sa.String(), nullable=True))
    op.add_column("decision", sa.Column("communication_due_on", sa.String(), nullable=True))
    op.add_column("decision", sa.Column("communication_reply", sa.Text(), server_default="", nullable=False))
    op.add_column("decision", sa.Column("decided_by", sa.String(), server_default="officer", nullable=False))
    op.add_column("decision", sa.Column("minutes_reference", sa.Text(), server_default="", nullable=False))
    op.add_column("decision", sa.Column("minutes_on", sa.String(), nullable=True))
    op.add_column("decision", sa.Column("secrecy_checked", sa.Boolean(), server_default="0", nullable=False))
    op.add_column("decision", sa.Column("sources", sa.String(), server_default="{}", nullable=False))
    op.add_column("decision", sa.Column("overrides", sa.String(), server_default="[]", nullable=False))
    op.add_column("document", sa.Column("mixed", sa.Boolean(), server_default="0", nullable=False))
    op.add_column("document", sa.Column("sender", sa.Text(), server_default="", nullable=False))
    op.add_column("document", sa.Column("received_at", sa.String(), nullable=True))
    op.add_column("document", sa.Column("disclosed", sa.Boolean(), server_default="0", nullable=False))
    op.add_column("document", sa.Column("attended_at", sa.String(), nullable=True))
    op.add_column("document", sa.Column("attended_by", sa.Text(), server_default="", nullable=False))
    op.add_column("document", sa.Column("subject_kind", sa.Text(), server_default="", nullable=False))
    op.add_column("document", sa.Column("subject_id", sa.Text(), server_default="", nullable=False))
    op.add_column("document", sa.Column("claimed_subject", sa.Text(), server_default="", nullable=False))
    op.add_column("document", sa.Column("claimed_sender", sa.Text(), server_default="", nullable=False))
    op.add_column("document", sa.Column("claimed_at", sa.String(), nullable=True))
    op.create_index("document_by_subject", "document", ["subject_kind", "subject_id"], unique=False)
    op.create_index("document_disclosed", "document", ["disclosed", "attended_at"], unique=False)
    op.add_column("inspection", sa.Column("identity_shown", sa.Text(), server_default="", nullable=False))
    op.add_column("inspection", sa.Column("purpose_told", sa.Text(), server_default="", nullable=False))
    op.add_column("inspection", sa.Column("wait_for_secured", sa.Boolean(), server_default="0", nullable=False))
    op.add_column("official_note", sa.Column("photo_ids", sa.String(), server_default="[]", nullable=False))
    op.add_column("operation", sa.Column("communications", sa.Text(), server_default="", nullable=False))
    op.add_column("operation", sa.Column("evidence_kit", sa.Text(), server_default="", nullable=False))
    op.add_column("operation", sa.Column("children", sa.String(), server_default="open", nullable=False))
    op.add_column("operation", sa.Column("children_note", sa.Text(), server_default="", nullable=False))
    op.add_column("operation", sa.Column("interpreter", sa.String(), server_default="open", nullable=False))
    op.add_column("operation", sa.Column("interpreter_note", sa.Text(), server_default="", nullable=False))
    op.add_column("operation", sa.Column("media", sa.String(), server_default="open", nullable=False))
    op.add_column("operation", sa.Column("media_note", sa.Text(), server_default="", nullable=False))
    op.add_column("operation", sa.Column("tip_ids", sa.String(), server_default="[]", nullable=False))
    op.add_column("operation", sa.Column("debrief_at", sa.String(), nullable=True))
    op.add_column("participant", sa.Column("reason", sa.Text(), server_default="", nullable=False))
    op.add_column("task", sa.Column("counted_from", sa.String(), nullable=True))
    op.add_column("task", sa.Column("assigned_name", sa.Text(), server_default="", nullable=False))
    op.add_column("venue", sa.Column("entrances", sa.String(), server_default="[]", nullable=False))
    op.add_column("venue", sa.Column("moving", sa.Boolean(), server_default="0", nullable=False))
    op.add_column("venue", sa.Column("earlier_addresses", sa.String(), server_default="[]", nullable=False))
    op.add_column("venue", sa.Column("permit_kind", sa.String(), server_default="unknown", nullable=False))
    op.add_column("venue", sa.Column("permit_valid_from", sa.String(), nullable=True))
    op.add_column("venue", sa.Column("permit_valid_to", sa.String(), nullable=True))
    op.add_column("venue", sa.Column("serving_from", sa.Text(), server_default="", nullable=False))
    op.add_column("venue", sa.Column("serving_to", sa.Text(), server_default="", nullable=False))
    op.drop_index(op.f("venue_by_status"), table_name="venue")
    op.create_index("venue_by_status", "venue", ["status", "name_sort", "created_at"], unique=False)
