"""Use cases on templates: read the text, approve it for the own authority, see what changed since."""

import difflib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import cast

from krogkoll.house.model import LINE_LIMIT, TEXT_LIMIT, TemplateApproval
from krogkoll.house.rows import TemplateApprovalRow
from krogkoll.house.steps import approvals_of
from krogkoll.house.template_texts import readable
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, NotFound, Problem
from krogkoll.law import all_decision_types, find_authority, template
from krogkoll.security import Actor, Permission
from krogkoll.store import Reader, Store


class ApprovalState(StrEnum):
    """Whether a template may be used for what is real."""

    APPROVED = "approved"
    CHANGED = "changed"  # approved once, but the text is another now
    NOT_APPROVED = "not_approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateView:
    """A template with its text and how it stands. types: names of what is written by it. last: the newest approval."""

    id: str
    name: str
    version: int
    reviewed: bool
    review_note: str
    sha256: str
    text: str
    types: tuple[str, ...]
    state: ApprovalState
    last: TemplateApproval | None
    changes: tuple[str, ...]


class TemplateApprovalService:
    """The authority's own approval of each text that decisions are written by; practice needs none."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def templates(self) -> tuple[TemplateView, ...]:
        """Every template that the own authority's decisions are written by, by name."""
        used: dict[str, list[str]] = {}
        own = find_authority(self._store.actor.authority)
        for kind in all_decision_types().values():
            if kind.template and (own is None or kind.competent(own.kinds)):
                used.setdefault(kind.template, []).append(kind.name_sv)
        with self._store.reading(Permission.UNLOCK) as reader:
            found = [_view(reader, name, tuple(types)) for name, types in used.items()]
        return tuple(sorted(found, key=lambda one: one.name))

    def approve(
        self, shown: TemplateView, *, by: str, on: date, reference: str, guest: Actor | None = None
    ) -> TemplateApproval:
        """Write that the authority has approved exactly the text that was shown.

        by: who approved (a person or the board). reference: the authority's own note of it. Raises Invalid (also
        "text-changed" where the program has another text by now), NotFound.
        """
        wanted = {"approved_by": by.strip(), "reference": reference.strip()}
        found = [Problem(name, "missing") for name, text in wanted.items() if not text]
        found += [Problem(name, "too-long") for name, text in wanted.items() if len(text) > LINE_LIMIT]
        with self._store.transaction(Permission.MANAGE_HOUSE, guest=guest) as tx:
            if on > local(tx.now).date():
                found.append(Problem("approved_on", "in-the-future"))
            if found:
                raise Invalid(found)
            if _hash(shown.id) != shown.sha256:
                raise Invalid([Problem("sha256", "text-changed")])
            row = TemplateApprovalRow(
                template_id=shown.id,
                version=template(shown.id).version,
                sha256=shown.sha256,
                text=readable(shown.id),
                approved_by=wanted["approved_by"],
                approved_on=on,
                reference=wanted["reference"],
            )
            return cast(TemplateApproval, tx.copy(tx.add(row)))

    def withdraw(self, shown: TemplateApproval, why: str, *, guest: Actor | None = None) -> TemplateApproval:
        """Take an approval back; nothing can be issued by it from now on. Raises Invalid, NotFound."""
        if not why.strip() or len(why) > TEXT_LIMIT:
            raise Invalid([Problem("withdrawn_why", "too-long" if why.strip() else "missing")])
        with self._store.transaction(Permission.MANAGE_HOUSE, guest=guest) as tx:
            on = local(tx.now).date()
            row = tx.change(TemplateApprovalRow, shown.id, seen=shown.seen, withdrawn_on=on, withdrawn_why=why.strip())
            return cast(TemplateApproval, tx.copy(row))


def _hash(template_id: str) -> str:
    if template_id not in {kind.template for kind in all_decision_types().values()}:
        raise NotFound("no-such-template", id=template_id)
    return template(template_id).sha256


def _view(reader: Reader, template_id: str, types: tuple[str, ...]) -> TemplateView:
    found, text = template(template_id), readable(template_id)
    sha256 = found.sha256
    standing = approvals_of(reader, template_id)
    fitting = next((one for one in standing if (one.version, one.sha256) == (found.version, sha256)), None)
    last = fitting or (standing[0] if standing else None)
    state = ApprovalState.APPROVED if fitting else ApprovalState.CHANGED if last else ApprovalState.NOT_APPROVED
    return TemplateView(
        id=template_id,
        name=found.name_sv,
        version=found.version,
        reviewed=found.reviewed,
        review_note=found.review_note_sv,
        sha256=sha256,
        text=text,
        types=types,
        state=state,
        last=last,
        changes=changes_between(last.text, text) if last is not None and fitting is None else (),
    )


def changes_between(before: str, now: str) -> tuple[str, ...]:
    """The lines that are gone ("− …") and those that are new ("+ …"), in the order of the text."""
    old, new = ([line for line in text.splitlines() if line.strip()] for text in (before, now))
    found: list[str] = []
    for what, first, last, start, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            found += [f"− {line}" for line in old[first:last]] + [f"+ {line}" for line in new[start:end]]
    return tuple(found)
