"""What must be minded before anything else in a visit, and which questions are not ours."""

from krogkoll.inspections import Signal, standing_signal
from ui.i18n import tr
from ui.inspections.reading import FieldRead
from ui.inspections.words import OWNERS
from ui.widgets.blocks import Banner
from ui.words import clock


def warn(banner: Banner, read: FieldRead) -> None:
    """The one thing to mind: a ground that is gone, a visit broken off, waiting outside; or nothing."""
    last = standing_signal(read.visit.log.signals)
    if read.must_leave:
        banner.say(tr("Samtycket gäller inte längre. Er grund för besöket har upphört: lämna lokalen."), "confirmed")
    elif read.open and last is not None and last.signal is Signal.ABORTED:
        words = tr("Besöket avbröts {0}: {1} Alla ska vara ute.")
        banner.say(words.format(clock(last.at), _sentence(last.why)), "confirmed")
    elif read.open and last is None and read.waits_for:
        banner.say(tr("Vänta ute tills polisen har sagt säkrat. {0}").format(" ".join(read.waits_for)))
    else:
        banner.hide()


def locked_words(read: FieldRead) -> list[str]:
    """One sentence for each authority whose questions are not ours."""
    counts: dict[str, int] = {}
    for one in read.locked:
        owner = OWNERS.get(one.owner, tr("en annan myndighet"))
        counts[owner] = counts.get(owner, 0) + one.count
    words = {1: tr("{0} fråga hör till {1}")}
    return [words.get(count, tr("{0} frågor hör till {1}")).format(count, owner) for owner, count in counts.items()]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
