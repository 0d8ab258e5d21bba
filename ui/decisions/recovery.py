"""Says in the words of the form what was typed in a decision and not saved."""

from typing import TYPE_CHECKING

from krogkoll.kernel.errors import NotFound
from krogkoll.law import decision_type, template
from ui.decisions.entry import written
from ui.decisions.form import stored_fact
from ui.decisions.queue_rows import type_name
from ui.decisions.specs import specs_of
from ui.drafts import Described, Difference, Kept, word_by_word
from ui.i18n import tr

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_TICKED = ("choice", "flag", "recipients")


def describe_decision(workspace: "Workspace", kept: Kept) -> Described | None:
    """What the form of a decision holds beside what is stored."""
    try:
        decision = workspace.decisions.decision(kept.record_id)
    except NotFound:
        return word_by_word(workspace, kept)
    kind = decision_type(decision.type_code)
    if not kind.template:
        return word_by_word(workspace, kept)
    typed = kept.body if isinstance(kept.body, dict) else {}
    text, found = template(kind.template), []
    for spec in specs_of(kind, text):
        value = stored_fact(text, decision, spec.name) if spec.fact else getattr(decision, spec.name)
        stored, now = written(spec.kind, value), typed.get(spec.name)
        if isinstance(now, str) and now != stored and spec.kind not in _TICKED:
            found.append(Difference(tr(spec.label), stored, now))
    if not found:
        return None
    return Described(
        form=type_name(decision),
        title=decision.party_name or decision.address,
        differences=tuple(found),
        page="decisions",
        where=decision.id,
        icon="gavel",
    )
