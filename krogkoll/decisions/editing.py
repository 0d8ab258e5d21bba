"""Rules on what an editor hands in: tidied, checked against the type, and what a source's new value changes."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from krogkoll.decisions.facts import fact_problems, tidied_facts
from krogkoll.decisions.model import Decision, DecisionDraft, PartyRole, draft_problems, roles_for
from krogkoll.decisions.origins import Source, draft_value
from krogkoll.kernel.errors import Problem
from krogkoll.kernel.record import tidied
from krogkoll.law import DecisionType, template


def tidied_draft(draft: DecisionDraft) -> DecisionDraft:
    """Only the fields of a draft, as they are stored."""
    only = DecisionDraft(**{name: getattr(draft, name) for name in DecisionDraft.__dataclass_fields__})
    return replace(tidied(only), facts=tidied_facts(draft.facts))


def storing_problems(draft: DecisionDraft, kind: DecisionType) -> tuple[Problem, ...]:
    """What cannot be stored even as a draft of this type; an addressee that the type does not permit is one."""
    found = [*draft_problems(draft)]
    if draft.party_role is not PartyRole.NOT_STATED and draft.party_role not in roles_for(kind.addressee):
        found.append(Problem("party_role", "not-permitted"))
    if kind.template:
        found += fact_problems(template(kind.template), draft.facts)
    return tuple(found)


def taken(decision: Decision, sources: Iterable[Source]) -> dict[str, Any]:
    """The fields to write when these sources' values of today are taken over, each group whole."""
    changes: dict[str, Any] = {"sources": {name: dict(one) for name, one in decision.sources.items()}}
    for one in sources:
        changes["sources"][one.name] = {"kind": one.kind, "id": one.id, "field": one.field, "value": one.now}
        if hasattr(decision, one.name):
            changes[one.name] = draft_value(one.name, one.now)
        else:
            changes["facts"] = {**changes.get("facts", decision.facts), one.name: one.now}
    return changes
