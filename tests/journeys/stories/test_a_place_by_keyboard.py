"""Somebody writes down a place, finds it again and changes it, without ever leaving the keyboard."""


def test_a_place_is_written_found_and_changed(qtbot, at_the_keyboard):
    window, keys = at_the_keyboard(qtbot, places=7)
    keys.press("Ctrl+N")
    page = window.shell.pages["venues"]
    keys.wait(page.form.isVisible)
    keys.type("Källaren Ängeln")
    keys.press("Ctrl+S")
    keys.wait(lambda: page.detail.name == "Källaren Ängeln")
    keys.press("Ctrl+F")
    keys.type("ängeln")
    keys.wait(lambda: page.list.model.rowCount() == 1)
    keys.press("F2")
    keys.wait(page.form.isVisible)
    keys.replace("Källaren Ängeln och Djävulen")
    keys.press("Ctrl+S")
    keys.wait(lambda: page.detail.name.endswith("Djävulen"))
