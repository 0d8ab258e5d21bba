"""The verdict on a passphrase in Swedish: the meter's word and the one thing that would help most."""

from collections.abc import Iterable, Mapping

from krogkoll.security import StrengthWord, Weakness, strength
from ui.access.gate import Strength
from ui.i18n import tr

_LEVELS: Mapping[StrengthWord, int] = {
    StrengthWord.TOO_SHORT: 1,
    StrengthWord.WEAK: 2,
    StrengthWord.GOOD: 3,
    StrengthWord.STRONG: 4,
}
_WEAK: Mapping[Weakness, str] = {
    Weakness.KNOWN_ABOUT_YOU: "Svag. Namn och orter som hör till dig gissas först.",
    Weakness.COMMON: "Svag. Den bygger på ett vanligt lösenord.",
    Weakness.RUN: "Svag. Tangenter i rad gissas lätt.",
    Weakness.REPEAT: "Svag. Samma sak flera gånger hjälper inte.",
    Weakness.DATE: "Svag. Datum och årtal gissas lätt.",
}


def judge(passphrase: str, known: Iterable[str] = ()) -> Strength:
    """The level of the meter, whether it is enough, and why."""
    if not passphrase:
        return Strength(0, enough=False, words="")
    found = strength(passphrase, known)
    return Strength(
        _LEVELS[found.word], enough=found.accepted, words=_words(found.word, found.missing, found.weaknesses)
    )


def _words(word: StrengthWord, missing: int, weaknesses: tuple[Weakness, ...]) -> str:
    match word:
        case StrengthWord.TOO_SHORT:
            return tr("För kort. {0} tecken till.").format(missing)
        case StrengthWord.WEAK:
            return tr(_WEAK[weaknesses[0]]) if weaknesses else tr("Svag. Lägg till ett ord.")
        case StrengthWord.GOOD:
            return tr("Bra.")
        case StrengthWord.STRONG:
            return tr("Stark. Den skulle ta orimligt lång tid att gissa.")
