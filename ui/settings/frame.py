"""What every section of the page has: a head with its name and at most one button, and a body that scrolls."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.settings.acting import Acting, ActingStrip
from ui.widgets.blocks import Scrolling, column, row
from ui.widgets.button import Button
from ui.widgets.text import Text, line

WIDEST = 760
T = TypeVar("T")


class Section(QWidget):
    """A section of the page. `kinds`: records whose change makes it read itself anew."""

    kinds: tuple[str, ...] = ()

    def __init__(
        self, context: Context, title: str, lead: str, acting: Acting | None = None, widest: int = WIDEST
    ) -> None:
        super().__init__()
        self.context, self.acting = context, acting
        theme = context.theme
        whole = column(self, spacing=0)
        head = QWidget()
        head.setObjectName("surface")
        self.head = row(head, (24, 12, 24, 12), 10)
        words = column(spacing=2)
        words.addWidget(Text(theme, title, "title", "semibold"))
        words.addWidget(Text(theme, lead, "caption", tone="muted", wrap=True))
        self.head.addLayout(words, 1)
        whole.addWidget(head)
        whole.addWidget(line())
        body = QWidget()
        outer = row(body, (24, 16, 24, 24), 0)
        inner = QWidget()
        inner.setMaximumWidth(widest)
        self.column = column(inner, spacing=12)
        outer.addWidget(inner, 1)
        outer.addStretch(0)
        self.strip: ActingStrip | None = None
        if acting is not None:
            self.strip = ActingStrip(context, acting)
            self.column.addWidget(self.strip)
            acting.changed.connect(self.allow)
        self.scroller = Scrolling(body)
        whole.addWidget(self.scroller, 1)
        if self.kinds:
            context.refresh.watch(self, self.kinds, self.read)

    def read(self) -> None:
        """Ask how things stand, and show it."""

    def allow(self) -> None:
        """Somebody else acts now: show what may be done."""

    def deed(self) -> Callable[[], object] | None:
        """What the command "new" does here, if anything."""
        return None

    @property
    def may(self) -> bool:
        """Whether what the authority has decided may be changed by whoever sits there."""
        return self.acting is not None and self.acting.may

    def add_button(self, text: str, icon: str, deed: Callable[[], object]) -> Button:
        """The section's one primary button."""
        button = Button(self.context.theme, text, icon, "primary")
        button.clicked.connect(lambda _=False: deed())
        self.head.addWidget(button)
        return button
