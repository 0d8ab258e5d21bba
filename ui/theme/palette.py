"""Turns the tokens of one scheme into Qt's palette, for everything the style sheet does not reach."""

from collections.abc import Callable

from PySide6.QtGui import QColor, QPalette

_ROLES = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surfaceAlt",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "textHint",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "onAccent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "onAccent",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.ToolTipBase: "rail",
    QPalette.ColorRole.ToolTipText: "railTextActive",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "surfaceAlt",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "borderControl",
    QPalette.ColorRole.Shadow: "shadow",
    QPalette.ColorRole.Accent: "accent",
}
_FADED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def make_palette(colour: Callable[[str], QColor]) -> QPalette:
    """The palette of the present scheme; `colour` looks a token up."""
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, colour(token))
    for role in _FADED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("textHint"))
    return palette
