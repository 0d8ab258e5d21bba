"""Every text of the window can be translated and has room to grow; every key can be pressed on a Swedish keyboard."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QKeySequence

from ui.commands import TABLE
from ui.i18n import PseudoLocale, tr

from .conftest import ROOT
from .screens import shell
from .test_every_screen import check
from .test_venues_page import with_tips

FILES = sorted((ROOT / "ui").rglob("*.py"))
SAID_BY = {"Text", "Button", "icon_button", "Card", "EmptyState", "Banner", "Chip", "FilterChip", "RecordsCard", "Deed"}
SAID_BY |= {
    "setText",
    "setToolTip",
    "setAccessibleName",
    "setAccessibleDescription",
    "setPlaceholderText",
    "say",
    "done",
}
SAID_BY |= {"setWindowTitle", "add_out", "add_act", "add_action", "set_name", "setPlaceholderText"}
WORDS = re.compile(r"[A-Za-zÅÄÖåäö]{2,}.*[ ,.:…]|^[A-ZÅÄÖ][a-zåäö]{2,}$|[åäöÅÄÖ]")
NAMES_OF_THINGS = {"Krogkoll"}


def called(node):
    function = node.func
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def calls(path):
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]


def words_of(node):
    """The letters that a literal, an f-string or a choice between such would put on screen, each by itself."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.IfExp):
        yield from words_of(node.body)
        yield from words_of(node.orelse)


def untranslated(path):
    for node in calls(path):
        if called(node) in SAID_BY:
            for said in (*node.args, *(keyword.value for keyword in node.keywords)):
                for words in words_of(said):
                    if WORDS.search(words) and words not in NAMES_OF_THINGS and "status." not in words:
                        yield f"{path.name}:{node.lineno}: {words!r}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_put_on_screen_goes_through_tr_and_can_be_found_there(path):
    if path.name not in {"screenshots.py", "tour.py"}:
        assert list(untranslated(path)) == []
    for node in calls(path):
        if called(node) == "tr":
            assert not isinstance(node.args[0], ast.JoinedStr), f"{node.lineno}: an f-string is never found again"


def test_a_text_that_went_past_tr_is_seen(tmp_path):
    place = tmp_path / "page.py"
    place.write_text(
        'Text(theme, tr("Sparat"))\nButton(theme, "Spara nu")\nText(theme, f"Sparat {x} i dag")\n', "utf-8"
    )
    assert len(list(untranslated(place))) == 2


def test_the_translators_tool_finds_the_texts_each_once_and_in_one_place(tmp_path):
    found = tmp_path / "krogkoll_en.ts"
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    command = [str(tool), "-source-language", "sv_SE", "-target-language", "en_GB", *map(str, FILES), "-ts", str(found)]
    subprocess.run(command, check=True, capture_output=True)
    contexts = ElementTree.parse(found).getroot().findall("context")
    assert [context.findtext("name") for context in contexts] == [""], "one context: that of the function tr"
    sources = [message.findtext("source") for message in contexts[0].findall("message")]
    assert len(sources) > 600
    assert len(sources) == len(set(sources))


def test_no_key_needs_altgr_or_a_letter_that_a_swedish_keyboard_hides():
    keys = [command.keys for command in TABLE if command.keys]
    assert [key for key in keys if "Ctrl+Alt" in key or re.search(r"[\[\]{}\\@/`~]", key)] == []
    readable = [QKeySequence(key).toString() for key in keys]
    assert len(readable) == len(set(readable)), "one key, one command"


def test_texts_that_grow_by_two_fifths_still_fit(qtbot, qapp, page_of, theme):
    theme.use("light", "desk")
    longer = PseudoLocale(qapp)
    qapp.installTranslator(longer)
    try:
        assert tr("Spara") == "[Sparaå]"
        window, _ = page_of(7, fill=with_tips, practice=True)
        window.resize(1366, 768)
        for state, root in shell(qtbot, window):
            root.grab()
            check(state, root, "desk")
    finally:
        qapp.removeTranslator(longer)
