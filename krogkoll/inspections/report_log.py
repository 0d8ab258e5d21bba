"""What was noted on the spot as tables of the report: consent, who was inside, counts, orders, the second officer."""

from collections.abc import Mapping, Sequence

from krogkoll.documents import Block, Bullets, Table
from krogkoll.inspections.colleagues import HandOverState, Verdict, swedish_colleague
from krogkoll.inspections.log import FieldLog
from krogkoll.inspections.model import Finding
from krogkoll.inspections.notes import Consent, ConsentAct, MarkState, TimeMark, swedish_note
from krogkoll.inspections.presence import swedish_signal
from krogkoll.inspections.printing import clock_words, lines, short_authority
from krogkoll.inspections.visit import Visit
from krogkoll.law import upper_first


def log_flags(log: FieldLog) -> Mapping[str, bool]:
    """Which of these sections of the report have anything to say."""
    return {
        "consents": bool(log.consents),
        "presences": bool(log.presences),
        "signals": bool(log.signals),
        "marks": bool(_told_marks(log)),
        "counts": bool(log.counts),
        "orders": bool(log.orders),
        "views": bool(log.views),
        "hand_overs": bool(log.hand_overs),
    }


def log_slots(visit: Visit) -> Mapping[str, Sequence[Block]]:
    """Each slot of the report that the log of the visit fills; one without rows is left out."""
    log = visit.log
    return {
        "consents": _table(("Kl.", "Besked", "Av", "Upplyst om"), _consents(log), (0.13, 0.21, 0.28, 0.38)),
        "signals": _table(("Kl.", "Signal", "Sagt av", "Skäl"), _signals(log), (0.13, 0.15, 0.38, 0.34)),
        "presences": _table(
            ("In kl.", "Ut kl.", "Namn", "Myndighet", "Skäl"), _presences(log), (0.13, 0.15, 0.24, 0.22, 0.26)
        ),
        "marks": [Bullets(items=tuple(_mark_words(one) for one in _told_marks(log)))],
        "counts": _table(("Kl.", "Antal", "Var", "Hur det räknades"), _counts(log), (0.13, 0.12, 0.4, 0.35)),
        "orders": _table(
            ("Kl.", "Muntligt besked", "Av", "Till", "Svar"), _orders(log), (0.13, 0.33, 0.16, 0.16, 0.22)
        ),
        "views": _table(
            ("Kl.", "Tjänsteman", "Gäller", "Besked"), _views(log, visit.findings), (0.13, 0.22, 0.2, 0.45)
        ),
        "hand_overs": _table(("Kl.", "Från", "Till", "Skäl"), _hand_overs(log), (0.13, 0.22, 0.22, 0.43)),
    }


Rows = Sequence[tuple[str, ...]]


def _table(headers: tuple[str, ...], rows: Rows, widths: tuple[float, ...]) -> Sequence[Block]:
    return [Table(headers=headers, rows=tuple(rows), widths=widths)] if rows else []


def _consents(log: FieldLog) -> Rows:
    return [
        (clock_words(one.at), swedish_note(one.act), ", ".join(lines(one.who, one.role)), _told(one))
        for one in log.consents
    ]


def _told(one: Consent) -> str:
    """What the person knew when saying yes; a no or a withdrawal needs no explanation."""
    if one.act is not ConsentAct.GIVEN:
        return f"Skäl: {one.reason}" if one.reason else "–"
    parts = (
        "att ett nej inte får några följder" if one.told_no_consequence else "",
        "att samtycket kan återkallas" if one.told_withdrawable else "",
    )
    told = upper_first(" och ".join(part for part in parts if part)) or "Inget är antecknat"
    place = "" if one.not_dwelling else " Om lokalen är en bostad är inte antecknat."
    why = f" Skäl att ändå gå in: {one.reason.rstrip('. ')}." if one.reason else ""
    return f"{told}.{place}{why}"


def _signals(log: FieldLog) -> Rows:
    rows = []
    for one in log.signals:
        who = ", ".join(lines(one.said_by, short_authority(one.said_authority) if one.said_authority else ""))
        rows.append((clock_words(one.at), swedish_signal(one.signal), who, one.why or "–"))
    return rows


def _presences(log: FieldLog) -> Rows:
    return [
        (
            clock_words(one.in_at),
            clock_words(one.out_at) if one.out_at else "inte antecknat",
            one.name,
            upper_first(short_authority(one.authority)),
            one.out_why or "–",
        )
        for one in log.presences
    ]


def _told_marks(log: FieldLog) -> tuple[TimeMark, ...]:
    """The moments that became no finding: the report says that somebody marked them."""
    return tuple(one for one in log.marks if one.state is not MarkState.NOTED)


def _mark_words(one: TimeMark) -> str:
    if one.state is MarkState.DROPPED:
        return f"Kl. {clock_words(one.at)}: struket. Skäl: {one.reason}"
    return f"Kl. {clock_words(one.at)}: inte beskrivet."


def _counts(log: FieldLog) -> Rows:
    return [(clock_words(one.at), str(one.count), one.where or "–", swedish_note(one.how)) for one in log.counts]


def _orders(log: FieldLog) -> Rows:
    return [
        (clock_words(one.at), one.what, one.by_whom, one.to_whom, one.answer or "inget svar antecknat")
        for one in log.orders
    ]


def _views(log: FieldLog, findings: Sequence[Finding]) -> Rows:
    numbers = {finding.id: number for number, finding in enumerate(findings, start=1)}
    rows = []
    for one in log.views:
        about = f"iakttagelse {numbers[one.finding_id]}" if one.finding_id in numbers else "hela besöket"
        said = swedish_colleague(one.verdict)
        words = f"{said}: {one.text}" if one.text and one.verdict is not Verdict.UNKNOWN else one.text or said
        rows.append((clock_words(one.at), one.by_name, about, words))
    return rows


def _hand_overs(log: FieldLog) -> Rows:
    rows = []
    for one in log.hand_overs:
        state = "" if one.state is HandOverState.ACCEPTED else f" ({swedish_colleague(one.state).lower()})"
        rows.append((clock_words(one.settled_at or one.offered_at), one.from_name, one.to_name + state, one.why))
    return rows
