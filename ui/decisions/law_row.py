"""The provisions that a paper rests on, as chips; a press shows what each says, since when, and where it was read."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from krogkoll.kernel.swedish import long_date
from krogkoll.law import Reference, cite, reference
from ui.context import Context
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.blocks import FactGrid, clear, column
from ui.widgets.dialog import Dialog
from ui.widgets.segments import Flow
from ui.widgets.text import Text


class LawChip(QAbstractButton):
    """One provision, cited in short."""

    def __init__(self, theme: Theme, words: str, whole: str) -> None:
        super().__init__()
        self._theme = theme
        self.setText(words)
        self.setToolTip(whole)
        self.setAccessibleName(tr("Lagrum: {0}").format(whole))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Icon and words."""
        words = self._theme.metrics("caption", "semibold").horizontalAdvance(self.text())
        return QSize(words + 46, 28 if self._theme.density == "desk" else 44)

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        theme, painter, rect = self._theme, QPainter(self), QRectF(self.rect())
        radius = rect.height() / 2
        paint.rounded(painter, rect, radius, theme.colour("accentSoft"), theme.colour("accent"))
        shown = theme.pixmap("scale", "onAccentSoft", 14, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(13, rect.center().y() - 7), shown)
        painter.setFont(theme.font("caption", "semibold"))
        painter.setPen(theme.colour("onAccentSoft"))
        painter.drawText(rect.adjusted(33, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            paint.focus_ring(painter, theme, rect, radius)


class LawRow(QWidget):
    """The chips, and under them a word on what must be thought of with this type."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        whole = column(self, (0, 10, 0, 12), 8)
        holder = QWidget()
        self._flow = Flow(6)
        holder.setLayout(self._flow)
        whole.addWidget(holder)
        self.note = Text(context.theme, "", "caption", tone="muted", wrap=True)
        whole.addWidget(self.note)

    def show_law(self, references: Sequence[str], note: str) -> None:
        """Show these provisions."""
        clear(self._flow)
        for one in references:
            chip = LawChip(self._context.theme, cite(one, short=True), cite(one))
            chip.clicked.connect(partial(self._tell, one))
            self._flow.addWidget(chip)
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _tell(self, one: str, _: bool = False) -> None:
        LawDialog(self._context.theme, self.window(), cite(one), reference(one)).open()


class LawDialog(Dialog):
    """What a provision says in short, the time during which it holds, and how well that is known."""

    def __init__(self, theme: Theme, parent: QWidget, cited: str, found: Reference) -> None:
        super().__init__(theme, parent, cited, 520)
        self.body.addWidget(Text(theme, found.short_text_sv, wrap=True))
        facts = FactGrid(theme, 2)
        facts.show_facts(
            [
                (tr("Gäller från"), long_date(found.valid_from) if found.valid_from else ""),
                (tr("Gäller till"), long_date(found.valid_to) if found.valid_to else ""),
                (tr("Kontrollerad mot källan"), long_date(found.verified_on) if found.verified_on else tr("Inte än")),
                (tr("Granskad av jurist"), tr("Ja") if found.reviewed else tr("Nej")),
            ]
        )
        self.body.addWidget(facts)
        if found.unverified:
            warning = tr("Uppgiften är inte bekräftad. Läs lagtexten innan du använder den.")
            self.body.addWidget(Text(theme, warning, tone="warning", wrap=True))
        self.add_out(tr("Stäng")).setFocus()
