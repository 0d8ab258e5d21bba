"""Every setting that is a plain field, declared once: what it is called, what it helps with, for whom it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from krogkoll.house import LONGEST_IDLE, SHORTEST_IDLE, DeviceSettings, DocketPatternDraft, LetterheadDraft
from ui.theme import DENSITIES, SYSTEM


class Scope(StrEnum):
    """For whom a setting holds: everybody of the authority, or this computer alone."""

    AUTHORITY = "authority"
    DEVICE = "device"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingField:
    """One field. choices: (word, value) of a choice, else it is a line of text. width: columns of six."""

    name: str
    label: str
    help: str = ""
    default: str = ""
    scope: Scope = Scope.AUTHORITY
    choices: tuple[tuple[str, str], ...] = ()
    width: int = 3
    limit: int = 120


def _minutes() -> tuple[tuple[str, str], ...]:
    return (
        ("1 minut", "1"),
        *((f"{number} minuter", str(number)) for number in range(SHORTEST_IDLE + 1, LONGEST_IDLE + 1)),
    )


LETTERHEAD = (
    SettingField(name="organisation", label="Myndighet", help="Så som namnet ska stå överst på varje handling."),
    SettingField(name="unit", label="Enhet eller förvaltning", help="Står på raden under myndighetens namn."),
    SettingField(name="board", label="Nämnd eller beslutande organ", help="Så som det skrivs i löpande text."),
    SettingField(name="telephone", label="Telefon"),
    SettingField(name="email", label="E-post", help="Myndighetens officiella adress."),
    SettingField(name="web", label="Webbplats"),
    SettingField(name="postal_address", label="Postadress", help="Till exempel: Box 80, 261 80 Landskrona."),
    SettingField(name="visiting_address", label="Besöksadress"),
    SettingField(
        name="appeal_address",
        label="Överklaganden lämnas till",
        help="Fylls bara i om adressen är en annan än postadressen.",
    ),
    SettingField(name="appeal_email", label="E-post för överklaganden", help="Fylls bara i om den är en annan."),
)
DOCKET = (
    SettingField(
        name="pattern",
        label="Mönster",
        help="Skriv {board} för förkortningen, {year} för året och {number} för löpnumret. "
        "{number:04d} fyller ut med nollor till fyra siffror.",
        width=6,
    ),
    SettingField(name="board", label="Nämndens förkortning", help="Det som står i stället för {board}.", limit=40),
)
LOOK = (
    SettingField(
        name="scheme",
        label="Färger",
        default=SYSTEM,
        scope=Scope.DEVICE,
        choices=(("Som datorn", SYSTEM), ("Ljust", "light"), ("Mörkt", "dark")),
    ),
    SettingField(
        name="density",
        label="Storlek",
        help="Fältläget har större knappar, för fingrar och handskar.",
        default=DENSITIES[0],
        scope=Scope.DEVICE,
        choices=(("Skrivbord", "desk"), ("Fältläge", "field")),
    ),
)
LOCK = (
    SettingField(
        name="idle_minutes",
        label="Lås när ingen har rört datorn på",
        help="Efter åtta timmar krävs lösenfrasen, hur datorn än används.",
        default=str(DeviceSettings().idle_minutes),
        scope=Scope.DEVICE,
        choices=_minutes(),
    ),
)
CARD = (
    SettingField(
        name="card_module",
        label="Programmodul för smarta kort (PKCS#11)",
        help="En fil som slutar på .dll, .so eller .dylib. Lämna tomt för att leta på de vanliga platserna. "
        "Pinkoden sparas aldrig.",
        scope=Scope.DEVICE,
        width=6,
        limit=400,
    ),
)
DECLARED: Mapping[str, Sequence[SettingField]] = {
    "letterhead": LETTERHEAD,
    "docket": DOCKET,
    "look": LOOK,
    "device": LOCK,
    "signing": CARD,
}
"""All of them, by the section of the page on which they stand; the search finds them by these words too."""


def drafts_behind() -> Mapping[str, Sequence[str]]:
    """The names of the fields of the drafts that the sections of the same name write."""
    drafts: Mapping[str, type] = {"letterhead": LetterheadDraft, "docket": DocketPatternDraft}
    return {section: [field.name for field in fields(draft)] for section, draft in drafts.items()}
