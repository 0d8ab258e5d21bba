"""The right side of the inbox: the thing that waits in full, and what can be done with it."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from krogkoll.agenda import Group, Item
from krogkoll.cases import Task
from krogkoll.inspections import Inspection, swedish_inspection
from krogkoll.kernel.clock import local
from krogkoll.law import deadlines
from krogkoll.security import Permission
from krogkoll.venues import Tip, swedish_tip
from ui.agenda_words import LOOKS, due_words, title_of
from ui.context import Context
from ui.drafts import Unfinished
from ui.i18n import tr
from ui.inbox.acts import Acts, home_of
from ui.inbox.assess_card import AssessCard
from ui.inbox.deeds import Deed, DeedList
from ui.widgets.blocks import Card, FactGrid, Scrolling, clear, column, row
from ui.widgets.marks import Chip
from ui.widgets.text import ElidedText, Text, line
from ui.words import spoken_day_and_time

_WIDEST = 760
_LONGEST_TITLE = 120


class Detail(QWidget):
    """Shows one item or one unfinished draft; builds anew only when it is another or has changed."""

    def __init__(self, context: Context, acts: Acts) -> None:
        super().__init__()
        self._context, self._acts = context, acts
        self.setObjectName("canvas")
        theme = context.theme
        self.item: Item | None = None
        self.draft: Unfinished | None = None
        self.assess: AssessCard | None = None
        whole = column(self, spacing=0)
        head = QWidget()
        head.setObjectName("surface")
        inside = column(head, (24, 14, 24, 14), 4)
        top = row(spacing=10)
        self.title = ElidedText(theme, "", "title", "semibold")
        self.chip = Chip(theme)
        top.addWidget(self.title, 1)
        top.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(top)
        self.under = ElidedText(theme, "", tone="muted")
        inside.addWidget(self.under)
        whole.addWidget(head)
        whole.addWidget(line())
        body = QWidget()
        outer = row(body, (24, 16, 24, 24), 0)
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST)
        outer.addWidget(holder, 1000)
        outer.addStretch(1)
        side = column(holder, spacing=12)
        self._cards = column(spacing=12)
        side.addLayout(self._cards)
        side.addStretch(1)
        self._scroll = Scrolling(body)
        whole.addWidget(self._scroll, 1)

    def show_item(self, item: Item) -> None:
        """Show something that waits."""
        if self.item == item:
            return
        self.item, self.draft = item, None
        look, now = LOOKS[item.group], self._context.now()
        self._head(title_of(item)[:_LONGEST_TITLE], (look.tone, look.icon, tr(look.word)))
        came = tr("Väntar sedan {0}").format(spoken_day_and_time(item.since, now))
        if item.due_on is not None:
            day = due_words(item.due_on, local(now).date())
            came = f"{day[0].upper()}{day[1:]}"
        self.under.setText(" · ".join(part for part in (item.place, item.number, came) if part))
        self._fill(self._parts(item))

    def show_draft(self, draft: Unfinished) -> None:
        """Show what was being written when the program closed."""
        if self.draft == draft:
            return
        self.item, self.draft = None, draft
        told, now = draft.described, self._context.now()
        self._head(told.title or told.form, ("planned", told.icon, told.form))
        self.under.setText(tr("Du skrev på detta {0}").format(spoken_day_and_time(draft.saved_at, now)))
        self._fill([self._differences(draft), DeedList(self._context.theme, self._draft_deeds(draft))])

    def _head(self, title: str, chip: tuple[str, str, str]) -> None:
        self.title.setText(title)
        self.chip.show_as(*chip)

    def _fill(self, parts: Sequence[QWidget]) -> None:
        clear(self._cards)
        for part in parts:
            self._cards.addWidget(part)
        self._scroll.verticalScrollBar().setValue(0)

    def _parts(self, item: Item) -> list[QWidget]:
        self.assess = None
        parts: list[QWidget] = []
        if item.title.strip() and item.group in (Group.TIP, Group.NOTE):
            card = Card(self._context.theme, tr("Så står det"))
            told = Text(self._context.theme, item.title, wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            card.body.addWidget(told)
            parts.append(card)
        if item.group is Group.TIP and self._context.workspace.actor.may(Permission.WRITE_TIPS):
            self.assess = AssessCard(self._context, cast(Tip, item.subject), item.place)
            self.assess.assessed.connect(lambda: self._context.speaker.done(tr("Bedömningen är sparad")))
            parts.append(self.assess)
        facts = [fact for fact in self._facts(item) if fact[1]]
        if facts:
            card = Card(self._context.theme, tr("Fakta"))
            grid = FactGrid(self._context.theme, 2)
            grid.show_facts(facts)
            card.body.addWidget(grid)
            parts.append(card)
        deeds = self._deeds(item)
        if deeds:
            parts.append(DeedList(self._context.theme, deeds))
        return parts

    def _facts(self, item: Item) -> list[tuple[str, str]]:
        facts: list[tuple[str, str]] = []
        subject = item.subject
        if item.group is Group.TIP:
            tip = cast(Tip, subject)
            facts += [(tr("Hur det kom in"), swedish_tip(tip.channel)), (tr("Källa"), swedish_tip(tip.source_kind))]
        elif item.group in (Group.VISIT, Group.REPORT):
            facts.append((tr("Slag av tillsyn"), swedish_inspection(cast(Inspection, subject).kind)))
        elif item.group is Group.DEADLINE:
            rule = deadlines().get(cast(Task, subject).deadline)
            facts.append((tr("Följer av"), rule.name_sv if rule else ""))
        if item.group in (Group.REPORT, Group.DECISION):
            facts.append((tr("Underskrifter"), tr("{0} klara").format(item.signed) if item.signed else tr("ingen än")))
        return facts

    def _deeds(self, item: Item) -> list[Deed]:
        acts, may = self._acts, self._context.workspace.actor.may
        found: list[Deed] = []
        if item.group is Group.TIP and may(Permission.WRITE_TIPS):
            words = tr("Tipset leder ingenstans. Du skriver varför, och det går att läsa även i fortsättningen.")
            found.append(Deed(tr("Lägg utan åtgärd …"), "archive", words, lambda: acts.set_tip_aside(item)))
        if item.group is Group.NOTE and may(Permission.WRITE_CASES):
            found += self._note_deeds(item)
        if item.group is Group.DEADLINE and may(Permission.WRITE_CASES):
            words = tr("Uppgiften är gjord. Vem och när sparas i ärendet.")
            found.append(Deed(tr("Markera som klar"), "check", words, lambda: acts.finish_task(item), first=True))
        page, _ = home_of(item)
        if page != "inbox" and item.group is not Group.NOTE:
            found.append(_home_deed(item, page, acts))
        return found

    def _note_deeds(self, item: Item) -> list[Deed]:
        acts = self._acts
        to_case = tr("Blir en tjänsteanteckning i ärendet, med din tid.")
        found = [Deed(tr("Lägg i ärende …"), "folder-open", to_case, lambda: acts.note_to_case(item), first=True)]
        to_place = tr("Syns bland objektets händelser.")
        found.append(Deed(tr("Lägg till objekt …"), "store", to_place, lambda: acts.note_to_place(item)))
        if item.title.strip() and self._context.workspace.actor.may(Permission.WRITE_TIPS):
            to_tip = tr("Blir ett nytt tips som väntar på bedömning.")
            found.append(Deed(tr("Gör till tips"), "megaphone", to_tip, lambda: acts.note_to_tip(item)))
        away = tr("Anteckningen behövs inte. Du skriver varför.")
        found.append(Deed(tr("Kassera …"), "trash-2", away, lambda: acts.discard_note(item)))
        return found

    def _draft_deeds(self, draft: Unfinished) -> list[Deed]:
        acts = self._acts
        found = []
        if draft.described.page:
            resume = tr("Öppnar formuläret med det du skrev. Inget sparas förrän du säger till.")
            found.append(Deed(tr("Fortsätt skriva"), "pencil", resume, lambda: acts.resume(draft), first=True))
        if self._context.workspace.actor.may(Permission.WRITE_CASES):
            both = tr("Det sparade blir kvar som det är, och det du skrev sparas som en snabbanteckning.")
            first = not found
            found.append(Deed(tr("Behåll båda"), "sticky-note", both, lambda: acts.keep_both(draft), first=first))
        away = tr("Det sparade blir kvar som det är. Du kan ångra direkt efteråt.")
        found.append(Deed(tr("Kasta utkastet"), "trash-2", away, lambda: acts.drop(draft)))
        return found

    def _differences(self, draft: Unfinished) -> QWidget:
        theme = self._context.theme
        compared = draft.described.compared
        card = Card(theme, tr("Det här skiljer sig från det sparade") if compared else tr("Det här står i utkastet"))
        for one in draft.described.differences:
            part = column(spacing=1)
            part.addWidget(Text(theme, one.label, "caption", tone="muted", wrap=True))
            part.addWidget(Text(theme, one.typed or tr("Tomt"), wrap=True, tone="" if one.typed else "hint"))
            if one.stored:
                part.addWidget(Text(theme, tr("Sparat: {0}").format(one.stored), "caption", tone="hint", wrap=True))
            card.body.addLayout(part)
        return card


def _home_deed(item: Item, page: str, acts: Acts) -> Deed:
    names = {
        "supervision": (tr("Öppna besöket"), "clipboard-check"),
        "cases": (tr("Öppna ärendet"), "folder-open"),
        "venues": (tr("Öppna objektet"), "store"),
        "decisions": (tr("Öppna beslutet"), "gavel"),
    }
    text, icon = names[page]
    first = item.group in (Group.VISIT, Group.REPORT, Group.DECISION, Group.FOLLOW_UP)
    words = {
        Group.TIP: tr("Allt som är känt om objektet."),
        Group.DEADLINE: tr("Ärendet som uppgiften hör till."),
        Group.VISIT: tr("Besöket är inte avslutat."),
        Group.REPORT: tr("Besöket är avslutat, men protokollet är inte undertecknat."),
        Group.DECISION: tr("Beslutet är klart att undertecknas."),
        Group.FOLLOW_UP: tr("Beslutet är fattat. Här delges det och här tas överklaganden emot."),
    }
    return Deed(text, icon, words[item.group], lambda: acts.open_item(item), first=first)
