"""One field of a decision: what is typed, as the text that a draft keeps and as the value that the law asks for."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.decisions.editors import GrowingEdit, PeriodEdit, RecipientRows
from ui.decisions.specs import Spec
from ui.i18n import tr
from ui.moments import moment_in, moment_text
from ui.theme import Theme
from ui.widgets.check import Check
from ui.widgets.editors import put_text, text_of
from ui.widgets.fields import Choice, Field


class Unread(ValueError):
    """What is typed cannot be read as what is asked for; the text says how to write it."""


class Entry:
    """One field with its editor. changed: called at every key."""

    def __init__(self, theme: Theme, spec: Spec, changed: Callable[[], None]) -> None:
        self.spec = spec
        self.editor = _editor(theme, spec, changed)
        label = "" if isinstance(self.editor, Check) else tr(spec.label)
        self.field = Field(theme, label, self.editor, tr(spec.hint) if spec.hint else "")

    @property
    def raw(self) -> str:
        """What stands in it, as text."""
        return text_of(self.editor)

    @raw.setter
    def raw(self, text: str) -> None:
        if text != self.raw:
            put_text(self.editor, text, keep_unknown=bool(text))

    @property
    def value(self) -> Any:
        """What it means. Raises Unread."""
        if isinstance(self.editor, Choice):
            return self.editor.currentData()
        return read(self.spec.kind, self.raw)

    def insert(self, text: str) -> None:
        """Put a sentence where the caret was: on a line of its own among points, else with a blank before it."""
        if not isinstance(self.editor, GrowingEdit):
            return
        cursor = self.editor.textCursor()
        before = self.editor.toPlainText()[: cursor.position()]
        gap = "" if not before or before[-1].isspace() else "\n" if self.spec.kind == "points" else " "
        cursor.insertText(f"{gap}{text}")
        self.editor.setFocus()

    def show(self, value: object) -> None:
        """Write a value, unless it already says so: the caret stays where somebody types."""
        try:
            same = bool(self.value == value)
        except Unread:
            same = False
        if not same:
            self.raw = written(self.spec.kind, value)


def _editor(theme: Theme, spec: Spec, changed: Callable[[], None]) -> QWidget:
    label = tr(spec.label)
    if spec.kind == "choice":
        choice = Choice(theme, label, [(tr(words), value) for words, value in spec.choices])
        choice.currentIndexChanged.connect(lambda _: changed())
        return choice
    if spec.kind == "flag":
        check = Check(theme, label)
        check.toggled.connect(lambda _: changed())
        return check
    if spec.kind in ("text", "points", "paragraphs"):
        text = GrowingEdit(theme, 3 if spec.kind == "paragraphs" else 2)
        text.setAccessibleName(label)
        text.textChanged.connect(changed)
        return text
    if spec.kind in ("period", "recipients"):
        many = PeriodEdit(label) if spec.kind == "period" else RecipientRows(theme, label)
        many.setAccessibleName(label)
        many.textChanged.connect(changed)
        return many
    line = QLineEdit()
    line.setMaxLength(400 if spec.kind == "line" else 20)
    line.setAccessibleName(label)
    line.textChanged.connect(lambda _: changed())
    return line


def read(kind: str, text: str) -> Any:
    """The value of a text of this kind; None or empty for none. Raises Unread."""
    reader = _READ.get(kind)
    return text if reader is None else reader(text)


def written(kind: str, value: Any) -> str:
    """The text of a value, as the editor shows it."""
    if value is None or value == "":
        return ""
    return _WRITE.get(kind, str)(value)


def _points(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _paragraphs(text: str) -> tuple[str, ...]:
    parts: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            parts[-1].append(line.strip())
        elif parts[-1]:
            parts.append([])
    return tuple(" ".join(part) for part in parts if part)


def _date(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Unread(tr("Skriv dagen som 2026-11-25.")) from None


def _moment(text: str) -> datetime | None:
    if not text.strip():
        return None
    found = moment_in(text, day_alone=True)
    if found is None:
        raise Unread(tr("Skriv dag och tid som 2026-11-15 00:20."))
    return found


def _period(text: str) -> tuple[datetime, datetime] | None:
    if not text.strip("/ "):
        return None
    begins, ends = (_moment(part) for part in [*text.split("/"), ""][:2])
    if begins is None or ends is None:
        raise Unread(tr("Skriv både från och till."))
    if ends < begins:
        raise Unread(tr("Slutet ligger före början."))
    return begins, ends


def _number(text: str) -> int | None:
    plain = "".join(text.split())
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit()):
        raise Unread(tr("Skriv ett helt tal, till exempel 50."))
    return int(plain)


def _recipients(text: str) -> tuple[dict[str, str], ...]:
    return tuple(json.loads(text or "[]"))


_READ: dict[str, Callable[[str], Any]] = {
    "points": _points,
    "paragraphs": _paragraphs,
    "flag": lambda text: text == "1",
    "date": _date,
    "moment": _moment,
    "period": _period,
    "count": _number,
    "money": _number,
    "recipients": _recipients,
}
_WRITE: dict[str, Callable[[Any], str]] = {
    "points": "\n".join,
    "paragraphs": "\n\n".join,
    "flag": lambda value: "1" if value else "",
    "date": lambda value: str(value.isoformat()),
    "moment": moment_text,
    "period": lambda span: "/".join(moment_text(end) for end in span),
    "recipients": lambda value: json.dumps([dict(one) for one in value], ensure_ascii=False),
}
