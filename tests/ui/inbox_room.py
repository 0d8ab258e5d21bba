"""The inbox with things that wait, and how its tests choose and act."""

from krogkoll.security import Role
from tests.agenda.filling import fill
from ui.widgets.button import Button


def opened(qtbot, window_of, role=Role.MUNICIPAL_INSPECTOR, filling=fill):
    """A window with things that wait, at the inbox."""
    window = window_of(fill=filling, role=role, practice=True)
    window.shell.go("inbox", "")
    page = window.shell.pages["inbox"]
    qtbot.waitUntil(lambda: page.said.text() != "")
    return window, page


def keys(page, group):
    return [one.key for one in page.list.lines.lines if one.key.startswith(f"{group}/")]


def choose(qtbot, page, key):
    page.go(key)
    group, _, name = key.partition("/")
    if group == "draft":
        qtbot.waitUntil(lambda: page.detail.draft is not None and page.detail.draft.name == name)
    else:
        qtbot.waitUntil(lambda: page.detail.item is not None and page.detail.item.id == name)


def deed(qtbot, page, text):
    """Press the deed with these words, when it is in sight."""

    def found():
        return [one for one in page.detail.findChildren(Button) if one.text() == text and one.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    found()[0].click()
