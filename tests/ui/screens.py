"""Every state of the window, one after the other, for checks that must hold in all of them."""

from krogkoll.security import Role
from ui.access.gate import NewPerson, Opened
from ui.keys_dialog import KeysDialog
from ui.pages import PAGES


class Closable:
    def close(self):
        """Nothing is open."""


def way_in(qtbot, window):
    """The first run's steps; gives (name, widget to look at)."""
    screen = window.access
    yield "first-run-you", window
    screen.person.button.click()
    yield "first-run-you-problems", window
    authority = "Landskrona stad, alkoholnämnden (exempel)"
    person = NewPerson(name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR, authority="x", authority_name=authority)
    screen.person.done.emit(person)
    yield "first-run-passphrase", window
    screen.passphrase.suggestion.use()
    yield "first-run-passphrase-strong", window
    screen.passphrase.first.setText("anna1999")
    yield "first-run-passphrase-weak", window
    screen.created(Opened(Closable(), recovery_key="7K3M-9QX2-ABCD-EFGH-2345-6789-JKMN"))
    yield "first-run-recovery", window
    screen.recovery.edits[0].setText("ZZ")
    yield "first-run-recovery-wrong", window


def shell(qtbot, window):
    """Every page in its states, then what may lie over any of them."""

    def settle(until=lambda: True):
        qtbot.waitUntil(until, timeout=15_000)

    for spec in PAGES:
        if spec.tour is not None:
            window.shell.go(spec.key, "")
            for name, widget in spec.tour(window.shell.pages[spec.key], settle):
                yield f"{spec.key}-{name}", widget
    window.shell.banner.say("Disken är full. Frigör plats på disken och försök igen.", "confirmed")
    window.shell.speaker.done("Objektet är sparat", lambda: None)
    window.shell.speaker.saved("23:52")
    yield "banner-and-toast", window
    dialog = KeysDialog(window.theme, window)
    dialog.open()
    yield "keys", dialog
    dialog.close()
    search = window.shell._context.parts.person_search(window)
    search.open()
    search.seek()
    yield "person-search", search
    search.close()
