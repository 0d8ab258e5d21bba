"""The present look: scheme and density, with fonts, colours and icons prepared once and reused at every paint."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from krogkoll.kernel.resources import resource
from ui.theme.icons import tinted
from ui.theme.palette import make_palette
from ui.theme.stylesheet import make_stylesheet
from ui.theme.tokens import Tokens, load_tokens

SCHEMES = ("light", "dark")
SYSTEM = "system"
"""As the computer is set; never what a picture is painted in."""
DENSITIES = ("desk", "field")
_FONT_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf")


class Theme(QObject):
    """Colours, fonts, sizes and icons of the chosen scheme and density.

    Widgets that paint themselves ask at every paint and so need no news; `changed` is for those that keep
    something (an icon on an action, a fixed height). `wanted` is what somebody chose, `scheme` what is shown.
    """

    changed = Signal()

    def __init__(self, app: QApplication, scheme: str = "light", density: str = "desk") -> None:
        super().__init__(app)
        self._app = app
        self.tokens: Tokens = load_tokens()
        self.wanted = scheme
        self.scheme = self._resolved()
        self.density = density
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, str, bool], QFont] = {}
        self._metrics: dict[tuple[str, str, bool], QFontMetrics] = {}
        for name in _FONT_FILES:
            QFontDatabase.addApplicationFont(str(resource("fonts", name)))
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        app.setStyle("Fusion")
        app.setFont(self.font())
        self._apply()

    def use(self, scheme: str | None = None, density: str | None = None) -> None:
        """Change scheme, density or both, in the whole program at once."""
        self.wanted = scheme or self.wanted
        self.scheme = self._resolved()
        self.density = density or self.density
        self._colours.clear()
        self._apply()
        self.changed.emit()

    def _resolved(self) -> str:
        """The scheme to show; the system's own where that is wanted."""
        if self.wanted != SYSTEM:
            return self.wanted
        hints = self._app.styleHints()
        hints.unsetColorScheme()
        return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"

    def _system_changed(self) -> None:
        """The system went dark or light; who follows it goes along."""
        if self.wanted == SYSTEM and self._resolved() != self.scheme:
            self.use()

    def _apply(self) -> None:
        dark = self.scheme == "dark"
        if self.wanted != SYSTEM:
            self._app.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._app.setPalette(make_palette(self.colour))
        self._app.setStyleSheet(make_stylesheet(self.tokens, self.scheme, self.density))

    def colour(self, name: str) -> QColor:
        """The token's colour in the present scheme."""
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = QColor(self.tokens.colours[self.scheme][name])
        return found

    def size(self, name: str) -> int:
        """The token's size in the present density, logical pixels."""
        return self.tokens.sizes[self.density][name]

    def font(self, size: str = "body", weight: str = "regular", *, figures: bool = False) -> QFont:
        """The font of that step of the type scale; `figures` gives digits of equal width."""
        key = (size, weight, figures)
        found = self._fonts.get(key)
        if found is None:
            found = QFont(list(self.tokens.families))
            found.setPixelSize(self.tokens.font_sizes[size])
            found.setWeight(QFont.Weight(self.tokens.font_weights[weight]))
            if figures:
                found.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = found
        return found

    def metrics(self, size: str = "body", weight: str = "regular", *, figures: bool = False) -> QFontMetrics:
        """The measures of `font` with the same arguments."""
        key = (size, weight, figures)
        found = self._metrics.get(key)
        if found is None:
            found = self._metrics[key] = QFontMetrics(self.font(size, weight, figures=figures))
        return found

    def mono(self, size: str = "subtitle") -> QFont:
        """A font where 0 and O, 1 and l differ: for keys that somebody copies by hand."""
        font = QFont(list(self.tokens.mono))
        font.setPixelSize(self.tokens.font_sizes[size])
        font.setStyleHint(QFont.StyleHint.Monospace)
        return font

    def pixmap(self, icon: str, colour: str = "text", size: int | None = None, ratio: float = 0.0) -> QPixmap:
        """The icon in a token's colour; ratio 0 means the screen's own."""
        pixels = size or self.size("icon")
        return tinted(icon, self.colour(colour).name(), pixels, ratio or self._app.devicePixelRatio())

    def icon(self, name: str, colour: str = "text", size: int | None = None) -> QIcon:
        """The icon for actions and menus."""
        return QIcon(self.pixmap(name, colour, size))

    def families(self) -> Sequence[str]:
        """The font families in order of preference."""
        return self.tokens.families
