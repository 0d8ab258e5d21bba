"""The states of the page Inställningar."""

from collections.abc import Iterator
from functools import partial
from typing import cast

from PySide6.QtWidgets import QDialog, QWidget

from ui.settings.authority import AuthoritySection
from ui.settings.delegation import DelegationSection
from ui.settings.letterhead import LetterheadSection
from ui.settings.page import SECTIONS, SettingsPage
from ui.settings.templates import TemplatesSection
from ui.tour import Settle, Shot


def states(shown: QWidget, settle: Settle) -> Iterator[Shot]:
    """Each section, then the forms and readers that lie over them."""
    page = cast(SettingsPage, shown)
    before = page.where()
    for entry in SECTIONS:
        page.go(entry.key)
        settle()
        if entry.key == "letterhead":
            letterhead = cast(LetterheadSection, page.sections[entry.key])
            settle(partial(_sampled, letterhead))
        yield entry.key, page.window()
        yield from _over(page, entry.key, settle)
    page.go(before or SECTIONS[0].key)
    settle()


def _sampled(letterhead: LetterheadSection) -> bool:
    return letterhead.sampled > 0


def _over(page: SettingsPage, key: str, settle: Settle) -> Iterator[Shot]:
    section = page.sections[key]
    if isinstance(section, AuthoritySection):
        section.start()
        yield from _dialog(page, "colleague")
    elif isinstance(section, DelegationSection):
        settle(lambda: section.found is not None)
        section.start()
        yield from _dialog(page, "point")
    elif isinstance(section, TemplatesSection):
        settle(lambda: bool(section.found))
        section.open(section.found[0])
        yield from _dialog(page, "template")
        section.approve(section.found[0])
        yield from _dialog(page, "approval")


def _dialog(page: SettingsPage, name: str) -> Iterator[Shot]:
    for dialog in page.window().findChildren(QDialog):
        if dialog.isVisible():
            yield name, dialog
            dialog.close()
