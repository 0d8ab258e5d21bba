"""Who changes what the authority has decided: the workspace's own person, or a colleague at the keyboard, as guest."""

from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QWidget

from krogkoll.people import Member, swedish
from krogkoll.security import Actor, Permission
from ui.context import Context
from ui.i18n import tr
from ui.widgets.blocks import Icon, row
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Choice, Field
from ui.widgets.text import Text


class Acting(QObject):
    """`changed` when somebody else acts now. guest: who acts in the place of the workspace's person, if anybody."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.guest: Actor | None = None

    @property
    def own(self) -> bool:
        """Whether the workspace's own person may change things."""
        return self._context.workspace.actor.may(Permission.MANAGE_HOUSE)

    @property
    def may(self) -> bool:
        """Whether whoever sits there now may change things."""
        return self.own or self.guest is not None

    def let(self, guest: Actor | None) -> None:
        """Let a colleague act, or nobody any longer."""
        self.guest = guest
        self.changed.emit()


class ActingStrip(QFrame):
    """Says why nothing can be changed, or in whose name it is; hidden where the person may."""

    def __init__(self, context: Context, acting: Acting) -> None:
        super().__init__()
        self.setObjectName("card")
        self._context, self._acting = context, acting
        theme = context.theme
        inside = row(self, (16, 10, 12, 10), 12)
        self._icon = Icon(theme, "info", "textMuted")
        inside.addWidget(self._icon)
        self.words = Text(theme, "", wrap=True)
        inside.addWidget(self.words, 1)
        self.button = Button(theme, tr("Låt en kollega ändra …"), "users")
        self.button.clicked.connect(self._pressed)
        inside.addWidget(self.button)
        acting.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        if self._acting.own:
            self.hide()
        guest = self._acting.guest
        if guest is None:
            self.words.setText(
                tr("Du kan läsa men inte ändra. Beslutsfattare, alkoholhandläggare och administratörer får ändra.")
            )
        else:
            words = tr("{0} ändrar här som gäst. Varje ändring loggas i det namnet.")
            self.words.setText(words.format(guest.name))
        self._icon.show_icon("info" if guest is None else "user", "textMuted")
        self.button.setText(tr("Låt en kollega ändra …") if guest is None else tr("Avsluta"))
        self.button.setAccessibleName(self.button.text())
        self.button.updateGeometry()

    def _pressed(self) -> None:
        if self._acting.guest is not None:
            self._acting.let(None)
        else:
            ColleagueDialog(self._context, self.window(), self._acting).open()


class ColleagueDialog(Dialog):
    """Chooses among the colleagues who may."""

    def __init__(self, context: Context, parent: QWidget, acting: Acting) -> None:
        super().__init__(context.theme, parent, tr("Låt en kollega ändra"), 480)
        self._context, self._acting = context, acting
        self._members: dict[str, Member] = {}
        lead = tr("Kollegan ska själv sitta vid datorn. Det som ändras loggas i kollegans namn.")
        self.body.addWidget(Text(context.theme, lead, tone="muted", wrap=True))
        self.choice = Choice(context.theme, tr("Kollega"))
        self.field = Field(context.theme, tr("Kollega"), self.choice)
        self.body.addWidget(self.field)
        self.none = Text(
            context.theme,
            tr("Ingen kollega med den rätten finns här än. Lägg till kollegan under Myndigheten."),
            wrap=True,
        )
        self.body.addWidget(self.none)
        self.none.hide()
        self.add_out(tr("Avbryt"))
        self.act = self.add_act(tr("Fortsätt"))
        self.act.clicked.connect(self._chosen)
        members = context.workspace.members
        context.jobs.read(self, lambda _: members.members(), self._show)

    def _show(self, found: object) -> None:
        own = self._context.workspace.actor
        for member in cast("tuple[Member, ...]", found):
            if member.active and member.authority == own.authority and member.actor().may(Permission.MANAGE_HOUSE):
                self._members[member.id] = member
                self.choice.addItem(f"{member.name}, {(member.title or swedish(member.role)).lower()}", member.id)
        self.field.setVisible(bool(self._members))
        self.none.setVisible(not self._members)
        self.act.setVisible(bool(self._members))

    def _chosen(self) -> None:
        member = self._members.get(str(self.choice.currentData()))
        if member is not None:
            self.accept()
            self._acting.let(member.actor())
