"""The inspection report, made from what the visit recorded: nothing typed again, nothing left out in silence."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from krogkoll import law
from krogkoll.documents import (
    Block,
    Bullets,
    Document,
    Facts,
    Lead,
    MetaField,
    Paragraph,
    Photos,
    SignatureField,
    Signatures,
    Table,
)
from krogkoll.inspections.entry import entry_flags, ground_words, short_ground
from krogkoll.inspections.model import StatementOf, swedish_inspection
from krogkoll.inspections.operations import Attendance, Participant, swedish_operation
from krogkoll.inspections.printing import (
    SIGNED_INTRO,
    Author,
    Making,
    answer_words,
    blocks_of,
    clock_words,
    findings_table,
    joint_with,
    lines,
    number_words,
    property_words,
    short_authority,
    shown_photos,
)
from krogkoll.inspections.report_log import log_flags, log_slots
from krogkoll.inspections.report_parts import acknowledgement_blocks, evidence_blocks, goods_blocks
from krogkoll.inspections.steps import authority_words
from krogkoll.inspections.visit import Visit, not_checked
from krogkoll.kernel.clock import local
from krogkoll.law import cite_all, template, time_of_day, upper_first


def report_document(visit: Visit, author: Author, making: Making) -> Document:
    """The inspection report (tillsynsprotokoll) of a closed visit. Raises Invalid when the template lacks a fact."""
    sections = template("tillsynsprotokoll").render(_report_facts(visit, making))
    title, lead = sections[0].blocks
    inspection = visit.inspection
    return Document(
        title=title.texts[0],
        kind="tillsynsprotokoll",
        letterhead=making.letterhead,
        practice=making.practice,
        made_at=making.made_at,
        meta=(
            MetaField(label="Datum", lines=(visit.on.isoformat(),)),
            MetaField(label="Diarienummer", lines=lines(inspection.docket_number)),
            MetaField(label="Lokal", lines=lines(inspection.address, property_words(inspection.property_designation))),
            MetaField(
                label="Verksamhet", lines=lines(inspection.operator_name, number_words(inspection.operator_number))
            ),
        ),
        blocks=(
            Lead(text=lead.texts[0]),
            *blocks_of(sections, _report_slots(visit, author, making), skip=("title", "signatures")),
            Signatures(
                fields=(
                    SignatureField(name="inspector", caption="Protokollförare", person=author.name, role=author.title),
                ),
                intro=SIGNED_INTRO,
            ),
        ),
        reference=inspection.docket_number,
        secrecy_note=making.secrecy,
        anchors=making.anchors,
    )


def _report_slots(visit: Visit, author: Author, making: Making) -> Mapping[str, Sequence[Block]]:
    left = not_checked(visit, making.kinds)
    return {
        "visit": [Facts(rows=_visit_rows(visit))],
        "participants": [_participants_table(visit, author, making)],
        "findings": [findings_table(visit.findings, making.photos, kinds=True)],
        "answers": [_answers_table(visit)],
        "unchecked": [Bullets(items=tuple(f"Fråga {one.number}: {one.question_sv}" for one in left))],
        "statements": [_statements_table(visit.statements)],
        "goods": goods_blocks(making.seizures, making.samples),
        "acknowledgement": acknowledgement_blocks(making.acknowledgement),
        "photos": [Photos(photos=shown_photos(visit.photo_ids(), making.photos)), *_left_out(visit, making)],
        "evidence": evidence_blocks(making.pictures, making.papers, making.photos),
        **log_slots(visit),
    }


def _left_out(visit: Visit, making: Making) -> Sequence[Block]:
    """Photos that nobody has cleared for print are not shown, and the report says that they exist."""
    count = len(set(visit.photo_ids()) - set(making.photos))
    words = "Ett foto visas" if count == 1 else f"{count} foton visas"
    return (
        [Paragraph(text=f"{words} inte här, eftersom ingen har granskat om personer syns.", small=True)]
        if count
        else []
    )


def _report_facts(visit: Visit, making: Making) -> law.Facts:
    inspection = visit.inspection
    ended = visit.ended_at
    return {
        "authority": authority_words(making.authority),
        "authority_short": short_authority(making.authority),
        "premises": inspection.premises,
        "visit": (inspection.started_at or ended, ended),
        "planned": inspection.planned,
        "joint_with": joint_with(visit, making.authority),
        "ground": ground_words(visit.entry) if visit.entry else "",
        "ground_flags": entry_flags(visit.entry) if visit.entry else (),
        "photos": bool(visit.photo_ids()),
        "photos_shown": bool(shown_photos(visit.photo_ids(), making.photos)),
        "answers": any(answer.checked for answer in visit.answers),
        "findings": bool(visit.findings),
        "statements": bool(visit.statements),
        "unchecked": bool(not_checked(visit, making.kinds)),
        "oral_notices": inspection.oral_notices,
        "party_comments": inspection.party_comments,
        "goods": bool(making.seizures or making.samples),
        "acknowledged": making.acknowledgement is not None,
        "evidence": bool(making.pictures or making.papers),
        **log_flags(visit.log),
        "next_step": inspection.next_step,
        "deviations_from_plan": inspection.deviations_from_plan,
    }


def _visit_rows(visit: Visit) -> tuple[tuple[str, str], ...]:
    inspection = visit.inspection
    met = ", ".join(lines(inspection.person_met, inspection.person_met_role, inspection.person_met_identity))
    rows = (
        ("Slag av tillsyn", swedish_inspection(inspection.kind)),
        ("Lokal", ", ".join(_place(visit))),
        ("Verksamhet", ", ".join(_operator(visit))),
        ("Serveringstillstånd", upper_first(inspection.permit_known)),
        ("Början", _start_words(inspection.started_at)),
        ("Slut", _start_words(inspection.ended_at)),
        ("Träffad person", met),
        ("Legitimation", upper_first(inspection.identity_shown)),
        ("Ändamål", upper_first(inspection.purpose_told)),
        ("Tolk", inspection.interpreter),
    )
    return tuple((label, text) for label, text in rows if text)


def _place(visit: Visit) -> tuple[str, ...]:
    return lines(visit.inspection.address, property_words(visit.inspection.property_designation))


def _operator(visit: Visit) -> tuple[str, ...]:
    return lines(visit.inspection.operator_name, number_words(visit.inspection.operator_number))


def _start_words(moment: datetime | None) -> str:
    return "" if moment is None else f"{local(moment).date().isoformat()} {time_of_day(moment)}"


def _participants_table(visit: Visit, author: Author, making: Making) -> Table:
    rows = [(author.name, authority_words(making.authority), author.title, _own_ground(visit))]
    present = (one for one in visit.participants if one.attendance is Attendance.PRESENT)
    rows += [_participant_row(one, visit, making.authority) for one in present if one.name != author.name]
    return Table(
        headers=("Namn", "Myndighet", "Uppgift", "Tillträdesgrund"), rows=tuple(rows), widths=(0.2, 0.3, 0.2, 0.3)
    )


def _own_ground(visit: Visit) -> str:
    if visit.entry is None:
        return "inte antecknad"
    return short_ground(visit.entry.ground_id)


def _participant_row(one: Participant, visit: Visit, own: str) -> tuple[str, str, str, str]:
    task = ", ".join(lines(one.title, swedish_operation(one.role)))
    told = f"{short_ground(one.ground_told)} (enligt egen uppgift)" if one.ground_told else "inte antecknad"
    return one.name, authority_words(one.authority), task, _own_ground(visit) if one.authority == own else told


def _answers_table(visit: Visit) -> Table:
    rows = []
    for answer in visit.answers:
        if answer.checked:
            mark = "Avvikelse. " if answer.deviation else ""
            asked = answer.item
            rows.append(
                (
                    str(asked.number),
                    asked.question_sv,
                    mark + answer_words(answer),
                    cite_all(asked.references, short=True),
                )
            )
    return Table(headers=("Nr", "Fråga", "Svar", "Lagrum"), rows=tuple(rows), widths=(0.07, 0.36, 0.35, 0.22))


def _statements_table(statements: Sequence[StatementOf]) -> Table:
    rows = []
    for one in statements:
        who = ", ".join(lines(one.who, one.role, authority_words(one.authority) if one.authority else ""))
        said = f"”{one.text}” (ordagrant)" if one.verbatim else f"{one.text} (sammanfattat)"
        rows.append((clock_words(one.at), who, said))
    return Table(headers=("Kl.", "Vem", "Uppgift"), rows=tuple(rows), widths=(0.1, 0.3, 0.6))
