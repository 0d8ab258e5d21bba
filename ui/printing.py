"""Prints pages that are pictures already, the same way wherever a paper is printed."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from ui.i18n import tr


def print_images(parent: QWidget, images: Sequence[QImage]) -> bool:
    """Ask for a printer and print one image a page; False when the dialog was left."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(tr("Skriv ut kopian"))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    draw_pages(printer, images)
    return True


def draw_pages(printer: object, images: Sequence[QImage]) -> None:
    """Draw each image over one whole page of a printer."""
    from PySide6.QtPrintSupport import QPrinter

    device = cast(QPrinter, printer)
    painter = QPainter(device)
    page = QRectF(device.paperRect(QPrinter.Unit.DevicePixel))
    for number, image in enumerate(images):
        if number:
            device.newPage()
        painter.drawImage(QRectF(0, 0, page.width(), page.height()), image)
    painter.end()
