"""What the decision rests on: own observations of the visit with their photos, and papers that were received."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget

from krogkoll.decisions import Decision
from krogkoll.evidence import StoredDocument
from krogkoll.inspections import Finding
from ui.context import Context
from ui.decisions.editors import Ticks
from ui.decisions.reading import Reading
from ui.i18n import tr
from ui.widgets.blocks import column, row
from ui.widgets.button import Button
from ui.widgets.text import Text
from ui.words import clock, spoken_day_and_time


class Fact(NamedTuple):
    """A fact that a text may use: a few words for a chip, and the whole sentence."""

    words: str
    whole: str


class Grounds(QWidget):
    """Tick what counts; the photos are looked through at the visit, where they can be cleared."""

    def __init__(self, context: Context, changed: Callable[[], None]) -> None:
        super().__init__()
        self._context = context
        self._findings: tuple[Finding, ...] = ()
        self._visit_id = ""
        theme = context.theme
        whole = column(self, spacing=8)
        head = row(spacing=8)
        self.lead = Text(theme, "", tone="muted", wrap=True)
        head.addWidget(self.lead, 1)
        self.visit = Button(theme, tr("Visa besöket"), kind="link")
        self.visit.clicked.connect(lambda _=False: context.go("supervision", f"visits:{self._visit_id}"))
        head.addWidget(self.visit)
        whole.addLayout(head)
        self.findings = Ticks(theme, tr("Egna iakttagelser"), tr("Besöket har inga egna iakttagelser."))
        self.findings.textChanged.connect(changed)
        whole.addWidget(self.findings)
        self._paper_head = Text(theme, tr("Handlingar som har kommit in"), weight="medium")
        whole.addWidget(self._paper_head)
        self.papers = Ticks(theme, tr("Handlingar som har kommit in"), tr("Inga handlingar har kommit in."))
        self.papers.textChanged.connect(changed)
        whole.addWidget(self.papers)
        self.setFocusProxy(self.findings)

    def offer(self, reading: Reading) -> None:
        """Show what the visit holds now."""
        self._findings = reading.observations
        self._visit_id = reading.decision.inspection_id
        self.visit.setVisible(bool(self._visit_id))
        self.lead.setText(lead_words(reading))
        self.findings.setVisible(bool(self._visit_id))
        self.findings.offer(
            [
                (one.id, f"{clock(one.at)} {one.text}", photo_words(one.photo_ids, reading.cleared))
                for one in self._findings
            ]
        )

        now = self._context.now()
        self.papers.offer([(one.id, one.title or one.name, received_words(one, now)) for one in reading.documents])
        shown = "documents" in (reading.text.facts if reading.text else ()) or bool(reading.decision.document_ids)
        self._paper_head.setVisible(shown)
        self.papers.setVisible(shown)

    def show_decision(self, decision: Decision) -> None:
        """Show what is chosen."""
        self.findings.setText(" ".join(decision.finding_ids))
        self.papers.setText(" ".join(decision.document_ids))

    def chosen(self) -> tuple[Fact, ...]:
        """The chosen observations as facts for the text."""
        wanted = set(self.findings.text().split())
        found = [one for one in self._findings if one.id in wanted]
        return tuple(Fact(f"{clock(one.at)} {one.text}", " ".join(one.text.split())) for one in found)

    def values(self) -> dict[str, Any]:
        """The fields of the decision."""
        return {
            "finding_ids": tuple(self.findings.text().split()),
            "document_ids": tuple(self.papers.text().split()),
        }

    def raws(self) -> dict[str, Any]:
        """What is ticked, for a draft."""
        return {"finding_ids": self.findings.text(), "document_ids": self.papers.text()}

    def take(self, body: Mapping[str, Any]) -> None:
        """Write back what a draft kept."""
        for name, ticks in (("finding_ids", self.findings), ("document_ids", self.papers)):
            if isinstance(body.get(name), str):
                ticks.setText(body[name])


def lead_words(reading: Reading) -> str:
    """What the list shows, in one sentence."""
    if not reading.decision.inspection_id:
        return tr("Handlingen utgår inte från något besök.")
    if reading.visit is None:
        return tr("Besöket går inte att läsa med din roll.")
    return tr("Kryssa för det som handlingen ska vila på. Fotona följer med sin iakttagelse.")


def received_words(document: StoredDocument, now: datetime) -> str:
    """When it came in, and from whom."""
    when = spoken_day_and_time(document.received_at or document.created_at, now)
    if document.sender:
        return tr("Mottagen {0} från {1}").format(when, document.sender)
    return tr("Mottagen {0}").format(when)


def photo_words(photo_ids: Sequence[str], cleared: Mapping[str, bool]) -> str:
    """How many photos come with an observation, and how many of them nobody has looked through."""
    total = len(photo_ids)
    if not total:
        return ""
    words = tr("1 foto") if total == 1 else tr("{0} foton").format(total)
    unseen = sum(not cleared.get(photo, False) for photo in photo_ids)
    return tr("{0}, {1} inte granskade för tryck").format(words, unseen) if unseen else words
