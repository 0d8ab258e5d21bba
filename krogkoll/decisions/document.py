"""The decision as a document, in the order of the page design: what is decided first, how it was handled later."""

from collections.abc import Sequence

from krogkoll import law
from krogkoll.decisions.basis import Basis, chosen_findings, decision_facts
from krogkoll.decisions.model import Decision, swedish_decision
from krogkoll.documents import (
    Appeal,
    Block,
    Document,
    Lead,
    MetaField,
    Photos,
    SignatureField,
    Signatures,
    Table,
)
from krogkoll.inspections import (
    SIGNED_INTRO,
    Making,
    Place,
    blocks_of,
    findings_table,
    lines,
    number_words,
    property_words,
    shown_photos,
)

PRESENTER, DECISION_MAKER = "presenter", "decision_maker"
_LAID_OUT = ("title", "appeal", "recipients", "signatures")


def decision_document(decision: Decision, basis: Basis, making: Making) -> Document:
    """The document of a complete decision. Raises Invalid when the text lacks a fact."""
    findings = chosen_findings(decision, basis)
    photos = shown_photos((photo for one in findings for photo in one.photo_ids), making.photos)
    kind = law.decision_type(decision.type_code)
    sections = law.template(kind.template).render(decision_facts(decision, basis, photos=bool(photos)))
    by_id = {section.id: section for section in sections}
    title, lead = by_id["title"].blocks
    slots: dict[str, Sequence[Block]] = {
        "observations": [findings_table(findings, making.photos, kinds=False)],
        "photos": [Photos(photos=photos)],
        "recipients": [_recipients(decision)],
    }
    appeal = by_id["appeal"]
    return Document(
        title=title.texts[0],
        kind="beslut",
        letterhead=making.letterhead,
        practice=making.practice,
        made_at=making.made_at,
        meta=_meta(decision),
        blocks=(
            Lead(text=lead.texts[0]),
            *blocks_of(sections, slots, skip=_LAID_OUT),
            Appeal(heading=appeal.heading, paragraphs=tuple(text for block in appeal.blocks for text in block.texts)),
            *blocks_of([by_id["recipients"]], slots),
            Signatures(fields=_fields(decision), intro=SIGNED_INTRO),
        ),
        reference=decision.docket_number,
        anchors=making.anchors,
    )


def places_of(decision: Decision) -> tuple[Place, ...]:
    """Who signs where, in order: first the presenter, then the one who decides."""
    return (
        Place(field=PRESENTER, person=decision.presenter_name),
        Place(field=DECISION_MAKER, person=decision.decision_maker_name),
    )


def _meta(decision: Decision) -> tuple[MetaField, ...]:
    day = decision.decided_on.isoformat() if decision.decided_on else ""
    party = lines(decision.party_name, number_words(decision.party_number), *decision.party_address)
    return (
        MetaField(label="Datum", lines=lines(day)),
        MetaField(label="Diarienummer", lines=lines(decision.docket_number)),
        MetaField(label="Lokal", lines=lines(decision.address, property_words(decision.property_designation))),
        MetaField(label="Mottagare", lines=party),
    )


def _recipients(decision: Decision) -> Table:
    through = f", genom {decision.party_represented_by}" if decision.party_represented_by else ""
    rows = [(decision.party_name + through, swedish_decision(decision.service))]
    rows += [(recipient["who"], recipient["how"]) for recipient in decision.recipients]
    return Table(headers=("Mottagare", "Hur"), rows=tuple(rows), widths=(0.6, 0.4))


def _fields(decision: Decision) -> tuple[SignatureField, ...]:
    return (
        SignatureField(
            name=PRESENTER, caption="Föredragande", person=decision.presenter_name, role=decision.presenter_title
        ),
        SignatureField(
            name=DECISION_MAKER,
            caption="Beslutsfattare",
            person=decision.decision_maker_name,
            role=decision.decision_maker_title,
        ),
    )
