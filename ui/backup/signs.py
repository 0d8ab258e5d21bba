"""Where the program says whether anything would be lost: the pill in the status line, and the card of the overview."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from krogkoll.safekeeping import BackupState
from ui.backup.words import lacking_words, state_words, tone_of
from ui.commands import with_key
from ui.context import Context
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import Card, Icon, column, row
from ui.widgets.button import Button
from ui.widgets.text import Text

_HEIGHT = 22


class BackupPill(QAbstractButton):
    """A chip that can be pressed; there only while something is in no copy."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._tone, self._said = theme, "suspected", ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(with_key(tr("Säkerhetskopiera nu"), "backup"))
        theme.changed.connect(self.updateGeometry)
        self.hide()

    def say(self, text: str, tone: str) -> None:
        """Show the sentence; an empty one hides the pill."""
        self._said, self._tone = text, tone
        self.setAccessibleName(tr("{0}. Säkerhetskopiera nu").format(text))
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    @property
    def said(self) -> str:
        """What it says now."""
        return self._said

    def sizeHint(self) -> QSize:
        """As wide as its words; a finger gets more room."""
        height = 24 if self._theme.density == "desk" else 44
        return QSize(paint.chip_width(self._theme, self._said), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        top = (self.height() - paint.CHIP_HEIGHT) / 2
        paint.chip(painter, self._theme, QPointF(0, top), self._tone, "hard-drive", self._said)
        if self.hasFocus():
            paint.focus_ring(painter, self._theme, QRectF(self.rect()), _HEIGHT / 2)


class BackupWatch:
    """Reads the state after each commit, tells those who show it, and offers a copy after each closed visit."""

    def __init__(self, context: Context, pill: BackupPill, offer: Callable[[], None]) -> None:
        self._context, self._pill, self._offer = context, pill, offer
        self._closed: int | None = None

    def read(self) -> None:
        """Ask what is in no copy."""
        backups = self._context.workspace.backups
        self._context.jobs.read(
            self._pill, lambda _: backups.state(), lambda found: self._show(cast(BackupState, found))
        )

    def _show(self, state: BackupState) -> None:
        now = self._context.now()
        waits = state.since is not None
        self._pill.say(state_words(state, now) if waits else "", tone_of(state, now))
        if self._closed is not None and state.closed_visits > self._closed and waits:
            self._offer()
        self._closed = state.closed_visits


class BackupCard(Card):
    """Whether anything would be lost, in two sentences, and the one click."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, tr("Säkerhetskopia"))
        self._context = context
        theme = context.theme
        top = row(spacing=12)
        self._icon = Icon(theme, "hard-drive", "textMuted", 20)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=2)
        self.state = Text(theme, "", weight="semibold", wrap=True)
        self.rest = Text(theme, "", "caption", tone="muted", wrap=True)
        words.addWidget(self.state)
        words.addWidget(self.rest)
        top.addLayout(words, 1)
        self.body.addLayout(top)
        self.button = Button(theme, tr("Säkerhetskopiera"), "shield-check", name=tr("Säkerhetskopiera nu"))
        self.button.clicked.connect(context.commands["backup"].trigger)
        self.body.addWidget(self.button)
        self.body.addStretch(1)

    @property
    def widget(self) -> "BackupCard":
        """The card itself."""
        return self

    def read(self) -> None:
        """Ask what is in no copy."""
        backups = self._context.workspace.backups
        self._context.jobs.read(self, lambda _: backups.state(), lambda found: self._show(cast(BackupState, found)))

    def _show(self, state: BackupState) -> None:
        now = self._context.now()
        tone = tone_of(state, now)
        self.state.setText(state_words(state, now))
        self.rest.setText(lacking_words(state))
        self._icon.show_icon("circle-check" if tone == "closed" else "hard-drive", f"status.{tone}.fg")
        self.button.setVisible(state.since is not None or state.verified_at is not None)
