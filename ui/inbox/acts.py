"""What can be done with each thing that waits: one deed each, written in the store's thread, told in the toast."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from krogkoll.agenda import Group, Item
from krogkoll.cases import QuickNote, QuickNoteDraft, Task
from krogkoll.evidence import StoredDocument
from krogkoll.venues import Channel, SourceKind, Tip, TipDraft
from ui.context import Context
from ui.drafts import Unfinished
from ui.i18n import tr
from ui.inbox.pick_dialog import Choice, PickDialog, find_cases, find_places
from ui.reason_dialog import ReasonDialog


class Acts(QObject):
    """The deeds of the inbox; the page reads anew by itself when a record changes, `done` is for what is no record."""

    def __init__(self, context: Context, parent: QWidget, done: Callable[[], None]) -> None:
        super().__init__(parent)
        self._context, self._page, self._done = context, parent, done

    def set_tip_aside(self, item: Item) -> None:
        """Close a tip that leads nowhere."""
        tips, tip = self._context.workspace.tips, cast(Tip, item.subject)
        lead = tr("Tipset räknas inte längre i risken för något objekt. Det går att läsa även i fortsättningen.")
        words = (tr("Lägg tipset utan åtgärd"), lead, tr("Lägg undan"), tr("Tipset är lagt utan åtgärd"))
        self._with_reason(words, lambda reason: tips.set_aside(tip, reason))

    def discard_note(self, item: Item) -> None:
        """Throw a note away, with a reason."""
        notes, note = self._context.workspace.notes, cast(QuickNote, item.subject)
        lead = tr("Anteckningen försvinner ur Inkommet. Skälet sparas tillsammans med den.")
        words = (tr("Kassera anteckningen"), lead, tr("Kassera"), tr("Anteckningen är kasserad"))
        self._with_reason(words, lambda reason: notes.discard(note, reason))

    def note_to_case(self, item: Item) -> None:
        """Make a note an official note of a case."""
        notes, note = self._context.workspace.notes, cast(QuickNote, item.subject)

        def chosen(case: Choice) -> None:
            self._write(lambda: notes.file_in_case(note, case.id), tr("Lagd i ärendet {0}").format(case.under))

        title, prompt = tr("Vilket ärende hör anteckningen till?"), tr("Ärendenummer eller rubrik")
        PickDialog(self._context, self._page, title, prompt, find_cases(self._context), chosen).open()

    def note_to_place(self, item: Item) -> None:
        """Lay a note in the history of a place."""
        notes, note = self._context.workspace.notes, cast(QuickNote, item.subject)

        def chosen(place: Choice) -> None:
            self._write(lambda: notes.file_at_venue(note, place.id), tr("Lagd till {0}").format(place.title))

        title, prompt = tr("Vilket objekt hör anteckningen till?"), tr("Namn eller adress")
        PickDialog(self._context, self._page, title, prompt, find_places(self._context), chosen).open()

    def note_to_tip(self, item: Item) -> None:
        """Make a note a new tip; it then waits to be graded."""
        note = cast(QuickNote, item.subject)
        workspace = self._context.workspace
        draft = TipDraft(
            text=note.text,
            received_at=note.at,
            channel=Channel.PATROL,
            source_kind=SourceKind.KNOWN,
            venue_id=note.venue_id,
        )

        def work() -> None:
            tip = workspace.tips.register(draft)
            workspace.notes.file_as_tip(note, tip.id)

        self._write(work, tr("Anteckningen är nu ett tips och väntar på bedömning"))

    def finish_task(self, item: Item) -> None:
        """Say that a task is done."""
        desk, task = self._context.workspace.desk, cast(Task, item.subject)
        self._write(lambda: desk.finish_task(task), tr("Klart: {0}").format(task.title))

    def attend(self, item: Item) -> None:
        """Say that a disclosed paper is taken care of."""
        documents, paper = self._context.workspace.documents, cast(StoredDocument, item.subject)
        self._write(lambda: documents.attend(paper), tr("Handlingen är omhändertagen"))

    def open_item(self, item: Item) -> None:
        """Go to where the thing is handled."""
        self._context.go(*home_of(item))

    def resume(self, draft: Unfinished) -> None:
        """Open the form that takes the draft up again."""
        self._context.go(draft.described.page, draft.described.where)

    def keep_both(self, draft: Unfinished) -> None:
        """Save what was typed as a quick note and leave what is stored as it is; nothing is lost."""
        workspace, text = self._context.workspace, draft.as_text()

        def work() -> None:
            workspace.notes.write(QuickNoteDraft(text=text))
            workspace.drafts.drop(draft.name)

        self._write(work, tr("Texten är sparad som en anteckning"), then=self._done)

    def drop(self, draft: Unfinished) -> None:
        """Throw a draft away; the toast takes it back."""
        drafts = self._context.workspace.drafts

        def again() -> None:
            self._write(lambda: drafts.save(draft.name, draft.body, draft.record_id), "", then=self._done)

        self._write(lambda: drafts.drop(draft.name), tr("Utkastet är kastat"), undo=again, then=self._done)

    def _with_reason(self, words: tuple[str, str, str, str], act: Callable[[str], object]) -> None:
        title, lead, button, said = words

        def given(reason: str) -> None:
            self._write(lambda: act(reason), said)

        ReasonDialog(self._context, self._page, title, lead, button, given).open()

    def _write(
        self,
        work: Callable[[], object],
        said: str,
        undo: Callable[[], None] | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        speaker = self._context.speaker

        def stored(_: object) -> None:
            if said:
                speaker.done(said, undo)
            if then is not None:
                then()

        self._context.jobs.write(self, lambda _: work(), stored, speaker.trouble)


def home_of(item: Item) -> tuple[str, str]:
    """The page and the place in it where this is handled."""
    if item.group in (Group.VISIT, Group.REPORT):
        return ("supervision", f"visits:{item.id}")
    if item.group is Group.FOLLOW_UP:
        return ("decisions", item.id)
    tab = "documents" if item.group is Group.DISCLOSED else ""
    if item.case_id:
        return ("cases", f"{item.case_id}/{tab}")
    if item.venue_id:
        return ("venues", f"{item.venue_id}/{tab}")
    return ("inbox", f"{item.group}/{item.id}")
