"""How what was noted is told on the page: one line each, with what can be done about it."""

from collections.abc import Sequence
from functools import partial

from krogkoll.inspections import (
    ConsentAct,
    FindingKind,
    HandOverState,
    MarkState,
    Signal,
    Verdict,
    entry_flags,
    ground_words,
    holder,
    inside,
    offered_hand_over,
    standing_consent,
    standing_signal,
    swedish_colleague,
    swedish_inspection,
    swedish_note,
    swedish_operation,
    swedish_signal,
)
from krogkoll.law import cite_all
from ui.i18n import tr
from ui.inspections.acts import Acts, ColleagueActs, GroundActs
from ui.inspections.forms import authority_words
from ui.inspections.reading import FieldRead
from ui.inspections.records import Deed, Line
from ui.words import clock


def mark_lines(read: FieldRead, acts: Acts) -> list[Line]:
    """The moments that wait for words."""
    lines = []
    for one in read.visit.log.open_marks:
        when = clock(one.at)
        deeds = (
            Deed(
                tr("Skriv ut"),
                tr("Skriv ut tidsmärket {0}").format(when),
                "pencil",
                partial(acts.put_into_words, one),
            ),
            Deed(tr("Stryk"), tr("Stryk tidsmärket {0}").format(when), "x", partial(acts.strike, one)),
        )
        lines.append(Line(when, tr("Inte utskrivet"), "", "flag", "suspected", deeds if read.open else ()))
    return lines


def finding_lines(read: FieldRead) -> list[Line]:
    """Observations and assessments, and which of them began as a mark."""
    lines = []
    for one in read.visit.findings:
        kind = swedish_inspection(one.kind)
        under = ", ".join(
            part for part in (kind, cite_all(one.provisions, short=True) if one.provisions else "") if part
        )
        assessed = one.kind is FindingKind.ASSESSMENT
        icon, tone = ("scale", "planned") if assessed else ("eye", "investigating")
        lines.append(Line(clock(one.at), one.text, under, icon, tone))
    struck = [one for one in read.visit.log.marks if one.state is MarkState.DROPPED]
    for mark in struck:
        lines.append(Line(clock(mark.at), tr("Struket tidsmärke"), mark.reason, "flag", "dismissed"))
    return lines


def statement_lines(read: FieldRead) -> list[Line]:
    """What others said."""
    lines = []
    for one in read.visit.statements:
        who = ", ".join(part for part in (one.who, one.role, authority_words(one.authority)) if part)
        text = f"”{one.text}”" if one.verbatim else one.text
        way = tr("ordagrant") if one.verbatim else tr("sammanfattat")
        lines.append(Line(clock(one.at), text, f"{who}, {way}", "quote", "investigating"))
    return lines


def count_lines(read: FieldRead) -> list[Line]:
    """Head counts by time."""
    lines = []
    for one in read.visit.log.counts:
        text = tr("{0} personer").format(one.count) if one.count != 1 else tr("1 person")
        under = ", ".join(part for part in (swedish_note(one.how), one.where) if part)
        lines.append(Line(clock(one.at), text, under, "users", "investigating"))
    return lines


def order_lines(read: FieldRead) -> list[Line]:
    """Oral orders."""
    lines = []
    for one in read.visit.log.orders:
        under = tr("{0} till {1}.").format(one.by_whom, one.to_whom)
        answer = tr("Svar: {0}").format(one.answer) if one.answer else tr("Inget svar antecknat.")
        lines.append(Line(clock(one.at), one.what, f"{under} {answer}", "megaphone", "planned"))
    return lines


def safety_lines(read: FieldRead, acts: Acts) -> list[Line]:
    """The last signal, why we wait, and who is inside since when."""
    lines = [
        Line("", why, tr("Vänta ute tills polisen har sagt säkrat."), "octagon-alert", "suspected")
        for why in _waits(read)
    ]
    for one in read.visit.log.signals:
        tone, icon = ("closed", "shield-check") if one.signal is Signal.SECURED else ("confirmed", "octagon-alert")
        who = ", ".join((one.said_by, authority_words(one.said_authority)))
        under = f"{who}. {one.why}" if one.why else who
        lines.append(Line(clock(one.at), swedish_signal(one.signal), under, icon, tone))
    for there in inside(read.visit.log.presences):
        out = Deed(tr("Ute nu"), tr("{0} är ute nu").format(there.name), "log-out", partial(acts.leave, there))
        deeds = (out,) if read.open else ()
        since = tr("Inne sedan {0}, {1}").format(clock(there.in_at), authority_words(there.authority))
        lines.append(Line("", there.name, since, "log-in", "investigating", deeds, True))
    return lines


def gone_lines(read: FieldRead) -> list[Line]:
    """Who was inside and is out again."""
    lines = []
    for one in read.visit.log.presences:
        if one.out_at is not None:
            text = tr("{0} till {1}").format(clock(one.in_at), clock(one.out_at))
            under = (
                f"{authority_words(one.authority)}. {one.out_why}" if one.out_why else authority_words(one.authority)
            )
            lines.append(Line("", f"{one.name}, {text}", under, "log-out", "dismissed"))
    return lines


def _waits(read: FieldRead) -> Sequence[str]:
    last = standing_signal(read.visit.log.signals)
    return () if last is not None and last.signal is Signal.SECURED else read.waits_for


def safety_deeds(read: FieldRead, acts: Acts, colleagues: ColleagueActs) -> tuple[list[Deed], str]:
    """What can be said of safety now, and a reason where our people must stay out."""
    if not read.open:
        return [], ""
    last = standing_signal(read.visit.log.signals)
    deeds = [Deed(tr("Går in"), tr("Anteckna någon som går in"), "log-in", acts.enter)]
    deeds.append(Deed(tr("Säkrat"), tr("Anteckna säkrat"), "shield-check", partial(acts.signal, Signal.SECURED)))
    deeds.append(Deed(tr("Avbryt"), tr("Avbryt besöket"), "octagon-alert", partial(acts.signal, Signal.ABORTED)))
    if read.inspection.wait_for_secured:
        deeds.append(Deed(tr("Ta bort väntan"), tr("Ta bort väntan på säkrat"), "x", colleagues.lift_waiting))
    if _waits(read):
        return deeds, tr("Bara polisen kan antecknas som inne tills säkrat är sagt.")
    if last is not None and last.signal is Signal.ABORTED:
        return deeds, tr("Besöket är avbrutet. Ingen går in förrän säkrat är sagt på nytt.")
    return deeds, ""


def ground_lines(read: FieldRead) -> list[Line]:
    """Our ground, what is weak in it, and what was said of consent."""
    lines = []
    if read.visit.entry is not None:
        flags = " ".join(entry_flags(read.visit.entry))
        tone = "suspected" if flags else "closed"
        at = read.visit.entry.chosen_at
        lines.append(
            Line(clock(at) if at else "", _first_upper(ground_words(read.visit.entry)), flags, "key-round", tone)
        )
    for one in read.visit.log.consents:
        ended = one.act is not ConsentAct.GIVEN
        who = ", ".join(part for part in (one.who, one.role) if part)
        icon, tone = ("octagon-alert", "confirmed") if ended else ("circle-check", "closed")
        lines.append(Line(clock(one.at), swedish_note(one.act), who, icon, tone))
    return lines


def ground_deeds(read: FieldRead, acts: GroundActs) -> list[Deed]:
    """Our grounds and the words of consent."""
    if not read.open:
        return []
    deeds = [
        Deed(one.title_sv, tr("Välj grund: {0}").format(one.title_sv), "key-round", partial(acts.choose_ground, one))
        for one in read.grounds
    ]
    deeds.append(Deed(tr("Samtycke"), tr("Anteckna samtycke"), "check", partial(acts.consent, ConsentAct.GIVEN)))
    deeds.append(Deed(tr("Säger nej"), tr("Anteckna ett nej"), "x", partial(acts.consent, ConsentAct.REFUSED)))
    last = standing_consent(read.visit.log.consents)
    if last is not None and last.act is ConsentAct.GIVEN:
        back = Deed(tr("Återkallas"), tr("Samtycket återkallas"), "undo-2", partial(acts.consent, ConsentAct.WITHDRAWN))
        deeds.append(back)
    return deeds


def colleague_lines(read: FieldRead, acts: ColleagueActs) -> list[Line]:
    """Second views and hand-overs."""
    lines = []
    for one in read.visit.log.views:
        tone = {Verdict.CONFIRMS: "closed", Verdict.DISSENTS: "confirmed"}.get(one.verdict, "suspected")
        found = next((finding.text for finding in read.visit.findings if finding.id == one.finding_id), "")
        about = tr("Om iakttagelsen: {0}").format(found) if found else tr("Om hela besöket")
        said = f"{one.by_name}: {swedish_colleague(one.verdict).lower()}. {one.text}".strip()
        lines.append(Line(clock(one.at), said, about, "users", tone))
    for hand in read.visit.log.hand_overs:
        text = tr("{0} till {1}: {2}").format(hand.from_name, hand.to_name, swedish_colleague(hand.state).lower())
        deeds: list[Deed] = []
        if hand.state is HandOverState.OFFERED and read.open:
            who = next((member for member in read.colleagues if member.id == hand.to_id), None)
            if who is not None:
                yes = tr("{0} tar över").format(hand.to_name)
                deeds.append(Deed(yes, yes, "check", partial(acts.accept, hand, who)))
            deeds.append(Deed(tr("Ta tillbaka"), tr("Ta tillbaka erbjudandet"), "undo-2", partial(acts.withdraw, hand)))
        lines.append(Line(clock(hand.settled_at or hand.offered_at), text, hand.why, "send", "investigating", deeds))
    return lines


def colleague_deeds(read: FieldRead, acts: ColleagueActs) -> list[Deed]:
    """What two colleagues can do."""
    if read.inspection.sealed or not read.may:
        return []
    deeds = [Deed(tr("Kollegans besked"), tr("Andra tjänstemannens besked"), "users", acts.second)]
    if read.open and offered_hand_over(read.visit.log.hand_overs) is None:
        deeds.append(Deed(tr("Lämna över"), tr("Lämna över besöket"), "send", acts.hand_over))
    return deeds


def participant_lines(read: FieldRead, own_name: str) -> list[Line]:
    """Everybody who takes part, with their ground; who leads the visit first."""
    last = holder(read.visit.log.hand_overs)
    ground = ground_words(read.visit.entry) if read.visit.entry is not None else tr("ingen grund antecknad")
    lines = [Line("", last.to_name if last else own_name, tr("Leder besöket. {0}").format(_first_upper(ground)))]
    for one in read.visit.participants:
        if one.name != (last.to_name if last else own_name):
            words = ", ".join(part for part in (authority_words(one.authority), swedish_operation(one.role)) if part)
            lines.append(Line("", one.name, words))
    return lines


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
