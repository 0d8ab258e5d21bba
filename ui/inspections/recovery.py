"""Says in words what was typed in a small form of a visit and not saved."""

from typing import TYPE_CHECKING

from krogkoll.kernel.errors import NotFound
from ui.drafts import Described, Difference, Kept
from ui.i18n import tr

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_FORMS = {
    "finding": ("Iakttagelse eller bedömning", "log"),
    "strike": ("Tidsmärke att stryka", "log"),
    "statement": ("Uppgift från någon annan", "others"),
    "count": ("Räkning av personer", "others"),
    "order": ("Muntligt besked", "others"),
    "consent": ("Besked om samtycke", "grund"),
    "ground": ("Tillträdesgrund", "grund"),
    "enter": ("Någon går in", "grund"),
    "secured": ("Säkrat", "grund"),
    "aborted": ("Avbrutet besök", "grund"),
    "second": ("Andra tjänstemannens besked", "colleagues"),
    "hand-over": ("Överlämning av besök", "colleagues"),
}
_LABELS = {
    "text": "Text",
    "who": "Vem",
    "role": "Roll",
    "what": "Vad som sades",
    "answer": "Svar",
    "to_whom": "Till vem",
    "count": "Antal",
    "where": "Var",
    "name": "Namn",
    "said_by": "Vem sade det",
    "why": "Varför",
    "reason": "Skäl",
}


def describe_visit(workspace: "Workspace", kept: Kept) -> Described | None:
    """What a form of a visit holds; nothing for drafts that only say where somebody was."""
    parts = kept.name.split(":")
    known = _FORMS.get(parts[2]) if len(parts) > 2 else None
    if known is None or not isinstance(kept.body, dict):
        return None
    words = {name: str(kept.body.get(name) or "").strip() for name in _LABELS}
    found = tuple(Difference(tr(_LABELS[name]), "", text) for name, text in words.items() if text)
    if not found:
        return None
    try:
        visit = next(one for one in workspace.inspections.visits() if one.id == parts[1])
    except (NotFound, StopIteration):
        return Described(form=tr(known[0]), title=tr("Ett besök som inte längre finns"), differences=found)
    return Described(
        form=tr(known[0]),
        title=visit.premises,
        differences=found,
        page="supervision",
        where=f"visits:{visit.id}/{known[1]}/{':'.join(parts[2:])}",
        icon="clipboard-check",
    )
