"""What must hold in every state, theme and density: names for everybody's ears, room for every word, no strays."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from ui.theme import DENSITIES, SCHEMES
from ui.widgets.text import ElidedText

from .screens import shell, way_in
from .test_venues_page import with_tips

SMALLEST_TARGET = {"desk": 24, "field": 44}


def spoken(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def parts(root):
    return [widget for widget in root.findChildren(QWidget) if widget.isVisibleTo(root) and widget.width() > 0]


def reachable(widget):
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def unnamed(root):
    usable = [one for one in parts(root) if reachable(one) or isinstance(one, QAbstractButton)]
    own = [one for one in usable if not one.objectName().startswith("qt_") and one.focusProxy() is None]
    return [f"{type(one).__name__} {one.objectName()}" for one in own if not spoken(one).strip()]


def cut_texts(root):
    """Labels and buttons whose words do not fit."""
    found = []
    for one in parts(root):
        if isinstance(one, QLabel) and not isinstance(one, ElidedText) and one.text():
            need = one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()
            wide = one.fontMetrics().horizontalAdvance(one.text())
            if one.height() < need - 1 or (not one.wordWrap() and one.width() < wide):
                found.append(f"{one.text()[:40]!r} {one.width()}x{one.height()} needs {wide}x{need}")
        elif isinstance(one, QAbstractButton) and one.text() and one.width() < one.sizeHint().width():
            found.append(f"button {one.text()!r}")
    return found


def outside(root):
    """Parts that reach outside their parent, scrolled content apart."""
    found = []
    for one in parts(root):
        parent = one.parentWidget()
        scrolled = isinstance(parent.parentWidget(), QScrollArea)
        if not scrolled and not one.isWindow() and not parent.rect().adjusted(-1, -1, 1, 1).contains(one.geometry()):
            found.append(f"{type(one).__name__} {one.geometry()} in {type(parent).__name__} {parent.rect()}")
    return [text for text in found if "qt_scrollarea" not in text]


def small(root, density):
    limit = SMALLEST_TARGET[density]
    return [
        f"{spoken(one)!r} {one.width()}x{one.height()}"
        for one in parts(root)
        if isinstance(one, QAbstractButton) and min(one.width(), one.height()) < limit
    ]


def problems_of(root, density):
    found = {"unnamed": unnamed(root), "cut": cut_texts(root), "outside": outside(root), "small": small(root, density)}
    return {kind: problems for kind, problems in found.items() if problems}


def check(state, root, density):
    for _ in range(60):
        # Layouts of new content settle over a few rounds of events.
        QTest.qWait(5)
        if not problems_of(root, density):
            return
    assert problems_of(root, density) == {}, state


@pytest.mark.usefixtures("strays")
@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)], ids=["1366x768", "1024x640"])
@pytest.mark.parametrize("density", DENSITIES)
def test_every_state_of_the_page_fits_and_can_be_heard(qtbot, page_of, theme, density, size):
    theme.use("light", density)
    window, _ = page_of(7, fill=with_tips, practice=True)
    window.resize(*size)
    for state, root in shell(qtbot, window):
        root.grab()
        check(state, root, density)
        assert (window.width(), window.height()) == size, state


@pytest.mark.usefixtures("strays")
@pytest.mark.parametrize("size", [(1366, 768), (1024, 640)], ids=["1366x768", "1024x640"])
@pytest.mark.parametrize("density", DENSITIES)
def test_every_step_of_the_way_in_fits_and_can_be_heard(qtbot, show, gate, theme, density, size):
    theme.use("light", density)
    window = show(gate)
    window.resize(*size)
    for state, root in way_in(qtbot, window):
        root.grab()
        check(state, root, density)
        assert (window.width(), window.height()) == size, state


@pytest.mark.parametrize("scheme", SCHEMES)
def test_tab_visits_everything_that_can_be_used_and_comes_round(qtbot, page_of, theme, scheme):
    theme.use(scheme)
    window, page = page_of(7)
    page.start_form(None)
    usable = {one for one in parts(window) if reachable(one) and one.isEnabled()}
    usable = {one.focusProxy() or one for one in usable}
    visited, now = set(), window.focusWidget()
    while now is not None and now not in visited:
        visited.add(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
        now = window.focusWidget()
    assert {spoken(one) for one in usable - visited} == set()


def test_the_checks_see_a_cut_word_an_unnamed_button_and_a_stray_part(qtbot, theme):
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(100, 100)
    label = QLabel("Alldeles för långa ord för den här rutan", root)
    label.setGeometry(0, 0, 20, 20)
    button = QAbstractButtonPlain(root)
    button.setGeometry(0, 30, 10, 10)
    child = QWidget(root)
    child.setGeometry(QRect(90, 90, 50, 50))
    root.show()
    assert cut_texts(root)
    assert unnamed(root)
    assert outside(root)
    assert small(root, "desk")


class QAbstractButtonPlain(QAbstractButton):
    def paintEvent(self, event):
        pass


@pytest.mark.parametrize("scheme", SCHEMES)
def test_head_and_foot_stand_on_the_light_ground_and_the_page_on_the_darker(qtbot, page_of, theme, scheme):
    theme.use(scheme)
    window, page = page_of(7)
    page.list.view.setCurrentIndex(page.list.model.index(0))
    qtbot.waitUntil(lambda: page.detail.name != "")
    image, ratio = window.grab().toImage(), window.devicePixelRatio()

    def ground(widget, x, y):
        return image.pixelColor(widget.mapTo(window, QPoint(x, y)) * ratio).name()

    assert ground(page.detail.head, 5, 5) == theme.colour("surface").name()
    assert ground(page.detail.overview, 5, 5) == theme.colour("canvas").name()
    assert ground(page.list, 5, 5) == theme.colour("surface").name()
    assert ground(window.shell.rail, 5, 5) == theme.colour("rail").name()


def test_two_pictures_of_one_state_are_equal_to_the_bit(qtbot, page_of):
    window, page = page_of(7)
    page.list.search.clearFocus()
    assert window.grab().toImage() == window.grab().toImage()


def test_a_screen_reader_hears_each_row_whole(page_of):
    _, page = page_of(7, fill=with_tips)
    words = page.list.model.data(page.list.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Studio 44, Sillkajsgatan 7, ")
    assert "risk 45" in words
    assert "fara" in words
