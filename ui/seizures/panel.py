"""The goods of a visit: the police see seizures, a board sees its samples; neither sees the other's words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QStackedLayout, QWidget

from krogkoll.evidence import (
    CustodyEvent,
    Sample,
    SampleDraft,
    SeizedItem,
    SeizedItemDraft,
    SeizureDraft,
    SeizureFile,
    SeizureStepDraft,
    custody_problems,
    item_problems,
    sample_grounds,
    sample_problems,
    seizure_problems,
    step_problems,
)
from krogkoll.inspections import Paper, Shown
from krogkoll.signing import Signer
from ui.context import Context
from ui.i18n import tr
from ui.record_form import RecordForm, Spec
from ui.seizures import forms
from ui.seizures.cards import Act, GoodsCard, sample_card, seizure_card
from ui.seizures.paper_pane import PaperPane
from ui.seizures.photos_dialog import PhotosDialog
from ui.seizures.reading import GoodsState, goods_way, read_goods
from ui.widgets.blocks import EmptyState, Scrolling, clear, column, row
from ui.widgets.button import Button
from ui.widgets.text import Text
from ui.words import count

_KINDS = ("seizure", "seized_item", "seizure_step", "sample", "custody", "paper", "inspection")


class GoodsPanel(QWidget):
    """`read` takes (("inspection", id),). `state` is what is shown now."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._id, self._asked = "", 0
        self.state: GoodsState | None = None
        self.way = goods_way(context.workspace)
        theme = context.theme
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._nothing())
        body = QWidget()
        inside = column(body, (24, 16, 24, 24), 12)
        head = row(spacing=12)
        self.count = Text(theme, "", tone="muted")
        head.addWidget(self.count)
        head.addStretch(1)
        self.new = Button(theme, tr("Nytt beslag") if self.way == "seize" else tr("Nytt prov"), "plus", "primary")
        self.new.clicked.connect(self.start)
        head.addWidget(self.new)
        inside.addLayout(head)
        self._cards = column(spacing=12)
        inside.addLayout(self._cards)
        self._none = EmptyState(
            theme, "package", tr("Inga beslag i besöket") if self.way == "seize" else tr("Inga prover i besöket")
        )
        inside.addWidget(self._none)
        inside.addStretch(1)
        self._stack.addWidget(Scrolling(body))
        self.pane = PaperPane(context, self._sign)
        self.pane.left.connect(lambda: self._stack.setCurrentIndex(1))
        self._stack.addWidget(self.pane)
        context.refresh.watch(self, _KINDS, self._again)

    def _nothing(self) -> QWidget:
        told = tr("Din myndighets lag ger ingen rätt att ta varor eller prover. Polisen kan ta beslag.")
        return EmptyState(self._context.theme, "package", tr("Här tas inga varor"), hint=told)

    @property
    def widget(self) -> QWidget:
        """The part itself."""
        return self

    def read(self, subjects: Sequence[tuple[str, str]]) -> None:
        """Show the goods of the first visit among these."""
        self._id = next((key for kind, key in subjects if kind == "inspection"), "")
        self._stack.setCurrentIndex(1 if self.way else 0)
        self._again()

    def _again(self) -> None:
        self._asked += 1
        asked, key, workspace = self._asked, self._id, self._context.workspace
        if key and self.way:
            self._context.jobs.read(self, lambda _: read_goods(workspace, key), lambda found: self._show(asked, found))

    def _show(self, asked: int, found: object) -> None:
        if asked != self._asked:
            return
        self.state = state = cast(GoodsState, found)
        clear(self._cards)
        made = [self._seizure(one) for one in state.seizures] if self.way == "seize" else []
        made += [self._sample(one, state.chains[one.id]) for one in state.samples] if self.way == "sample" else []
        for card in made:
            self._cards.addWidget(card)
        self._none.setVisible(not made)
        many = tr("{0} beslag") if self.way == "seize" else tr("{0} prov")
        self.count.setText(many.format(count(len(made))) if made else "")

    def _seizure(self, one: SeizureFile) -> GoodsCard:
        seizure = one.seizure
        edit = None if seizure.sealed else (("Foton", self.item_photos), ("Rätta", self.edit_item))
        card = seizure_card(self._context.theme, one, self._context.now(), edit)
        acts: list[Act] = [(_PAPER, "file-text", partial(self.show_paper, "seizure", seizure.id))]
        if not seizure.sealed:
            acts.append(("Lägg till vara", "plus", partial(self.add_item, seizure.id)))
            acts.append(("Ändra", "pencil", partial(self.edit_seizure, one)))
        holder = next((event.to_who for event in reversed(one.custody) if event.to_who), "")
        acts.append(("Notera åtgärd", "clipboard-check", partial(self.note_step, seizure.id)))
        acts.append(("Överlämning", "hand", partial(self.hand_over, "seizure", seizure.id, holder)))
        card.acts(acts, tr("Beslag {0}").format(seizure.number))
        return card

    def _sample(self, one: Sample, chain: Sequence[CustodyEvent]) -> GoodsCard:
        card = sample_card(self._context.theme, one, self._context.now(), chain)
        acts: list[Act] = [(_PAPER, "file-text", partial(self.show_paper, "sample", one.id))]
        if not one.sealed:
            acts.append(("Ändra", "pencil", partial(self.edit_sample, one)))
            acts.append(("Foton", "camera", partial(self.sample_photos, one)))
        holder = next((event.to_who for event in reversed(chain) if event.to_who), "")
        acts.append(("Överlämning", "hand", partial(self.hand_over, "sample", one.id, holder)))
        card.acts(acts, tr("Prov {0}").format(one.number))
        return card

    def hideEvent(self, event: QHideEvent) -> None:
        """A dialog does not outlive the page that it was opened from: the window may be locked now."""
        super().hideEvent(event)
        if not event.spontaneous():
            for dialog in self.findChildren(QDialog):
                dialog.reject()

    def start(self) -> None:
        """Write down a new seizure, or a new sample."""
        state, workspace = self.state, self._context.workspace
        if state is None:
            return
        me, now, visit = workspace.actor.name, self._context.now(), state.visit
        if self.way == "seize":
            new = forms.NewSeizure(
                inspection_id=visit.id,
                case_id=visit.case_id,
                seized_at=now,
                place=visit.address,
                seized_by=me,
                decided_by=me,
                from_whom=visit.person_met,
            )

            def seize(draft: forms.NewSeizure) -> object:
                return workspace.seizures.seize(draft.seizure, draft.items)

            check = partial(forms.new_problems, now=now)
            self._form(tr("Nytt beslag"), forms.NEW_SEIZURE, new, check, seize, f"seizure:{visit.id}")
            return
        sample = SampleDraft(
            inspection_id=visit.id,
            case_id=visit.case_id,
            taken_at=now,
            taken_by=me,
            from_whom=visit.person_met,
            place=visit.address,
            ground=sample_grounds(workspace.actor)[0],
        )
        check_sample = partial(sample_problems, now=now)
        take = workspace.samples.take
        self._form(tr("Nytt prov"), forms.SAMPLE_FIELDS, sample, check_sample, take, f"sample:{visit.id}")

    def add_item(self, seizure_id: str) -> None:
        """One more item of a seizure."""
        draft, seizures = SeizedItemDraft(seizure_id=seizure_id), self._context.workspace.seizures
        self._form(tr("Ny vara"), forms.ITEM, draft, item_problems, seizures.add_item, f"item:{seizure_id}")

    def edit_item(self, item: SeizedItem) -> None:
        """Correct an item."""
        seizures = self._context.workspace.seizures
        title = tr("Rätta punkt {0}").format(item.point)
        self._form(title, forms.ITEM, item, item_problems, lambda draft: seizures.edit_item(item, draft))

    def item_photos(self, item: SeizedItem) -> None:
        """Choose the photos that show an item."""
        seizures = self._context.workspace.seizures
        self._choose(item.photo_ids, lambda ids: seizures.edit_item(item, replace(item, photo_ids=ids)))

    def sample_photos(self, sample: Sample) -> None:
        """Choose the photos that show a sample."""
        samples = self._context.workspace.samples
        self._choose(sample.photo_ids, lambda ids: samples.edit(sample, replace(sample, photo_ids=ids)))

    def _choose(self, chosen: Sequence[str], save: Callable[[tuple[str, ...]], object]) -> None:
        if self.state is not None:
            dialog = PhotosDialog(self._context, self, self.state.visit.id, chosen, save)
            dialog.saved.connect(lambda: self._context.speaker.done(tr("Fotona är valda")))
            dialog.open()

    def edit_seizure(self, one: SeizureFile) -> None:
        """Change what a seizure says."""
        seizures, shown = self._context.workspace.seizures, one.seizure
        check: Callable[[SeizureDraft], Any] = partial(seizure_problems, now=self._context.now())
        self._form(tr("Ändra beslaget"), forms.SEIZURE, shown, check, lambda draft: seizures.edit(shown, draft))

    def edit_sample(self, shown: Sample) -> None:
        """Change what a sample says."""
        samples = self._context.workspace.samples
        check = partial(sample_problems, now=self._context.now())
        self._form(tr("Ändra provet"), forms.SAMPLE_FIELDS, shown, check, lambda draft: samples.edit(shown, draft))

    def note_step(self, seizure_id: str) -> None:
        """Write down what happened to the goods."""
        now, seizures = self._context.now(), self._context.workspace.seizures
        draft = SeizureStepDraft(seizure_id=seizure_id, at=now)
        check = partial(step_problems, now=now)
        self._form(tr("Notera åtgärd"), forms.STEP, draft, check, seizures.note_step, f"step:{seizure_id}")

    def hand_over(self, kind: str, record_id: str, holder: str) -> None:
        """Write down that somebody else has the goods now."""
        now, custody = self._context.now(), self._context.workspace.custody
        draft = forms.handed_over(kind, record_id, holder, now)
        check = partial(custody_problems, now=now)
        self._form(tr("Överlämning"), forms.CUSTODY, draft, check, custody.record)

    def _form(
        self,
        title: str,
        specs: Sequence[Spec],
        draft: Any,
        check: Callable[[Any], Any],
        save: Callable[[Any], object],
        keep_as: str = "",
    ) -> None:
        form = RecordForm(self._context, self, title, specs, draft, check=check, save=save, keep_as=keep_as)
        form.saved.connect(lambda _: self._context.speaker.done(tr("Uppgifterna är sparade")))
        form.open()

    def show_paper(self, kind: str, record_id: str) -> None:
        """Make the record, or read the signed one, and show it."""
        papers, title = self._context.workspace.goods_papers, self.state.title if self.state else ""

        def work(_: object) -> Shown:
            standing = papers.paper_of(kind, record_id)
            if standing is not None and standing.sealed:
                return papers.read(standing.id)
            show = papers.show_seizure if kind == "seizure" else papers.show_sample
            return show(record_id, title=title)

        self._context.jobs.write(self, work, self._shown)

    def _shown(self, shown: object) -> None:
        self.pane.show_paper(cast(Shown, shown))
        self._stack.setCurrentIndex(2)

    def _sign(self, paper: Paper, key: Signer, sha256: str) -> Shown:
        papers = self._context.workspace.goods_papers
        sign = papers.sign_seizure if paper.subject_kind == "seizure" else papers.sign_sample
        return sign(paper, key, shown_sha256=sha256)


_PAPER = "Protokoll"
