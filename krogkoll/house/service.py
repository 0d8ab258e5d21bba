"""Use cases on how the authority writes: its letterhead with its mark, and how its docket numbers look."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from krogkoll.documents import Document, Facts, MetaField, Paragraph, build
from krogkoll.house.docket import example, fits, pattern_problems
from krogkoll.house.model import (
    LINE_LIMIT,
    MARK_LIMIT,
    DocketPatternDraft,
    LetterheadDraft,
    OwnLetterhead,
    letterhead_problems,
)
from krogkoll.house.rows import DocketPatternRow, LetterheadRow
from krogkoll.house.steps import copied, docket_pattern_of, own_letterhead, printed, stored_letterhead
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import DocumentTrouble, Invalid, Problem
from krogkoll.kernel.record import edited, fields_of, tidied
from krogkoll.security import Actor, Permission
from krogkoll.store import Store, Tx

Reduce = Callable[[bytes], tuple[bytes, int, int]]
"""Makes a foreign picture a small JPEG without metadata, with its width and height. Raises EvidenceTrouble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterheadView:
    """What papers say of the authority now. stored: None while only the shipped table speaks."""

    draft: LetterheadDraft
    stored: OwnLetterhead | None


class HouseService:
    """Letterhead and docket numbers of the own authority. reduce: how the picture of a mark is made safe.

    Whoever may not change may let a colleague do it here, as guest.
    """

    def __init__(self, store: Store, reduce: Reduce, *, practice: bool) -> None:
        self._store = store
        self._reduce = reduce
        self._practice = practice

    def letterhead(self) -> LetterheadView:
        """How the authority signs its letters."""
        with self._store.reading(Permission.UNLOCK) as reader:
            authority = self._store.actor.authority
            return LetterheadView(draft=own_letterhead(reader, authority), stored=stored_letterhead(reader))

    def set_letterhead(
        self, shown: LetterheadView, draft: LetterheadDraft, *, guest: Actor | None = None
    ) -> LetterheadView:
        """Write the letterhead. Raises Invalid (also where it does not find room on the page), NotFound."""
        draft = tidied(copied(draft))
        if found := letterhead_problems(draft):
            raise Invalid(found)
        with self._store.transaction(Permission.MANAGE_HOUSE, guest=guest) as tx:
            self._require_room(tx, draft, shown.stored)
            if shown.stored is None:
                row = tx.add(LetterheadRow(**fields_of(draft)))
            else:
                changes = edited(LetterheadRow.__mapping__.groups, shown.stored, draft)
                row = tx.change(LetterheadRow, shown.stored.id, seen=shown.stored.seen, **changes)
            return LetterheadView(draft=draft, stored=cast(OwnLetterhead, tx.copy(row)))

    def set_mark(
        self, shown: LetterheadView, picture: bytes, alt: str, *, guest: Actor | None = None
    ) -> LetterheadView:
        """Print this picture (JPEG, PNG ...) at the head of the first page; `alt` is what a screen reader says.

        Raises Invalid ("missing" alt, "too-big"), EvidenceTrouble where the picture cannot be used, NotFound.
        """
        if not alt.strip() or len(alt.strip()) > LINE_LIMIT:
            raise Invalid([Problem("mark_alt", "missing" if not alt.strip() else "too-long")])
        with self._store.transaction(Permission.MANAGE_HOUSE, guest=guest) as tx:
            jpeg, width, height = self._reduce(picture)
            if len(jpeg) > MARK_LIMIT:
                raise Invalid([Problem("mark", "too-big")])
            return self._write_mark(tx, shown, base64.b64encode(jpeg).decode(), (width, height), alt.strip())

    def remove_mark(self, shown: LetterheadView, *, guest: Actor | None = None) -> LetterheadView:
        """Print no mark. Raises NotFound."""
        with self._store.transaction(Permission.MANAGE_HOUSE, guest=guest) as tx:
            return self._write_mark(tx, shown, "", (0, 0), "")

    def sample(self, draft: LetterheadDraft) -> bytes:
        """A page (PDF) with this letterhead and the mark that is stored. Raises Invalid, DocumentTrouble."""
        with self._store.transaction(Permission.UNLOCK) as tx:
            return build(self._page(tx, tidied(copied(draft)), stored_letterhead(tx))).pdf

    def docket_pattern(self) -> DocketPatternDraft:
        """How docket numbers look here."""
        with self._store.reading(Permission.UNLOCK) as reader:
            return docket_pattern_of(reader, self._store.actor.authority)

    def set_docket_pattern(self, draft: DocketPatternDraft, *, guest: Actor | None = None) -> DocketPatternDraft:
        """Say how docket numbers look from now on; the newest stands. Raises Invalid."""
        draft = tidied(draft)
        if found := pattern_problems(draft):
            raise Invalid(found)
        with self._store.transaction(Permission.MANAGE_HOUSE, guest=guest) as tx:
            tx.add(DocketPatternRow(**fields_of(draft)))
            return draft

    def docket_warning(self, number: str) -> str:
        """An example of how numbers look here when this one does not; nothing where it does. Never a stop."""
        with self._store.reading(Permission.UNLOCK) as reader:
            pattern = docket_pattern_of(reader, self._store.actor.authority)
        today = local(self._store.clock.now()).date()
        return "" if not number.strip() or fits(pattern, number) else example(pattern, today)

    def _write_mark(self, tx: Tx, shown: LetterheadView, mark: str, size: tuple[int, int], alt: str) -> LetterheadView:
        kept: dict[str, Any] = {"mark": mark, "mark_width": size[0], "mark_height": size[1], "mark_alt": alt}
        if shown.stored is None:
            row = tx.add(LetterheadRow(**fields_of(shown.draft), **kept))
        else:
            row = tx.change(LetterheadRow, shown.stored.id, seen=shown.stored.seen, **kept)
        stored = cast(OwnLetterhead, tx.copy(row))
        self._require_room(tx, shown.draft, stored)
        return LetterheadView(draft=shown.draft, stored=stored)

    def _require_room(self, tx: Tx, draft: LetterheadDraft, stored: OwnLetterhead | None) -> None:
        """Refuse what no page can be made with, before anybody stands with a decision that cannot be printed."""
        try:
            build(self._page(tx, draft, stored))
        except DocumentTrouble as trouble:
            field = "postal_address" if trouble.reason == "foot-does-not-fit" else "organisation"
            raise Invalid([Problem(field, "no-room")]) from trouble

    def _page(self, tx: Tx, draft: LetterheadDraft, stored: OwnLetterhead | None) -> Document:
        pattern = docket_pattern_of(tx, tx.actor.authority)
        day = local(tx.now).date()
        number = example(pattern, day)
        rows = (
            ("Nämnd eller beslutande organ", draft.board),
            ("Överklagande lämnas till", draft.appeal_address or draft.postal_address),
            ("E-post för överklagande", draft.appeal_email or draft.email),
        )
        return Document(
            title="Så ser första sidan ut",
            kind="provsida",
            letterhead=printed(draft, stored),
            practice=self._practice,
            made_at=tx.now,
            reference=number,
            meta=(
                MetaField(label="Datum", lines=(day.isoformat(),)),
                MetaField(label="Diarienummer", lines=(number,) if number else ()),
            ),
            blocks=(
                Paragraph(text="Brevhuvudet står på alla handlingar som skrivs ut eller undertecknas här."),
                Facts(rows=tuple(row for row in rows if row[1])),
            ),
        )
