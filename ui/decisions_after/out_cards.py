"""The cards about what goes out: dispatch, the notice without names, corrections, the landlord."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from krogkoll.decisions import (
    Decision,
    Dispatch,
    LandlordOutcome,
    ReceiverRole,
    Recipient,
    Rendering,
    State,
    landlord_words,
    swedish_state,
)
from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import long_date
from krogkoll.law import cite, decision_type
from ui.decisions_after import words
from ui.decisions_after.cards import Act, Rights, entry, fill, foot
from ui.decisions_after.dispatch_acts import DispatchActs
from ui.decisions_after.landlord_acts import LandlordActs
from ui.decisions_after.reading import AfterState
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Card
from ui.widgets.text import Text

Open = Callable[[str], None]
"""Goes to a decision."""


def dispatch_card(theme: Theme, state: AfterState, acts: DispatchActs, rights: Rights) -> Card:
    """Who is to get the paper, what has gone out, and the paper itself on paper or as a file."""
    card = Card(theme, tr("Expediering"))
    listed = state.after.expedition
    rows: list[QWidget] = []
    if listed is not None:
        rows = [_recipient(theme, state, one, listed.sent_to(one), acts, rights) for one in listed.recipients]
        known = {sent.id for one in listed.recipients for sent in listed.sent_to(one)}
        rows += [_other(theme, sent, acts, rights) for sent in listed.dispatches if sent.id not in known]
    fill(card, rows)
    deeds: list[Act] = []
    if rights.save:
        deeds.append((tr("Skriv ut"), "printer", lambda: acts.print(state, Rendering.FULL)))
        deeds.append((tr("Spara som PDF …"), "download", lambda: acts.save(state, Rendering.FULL)))
    if rights.send:
        deeds.append((tr("Annan mottagare"), "plus", lambda: acts.send(state, None)))
    if deeds:
        card.body.addLayout(foot(theme, deeds))
    return card


def _recipient(
    theme: Theme,
    state: AfterState,
    one: Recipient,
    sent: tuple[Dispatch, ...],
    acts: DispatchActs,
    rights: Rights,
) -> QWidget:
    by_service = one.role is ReceiverRole.PARTY
    chip: words.Chip | None = ("suspected", "hourglass", tr("Inte skickad"))
    if sent:
        chip = ("closed", "circle-check", tr("Skickad"))
    elif by_service:
        chip = None
    why = tr("Följer av {0}.").format(one.rule) if one.rule else f"{one.how}." if one.how else ""
    notes = [why, *(words.dispatch_words(each) for each in sent)]
    deeds: list[Act] = []
    if rights.send and not sent:
        deeds.append((tr("Anteckna som skickad"), "send", lambda: acts.send(state, one)))
    if rights.send and sent:
        deeds.append((tr("Stryk raden"), "undo-2", lambda: acts.strike(sent[-1])))
    return entry(theme, one.who, chip, [note for note in notes if note], deeds)


def _other(theme: Theme, sent: Dispatch, acts: DispatchActs, rights: Rights) -> QWidget:
    if sent.struck:
        return entry(theme, sent.to, ("dismissed", "circle-x", tr("Struken")), [words.dispatch_words(sent)], [])
    deeds: list[Act] = [(tr("Stryk raden"), "undo-2", lambda: acts.strike(sent))] if rights.send else []
    return entry(theme, sent.to, ("closed", "circle-check", tr("Skickad")), [words.dispatch_words(sent)], deeds)


def notice_card(theme: Theme, state: AfterState, acts: DispatchActs, make: Callable[[], None], rights: Rights) -> Card:
    """The notice with names withheld, where there is a risk of threats."""
    card = Card(theme, tr("Underrättelse utan namn"))
    notice = state.after.notice
    if notice is None:
        told = tr("Vid risk för hot kan parten få en egen handling utan namn på dem som har beslutat.")
    else:
        day = long_date(local(notice.made_at).date())
        told = tr("Gjord den {0} av {1}. Skäl: {2}").format(day, notice.by, notice.reason)
    card.body.addWidget(Text(theme, told, tone="muted" if notice is None else "", wrap=True))
    deeds: list[Act] = []
    if notice is not None and rights.save:
        deeds.append((tr("Skriv ut"), "printer", lambda: acts.print(state, Rendering.NOTICE)))
        deeds.append((tr("Spara som PDF …"), "download", lambda: acts.save(state, Rendering.NOTICE)))
    if rights.write:
        again = tr("Gör en ny") if notice is not None else tr("Gör en underrättelse utan namn …")
        deeds.append((again, "user-x", make))
    if deeds:
        card.body.addLayout(foot(theme, deeds, tr("Underrättelse utan namn")))
    return card


def links_card(theme: Theme, state: AfterState, go: Open, correct: Callable[[], None], rights: Rights) -> Card:
    """What this decision corrects or replaces, and what corrects or replaces it."""
    card = Card(theme, tr("Rättelse"))
    after = state.after
    told = tr("Ett undertecknat beslut ändras aldrig. Ett skrivfel rättas genom ett nytt beslut som hänvisar hit.")
    card.body.addWidget(Text(theme, told, tone="muted", wrap=True))
    rows = []
    if after.corrects is not None:
        rows.append(_link(theme, tr("Rättar eller ersätter"), after.corrects, go))
    rows += [_link(theme, tr("Rättas eller ersätts av"), one, go) for one in after.corrected_by]
    fill(card, rows)
    if rights.write:
        new: Act = (tr("Rätta beslutet"), "file-pen-line", correct)
        card.body.addLayout(foot(theme, [new]))
    return card


def _link(theme: Theme, what: str, one: Decision, go: Open) -> QWidget:
    chip: words.Chip = ("planned", "pencil", swedish_state(one.state))
    if one.state is State.DECIDED:
        chip = ("closed", "circle-check", swedish_state(one.state))
    title = ", ".join(part for part in (decision_type(one.type_code).name_sv, one.docket_number) if part)
    return entry(theme, title, chip, [what], [(tr("Öppna beslutet"), "gavel", lambda: go(one.id))])


def landlord_card(theme: Theme, state: AfterState, acts: LandlordActs, today: date, rights: Rights) -> Card:
    """What the landlord must do within two months, and what came of it."""
    card = Card(theme, tr("Hyresvärden"))
    track = state.after.track
    deeds: list[Act] = []
    if track is None:
        told = tr("När hyresvärden har fått veta löper två månader att säga upp avtalet ({0}).").format(
            cite("JB-12-43", short=True)
        )
        card.body.addWidget(Text(theme, told, tone="muted", wrap=True))
        deeds.append((tr("Följ upp hyresvärden"), "calendar-clock", lambda: acts.begin(state)))
    else:
        card.body.addWidget(Text(theme, landlord_words(track, today), wrap=True))
        if track.outcome_note or track.note:
            said = " ".join(part for part in (track.note, track.outcome_note) if part)
            card.body.addWidget(Text(theme, said, "caption", tone="muted", wrap=True))
        if track.outcome is LandlordOutcome.WAITING:
            deeds.append((tr("Anteckna vad som hände"), "clipboard-check", lambda: acts.end(track)))
            deeds.append((tr("Ändra"), "pencil", lambda: acts.edit(track)))
    if rights.write and deeds:
        card.body.addLayout(foot(theme, deeds, tr("Hyresvärden")))
    return card
