"""Every text of the window goes through `tr`, so that it can be translated, or stretched to test its room.

The source is Swedish. `pyside6-lupdate` finds the calls in any module: write `tr("{0} foton").format(n)`, never an
f-string inside. A table made when its module is loaded keeps the Swedish source; it is translated where it is shown.
"""

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

_CONTEXT = ""
"""What lupdate writes down for a plain function."""
_LONGER = "åäöÅÄÖ"


def tr(text: str) -> str:
    """The text in the language of the window."""
    return QCoreApplication.translate(_CONTEXT, text)


class PseudoLocale(QTranslator):
    """A made-up language: every text two fifths longer and in brackets, to find what has no room or was never `tr`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)

    def isEmpty(self) -> bool:
        """It has a word for everything."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The source, longer; Qt's own words and a text of one letter stay."""
        if context != _CONTEXT or len(source) < 2:
            return ""
        extra = max(1, round(len(source) * 0.4) - 2)
        # A sentence grows by words, a word by letters.
        more = f"{_LONGER} " if " " in source else _LONGER
        return f"[{source}{(more * (extra // len(more) + 1))[:extra].rstrip()}]"
