"""Which fields are asked for as things stand: a pure rule, so that a form shows no question that nobody must answer."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from krogkoll.decisions import Communication, DecidedBy, Mode
from krogkoll.law import Template

_IN_WRITING = ("communication_sent_on", "communication_due_on", "communication_reply")
_DELEGATED = ("delegated", "delegation_point")
_MINUTES = ("minutes_reference", "minutes_on")


def not_asked(
    text: Template, names: Iterable[str], given: Mapping[str, Any], decided_by: DecidedBy, missing: Container[str]
) -> frozenset[str]:
    """The fields to hide. given: what stands in each; missing: the fields that the gate names.

    What somebody has written is never hidden for being needless, only for not belonging to who decides.
    """
    known = {**given, "decided_by": given.get("decided_by") or decided_by}
    hidden = {name for name in names if name in text.facts and not text.asked(name, known)}
    hidden |= set(_DELEGATED if known["decided_by"] is DecidedBy.BOARD else _MINUTES)
    if known.get("communication") is not Communication.IN_WRITING:
        hidden |= {name for name in _IN_WRITING if not known.get(name)}
    if known.get("mode") is not Mode.MAX_PERSONS and not known.get("max_persons"):
        hidden.add("max_persons")
    if "immediate" in known and not known["immediate"] and not known.get("immediate_reasons"):
        hidden.add("immediate_reasons")
    if not known.get("secrecy_checked"):
        hidden.add("secrecy_checked")
    return frozenset(name for name in hidden if name not in missing)
