"""What the tests of the page Inställningar share."""

from PySide6.QtWidgets import QDialog


def dialogs(window):
    """The dialogs that are open over a window."""
    return [one for one in window.findChildren(QDialog) if one.isVisible()]
