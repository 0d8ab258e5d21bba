"""The small forms of safety, ground and colleagues: going in, säkrat, avbryt, the entry ground, a second officer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from krogkoll.inspections import (
    EntryDraft,
    HandOver,
    PresenceDraft,
    SecondViewDraft,
    Signal,
    SignalDraft,
    Verdict,
    swedish_colleague,
)
from krogkoll.kernel.errors import Invalid, Problem
from krogkoll.law import EntryGround, FactKind, authorities
from krogkoll.people import Member, MemberDraft
from ui.i18n import tr
from ui.inspections.form_dialog import Ask, Form
from ui.inspections.reading import FieldRead

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

Values = Mapping[str, Any]


def _authority(name: str, label: str, start: str) -> Ask:
    options = sorted((one.name_sv, key) for key, one in authorities().items())
    if start and start not in {key for _, key in options}:
        options = [(start, start), *options]
    return Ask(name=name, label=label, kind="choice", options=options, start=start)


def enter_form(workspace: "Workspace", read: FieldRead) -> Form:
    """Somebody goes in."""

    def write(values: Values) -> object:
        draft = PresenceDraft(
            inspection_id=read.inspection.id, name=values["name"], authority=values["authority"], in_at=values["in_at"]
        )
        return workspace.presence.enter(draft)

    inside = {one.name for one in read.visit.log.presences if one.out_at is None}
    known = [one for one in read.visit.participants if one.name not in inside]
    me = workspace.actor
    first = (me.name, me.authority) if me.name not in inside else ("", "")
    if not first[0] and known:
        first = (known[0].name, known[0].authority)
    return Form(
        title=tr("Någon går in"),
        lead=" ".join(read.waits_for),
        asks=(
            Ask(name="name", label=tr("Namn"), half=True, start=first[0]),
            Ask(name="in_at", label=tr("Inne sedan"), kind="time", half=True),
            _authority("authority", tr("Myndighet"), first[1] or me.authority),
        ),
        act=tr("Anteckna inne"),
        write=write,
        draft=f"visit:{read.inspection.id}:enter",
        visit_id=read.inspection.id,
    )


def signal_form(workspace: "Workspace", read: FieldRead, signal: Signal) -> Form:
    """It is safe, or it is broken off."""
    aborted = signal is Signal.ABORTED
    police = next((key for key, one in authorities().items() if key.startswith("p.")), "")
    start = workspace.actor.authority if aborted or not read.waits_for else police

    def write(values: Values) -> object:
        return workspace.presence.signal(
            SignalDraft(inspection_id=read.inspection.id, signal=signal, **{"why": "", **values})
        )

    why = (Ask(name="why", label=tr("Varför"), kind="text"),) if aborted else ()
    return Form(
        title=tr("Avbryt besöket") if aborted else tr("Säkrat"),
        lead=tr("Alla som är inne antecknas som ute.") if aborted else " ".join(read.waits_for),
        asks=(
            Ask(name="said_by", label=tr("Vem sade det"), half=True),
            Ask(name="at", label=tr("Klockslag"), kind="time", half=True),
            _authority("said_authority", tr("För vilken myndighet"), start),
            *why,
        ),
        act=tr("Avbryt besöket") if aborted else tr("Anteckna säkrat"),
        write=write,
        draft=f"visit:{read.inspection.id}:{signal.value}",
        visit_id=read.inspection.id,
    )


def ground_form(workspace: "Workspace", read: FieldRead, ground: EntryGround) -> Form:
    """One ground with the facts it rests on."""
    kinds = {FactKind.YES_NO: "choice", FactKind.TEXT: "line", FactKind.MOMENT: "time"}
    answers = [(tr("Inte besvarat"), ""), (tr("Ja"), "yes"), (tr("Nej"), "no")]

    def write(values: Values) -> object:
        facts = {one.id: values[one.id] for one in ground.conditions}
        facts = {key: value if isinstance(value, str) else value.isoformat() for key, value in facts.items() if value}
        return workspace.inspections.choose_entry(
            EntryDraft(inspection_id=read.inspection.id, ground_id=ground.id, answers=facts, reason=values["reason"])
        )

    return Form(
        title=ground.title_sv,
        lead=ground.note_sv,
        asks=(
            *(
                Ask(name=one.id, label=one.question_sv, kind=kinds[one.kind], options=answers)
                for one in ground.conditions
            ),
            Ask(name="reason", label=tr("Varför ni går in ändå, om något saknas")),
        ),
        act=tr("Välj grunden"),
        write=write,
        draft=f"visit:{read.inspection.id}:ground:{ground.id}",
        visit_id=read.inspection.id,
    )


def second_form(workspace: "Workspace", read: FieldRead) -> Form:
    """The second officer's word, in that person's own name."""
    words = [(swedish_colleague(one), one.value) for one in Verdict if one is not Verdict.UNKNOWN]
    about = [(tr("Hela besöket"), "")]
    about += [(one.text if len(one.text) <= 60 else f"{one.text[:59]}…", one.id) for one in read.visit.findings]

    def write(values: Values) -> object:
        guest = _colleague(workspace, read, values)
        draft = SecondViewDraft(
            inspection_id=read.inspection.id,
            finding_id=values["finding_id"],
            verdict=Verdict(values["verdict"]),
            text=values["text"],
        )
        return workspace.colleagues.say(draft, guest.actor(), _pin(workspace, guest, values))

    return Form(
        title=tr("Andra tjänstemannens besked"),
        lead=tr("Kollegan själv fyller i. Beskedet loggas i kollegans namn."),
        asks=(
            *_who(read),
            Ask(name="verdict", label=tr("Besked"), kind="choice", options=words, half=True),
            Ask(name="finding_id", label=tr("Gäller"), kind="choice", options=about, half=True),
            Ask(name="text", label=tr("Egna ord"), kind="text"),
            *_pin_asks(),
        ),
        act=tr("Spara beskedet"),
        write=write,
        draft=f"visit:{read.inspection.id}:second",
        visit_id=read.inspection.id,
    )


def hand_over_form(workspace: "Workspace", read: FieldRead) -> Form:
    """Offer the visit to a colleague."""

    def write(values: Values) -> object:
        to = _colleague(workspace, read, values)
        return workspace.colleagues.offer(read.inspection.id, to.actor(), values["why"])

    return Form(
        title=tr("Lämna över besöket"),
        lead=tr("Kollegan tar över först efter ett eget ja här. Ni står båda kvar i besöket."),
        asks=(*_who(read), Ask(name="why", label=tr("Varför"))),
        act=tr("Erbjud"),
        write=write,
        draft=f"visit:{read.inspection.id}:hand-over",
        visit_id=read.inspection.id,
    )


def accept_form(workspace: "Workspace", read: FieldRead, offer: HandOver, colleague: Member) -> Form:
    """The colleague takes the visit over, by an act of their own."""
    return Form(
        title=tr("{0} tar över").format(offer.to_name),
        lead=tr("Kollegan själv skriver sin pinkod. Från och med nu är det kollegan som leder besöket."),
        asks=_pin_asks(),
        act=tr("Ta över besöket"),
        write=lambda values: workspace.colleagues.accept(offer, colleague.actor(), _pin(workspace, colleague, values)),
        draft=f"visit:{read.inspection.id}:accept",
        visit_id=read.inspection.id,
    )


def _pin(workspace: "Workspace", colleague: Member, values: Values) -> str:
    """The colleague's PIN; the first time it is chosen, and typed twice. Raises Invalid, AccessTrouble."""
    pin, again = str(values["pin"]), str(values["pin_again"])
    if not workspace.guest_pins.has_pin(colleague.id):
        if pin != again:
            raise Invalid([Problem("pin_again", "pins-differ" if again else "pin-first-time")])
        workspace.guest_pins.choose(colleague.id, pin)
    return pin


def _pin_asks() -> tuple[Ask, ...]:
    first = tr("Bara första gången på den här datorn.")
    return (
        Ask(name="pin", label=tr("Kollegans pinkod"), kind="secret", half=True, hint=tr("Sex till tolv siffror.")),
        Ask(name="pin_again", label=tr("Pinkoden en gång till"), kind="secret", half=True, hint=first),
    )


def _who(read: FieldRead) -> tuple[Ask, ...]:
    options = [(one.name, one.id) for one in read.colleagues]
    return (
        Ask(name="member", label=tr("Kollega"), kind="choice", options=[*options, (tr("Någon annan"), "")]),
        Ask(name="new_name", label=tr("Namn, om någon annan"), half=True),
        Ask(name="new_title", label=tr("Titel"), half=True),
    )


def _colleague(workspace: "Workspace", read: FieldRead, values: Values) -> Member:
    """The chosen member, or a new one who is written down first. Raises Invalid."""
    me, name = workspace.actor, str(values["new_name"]).strip()
    for one in workspace.members.members():
        # Somebody who was written down when an earlier try failed is the same person.
        ours = one.active and one.authority == me.authority and one.id != me.user_id
        if ours and (one.id == values["member"] or (not values["member"] and one.name == name)):
            return one
    return workspace.members.welcome_guest(
        MemberDraft(name=values["new_name"], title=values["new_title"], role=me.role, authority=me.authority)
    )
