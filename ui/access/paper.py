"""The recovery key on paper: one page through the system's print dialog, never a file of ours."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.theme import Theme

_LINES = (
    "Återställningsnyckel för Krogkoll",
    "Lägg pappret i enhetens kassaskåp. Den som har nyckeln och datorn kan läsa allt.",
    "Så används den: starta Krogkoll, välj Använd återställningsnyckel och skriv grupperna i ordning.",
)


def print_recovery_key(parent: QWidget, theme: Theme, groups: Sequence[str]) -> None:
    """Ask for a printer and print; nothing happens when the dialog is cancelled."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("Skriv ut återställningsnyckeln"))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return
    painter = QPainter(printer)
    page = QRectF(printer.pageRect(QPrinter.Unit.DevicePixel))
    draw_paper(painter, theme, page, groups)
    painter.end()


def draw_paper(painter: QPainter, theme: Theme, page: QRectF, groups: Sequence[str]) -> None:
    """Draw the page: what it is, the numbered groups, how it is used."""
    unit = page.width() / 100
    wrap = int(Qt.TextFlag.TextWordWrap)
    title = QFont(theme.font("title", "semibold"))
    title.setPixelSize(round(unit * 3.4))
    body = QFont(theme.font())
    body.setPixelSize(round(unit * 1.9))
    code = QFont(theme.mono())
    code.setPixelSize(round(unit * 2.8))
    painter.setPen(Qt.GlobalColor.black)
    painter.setFont(title)
    painter.drawText(QRectF(page.left(), page.top() + unit * 4, page.width(), unit * 6), wrap, _LINES[0])
    painter.setFont(body)
    painter.drawText(QRectF(page.left(), page.top() + unit * 11, page.width(), unit * 6), wrap, _LINES[1])
    for index, group in enumerate(groups):
        left = page.left() + (index % 4) * unit * 25
        top = page.top() + unit * 20 + (index // 4) * unit * 7
        painter.setFont(body)
        painter.drawText(QRectF(left, top, unit * 4, unit * 5), Qt.AlignmentFlag.AlignVCenter, f"{index + 1}.")
        painter.setFont(code)
        painter.drawText(QRectF(left + unit * 4, top, unit * 20, unit * 5), Qt.AlignmentFlag.AlignVCenter, group)
    foot = page.top() + unit * (24 + 7 * ((len(groups) + 3) // 4))
    painter.setFont(body)
    painter.drawText(QRectF(page.left(), foot, page.width(), unit * 8), wrap, _LINES[2])
