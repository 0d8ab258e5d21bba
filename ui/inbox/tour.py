"""The states of the page Inkommet."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QApplication, QWidget

from ui.inbox.note_sheet import NoteSheet
from ui.inbox.page import InboxPage
from ui.inbox.pick_dialog import PickDialog
from ui.reason_dialog import ReasonDialog
from ui.tour import Settle, Shot

_WORDS = "Två vakter vid dörren på Sillkajsgatan 14, båda med öronsnäcka. Kön gick runt hörnet 23:40."


def states(shown: QWidget, settle: Settle) -> Iterator[Shot]:
    """The list, a note from the first letter to the waste-paper basket, and one of each other kind that waits."""
    page = cast(InboxPage, shown)
    settle(lambda: page.said.text() != "")
    yield "list", page.window()
    yield from _note(page, settle)
    seen = set()
    for one in page.list.lines.lines:
        group = one.key.partition("/")[0]
        if group and group not in seen:
            seen.add(group)
            page.go(one.key)
            settle(lambda key=one.key: page.list.key == key)  # type: ignore[misc]
            yield f"detail-{group}", page.window()


def _note(page: InboxPage, settle: Settle) -> Iterator[Shot]:
    page.write_note()
    settle(lambda: isinstance(QApplication.activeModalWidget(), NoteSheet))
    sheet = cast(NoteSheet, QApplication.activeModalWidget())
    sheet.save()
    yield "note-empty", sheet
    sheet.edit.setPlainText(_WORDS)
    sheet.keep()
    settle(lambda: sheet.state.text() != "")
    yield "note-kept", sheet
    sheet.save()
    settle(lambda: any(one.key.startswith("note/") for one in page.list.lines.lines))
    note = next(one.key for one in page.list.lines.lines if one.key.startswith("note/"))
    page.go(note)
    settle(lambda: page.detail.item is not None and f"note/{page.detail.item.id}" == note)
    yield "note", page.window()
    item = page.detail.item
    if item is None:
        return
    page.acts.note_to_place(item)
    settle(lambda: isinstance(QApplication.activeModalWidget(), PickDialog))
    pick = cast(PickDialog, QApplication.activeModalWidget())
    settle(pick.act.isEnabled)
    yield "pick", pick
    pick.reject()
    page.acts.discard_note(item)
    settle(lambda: isinstance(QApplication.activeModalWidget(), ReasonDialog))
    reason = cast(ReasonDialog, QApplication.activeModalWidget())
    reason.act.click()
    yield "reason", reason
    reason.edit.setPlainText("Prov.")
    reason.act.click()
    settle(lambda: page.list.lines.row_of(note) < 0)
