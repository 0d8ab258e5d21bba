"""The steps of a visit as widgets: made once, filled again whenever the visit was read."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedLayout, QWidget

from krogkoll.inspections import NOT_CHECKED, AnswerDraft, Visit
from ui.context import Context
from ui.i18n import tr
from ui.inspections import telling
from ui.inspections.acts import Acts, ColleagueActs, GroundActs
from ui.inspections.chapter_step import ChapterStep
from ui.inspections.facts import Fact, FactsCard, FactsKeeper
from ui.inspections.keeper import AnswerKeeper
from ui.inspections.part_step import GOODS, PAPERS, REPORT, PartStep, goods_title
from ui.inspections.reading import FieldRead
from ui.inspections.records import Deed, RecordsCard
from ui.inspections.records_step import RecordsStep
from ui.inspections.step_list import Step
from ui.inspections.summary import SummaryStep
from ui.widgets.blocks import column

ARRIVAL = "grund"
SCENE = "scene"
"""What stands at the right in a wide window."""
_FILLED = ("tillsyn-02", "tillsyn-03")
"""Questions that the lines of the arrival answer."""


_ARRIVAL_FACTS = (
    Fact("identity_shown", "Så visade ni legitimation"),
    Fact("purpose_told", "Ändamålet ni talade om"),
    Fact("person_met", "Ansvarig på platsen"),
    Fact("person_met_role", "Roll"),
    Fact("person_met_identity", "Så styrktes identiteten", "Till exempel körkort eller eget uppgivande."),
    Fact("interpreter", "Tolk och språk"),
)
_CARDS = (
    (
        ("marks", "Tidsmärken att skriva ut", "Inga. Tryck på F8 när något händer och skriv ut det sedan."),
        ("findings", "Iakttagelser och bedömningar", "Inget antecknat än."),
    ),
    (
        ("statements", "Uppgifter från andra", "Inget antecknat än."),
        ("counts", "Räkning av personer", "Ingen räkning än."),
        ("orders", "Muntliga besked", "Inga besked än."),
    ),
    (
        ("views", "Andra tjänstemannen och överlämning", "Inget antecknat än."),
        ("gone", "Har varit inne", "Ingen har gått ut än."),
    ),
)


class Steps(QObject):
    """Which steps there are, and their widgets in one stack."""

    def __init__(
        self,
        context: Context,
        stack: QStackedLayout,
        acts: Acts,
        colleagues: ColleagueActs,
        show_photos: Callable[[str], None],
    ) -> None:
        super().__init__(acts)
        self._context, self._stack, self._acts, self._colleagues = context, stack, acts, colleagues
        self.keeper, self.facts = AnswerKeeper(context, self), FactsKeeper(context, self)
        self._show_photos = show_photos
        self.grounds = GroundActs(context, acts)
        self.with_scene = False
        self._awaiting = ""
        self.keeper.changed.connect(self._answered)
        theme = context.theme
        self.ground = RecordsCard(theme, tr("Tillträdesgrund"), tr("Ingen grund är antecknad."))
        facts = [Fact(one.name, tr(one.label), tr(one.hint) if one.hint else "") for one in _ARRIVAL_FACTS]
        self.arrival = FactsCard(theme, tr("När ni kom"), facts, self.facts, self._arrived)
        self.chapters: dict[str, ChapterStep] = {}
        self.log, self.others, self.colleagues = (RecordsStep(theme, _translated(cards)) for cards in _CARDS)
        self.summary = SummaryStep(theme, self.facts)
        self.scene = QWidget()
        column(self.scene, spacing=0)
        self.parts = self._make_parts()
        for widget in (self.log, self.others, self.colleagues, self.scene, self.summary, *self.parts.values()):
            stack.addWidget(widget)

    def _make_parts(self) -> dict[str, PartStep]:
        """The steps that other concepts fill; goods only where the law gives a right to take any."""
        parts = self._context.parts
        self._goods = goods_title(self._context.workspace.actor)
        goods = {GOODS: PartStep(parts.goods_panel())} if self._goods else {}
        return goods | {PAPERS: PartStep(parts.documents_panel()), REPORT: PartStep(parts.report_panel())}

    def chapter(self, key: str) -> ChapterStep:
        """The step of a chapter; made when it is first shown."""
        found = self.chapters.get(key)
        if found is None:
            first = key == ARRIVAL
            above: tuple[QWidget, ...] = (self.ground, self.arrival) if first else ()
            found = ChapterStep(self._context.theme, self.keeper, above=above, without=_FILLED if first else ())
            found.photos.connect(self._ask_photos)
            found.marked.connect(self._acts.mark)
            self.chapters[key] = found
            self._stack.addWidget(found)
        return found

    def widget(self, key: str) -> QWidget:
        """The widget of a step; that of the scene is put in by the view."""
        fixed: dict[str, QWidget] = {
            "log": self.log,
            "others": self.others,
            "colleagues": self.colleagues,
            SCENE: self.scene,
            "summary": self.summary,
            **self.parts,
        }
        return fixed.get(key) or self.chapter(key)

    def list(self, read: FieldRead, visit: Visit) -> list[Step]:
        """The steps with their figures; `visit` has the answers of this moment."""
        log = read.visit.log
        steps = [Step(one.key, one.title, one.answered(visit), len(one.items)) for one in read.chapters]
        steps.append(Step("log", tr("Iakttagelser"), len(read.visit.findings) + len(log.open_marks)))
        told = len(read.visit.statements) + len(log.counts) + len(log.orders)
        steps.append(Step("others", tr("Uppgifter och besked"), told))
        steps.append(Step("colleagues", tr("Kollegor"), len(log.views) + len(log.hand_overs)))
        steps += [Step(SCENE, tr("På plats"))] if self.with_scene else []
        steps += [Step(GOODS, self._goods)] if self._goods else []
        steps += [Step(PAPERS, tr("Handlingar")), Step("summary", tr("Sammanfattning"))]
        return [*steps, Step(REPORT, tr("Protokoll"))]

    def show(self, read: FieldRead, key: str) -> None:
        """Fill the open step."""
        acts = self._acts
        if key == "log":
            new = Deed(tr("Ny iakttagelse"), tr("Ny iakttagelse eller bedömning"), "plus", acts.put_into_words)
            self.log.cards["marks"].show_lines(telling.mark_lines(read, acts))
            self.log.cards["findings"].show_lines(telling.finding_lines(read), (new,) if read.open else ())
        elif key == "others":
            self._show_others(read)
        elif key == "colleagues":
            deeds = telling.colleague_deeds(read, self._colleagues)
            self.colleagues.cards["views"].show_lines(telling.colleague_lines(read, self._colleagues), deeds)
            self.colleagues.cards["gone"].show_lines(telling.gone_lines(read))
        elif key in self.parts:
            self.parts[key].show_visit(read.inspection.id)
        elif key == SCENE:
            return
        elif key == "summary":
            self.summary.show_visit(read, self.now(read))
        else:
            self._show_chapter(read, key)

    def _show_others(self, read: FieldRead) -> None:
        acts, cards = self._acts, self.others.cards
        rows = (
            (
                "statements",
                telling.statement_lines,
                Deed(tr("Ny uppgift"), tr("Ny uppgift från någon annan"), "plus", acts.hear),
            ),
            ("counts", telling.count_lines, Deed(tr("Räkna"), tr("Räkna personer"), "plus", acts.count)),
            ("orders", telling.order_lines, Deed(tr("Nytt besked"), tr("Nytt muntligt besked"), "plus", acts.tell)),
        )
        for key, lines, deed in rows:
            cards[key].show_lines(lines(read), (deed,) if read.open else ())

    def _show_chapter(self, read: FieldRead, key: str) -> None:
        step = self.chapter(key)
        if key == ARRIVAL:
            self.ground.show_lines(telling.ground_lines(read), telling.ground_deeds(read, self.grounds))
            self.arrival.show_facts(read.inspection, writable=read.open)
        found = next((one for one in read.chapters if one.key == key), None)
        if found is not None:
            step.show_chapter(read.inspection.id, found, writable=read.open, photos=True)
            step.show_photos({one.id: len(read.visit.photos_of_item(one.id)) for one in found.items})

    def now(self, read: FieldRead) -> Visit:
        """The visit with the answers of this moment."""
        return replace(read.visit, answers=tuple(sorted(self.keeper.answers, key=lambda one: one.item.number)))

    def settle(self) -> None:
        """Hand over everything that is typed in any step."""
        for step in self.chapters.values():
            step.settle()
        self.arrival.settle()
        self.summary.facts.settle()

    def _ask_photos(self, item_id: str) -> None:
        """The photos of a question hang on its answer; one without an answer gets "not checked" first."""
        answer, read = self.keeper[item_id], self._acts.read
        if answer is not None:
            self._show_photos(answer.id)
        elif read is not None and read.open:
            self._awaiting = item_id
            version = next((i.version for c in read.chapters for i in c.items if i.id == item_id), 1)
            draft = AnswerDraft(inspection_id=read.inspection.id, item_id=item_id, item_version=version)
            self.keeper.give(replace(draft, value=NOT_CHECKED))

    def _answered(self, item_id: str) -> None:
        answer = self.keeper[item_id]
        if item_id == self._awaiting and answer is not None:
            self._awaiting = ""
            self._show_photos(answer.id)

    def _arrived(self) -> None:
        """The lines of the arrival are answers too: nobody writes the same twice."""
        read = self._acts.read
        if read is None:
            return
        lines = {name: line.text().strip() for name, line in self.arrival.lines.items()}
        for item_id, value in zip(_FILLED, arrival_answers(lines), strict=True):
            known = self.keeper[item_id]
            version = next((i.version for c in read.chapters for i in c.items if i.id == item_id), 0)
            if version and value and (known is None or known.value != value):
                self.keeper.give(
                    AnswerDraft(inspection_id=read.inspection.id, item_id=item_id, item_version=version, value=value)
                )


def _translated(cards: Sequence[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return [(key, tr(title), tr(empty)) for key, title, empty in cards]


def arrival_answers(lines: dict[str, str]) -> tuple[str, str]:
    """What the lines of the arrival say, as answers to how we showed who we are, and who was responsible."""
    shown, told = lines["identity_shown"], lines["purpose_told"]
    first = " ".join(
        part for part in (f"Legitimation: {shown}." if shown else "", f"Ändamål: {told}." if told else "") if part
    )
    who = [lines[name] for name in ("person_met", "person_met_role", "person_met_identity")]
    return first.replace("..", "."), ", ".join(part for part in who if part) if who[0] else ""
