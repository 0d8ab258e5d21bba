"""No sequence of public calls leads past the gate or changes what is sealed: every method, in any order, with luck."""

import inspect
import random
from dataclasses import fields, replace

from krogkoll.decisions import DecisionDraft, State, signing_fields
from krogkoll.kernel.errors import KrogkollError
from tests.inspections.night import begun, carried_out, closed, decision_maker, night, written

TAKEN = (
    *({"docket_number": ""}, {"party_name": ""}, {"reasons": ()}, {"proportionality": ""}, {"finding_ids": ()}),
    *({"decision_maker_id": ""}, {"delegation_point": ""}, {"remedies": ()}, {"statement_assessment": ""}),
)
DRAFT_FIELDS = [field.name for field in fields(DecisionDraft)]
STEPS = 100


class Walker:
    """Somebody who tries every public method of drafting and signing on one decision, whatever it may be good for."""

    def __init__(self, a_night, boss, decision, luck, keys):
        self.night, self.boss, self.luck, self.keys = a_night, boss, luck, keys
        self.whole = decision
        self.sha256 = ""
        self.complete: dict[str, bool] = {}
        self.steps = [
            (service, name)
            for service in (a_night.decisions, a_night.signatures)
            for name, _ in inspect.getmembers(type(service), inspect.isfunction)
            if not name.startswith("_") and name not in ("begin", "discard")
        ]

    def now(self):
        return self.night.decisions.decision(self.whole.id)

    def step(self):
        """One call, with what it asks for by name; a refusal is a good answer. Whether it was carried out."""
        service, name = self.luck.choice(self.steps)
        function = getattr(service, name)
        try:
            answer = function(**self.arguments(function))
        except KrogkollError:
            return False
        if sha256 := getattr(answer, "sha256", ""):
            self.sha256 = sha256
        if name == "submit":
            self.complete[answer.paper.id] = True
        return True

    def arguments(self, function):
        shown = self.now()
        known = {
            "shown": shown,
            "decision_id": shown.id,
            "draft": replace(self.whole, **(self.luck.choice(TAKEN) if self.luck.random() < 0.5 else {})),
            "conflict": self.luck.random() < 0.2,
            "text": "Min bror hyr lokalen.",
            "why": "Prövar.",
            "code": self.luck.choice(("reasons", "docket-number", "addressee-address")),
            "names": ["party_name"],
            "guest": self.luck.choice((None, self.boss.actor())),
            "signer": self.luck.choice(self.keys),
            "shown_sha256": self.sha256,
            "venue_id": "",
            "reference": "§ 41",
            "on": shown.decided_on,
            "minutes_on": shown.decided_on,
            "when": shown.decided_on,
            "who": ["Johan Ek", "Helena Strand"],
            "target": self.night.store.path.parent / f"ut-{self.luck.random()}.pdf",
            "source": self.night.store.path,
            "scan": self.night.store.path,
        }
        wanted = inspect.signature(function).parameters
        return {name: known[name] for name in wanted if name in known}


def values(decision):
    return {name: getattr(decision, name) for name in DRAFT_FIELDS}


def test_whatever_is_called_only_what_passed_the_gate_is_signed_and_nothing_changes_after(tmp_path):
    with night(tmp_path) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        boss = decision_maker(a_night)
        reached, keys = set(), [a_night.signer("Johan Ek"), a_night.signer("Helena Strand")]
        for seed in range(16):
            walker = Walker(a_night, boss, written(a_night, visit, boss), random.Random(seed), keys)
            reached |= walked(walker)
            if State.DECIDED in reached:
                break
        assert reached >= {State.DRAFT, State.READY, State.PRESENTED, State.DECIDED}, "the walks never came that far"


def walked(walker):
    """The states that one walk came to; what must hold is looked at after every step."""
    decisions, reached, sealed = walker.night.decisions, set(), None
    for _ in range(STEPS):
        if not walker.step():
            continue
        now = walker.now()
        reached.add(now.state)
        if now.state in (State.READY, State.PRESENTED, State.DECIDED):
            assert walker.complete.get(now.paper_id), "on paper without the gate"
            assert decisions.gaps(now.id) == (), "past the gate"
        if now.state is State.DECIDED:
            shown = decisions.read(now.id)
            assert now.sealed
            assert shown.paper.sealed
            assert len(shown.paper.signatures) == len(signing_fields(now))
            sealed = sealed or (values(now), shown.sha256)
            assert (values(now), shown.sha256) == sealed, "changed after it was sealed"
    return reached
