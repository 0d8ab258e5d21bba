"""The real window in an open visit with everything going on at once, and what the window itself says is saved.

Called as `python busy_robot.py FOLDER PASSWORD SEED PHOTOS...`: answers, notes and half-written findings while photos
come in. With SEED "look" it goes to Inkommet instead, tells what was left half written, takes it up again, keeps both,
and closes the window.
"""

import random
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from shiboken6 import isValid

from tests.journeys.app_robot import say
from tests.journeys.visit_robot import Inspector, main
from ui.inspections.form_dialog import FormDialog

WORDS = ("två", "gäster", "betalade", "öl", "i", "baren", "över", "disk", "därinne", "åt", "någon")


class Busy(Inspector):
    """Never waits for one thing before it begins the next kind of thing."""

    def live(self):
        yield from self.arrive()
        where = self.page.where()
        say(ready=True, resumed=self.resumed, at=where, modal=QApplication.activeModalWidget() is not None)
        self.page.field.steps.keeper.changed.connect(self.stored.append)
        panel = self.page.field.side.photos
        yield panel.isVisible
        self.bring(panel)
        panel.ways.came.connect(lambda: self.bring(panel))
        while True:
            yield from self.luck.choice([self.answer, self.answer, self.note, self.half, self.half, self.go_on])()

    def bring(self, panel):
        """The next photos, as they are dropped on the panel; what is safe is told by the import itself."""
        if panel.ways._intake is None:
            chosen = self.luck.sample([Path(name) for name in sys.argv[4:]], 4)
            panel.ways.take(self._outside(chosen, panel), panel.ways.subject)
            panel.ways._intake.ended.connect(lambda taken: say(photos=list(taken.photo_ids), unsound=taken.unsound))

    def _outside(self, chosen, panel):
        return self.window.session.workspace.cards.look_through(chosen, panel.ways.subject).files

    def type(self, widget, text):
        """One key at a time; now and then another thing happens between two keys."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
            if self.luck.random() < 0.2:
                yield lambda: True

    def sentence(self):
        """No two alike."""
        return " ".join([*self.luck.sample(WORDS, 4), str(self.luck.randrange(10**9))])

    def answer(self):
        card = self.luck.choice(self.cards or [None])
        if card is None:
            return
        self.stored.clear()
        QTest.keyClick(card, self.luck.choice([Qt.Key.Key_J, Qt.Key.Key_N, Qt.Key.Key_E]))
        yield lambda: card.item.id in self.stored
        say(item=card.item.id, value=self.page.field.steps.keeper[card.item.id].value)

    def note(self):
        """A note to a question: the line saves it by itself."""
        card = self.luck.choice(self.cards or [None])
        if card is None:
            return
        keeper, text = self.page.field.steps.keeper, self.sentence()
        say(notes=card.item.id)
        card._open_note()
        card.note.selectAll()
        yield from self.type(card.note, text)
        yield lambda: keeper[card.item.id] is not None and keeper[card.item.id].note == text
        say(note=text, item_of_note=card.item.id)

    def half(self):
        """A finding that is typed, kept and left: the form says nothing, so its last writing is waited for."""
        say(writes=True)
        self.page.field.acts.put_into_words()
        yield lambda: bool(self.window.findChildren(FormDialog))
        form = self.window.findChildren(FormDialog)[-1]
        yield lambda: not self._busy(form)
        box = form.editors["text"]
        assert isinstance(box, QPlainTextEdit)
        box.selectAll()
        text = self.sentence()
        yield from self.type(box, text)
        yield lambda: not form._typing.waiting and not self._busy(form)
        if form.editors["text"].toPlainText() == text:
            say(draft=text)
        form.reject()  # as Escape does: it goes away, and its draft stays
        yield lambda: not self.window.findChildren(FormDialog)

    def _busy(self, owner):
        """Whether something it asked for is still under way."""
        under_way = self.window.session.jobs.waiting_for()
        return any(owner in (asks, asks.parent()) for asks in under_way if isValid(asks))

    def go_on(self):
        """To another step and back to one with questions; where one is is kept as soon as it is written."""
        say(walks=True)
        keys = [one.key for one in self.page.field.read.chapters]
        before = self.page.field.step
        self.page.field.open_step(self.luck.choice(keys))
        self.page.field.list.chosen.emit(self.page.field.step)
        if self.page.field.step != before:
            yield lambda: not self._busy(self.page)
        say(stands=self.page.where())


class Looker(Busy):
    """Looks at what was left half written, as a person does the morning after."""

    def live(self):
        yield from self.arrive()
        say(ready=True, modal=QApplication.activeModalWidget() is not None)
        yield from self.to_inbox()
        detail = self.inbox.detail
        yield lambda: detail.draft is not None
        told = detail.draft.described
        deeds = self.deeds()
        say(
            title=told.title,
            form=told.form,
            when=detail.under.text(),
            differences=[[one.label, one.typed] for one in told.differences],
            deeds=list(deeds),
        )
        QTest.keyClick(deeds["Fortsätt skriva"], Qt.Key.Key_Space)
        yield lambda: bool(self.window.findChildren(FormDialog))
        form = self.window.findChildren(FormDialog)[-1]
        yield lambda: form.editors["text"].toPlainText() != ""
        say(again=form.editors["text"].toPlainText(), at=self.page.where())
        form.reject()
        yield from self.to_inbox()
        yield lambda: detail.draft is not None and "Behåll båda" in self.deeds()
        QTest.keyClick(self.deeds()["Behåll båda"], Qt.Key.Key_Space)
        yield (
            lambda: (
                self.at_rest() and not any(one.key.startswith("draft/visit:") for one in self.inbox.list.lines.lines)
            )
        )
        say(kept_both=True)
        self.window.close()

    @property
    def inbox(self):
        return self.window.shell.pages["inbox"]

    def deeds(self):
        """The buttons of what is shown, by their words."""
        from ui.inbox.deeds import DeedList

        lists = [one for one in self.inbox.detail.findChildren(DeedList) if one.isVisible()]
        return lists[-1].buttons if lists else {}

    def to_inbox(self):
        """At the finding that was left."""
        self.window.shell.go("inbox", "")
        yield lambda: self.at_rest() and any(one.key.startswith("draft/visit:") for one in self.inbox.list.lines.lines)
        self.inbox.go(next(one.key for one in self.inbox.list.lines.lines if one.key.startswith("draft/visit:")))
        yield self.at_rest


if __name__ == "__main__":
    look = sys.argv[3] == "look"
    sys.argv[3] = "0" if look else sys.argv[3]
    random.seed(int(sys.argv[3]))
    sys.exit(main(Looker if look else Busy))
