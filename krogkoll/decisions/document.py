"""The decision as a document, in the order of the page design: what is decided first, how it was handled later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from krogkoll import law
from krogkoll.decisions.basis import Basis, chosen_findings
from krogkoll.decisions.model import DecidedBy, Decision, ServiceWay, swedish_decision
from krogkoll.decisions.wording import decision_facts
from krogkoll.documents import (
    Appeal,
    Block,
    Bullets,
    Document,
    Lead,
    MetaField,
    Photos,
    SignatureField,
    Signatures,
    Table,
)
from krogkoll.inspections import (
    Making,
    PaperKind,
    Place,
    blocks_of,
    findings_table,
    lines,
    number_words,
    property_words,
    shown_photos,
)
from krogkoll.kernel.swedish import long_date
from krogkoll.law import DecisionType, Group, RenderedSection, Signer

PRESENTER, DECISION_MAKER = "presenter", "decision_maker"
PAPER_KINDS: Mapping[Group, PaperKind] = {
    Group.DECISION: PaperKind.DECISION,
    Group.DISPATCH: PaperKind.DISPATCH,
    Group.PROPOSAL: PaperKind.PROPOSAL,
}
INTRO = (
    "Handlingen undertecknas elektroniskt eller för hand. En elektronisk underskrift är ännu utan tidsstämpel och"
    " kontrolleras i den digitala filen."
)
_LAID_OUT = ("title", "appeal", "recipients", "signatures")


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """The rendered text of a paper: its title, the decision itself in one sentence, and all sections by id."""

    title: str
    lead: str
    sections: tuple[RenderedSection, ...]


def decision_document(decision: Decision, basis: Basis, making: Making) -> Document:
    """The document of a complete decision. Raises Invalid when the text lacks a fact."""
    photos = _photos(decision, basis, making)
    text = law.template(law.decision_type(decision.type_code).template)
    sections = text.render(decision_facts(decision, basis, photos=bool(photos.photos)))
    title, lead = next(section for section in sections if section.id == "title").blocks
    return laid_out(decision, basis, making, Script(title=title.texts[0], lead=lead.texts[0], sections=sections))


def laid_out(decision: Decision, basis: Basis, making: Making, script: Script, *, draft: bool = False) -> Document:
    """The document of a text that is rendered already. draft: it is unfinished and says so on each page."""
    kind = law.decision_type(decision.type_code)
    findings = chosen_findings(decision, basis)
    recipients = _recipients(decision, kind)
    slots: dict[str, Sequence[Block]] = {
        "observations": [findings_table(findings, making.photos, kinds=False)] if findings else [],
        "photos": [_photos(decision, basis, making)],
        "documents": [Bullets(items=basis.documents)] if basis.documents else [],
        "recipients": [recipients] if recipients.rows else [],
    }
    by_id = {section.id: section for section in script.sections}
    blocks: list[Block] = [Lead(text=script.lead), *blocks_of(script.sections, slots, skip=_LAID_OUT)]
    if appeal := by_id.get("appeal"):
        texts = tuple(chain.from_iterable(block.texts for block in appeal.blocks))
        blocks.append(Appeal(heading=appeal.heading, paragraphs=texts))
    if "recipients" in by_id and recipients.rows:
        blocks += blocks_of([by_id["recipients"]], slots)
    blocks += _signed(decision, kind)
    return Document(
        title=script.title,
        kind=PAPER_KINDS[kind.group].value,
        letterhead=making.letterhead,
        practice=making.practice,
        made_at=making.made_at,
        meta=_meta(decision, kind),
        blocks=tuple(blocks),
        reference=decision.docket_number,
        secrecy_note=making.secrecy,
        anchors=() if draft else making.anchors,
        draft=draft,
    )


def places_of(decision: Decision) -> tuple[Place, ...]:
    """Who signs where, in order: first the presenter, then the one who decides; a board signs its minutes only."""
    people = {PRESENTER: decision.presenter_name, DECISION_MAKER: decision.decision_maker_name}
    return tuple(Place(field=one, person=people[one]) for one in signing_fields(decision))


def signing_fields(decision: Decision) -> tuple[str, ...]:
    """The names of the fields that are signed, in order."""
    signatures = law.decision_type(decision.type_code).signatures
    by_board = decision.decided_by is DecidedBy.BOARD and Signer.PRESENTER in signatures
    return tuple(one.value for one in signatures if not (by_board and one is Signer.DECISION_MAKER))


def paper_kind(decision: Decision) -> PaperKind:
    """What the paper is called in the register of papers."""
    return PAPER_KINDS[law.decision_type(decision.type_code).group]


def _photos(decision: Decision, basis: Basis, making: Making) -> Photos:
    findings = chosen_findings(decision, basis)
    return Photos(photos=shown_photos((photo for one in findings for photo in one.photo_ids), making.photos))


def _meta(decision: Decision, kind: DecisionType) -> tuple[MetaField, ...]:
    day = decision.decided_on.isoformat() if decision.decided_on else ""
    address = decision.party_address or lines(_unknown(decision, "addressee-address", "Postadress okänd"))
    number = number_words(decision.party_number) or _unknown(decision, "addressee-number", "Nummer okänt")
    party = lines(decision.party_name, number, *address)
    return (
        MetaField(label="Datum", lines=lines(day)),
        MetaField(label="Diarienummer", lines=lines(decision.docket_number)),
        MetaField(label="Lokal", lines=lines(decision.address, property_words(decision.property_designation))),
        MetaField(label="Mottagare" if kind.group is not Group.PROPOSAL else "Till", lines=party),
    )


def _unknown(decision: Decision, code: str, words: str) -> str:
    return words if code in decision.overridden() else ""


def _recipients(decision: Decision, kind: DecisionType) -> Table:
    through = f", genom {decision.party_represented_by}" if decision.party_represented_by else ""
    rows = []
    if decision.party_name and decision.service is not ServiceWay.NOT_STATED:
        rows.append((decision.party_name + through, swedish_decision(decision.service)))
    # A draft that is only previewed may hold a line that is not filled in yet.
    rows += [(one["who"], one.get("how", "")) for one in decision.recipients if one.get("who", "").strip()]
    return Table(headers=("Mottagare", "Hur"), rows=tuple(rows), widths=(0.6, 0.4))


def _signed(decision: Decision, kind: DecisionType) -> list[Block]:
    """The places for signatures; a board's decision refers to the minutes, which are signed elsewhere."""
    presenter = SignatureField(
        name=PRESENTER,
        caption="Föredragande" if kind.group is Group.DECISION else "Handläggare",
        person=decision.presenter_name,
        role=decision.presenter_title,
    )
    maker = SignatureField(
        name=DECISION_MAKER,
        caption=_maker_caption(decision),
        person=decision.decision_maker_name,
        role=decision.decision_maker_title,
    )
    by_name = {PRESENTER: presenter, DECISION_MAKER: maker}
    fields = tuple(by_name[name] for name in signing_fields(decision))
    heading = "Underskrift" if len(fields) == 1 else "Underskrifter"
    return [Signatures(fields=fields, heading=heading, intro=_minutes(decision) + INTRO)]


def _maker_caption(decision: Decision) -> str:
    if decision.decided_by is DecidedBy.CHAIR:
        return f"Beslutsfattare enligt {law.cite('KL-6-39', short=True)}"
    if decision.decided_by is DecidedBy.OFFICER and decision.delegated and decision.delegation_point.strip():
        return f"Beslutsfattare, {decision.delegation_point}"
    return "Beslutsfattare"


def _minutes(decision: Decision) -> str:
    if decision.decided_by is not DecidedBy.BOARD or decision.minutes_on is None:
        return ""
    return f"Beslutet framgår av protokollet {decision.minutes_reference} den {long_date(decision.minutes_on)}. "
