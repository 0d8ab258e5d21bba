"""The dialog in which a decision is signed: the very bytes to the left, who and how to the right, one way at a time."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from krogkoll.decisions import ReadIn
from krogkoll.inspections import Shown, sign_shown, swedish_objection
from krogkoll.signing import AnsweredSigner
from ui.context import Context
from ui.i18n import tr
from ui.paper_signing import hash_words
from ui.paper_view import PaperView
from ui.signing.order import OrderList
from ui.signing.panes import ElsewherePane, HerePane, MinutesPane, OnPaperPane, pick_signed
from ui.signing.reading import Signing, read_signing
from ui.signing_keys import said
from ui.widgets.blocks import Banner, Scrolling, column, row
from ui.widgets.dialog import Dialog
from ui.widgets.segments import Segments
from ui.widgets.text import Text

_WIDEST, _HIGHEST, _SIDE = 1180, 860, 392
HERE, ELSEWHERE, PAPER, MINUTES = "here", "elsewhere", "paper", "minutes"


class SignDialog(Dialog):
    """Opened for one decision. `signed` carries each Shown that came of it; it stays open while somebody is in turn."""

    signed = Signal(object)

    def __init__(self, context: Context, parent: QWidget, decision_id: str) -> None:
        super().__init__(context.theme, parent, tr("Underteckna"), 640)
        self._context, self._id = context, decision_id
        self._busy = False
        self.signing: Signing | None = None
        room = parent.window().size()
        self.setFixedWidth(max(760, min(_WIDEST, room.width() - 32)))
        self._height = max(480, min(_HIGHEST, room.height() - 32))
        self.view = PaperView(context)
        beside = row(spacing=16)
        beside.addWidget(self.view, 1)
        beside.addWidget(self._side())
        self.body.addLayout(beside, 1)
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            whole.setStretchFactor(self.body, 1)
        self.out = self.add_out(tr("Stäng"))
        self.button = self.add_act(tr("Underteckna"))
        self.button.setEnabled(False)
        self.button.clicked.connect(self._act)
        context.refresh.watch(self, ("decision", "paper"), self.reload)
        self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the window lets it be: a page is to be read in it."""
        super().showEvent(event)
        self.setFixedHeight(self._height)

    def _side(self) -> QWidget:
        theme = self._context.theme
        holder = QWidget()
        inside = column(holder, (0, 0, 8, 0), 14)
        self.banner = Banner(theme, closable=False)
        inside.addWidget(self.banner)
        self.order = OrderList(theme)
        inside.addWidget(self.order)
        inside.addWidget(Text(theme, tr("Dokumentets SHA-256"), "caption", tone="muted"))
        self.code = Text(theme, "", "caption", wrap=True)
        self.code.setFont(theme.mono("caption"))
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(self.code)
        self._ways = column(spacing=12)
        inside.addLayout(self._ways)
        self.here, self.elsewhere = HerePane(self._context), ElsewherePane(self._context)
        self.on_paper, self.minutes = OnPaperPane(self._context), MinutesPane(self._context)
        self.panes: dict[str, HerePane | ElsewherePane | OnPaperPane | MinutesPane] = {
            HERE: self.here,
            ELSEWHERE: self.elsewhere,
            PAPER: self.on_paper,
            MINUTES: self.minutes,
        }
        for pane in self.panes.values():
            inside.addWidget(pane)
            pane.hide()
        inside.addStretch(1)
        self.here.keys.troubled.connect(self._failed)
        self.here.keys.submitted.connect(self._act)
        self.elsewhere.exported.connect(self._export)
        scroller = Scrolling(holder)
        scroller.setFixedWidth(_SIDE)
        return scroller

    def reload(self) -> None:
        """Read the decision and its bytes anew."""
        workspace, key = self._context.workspace, self._id
        self._context.jobs.read(self, lambda _: read_signing(workspace, key), self._show, self._failed)

    def _show(self, found: object) -> None:
        signing = cast(Signing, found)
        changed = self.signing is None or self.signing.shown.sha256 != signing.shown.sha256
        self.signing = signing
        self.setWindowTitle(tr("Underteckna {0}").format(signing.shown.paper.kind.value))
        self.view.show_pdf(signing.shown.pdf)
        self.code.setText(hash_words(signing.shown.sha256))
        self.order.show_order(signing, self._context.workspace.actor.name)
        if changed:
            for pane in self.panes.values():
                pane.show_signing(signing)
            self._offer_ways(signing)
        self._turn()

    def _offer_ways(self, signing: Signing) -> None:
        from ui.widgets.blocks import clear

        clear(self._ways)
        ways = []
        if signing.person:
            ways = [
                (tr("Här"), HERE, tr("Här, med egen nyckel")),
                (tr("Annat program"), ELSEWHERE, tr("I ett annat program")),
            ]
        if signing.by_board:
            ways.append((tr("Protokoll"), MINUTES, tr("Enligt nämndens protokoll")))
        elif signing.person:
            ways.append((tr("På papper"), PAPER, tr("På papper")))
        self.ways = Segments(self._context.theme, tr("Sätt att underteckna"), ways)
        self.ways.value = ways[0][1] if ways else None
        self.ways.changed.connect(self._turn)
        self._ways.addWidget(self.ways)
        self.ways.setVisible(not signing.done)

    def _turn(self) -> None:
        signing = self.signing
        if signing is None:
            return
        way = None if signing.done else self.ways.value
        for key, pane in self.panes.items():
            pane.setVisible(key == way)
        role = tr("Underteckna som beslutsfattare") if signing.deciding else tr("Underteckna som föredragande")
        alone = len(signing.shown.paper.places) == 1 and not signing.by_board
        words = {
            HERE: tr("Underteckna") if alone else role,
            ELSEWHERE: tr("Läs in undertecknad fil"),
            PAPER: tr("Registrera underskriften"),
            MINUTES: tr("Registrera nämndens beslut"),
        }
        self.button.setVisible(way is not None)
        if way is not None:
            self.button.setText(words[way])
            self.button.setAccessibleName(words[way])
            self.button.updateGeometry()
        self.button.setEnabled(way is not None and not self._busy)

    def _act(self) -> None:
        if self.signing is None or self._busy or self.signing.done:
            return
        {HERE: self._sign, ELSEWHERE: self._read_in, PAPER: self._paper, MINUTES: self._by_minutes}[self.ways.value]()

    def _sign(self) -> None:
        signing = cast(Signing, self.signing)
        if lacks := self.here.lacks():
            self.banner.say(lacks)
            return
        opened, at, shown = self.here.keys.opener(), self._context.now(), signing.shown
        person = signing.person

        def work(_: object) -> AnsweredSigner:
            signer = opened(person, at)
            try:
                return sign_shown(shown, signer, at)
            finally:
                signer.forget()

        self._wait(tr("Undertecknar …"))
        self._context.jobs.aside(self, work, lambda answer: self._write(cast(AnsweredSigner, answer)), self._failed)

    def _write(self, answer: AnsweredSigner) -> None:
        signing, signatures = cast(Signing, self.signing), self._context.workspace.signatures
        member = signing.member
        own = signing.person_id == self._context.workspace.actor.user_id
        guest = None if own or member is None else member.actor()
        act = signatures.decide if signing.deciding else signatures.present
        decision, sha256 = signing.decision, signing.shown.sha256
        self._store(lambda: act(decision, answer, shown_sha256=sha256, guest=guest))

    def _export(self, target: object) -> None:
        signing, signatures = cast(Signing, self.signing), self._context.workspace.signatures
        path = cast(Path, target)

        def told(_: object) -> None:
            self._free()
            self.banner.say(
                tr("Dokumentet är sparat som {0}. Läs in filen när den är undertecknad.").format(path.name), "closed"
            )

        def work(_: object) -> Shown:
            return signatures.export_for_signature(signing.decision, path, shown_sha256=signing.shown.sha256)

        self._wait("")
        self._context.jobs.write(self, work, told, self._failed)

    def _read_in(self) -> None:
        chosen = pick_signed(self)
        if not chosen:
            return
        signing, signatures = cast(Signing, self.signing), self._context.workspace.signatures

        def work(_: object) -> ReadIn:
            return signatures.read_in_signed(signing.decision, Path(chosen), shown_sha256=signing.shown.sha256)

        self._wait(tr("Kontrollerar filen …"))
        self._context.jobs.write(self, work, lambda found: self._judged(cast(ReadIn, found)), self._failed)

    def _judged(self, found: ReadIn) -> None:
        if found.accepted:
            self._done(found.shown)
            return
        self._free()
        words = [swedish_objection(one) for one in found.objections]
        if found.document_id:
            words.append(tr("Filen godtogs inte som underskrift. Den är sparad bland beslutets handlingar."))
        self.banner.say(" ".join(words), "confirmed")

    def _paper(self) -> None:
        if lacks := self.on_paper.lacks():
            self.banner.say(lacks)
            return
        signing, signatures, pane = cast(Signing, self.signing), self._context.workspace.signatures, self.on_paper
        day, scan = pane.day_given(), pane.path()
        who = [place.person for place in signing.shown.paper.open_places]
        if day is not None and scan is not None:
            sha256, decision = signing.shown.sha256, signing.decision
            self._store(lambda: signatures.signed_on_paper(decision, scan, who, day, shown_sha256=sha256))

    def _by_minutes(self) -> None:
        if lacks := self.minutes.lacks():
            self.banner.say(lacks)
            return
        signing, signatures, pane = cast(Signing, self.signing), self._context.workspace.signatures, self.minutes
        day, scan, reference = pane.day_given(), pane.path(), pane.reference.text().strip()
        if day is not None:
            sha256, decision = signing.shown.sha256, signing.decision
            self._store(lambda: signatures.decided_by_minutes(decision, reference, day, scan, shown_sha256=sha256))

    def _store(self, act: Callable[[], Shown]) -> None:
        self._wait(tr("Sparar …"))
        self._context.jobs.write(self, lambda _: act(), lambda shown: self._done(cast(Shown, shown)), self._failed)

    def _done(self, shown: Shown) -> None:
        self.here.keys.forget()
        self._free()
        self.signed.emit(shown)
        if shown.paper.sealed:
            self._context.speaker.done(tr("{0} är undertecknat och låst").format(shown.paper.kind.value.capitalize()))
            self.accept()
            return
        self.banner.say(tr("Underskriften är sparad."), "closed")
        self.reload()

    def _wait(self, words: str) -> None:
        self._busy = True
        self.button.setEnabled(False)
        self.elsewhere.export.setEnabled(False)
        if words:
            self.banner.say(words, "planned")

    def _free(self) -> None:
        self._busy = False
        self.banner.hide()
        self.elsewhere.export.setEnabled(True)
        self._turn()

    def _failed(self, error: Exception) -> None:
        self._free()
        self.banner.say(*said(error))
