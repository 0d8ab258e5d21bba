"""No sequence of public calls decides past the gate, out of order, on unseen bytes, or changes what is decided.

Every public method of the service of signing takes part; one that is added must get its act here, or the test fails.
"""

import contextlib
import inspect
import os
import random
from dataclasses import replace
from datetime import timedelta

import pytest

from krogkoll.decisions import DecidedBy, SigningService, State
from krogkoll.kernel.errors import KrogkollError
from krogkoll.signing import Outcome, check
from tests.decisions.elsewhere import BOTH, PRINTED, by, scan
from tests.inspections.night import begun, carried_out, closed, decision_maker, night, written

STEPS = 25
# In the short form a walk that ends elsewhere, one by minutes and one with two keys; see `look_at`.
SEEDS = range(40) if os.environ.get("KROGKOLL_SOAK") else (0, 7, 9)


class Tried:
    """What somebody may try, in any order, with fresh or stale copies of the decision and of what was shown."""

    def __init__(self, a_night, boss, whole, folder, luck):
        self.night, self.boss, self.whole, self.folder, self.luck = a_night, boss, whole, folder, luck
        self.seen = ["0" * 64]
        self.passed_gate = False
        self.number = 0

    @property
    def now(self):
        return self.night.decisions.decision(self.whole.id)

    @property
    def sha256(self):
        """Mostly the latest bytes, sometimes some that were shown earlier or never."""
        return self.seen[-1] if self.luck.random() < 0.8 else self.luck.choice(self.seen)

    def _mostly(self, right, *wrong):
        return right if self.luck.random() < 0.7 else self.luck.choice(wrong)

    def _onward(self):
        """An act that may lead on from here, or any at all."""
        if self.luck.random() < 0.25:
            return self.luck.choice(ACTS)
        return self.luck.choice(ONWARD[self.now.state] or ACTS)

    def _show(self, shown):
        self.seen.append(shown.sha256)

    def complete(self):
        board = self.luck.random() < 0.3
        over = {"decided_by": DecidedBy.BOARD, "minutes_reference": "§ 1", "minutes_on": PRINTED} if board else {}
        own = {name: getattr(self.whole, name) for name in ("reasons", "decided_by", "minutes_reference", "minutes_on")}
        self.night.decisions.edit(self.now, replace(self.now, **own | over))

    def spoil(self):
        self.night.decisions.edit(self.now, replace(self.now, reasons=()))

    def submit(self):
        self._show(self.night.decisions.submit(self.now))
        assert not self.night.decisions.gaps(self.whole.id), "shown for signature although something was missing"
        self.passed_gate = True

    def send_back(self):
        self.night.decisions.send_back(self.now, "Ändras.")
        self.passed_gate = False

    def present(self):
        name = self._mostly(BOTH[0], BOTH[1])
        guest = self._mostly(None, self.boss.actor())
        self._show(
            self.night.signatures.present(self.now, self.night.signer(name), shown_sha256=self.sha256, guest=guest)
        )

    def decide(self):
        name = self._mostly(BOTH[1], BOTH[0])
        guest = self._mostly(self.boss.actor(), None)
        self._show(
            self.night.signatures.decide(self.now, self.night.signer(name), shown_sha256=self.sha256, guest=guest)
        )

    def _path(self):
        self.number += 1
        return self.folder / f"{self.number}.pdf"

    def export_for_signature(self):
        self.night.signatures.export_for_signature(self.now, self._path(), shown_sha256=self.sha256)

    def read_in_signed(self):
        pdf = self.night.decisions.read(self.whole.id).pdf
        place = self.night.decisions.read(self.whole.id).paper.next_place
        right = (place.field, place.person) if place else ("decision_maker", BOTH[1])
        field, name = self._mostly(right, ("presenter", BOTH[1]), ("decision_maker", BOTH[0]))
        with contextlib.suppress(Exception):  # another program may refuse what it likes
            pdf = by(self.night, pdf, name, field, at=self.night.clock.now() - timedelta(seconds=30))
        source = self._path()
        source.write_bytes(pdf)
        found = self.night.signatures.read_in_signed(self.now, source, shown_sha256=self.sha256)
        if found.accepted:
            self._show(found.shown)

    def signed_on_paper(self):
        who = self._mostly(BOTH, BOTH[1:], BOTH[::-1], [])
        paper, sha256 = scan(self.folder), self.sha256
        self._show(self.night.signatures.signed_on_paper(self.now, paper, who, PRINTED, shown_sha256=sha256))

    def decided_by_minutes(self):
        reference = self._mostly("§ 1", "§ 2")
        self._show(self.night.signatures.decided_by_minutes(self.now, reference, PRINTED, shown_sha256=self.sha256))


ACTS = [name for name, _ in inspect.getmembers(Tried, inspect.isfunction) if not name.startswith("_")]
WAYS = ["present", "decide", "read_in_signed", "signed_on_paper", "decided_by_minutes"]
ONWARD = {State.DRAFT: ["complete", "submit", "submit"], State.READY: WAYS, State.PRESENTED: WAYS, State.DECIDED: []}


def test_every_way_of_signing_takes_part():
    ways = {name for name, _ in inspect.getmembers(SigningService, inspect.isfunction) if not name.startswith("_")}
    assert ways <= set(ACTS)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_walk_past_the_gate(tmp_path, seed):
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        boss = decision_maker(a_night)
        whole = written(a_night, visit, boss)
        tried = Tried(a_night, boss, whole, tmp_path, random.Random(seed))
        sealed = None
        for _ in range(STEPS):
            before = tried.now.state
            act = tried._onward()
            try:
                getattr(tried, act)()
            except KrogkollError:
                assert tried.now.state is before, f"{act} was refused and changed something"
            sealed = look_at(tried, sealed)


def look_at(tried, sealed):
    """What must hold after each step; gives the sealed decision once there is one."""
    decision = tried.now
    if decision.state in (State.READY, State.PRESENTED, State.DECIDED):
        assert tried.passed_gate, "past the gate"
        shown = tried.night.decisions.read(decision.id)
        assert shown.sha256 in tried.seen, "bytes that nobody was shown"
    if decision.state is not State.DECIDED:
        assert not decision.sealed
        return None
    assert decision.sealed
    assert shown.paper.sealed
    ways = [mark["way"] for mark in shown.paper.signatures]
    if decision.decided_by is DecidedBy.BOARD:
        assert ways[-1] == "minutes", "a board decided without its minutes"
    else:
        assert [mark["name"] for mark in shown.paper.signatures] == BOTH
        assert "minutes" not in ways
    if set(ways) <= {"key", "elsewhere"}:
        report = check(shown.pdf, trust=[tried.night.issuer.ca_pem], at=tried.night.clock.now())
        assert report.outcome is Outcome.HOLDS
        assert report.unsigned_fields == ()
    assert sealed in (None, (decision, shown.pdf)), "a decision that was made was changed"
    return decision, shown.pdf
