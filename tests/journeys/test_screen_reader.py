"""What a screen reader is told of each page, read over the accessibility bus from another program."""

import json
import sys

from .test_stories import on_a_display


def test_each_page_is_there_for_a_screen_reader_and_nothing_in_reach_is_nameless(tmp_path):
    command = [sys.executable, "tests/journeys/reader_window.py", str(tmp_path)]
    code, said = on_a_display(command, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", PYTHONPATH=".")
    assert code == 0, said[-4000:]
    pages = [json.loads(line) for line in said.splitlines() if line.startswith('{"page"')]
    assert pages, said[-4000:]
    for page in pages:
        assert page["code"] == 0, page["page"]
        nameless = [node for node in page["nodes"] if node["focusable"] and not node["name"].strip()]
        assert nameless == [], page["page"]
        assert sum(node["focusable"] for node in page["nodes"]) > 5, page["page"]
    places = next(page for page in pages if page["page"] == "venues")
    rows = [node["name"] for node in places["nodes"] if node["role"] == "table cell"]
    assert any("risk" in row for row in rows), "a row says what the eye sees"
