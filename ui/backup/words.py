"""The sentences on copies: since when there is none, what it would hold, how far one has come."""

from datetime import datetime, timedelta

from krogkoll.kernel.progress import Progress
from krogkoll.safekeeping import BackupPlace, BackupState, ProvedBackup
from ui.i18n import tr
from ui.words import count, spoken_day_and_time

_URGENT = timedelta(days=3)


def state_words(state: BackupState, now: datetime) -> str:
    """In one line whether something would be lost, and since when."""
    if state.since is not None:
        return tr("Inte säkerhetskopierad sedan {0}").format(spoken_day_and_time(state.since, now))
    if state.verified_at is not None:
        return tr("Säkerhetskopierad {0}").format(spoken_day_and_time(state.verified_at, now))
    return tr("Inget att säkerhetskopiera än")


def lacking_words(state: BackupState) -> str:
    """What only this computer holds."""
    if state.since is None:
        return tr("Kopian är öppnad och kontrollerad.") if state.verified_at else ""
    changes = tr("en ändring") if state.changes == 1 else tr("{0} ändringar").format(count(state.changes))
    if not state.photos:
        return tr("Bara den här datorn har {0}.").format(changes)
    photos = tr("ett foto") if state.photos == 1 else tr("{0} foton").format(count(state.photos))
    return tr("Bara den här datorn har {0} och {1}.").format(changes, photos)


def tone_of(state: BackupState, now: datetime) -> str:
    """Green when all is in a copy, amber when something is not, red when it has been so for days."""
    if state.since is None:
        return "closed" if state.verified_at else "dismissed"
    return "confirmed" if now - state.since > _URGENT else "suspected"


def progress_words(progress: Progress) -> str:
    """How far it has come."""
    if progress.text == "evidence":
        return tr("Kopierar foton och handlingar: {0} av {1}").format(count(progress.done), count(progress.total))
    if progress.text == "checking-log":
        return tr("Öppnar kopian och kontrollerar loggen")
    return tr("Läser tillbaka varje fil: {0} av {1}").format(count(progress.done), count(progress.total))


def place_words(place: BackupPlace) -> str:
    """A place with the room there is on it."""
    free = place.free / 1_000_000_000
    room = tr("{0} GB ledigt").format(f"{free:.1f}".replace(".", ",") if free < 10 else count(int(free)))
    return f"{place.name}, {room}"


def done_words(made: ProvedBackup) -> str:
    """What was made and proved."""
    if not made.photos and not made.lacking:
        return tr("Kopian är öppnad och loggen stämmer.")
    files = tr("en fil") if made.photos == 1 else tr("{0} filer").format(count(made.photos))
    whole = tr("Kopian är öppnad, loggen stämmer och {0} är lästa tillbaka felfritt.").format(files)
    if not made.lacking:
        return whole
    lacking = tr("en fil") if made.lacking == 1 else tr("{0} filer").format(count(made.lacking))
    return whole + " " + tr("I arbetsytan är {0} skadad eller borta, och därför även i kopian.").format(lacking)
