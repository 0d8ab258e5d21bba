"""The two halves of every screen before a workspace is open: who we are to the left, what to do to the right."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.blocks import Icon, Scrolling, column, row
from ui.widgets.marks import PracticePill
from ui.widgets.text import Text

FORM_WIDTH = 544
_SIDE_WIDTH = 440
_SIDE_WIDTH_NARROW = 320
_NARROW = 1180
_LOW = 700

PROMISES = (
    (
        "lock-keyhole",
        "Låst på datorn",
        "Ärenden och foton ligger krypterade här. Ingen kommer åt dem utan din lösenfras.",
    ),
    ("wifi-off", "Fungerar utan nät", "Du kan arbeta hela natten. Allt sparas på datorn medan du skriver."),
    ("history", "Allt går att följa", "Varje läsning och ändring loggas med namn och tid."),
)


class BrandSide(QWidget):
    """The dark half with the program's name, a greeting and what the program promises."""

    def __init__(self, theme: Theme, *, practice: bool) -> None:
        super().__init__()
        self._theme = theme
        self._explained: list[Text] = []
        whole = column(self, (40, 48, 40, 40), 0)
        head = row(spacing=12)
        head.addWidget(Icon(theme, "shield-check", "railAccent", 36))
        head.addWidget(Text(theme, "Krogkoll", "heading", "semibold", "railStrong"))
        head.addStretch(1)
        whole.addLayout(head)
        whole.addSpacing(36)
        self._title = Text(theme, "", "display", "medium", "railStrong", wrap=True)
        self._line = Text(theme, "", "subtitle", tone="rail", wrap=True)
        whole.addWidget(self._title)
        whole.addSpacing(6)
        whole.addWidget(self._line)
        whole.addSpacing(34)
        for icon, title, text in PROMISES:
            whole.addLayout(self._promise(theme, icon, tr(title), tr(text)))
            whole.addSpacing(22)
        whole.addStretch(1)
        self._foot = Text(theme, "", "caption", tone="rail", wrap=True)
        whole.addWidget(self._foot)
        if practice:
            whole.addSpacing(10)
            whole.addWidget(PracticePill(theme), 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(_SIDE_WIDTH)

    def _promise(self, theme: Theme, icon: str, title: str, text: str) -> QHBoxLayout:
        line = row(spacing=16)
        line.addWidget(Icon(theme, icon, "railAccent", 22), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=3)
        words.addWidget(Text(theme, title, "subtitle", "medium", "railStrong"))
        told = Text(theme, text, tone="rail", wrap=True)
        self._explained.append(told)
        words.addWidget(told)
        line.addLayout(words, 1)
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the promises keep their headings only."""
        super().resizeEvent(event)
        for told in self._explained:
            told.setVisible(self.height() >= _LOW)

    def say(self, title: str, text: str) -> None:
        """The greeting and the line below it."""
        self._title.setText(title)
        self._line.setText(text)
        self._line.setVisible(bool(text))

    @property
    def told(self) -> str:
        """The line below the greeting."""
        return self._line.text()

    def say_foot(self, text: str) -> None:
        """The line at the bottom: for whom this computer works."""
        self._foot.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground with its quiet rings, like rings on water."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("rail"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        faint = QColor(self._theme.colour("railActive"))
        for index in range(7):
            faint.setAlphaF(0.85 - index * 0.11)
            painter.setPen(QPen(faint, 1))
            radius = 80 + index * 58
            centre = self.rect().bottomRight()
            painter.drawEllipse(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius))


class AccessFrame(QWidget):
    """The brand side and a form column of fixed width, centred in what is left."""

    def __init__(self, theme: Theme, *, practice: bool) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = row(self, spacing=0)
        self.side = BrandSide(theme, practice=practice)
        whole.addWidget(self.side)
        body = QWidget()
        middle = row(body, (24, 24, 24, 24), 0)
        middle.addStretch(1)
        self._holder = QWidget()
        self._holder.setMaximumWidth(FORM_WIDTH)
        self._holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.form = column(self._holder, spacing=0)
        middle.addWidget(self._holder, 1000)
        middle.addStretch(1)
        whole.addWidget(Scrolling(body), 1)

    def let_go(self) -> None:
        """Close what this screen holds open but has not handed over; nothing, for most."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the form the room in a small window."""
        super().resizeEvent(event)
        self.side.setFixedWidth(_SIDE_WIDTH_NARROW if self.width() < _NARROW else _SIDE_WIDTH)
