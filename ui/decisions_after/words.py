"""How what happens after a decision reads on screen."""

from datetime import date

from krogkoll.decisions import (
    After,
    Appeal,
    Dispatch,
    Outcome,
    Result,
    ServiceAttempt,
    Stage,
    came_in_time,
    deemed_day,
    swedish_appeal,
    swedish_dispatch,
    swedish_service,
)
from krogkoll.kernel.clock import local
from krogkoll.kernel.swedish import long_date
from ui.i18n import tr

Chip = tuple[str, str, str]

PROBLEMS = {
    "method-not-permitted": "Ett sådant beslut får inte delges på det sättet.",
    "oral-not-permitted": "Muntlig delgivning är bara för beslut med litet innehåll.",
    "not-tried": "Kungörelse kräver att en annan delgivning har misslyckats, och får inte användas vid vite.",
    "no-legal-person": "Parten är ingen juridisk person.",
    "before-decision": "Dagen är före beslutets dag.",
    "before-sent": "Dagen är före den dag beslutet skickades.",
    "before-appeal": "Dagen är före den dag överklagandet kom in.",
    "before-beginning": "Dagen är före den dag förfarandet inleddes.",
    "not-informed": "Skriv när parten fick veta att förenklad delgivning kan användas.",
    "informed-late": "Parten ska ha informerats innan beslutet skickades.",
    "control-day": "Kontrollmeddelandet ska skickas nästa arbetsdag.",
    "not-that-day": "Dagen följer av lagen: två veckor efter att beslutet skickades.",
    "not-served": "En dag hör bara till den som är delgiven.",
    "not-offered": "Den grunden kan inte väljas här.",
    "surnames-left": "Läs igenom texten först, och bekräfta.",
}
"""What is wrong in a form, beside the usual problems."""

_STAGES: dict[Stage, tuple[str, str]] = {
    Stage.NOT_DECIDED: ("planned", "pencil"),
    Stage.NOT_APPEALABLE: ("closed", "circle-check"),
    Stage.WAITING_SERVICE: ("suspected", "hourglass"),
    Stage.APPEAL_TIME: ("planned", "calendar-clock"),
    Stage.APPEALED: ("confirmed", "scale"),
    Stage.FORWARDED: ("investigating", "landmark"),
    Stage.LATE_APPEAL: ("confirmed", "scale"),
    Stage.COURT_DECIDED: ("investigating", "landmark"),
    Stage.LEGAL_FORCE: ("closed", "circle-check"),
}
_RESULTS: dict[Result, tuple[str, str]] = {
    Result.WAITING: ("suspected", "hourglass"),
    Result.SERVED: ("closed", "circle-check"),
    Result.FAILED: ("confirmed", "circle-x"),
    Result.UNKNOWN: ("dismissed", "circle-help"),
}


def stage_look(stage: Stage) -> tuple[str, str]:
    """Tone and icon of a stage."""
    return _STAGES[stage]


def result_chip(attempt: ServiceAttempt) -> Chip:
    """What came of an attempt, as a chip."""
    tone, icon = _RESULTS[attempt.result]
    return tone, icon, swedish_service(attempt.result)


def attempt_notes(attempt: ServiceAttempt) -> tuple[str, ...]:
    """What an attempt says of itself, a line each."""
    sent = local(attempt.sent_at) if attempt.sent_at else None
    lines = [tr("{0}, av {1}.").format(f"{long_date(sent.date())} {sent:%H:%M}", attempt.by) if sent else ""]
    if attempt.result is Result.SERVED and attempt.served_on:
        lines.append(tr("Delgiven den {0}.").format(long_date(attempt.served_on)))
    elif attempt.result is Result.WAITING and (day := deemed_day(attempt)):
        lines.append(tr("Räknas som delgiven den {0}, om inget talar emot det.").format(long_date(day)))
        if attempt.control_on is None:
            lines.append(tr("Skicka kontrollmeddelandet nästa arbetsdag."))
    if attempt.received_by:
        lines.append(tr("Togs emot av {0}.").format(attempt.received_by))
    lines += [attempt.proof, attempt.failed_why]
    return tuple(line for line in lines if line)


def appeal_chip(appeal: Appeal, after: After) -> Chip:
    """Where an appeal stands, as a chip."""
    if appeal.dismissed_on:
        return "dismissed", "circle-x", tr("Avvisat")
    if appeal.outcome not in (Outcome.WAITING, Outcome.UNKNOWN):
        return "closed", "circle-check", swedish_appeal(appeal.outcome)
    if appeal.forwarded_on:
        return "investigating", "landmark", tr("Hos överinstansen")
    if timely(appeal, after):
        return "confirmed", "circle-alert", tr("I tid, ska vidare")
    return "confirmed", "circle-alert", tr("För sent, ska avvisas")


def timely(appeal: Appeal, after: After) -> bool:
    """Whether an appeal came in in time, as the clock stands."""
    return came_in_time(appeal, after.standing.clocks)


def appeal_notes(appeal: Appeal) -> tuple[str, ...]:
    """What an appeal says of itself, a line each."""
    came = tr("Kom in den {0}, {1}.").format(
        long_date(appeal.came_in_on) if appeal.came_in_on else "–", swedish_appeal(appeal.came_by).lower()
    )
    lines = [came, appeal.note]
    if appeal.excuse:
        lines.append(
            tr("Prövas trots att det kom in sent: {0}. {1}").format(
                swedish_appeal(appeal.excuse)[:1].lower() + swedish_appeal(appeal.excuse)[1:], appeal.excuse_why
            )
        )
    if appeal.forwarded_on:
        lines.append(tr("Lämnat vidare till {0} den {1}.").format(appeal.forwarded_to, long_date(appeal.forwarded_on)))
    if appeal.dismissed_on:
        lines.append(tr("Avvisat den {0} genom {1}.").format(long_date(appeal.dismissed_on), appeal.dismissal))
    if appeal.outcome_on:
        ended = tr("{0} den {1}.").format(swedish_appeal(appeal.outcome), long_date(appeal.outcome_on))
        lines.append(f"{ended} {appeal.outcome_note}".strip())
    return tuple(line for line in lines if line)


def dispatch_words(sent: Dispatch) -> str:
    """One dispatch in a line: "Skickat 16 november 2026, hela handlingen"."""
    day = long_date(local(sent.sent_at).date())
    words = tr("Skickat {0}, {1}").format(day, swedish_dispatch(sent.rendering).lower())
    return tr("Struket: {0}. {1}").format(words, sent.struck_why) if sent.struck else words


def day_or_dash(day: date | None) -> str:
    """A day in words, or nothing."""
    return long_date(day) if day else ""
