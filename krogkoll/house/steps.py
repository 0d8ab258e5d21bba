"""What other use cases ask of the authority's own decisions; each takes the open transaction or view."""

import base64
from datetime import date
from typing import cast

from sqlalchemy import select

from krogkoll.documents import LetterColumn, Letterhead, Mark
from krogkoll.house.docket import fits
from krogkoll.house.model import (
    DelegationPoint,
    DocketPatternDraft,
    Holder,
    LetterheadDraft,
    Mandate,
    OwnLetterhead,
    TemplateApproval,
)
from krogkoll.house.rows import DelegationRow, DocketPatternRow, LetterheadRow, TemplateApprovalRow, TrustedIssuerRow
from krogkoll.kernel.clock import local
from krogkoll.kernel.record import fields_of
from krogkoll.law import Delegation as LawDelegation
from krogkoll.law import decision_type, find_authority, template
from krogkoll.people import find_member
from krogkoll.store import Reader, Tx


def letterhead_of(tx: Tx) -> Letterhead:
    """The letterhead that documents of the acting person's authority are printed with."""
    return printed(own_letterhead(tx, tx.actor.authority), stored_letterhead(tx))


def own_letterhead(reader: Reader, authority_id: str) -> LetterheadDraft:
    """What the authority has said of itself; where it has said nothing, the table that is shipped, else its name."""
    stored = stored_letterhead(reader)
    if stored is not None:
        names = LetterheadDraft.__dataclass_fields__
        return LetterheadDraft(**{name: getattr(stored, name) for name in names})
    return shipped_letterhead(authority_id)


def shipped_letterhead(authority_id: str) -> LetterheadDraft:
    """The letterhead of an authority as shipped; one that is not has its name alone."""
    found = find_authority(authority_id)
    head = found.letterhead if found else None
    if head is None:
        return LetterheadDraft(organisation=found.name_sv if found else authority_id)
    return LetterheadDraft(
        organisation=head.organisation_sv,
        board=head.board_sv,
        postal_address=head.postal_address,
        visiting_address=head.visiting_address,
        telephone=head.telephone,
        email=head.email,
        web=head.web,
    )


def stored_letterhead(reader: Reader) -> OwnLetterhead | None:
    """The newest letterhead that was written here, or None."""
    rows = reader.all(select(LetterheadRow).order_by(LetterheadRow.created_at.desc(), LetterheadRow.id.desc()).limit(1))
    return cast(OwnLetterhead, reader.copy(rows[0])) if rows else None


def printed(draft: LetterheadDraft, stored: OwnLetterhead | None) -> Letterhead:
    """A letterhead as documents print it; the mark is the stored one's."""
    mark = None
    if stored is not None and stored.mark:
        mark = Mark(
            jpeg=base64.b64decode(stored.mark),
            width=stored.mark_width,
            height=stored.mark_height,
            alt=stored.mark_alt,
        )
    columns = (
        LetterColumn(label="Postadress", lines=(draft.postal_address,)),
        LetterColumn(label="Telefon och e-post", lines=(", ".join(filter(None, (draft.telephone, draft.email))),)),
        LetterColumn(label="Besöksadress", lines=(draft.visiting_address,)),
    )
    kept = tuple(column for column in columns if any(column.lines))
    if stored is not None and draft.web and kept:
        last = kept[-1]
        kept = (*kept[:-1], LetterColumn(label=last.label, lines=(*last.lines, draft.web)))
    return Letterhead(authority=draft.organisation, unit=draft.unit, columns=kept, mark=mark)


def may_decide(tx: Tx, member_id: str, type_code: str, decided_by: str) -> Mandate:
    """Whether a member may take a decision of this type today, and by which point of the delegation order.

    decided_by: "officer", "chair" or "board" (any other is treated as an officer). The board needs no point; the chair
    needs one for urgent cases (KL 6:39). While no point at all is entered nobody but the board may, except in practice.
    Raises NotFound for an unknown type.
    """
    kind, day = decision_type(type_code), local(tx.now).date()
    if decided_by == "board" or not kind.is_decision:
        return Mandate(allowed=True)
    points = tuple(cast(DelegationPoint, tx.copy(row)) for row in tx.all(select(DelegationRow)))
    if not points:
        return Mandate(allowed=bool(tx.setting("practice", False)), why="no-list")
    chair = decided_by == "chair"
    if not chair and kind.delegation is LawDelegation.NEVER:
        return Mandate(allowed=False, why="not-delegable")
    member = find_member(tx, member_id)
    title = "" if member is None else member.title
    fitting = [
        one
        for one in points
        if type_code in one.type_codes and _given(one, member_id, title, chair=decided_by == "chair")
    ]
    if not fitting:
        return Mandate(allowed=False, why="not-delegated")
    valid = [one for one in fitting if one.valid_on(day)]
    if not valid:
        return Mandate(allowed=False, why=_when(fitting, day), point=fitting[0].point)
    best = max(valid, key=lambda one: (one.fines, one.created_at, one.id))
    return Mandate(allowed=True, point=best.point, text=best.text, reference=best.reference, fines=best.fines)


def _given(point: DelegationPoint, member_id: str, title: str, *, chair: bool) -> bool:
    if chair or point.holder is Holder.CHAIR:
        return chair and point.holder is Holder.CHAIR
    if point.holder is Holder.MEMBER:
        return bool(member_id) and point.member_id == member_id
    wanted = " ".join(point.function.casefold().split())
    return point.holder is Holder.FUNCTION and bool(wanted) and " ".join(title.casefold().split()) == wanted


def _when(points: list[DelegationPoint], day: date) -> str:
    return "not-yet" if any(one.valid_from and one.valid_from > day for one in points) else "expired"


def approved(tx: Reader, template_id: str, version: int) -> bool:
    """Whether the authority may issue from this template text as it reads now; practice needs no approval."""
    return bool(tx.setting("practice", False)) or approval_of(tx, template_id, version) is not None


def approval_of(reader: Reader, template_id: str, version: int) -> TemplateApproval | None:
    """The approval that stands for this very text, or None; one of another text or version does not count."""
    now = template(template_id).sha256
    return next((one for one in approvals_of(reader, template_id) if (one.version, one.sha256) == (version, now)), None)


def approvals_of(reader: Reader, template_id: str) -> tuple[TemplateApproval, ...]:
    """Every approval of a template that was not withdrawn, whatever the text, the newest first."""
    chosen = select(TemplateApprovalRow).where(
        TemplateApprovalRow.template_id == template_id, TemplateApprovalRow.withdrawn_on.is_(None)
    )
    rows = reader.all(chosen.order_by(TemplateApprovalRow.created_at.desc(), TemplateApprovalRow.row_no.desc()))
    return tuple(cast(TemplateApproval, reader.copy(row)) for row in rows)


def docket_pattern_of(reader: Reader, authority_id: str) -> DocketPatternDraft:
    """How docket numbers look here; where nobody has said, as the shipped table has it, else no pattern."""
    rows = reader.all(
        select(DocketPatternRow).order_by(DocketPatternRow.created_at.desc(), DocketPatternRow.id.desc()).limit(1)
    )
    if rows:
        return DocketPatternDraft(pattern=rows[0].pattern, board=rows[0].board)
    found = find_authority(authority_id)
    return DocketPatternDraft(pattern=found.letterhead.docket_pattern if found and found.letterhead else "")


def docket_fits(reader: Reader, authority_id: str, number: str) -> bool:
    """Whether a docket number looks as the authority writes them. A warning when it does not, never a stop."""
    return not number.strip() or fits(docket_pattern_of(reader, authority_id), number)


def trusted_issuers(reader: Reader) -> tuple[bytes, ...]:
    """The certificates (DER) of every issuer that is trusted now, for the verdict on a signed file."""
    rows = reader.all(select(TrustedIssuerRow).where(TrustedIssuerRow.ended_on.is_(None)))
    return tuple(base64.b64decode(row.certificate) for row in rows)


def copied(draft: LetterheadDraft) -> LetterheadDraft:
    """Only the fields of the draft, of whatever class it is."""
    return LetterheadDraft(**{name: value for name, value in fields_of(draft).items() if name in _OWN})


_OWN = frozenset(LetterheadDraft.__dataclass_fields__)
