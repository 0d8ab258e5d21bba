"""The small forms of the spot: which fields each has, and which use case takes them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from krogkoll.inspections import (
    Consent,
    ConsentAct,
    ConsentDraft,
    CountMethod,
    FindingDraft,
    FindingKind,
    HeadCountDraft,
    Mark,
    OralOrderDraft,
    StatementDraft,
    TimeMark,
    swedish_inspection,
    swedish_note,
)
from krogkoll.law import authorities, cite, find_authority, references
from ui.i18n import tr
from ui.inspections.form_dialog import Ask, Form
from ui.inspections.reading import FieldRead
from ui.words import clock

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

Values = Mapping[str, Any]
AT = Ask(name="at", label="Klockslag", kind="time", half=True)


def finding_form(workspace: "Workspace", read: FieldRead, mark: TimeMark | None) -> Form:
    """A finding, or the words for a moment that was marked."""
    kinds = [(swedish_inspection(one), one.value) for one in (FindingKind.OBSERVATION, FindingKind.ASSESSMENT)]
    marks = [(swedish_inspection(one), one.value) for one in Mark]
    known = sorted((cite(key, short=True), key) for key, one in references().items() if one.offered(read.visit.on))

    def write(values: Values) -> object:
        draft = FindingDraft(
            inspection_id=read.inspection.id,
            kind=FindingKind(values["kind"]),
            at=None if mark is not None and clock(mark.at) == clock(values["at"]) else values["at"],
            text=values["text"],
            provisions=(values["provisions"],) if values["provisions"] else (),
            mark=Mark(values["mark"]),
        )
        if mark is None:
            return workspace.inspections.observe(draft)
        return workspace.field.put_into_words(mark, draft)

    return Form(
        title=tr("Ny iakttagelse eller bedömning") if mark is None else tr("Skriv ut tidsmärket"),
        asks=(
            Ask(
                name="kind",
                label=tr("Slag"),
                kind="choice",
                options=kinds,
                half=True,
                hint=tr("En iakttagelse är det du såg, hörde eller mätte. En bedömning är en slutsats."),
            ),
            Ask(name="at", label=tr("Klockslag"), kind="time", half=True, start=clock(mark.at) if mark else ""),
            Ask(name="text", label=tr("Text"), kind="text"),
            Ask(name="provisions", label=tr("Lagrum"), kind="choice", options=[(tr("Inget"), ""), *known], half=True),
            Ask(name="mark", label=tr("Markering"), kind="choice", options=marks, half=True),
        ),
        act=tr("Spara"),
        write=write,
        draft=f"visit:{read.inspection.id}:finding:{mark.id if mark else 'new'}",
        visit_id=read.inspection.id,
    )


def strike_form(workspace: "Workspace", read: FieldRead, mark: TimeMark) -> Form:
    """Strike a mark that meant nothing."""
    return Form(
        title=tr("Stryk tidsmärket {0}").format(clock(mark.at)),
        asks=(Ask(name="reason", label=tr("Varför"), hint=tr("Märket finns kvar i historiken."), start=""),),
        act=tr("Stryk"),
        write=lambda values: workspace.field.strike(mark, values["reason"]),
        draft=f"visit:{read.inspection.id}:strike:{mark.id}",
        visit_id=read.inspection.id,
    )


def statement_form(workspace: "Workspace", read: FieldRead) -> Form:
    """What somebody else said."""
    own = [(tr("Ingen, en privatperson"), "")]
    own += sorted((one.name_sv, key) for key, one in authorities().items())

    def write(values: Values) -> object:
        fields = {name: values[name] for name in ("at", "who", "role", "authority", "text")}
        return workspace.inspections.hear(
            StatementDraft(inspection_id=read.inspection.id, verbatim=values["verbatim"] == "1", **fields)
        )

    ways = [(tr("Sammanfattat"), ""), (tr("Ordagrant"), "1")]
    return Form(
        title=tr("Uppgift från någon annan"),
        asks=(
            Ask(name="who", label=tr("Vem sade det"), half=True),
            Ask(name="role", label=tr("Roll"), half=True),
            Ask(name="authority", label=tr("Myndighet"), kind="choice", options=own),
            Ask(name="at", label=tr("Klockslag"), kind="time", half=True),
            Ask(name="verbatim", label=tr("Återgivet"), kind="choice", options=ways, half=True),
            Ask(name="text", label=tr("Det som sades"), kind="text"),
        ),
        act=tr("Spara"),
        write=write,
        draft=f"visit:{read.inspection.id}:statement",
        visit_id=read.inspection.id,
    )


def count_form(workspace: "Workspace", read: FieldRead) -> Form:
    """How many people there are."""
    ways = [(swedish_note(one).capitalize(), one.value) for one in CountMethod if one is not CountMethod.UNKNOWN]

    def write(values: Values) -> object:
        draft = HeadCountDraft(
            inspection_id=read.inspection.id,
            at=values["at"],
            count=values["count"],
            how=CountMethod(values["how"]),
            where=values["where"],
        )
        return workspace.field.count(draft)

    return Form(
        title=tr("Räkna personer"),
        asks=(
            Ask(name="count", label=tr("Antal"), kind="number", half=True),
            Ask(name="at", label=tr("Klockslag"), kind="time", half=True),
            Ask(name="how", label=tr("Så räknade ni"), kind="choice", options=ways, half=True),
            Ask(name="where", label=tr("Var"), half=True),
        ),
        act=tr("Spara"),
        write=write,
        draft=f"visit:{read.inspection.id}:count",
        visit_id=read.inspection.id,
    )


def order_form(workspace: "Workspace", read: FieldRead) -> Form:
    """What a party was told."""

    def write(values: Values) -> object:
        return workspace.field.tell(OralOrderDraft(inspection_id=read.inspection.id, **values))

    return Form(
        title=tr("Muntligt besked"),
        asks=(
            Ask(name="what", label=tr("Vad som sades"), kind="text"),
            Ask(name="by_whom", label=tr("Av vem"), half=True, start=workspace.actor.name),
            Ask(name="to_whom", label=tr("Till vem"), half=True, start=read.inspection.person_met),
            Ask(name="answer", label=tr("Vad personen svarade"), kind="text"),
            Ask(name="at", label=tr("Klockslag"), kind="time", half=True),
        ),
        act=tr("Spara"),
        write=write,
        draft=f"visit:{read.inspection.id}:order",
        visit_id=read.inspection.id,
    )


def consent_form(workspace: "Workspace", read: FieldRead, act: ConsentAct, standing: Consent | None) -> Form:
    """A consent, a no, or a withdrawal."""
    given = act is ConsentAct.GIVEN
    titles = {
        ConsentAct.GIVEN: tr("Samtycke till besöket"),
        ConsentAct.REFUSED: tr("Nej till besöket"),
        ConsentAct.WITHDRAWN: tr("Samtycket återkallas"),
    }
    leads = {
        ConsentAct.REFUSED: tr("Ett nej får inga följder för personen. Utan annan grund stannar ni ute."),
        ConsentAct.WITHDRAWN: tr("Har ni ingen annan grund lämnar ni lokalen."),
    }

    def write(values: Values) -> object:
        return workspace.field.consent(ConsentDraft(inspection_id=read.inspection.id, act=act, **values))

    told = (
        Ask(name="told_no_consequence", label=tr("Fick veta att ett nej inte får några följder"), kind="check"),
        Ask(name="told_withdrawable", label=tr("Fick veta att samtycket kan återkallas"), kind="check"),
        Ask(name="not_dwelling", label=tr("Det är klart att lokalen inte är en bostad"), kind="check"),
        Ask(name="reason", label=tr("Varför ni ändå går in, om något inte är uppfyllt")),
    )
    return Form(
        title=titles[act],
        lead=leads.get(act, ""),
        asks=(
            Ask(name="who", label=tr("Vem"), half=True, start=standing.who if standing else read.inspection.person_met),
            Ask(name="role", label=tr("Roll"), half=True, start=standing.role if standing else ""),
            Ask(name="at", label=tr("Klockslag"), kind="time", half=True),
            *(told if given else told[:1] if act is ConsentAct.REFUSED else ()),
        ),
        act=tr("Spara"),
        write=write,
        draft=f"visit:{read.inspection.id}:consent:{act.value}",
        visit_id=read.inspection.id,
    )


def authority_words(authority: str) -> str:
    """An authority in few words; free text is its own name."""
    found = find_authority(authority)
    return authority if found is None else found.short_sv
