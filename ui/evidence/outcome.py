"""What came of an import, in a sentence that leaves nothing out."""

from collections import Counter
from collections.abc import Callable

from krogkoll.kernel.errors import EvidenceTrouble
from ui.evidence import words
from ui.evidence.intake import Taken
from ui.i18n import tr
from ui.messages import message_for
from ui.widgets.blocks import Banner


def say_taken(banner: Banner, taken: Taken, clear: Callable[[], None]) -> None:
    """Say how many are here and verified, how many were here before, and which were refused and why.

    clear: offers to remove the originals; asked for only when somebody presses the button.
    """
    if taken.unsound:
        said = tr("{0} gick inte att läsa tillbaka rätt och är inte verifierade. Rör inte originalen. Läs in dem igen.")
        banner.say(said.format(words.photos(len(taken.unsound))), "confirmed")
        return
    offer = tr("Ta bort originalen …") if taken.done_files else ""
    banner.say(
        sentence(taken), "suspected" if taken.refused or taken.cancelled or taken.failed else "closed", offer, clear
    )


def sentence(taken: Taken) -> str:
    """The outcome in words."""
    new = len(taken.photo_ids) - taken.duplicates
    parts = []
    if taken.verified < len(taken.photo_ids):
        parts.append(tr("Inläsningen avbröts. {0} lästes in men är inte verifierade.").format(words.photos(new)))
    elif taken.cancelled or taken.failed:
        parts.append(tr("Inläsningen avbröts. {0} hann läsas in och är verifierade.").format(words.photos(new)))
    elif new:
        said = tr("1 foto är inläst och verifierat.") if new == 1 else tr("{0} är inlästa och verifierade.")
        parts.append(said.format(words.photos(new)))
    if taken.duplicates:
        here = tr("1 fanns redan här.") if taken.duplicates == 1 else tr("{0} fanns redan här.")
        parts.append(here.format(taken.duplicates))
    if taken.refused:
        count = len(taken.refused)
        names = ", ".join(one.name for one in taken.refused[:3])
        names += tr(" och {0} till").format(count - 3) if count > 3 else ""
        reason = Counter(one.reason for one in taken.refused).most_common(1)[0][0]
        said = tr("1 fil togs inte emot: {1}.") if count == 1 else tr("{0} filer togs inte emot: {1}.")
        parts += [said.format(count, names), message_for(EvidenceTrouble(reason)).text]
    return " ".join(parts) or tr("Inget nytt att läsa in.")
