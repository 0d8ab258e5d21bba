"""A decision from a visit by keyboard alone: begun, filled until nothing is missing, made ready, signed."""

from PySide6.QtWidgets import QApplication

from krogkoll.decisions import State
from tests.ui.decision_scene import closed_visit

WRITTEN = {
    "Postadress": "Sillkajsgatan 14",
    "Mottagaren i löpande text": "föreningen",
    "Vad som visar rätten till lokalen": "Föreningen hyr lokalen enligt ett avtal som Kim Sandell visade.",
    "Gäller från": "2026-11-23 00:30",
    "Vad som ska åtgärdas": "Hänglåset på utgången mot gården ska vara borttaget.",
    "Särskilda skäl": "Risken för den som är i lokalen är akut.",
    "Skäl": "Den enda andra utgången var låst.",
    "Proportionalitet": "Ett mildare krav räcker inte.",
    "Så gick kommuniceringen till": "Kim Sandell fick del av iakttagelserna på platsen.",
    "Bedömning av yttrandet": "Inbrottet ändrar inte att utgången var låst.",
}
CHOSEN = {
    "Mottagaren är": "Nyttjanderättshavare",
    "Hur användningen begränsas": "Inga besökare",
    "Har parten fått yttra sig?": "På platsen",
    "Så delges beslutet": "Lämnas över",
}


def test_a_decision_is_written_and_signed_without_a_mouse(qtbot, at_the_decisions):
    window, page, _, keys = at_the_decisions(qtbot, fill=closed_visit)
    begin(keys, page)
    for name, wanted in CHOSEN.items():
        keys.choose(name, wanted)
    for name, text in WRITTEN.items():
        keys.tab_to(name)
        keys.type(text)
    people(keys, page)
    keys.press("Ctrl+S")
    keys.wait(lambda: not page.editor.saving.dirty and window.session.jobs.idle)
    for name in ("Svara: Johan Ek", "Svara här: Helena Strand"):
        answer(keys, name)
    keys.wait(lambda: page.editor.gate.gaps == () and page.editor.foot.submit.isEnabled())
    keys.press("Ctrl+Return")
    keys.wait(lambda: page.editor.reading.decision.state is State.READY)
    keys.wait(lambda: window.session.jobs.idle)
    keys.press("Ctrl+Return")
    for state, guest in ((State.PRESENTED, ""), (State.DECIDED, "Helena Strand")):
        sign(keys, window, guest)
        keys.wait(lambda wanted=state: page.editor.reading.decision.state is wanted)
    assert page.editor.reading.decision.sealed
    assert page.editor.head.chip.accessibleName() == "Beslutat"


def begin(keys, page):
    """From the empty page to the form."""
    keys.press("Ctrl+N")
    keys.wait(lambda: bool(page.start.found))
    keys.tab_to("Sillkajsgatan 14")
    keys.press("Return")
    keys.wait(lambda: page.start.offered is not None)
    keys.tab_to("Föreläggande att inte använda lokal")
    keys.press("Return")
    keys.wait(lambda: page.editor.isVisible() and page.editor.reading is not None)
    keys.press("Ctrl+J")
    keys.wait(lambda: page.editor.form.isAncestorOf(QApplication.focusWidget()))


def people(keys, page):
    """Who decides is put down as a colleague on the way."""
    keys.push("Lägg upp en kollega")
    keys.opened()
    keys.type("Helena Strand")
    keys.press("Tab")
    keys.type("Brandingenjör i beredskap")
    keys.press("Return")
    keys.closed()
    keys.wait(lambda: page.editor.form.people.people["decision_maker"].choice.currentText() == "Helena Strand")
    keys.tab_to("Punkt i delegationsordningen")
    keys.type("4.3")


def answer(keys, name):
    """One person's answer about jäv."""
    keys.push(name)
    keys.opened()
    keys.tab_to("Svar: Nej")
    keys.press("Space")
    keys.push("Lämna svaret")
    keys.closed()
    keys.wait(lambda: keys.name != name)


def sign(keys, window, guest):
    """The one in turn signs with a key of practice, in the one dialog that stays open until nobody is in turn."""
    dialog = keys.opened()
    keys.wait(lambda: window.session.jobs.idle and dialog.button.isEnabled())
    keys.press("Tab")
    if guest:
        keys.push(f"Jag är {guest}")
    keys.push("Underteckna")
    keys.wait(lambda: window.session.jobs.idle)
