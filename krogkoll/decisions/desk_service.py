"""Use cases round the writing of decisions: what may be begun, what waits, the page as it will be, changed sources."""

from collections import OrderedDict
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from krogkoll.decisions.basis import Basis, chosen_findings
from krogkoll.decisions.beginning import Offer, offers
from krogkoll.decisions.editing import tidied_draft
from krogkoll.decisions.gate import gaps
from krogkoll.decisions.model import Decision, DecisionDraft
from krogkoll.decisions.origins import Source
from krogkoll.decisions.preview import Preview, preview_document
from krogkoll.decisions.queue import QueueGroup, QueueLine, queue_line
from krogkoll.decisions.rows import DecisionRow
from krogkoll.decisions.steps import (
    basis_of,
    ground_of,
    read_decision,
    read_decisions,
    sources_of,
    standing_of,
    today,
    without_protected,
)
from krogkoll.decisions.workflow import State
from krogkoll.documents import Photo, build
from krogkoll.evidence import Vault, read_photo
from krogkoll.house import letterhead_of
from krogkoll.inspections import Finding, Making, own_kinds, photos_for
from krogkoll.kernel.errors import EvidenceTrouble
from krogkoll.security import Permission
from krogkoll.store import Store, Tx

_KEPT_PICTURES = 60


class DecisionDeskService:
    """What somebody who writes decisions looks at; nothing here changes a decision. practice: papers say ÖVNING."""

    def __init__(self, store: Store, vault: Vault, *, practice: bool) -> None:
        self._store = store
        self._vault = vault
        self._practice = practice
        self._pictures: OrderedDict[tuple[str, str, datetime, str], Photo] = OrderedDict()

    def offers(
        self, *, venue_id: str = "", inspection_id: str = "", case_id: str = "", supersedes: str = ""
    ) -> tuple[Offer, ...]:
        """The own authority's types about this place, visit, case or earlier decision, those that can be begun first.

        Each of the others says in one sentence why not. Raises NotFound.
        """
        with self._store.transaction(Permission.DRAFT_DECISIONS) as tx:
            ground = ground_of(
                tx, inspection_id=inspection_id, case_id=case_id, venue_id=venue_id, supersedes=supersedes
            )
            return offers(standing_of(tx, ground))

    def queue(self) -> tuple[QueueLine, ...]:
        """Every decision that is not given up, by group: what waits oldest first, what is sealed newest first."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            chosen = select(DecisionRow).where(DecisionRow.state != State.DISCARDED)
            found = read_decisions(tx, tx.all(chosen.order_by(DecisionRow.created_at, DecisionRow.row_no)))
            lines = [line for one in found if (line := queue_line(one, today(tx))) is not None]
        groups = list(QueueGroup)
        waiting = [line for line in lines if line.group is not QueueGroup.SEALED]
        sealed = [line for line in lines if line.group is QueueGroup.SEALED]
        return (*sorted(waiting, key=lambda line: groups.index(line.group)), *reversed(sealed))

    def preview(self, shown: Decision, draft: DecisionDraft) -> Preview:
        """The page as it would be with this draft, nothing of it stored, with what is still missing.

        What is missing stands in brackets and UTKAST on each page. Raises NotFound; DocumentTrouble for text that
        cannot be printed; EvidenceTrouble "damaged".
        """
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            stored = read_decision(tx, shown.id)
            only = tidied_draft(draft)
            decision = replace(stored, **{name: getattr(only, name) for name in DecisionDraft.__dataclass_fields__})
            basis = basis_of(tx, decision, practice=self._practice)
            making = self._making(tx, basis, decision)
            missing = gaps(decision, basis)
            document = without_protected(tx, decision, preview_document(decision, basis, making))
        built = build(document)
        return Preview(pdf=built.pdf, gaps=missing, pages=built.pages)

    def sources(self, shown: Decision) -> tuple[Source, ...]:
        """Each value of a draft that came from a visit, case, place or earlier decision, and what that says today."""
        with self._store.transaction(Permission.READ_DECISIONS) as tx:
            return sources_of(tx, read_decision(tx, shown.id))

    def _making(self, tx: Tx, basis: Basis, decision: Decision) -> Making:
        return Making(
            authority=tx.actor.authority,
            letterhead=letterhead_of(tx),
            kinds=own_kinds(tx.actor),
            practice=self._practice,
            made_at=tx.now,
            anchors=(),
            photos=self._photos(tx, basis, decision),
            secrecy=basis.secrecy,
        )

    def _photos(self, tx: Tx, basis: Basis, decision: Decision) -> dict[str, Photo]:
        """The cleared photos, numbered as in the finished paper; each picture is read from the vault only once."""
        chosen: dict[str, Photo] = {}
        for finding in chosen_findings(decision, basis):
            for photo_id in finding.photo_ids:
                if photo_id in chosen or photo_id not in basis.cleared:
                    continue
                picture = self._picture(tx, finding, photo_id)
                if picture is not None:
                    chosen[photo_id] = replace(picture, number=len(chosen) + 1)
        return chosen

    def _picture(self, tx: Tx, finding: Finding, photo_id: str) -> Photo | None:
        """One photo as it is printed; None while its copy for print is not made yet."""
        # A caption, a mask or a finding that was changed makes another picture of it.
        key = (photo_id, finding.text, finding.at, repr(sorted(read_photo(tx, photo_id).seen.items())))
        if key not in self._pictures:
            try:
                found = photos_for(tx, self._vault, [replace(finding, photo_ids=(photo_id,))])
            except EvidenceTrouble as trouble:
                if trouble.reason != "not-developed":
                    raise
                return None
            self._pictures[key] = found[photo_id]
        self._pictures.move_to_end(key)
        while len(self._pictures) > _KEPT_PICTURES:
            self._pictures.popitem(last=False)
        return self._pictures[key]
