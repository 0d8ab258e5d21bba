"""How a page speaks to the person: a word in passing, the saved mark, or an error with its way out."""

from collections.abc import Callable

from ui.i18n import tr
from ui.messages import message_for
from ui.widgets.blocks import Banner
from ui.widgets.shell import StatusBar
from ui.widgets.toast import Toast


class Speaker:
    """The three places where the shell says something."""

    def __init__(self, toast: Toast, banner: Banner, status: StatusBar) -> None:
        self._toast, self._banner, self._status = toast, banner, status

    def done(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done, with a way to undo it where there is one."""
        self._toast.say(text, undo)

    def saved(self, clock: str) -> None:
        """Say when the last change reached the disk, "23:52"."""
        self._status.say_saved(tr("Sparat {0}").format(clock))

    def trouble(self, error: Exception) -> None:
        """Say what went wrong and the way out; stays until closed."""
        message = message_for(error)
        self._banner.say(f"{message.text} {message.way_out}".strip(), message.tone)

    def quiet(self) -> None:
        """Take back what was said about trouble."""
        self._banner.hide()
