"""Says what was typed in a quick note and not saved."""

from typing import TYPE_CHECKING

from ui.drafts import Described, Difference, Kept
from ui.i18n import tr

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_FIRST = 60


def describe_note(_: "Workspace", kept: Kept) -> Described | None:
    """The words of the note."""
    text = str(kept.body.get("text", "")).strip() if isinstance(kept.body, dict) else ""
    if not text:
        return None
    words = " ".join(text.split())
    return Described(
        form=tr("Snabbanteckning"),
        title=words[:_FIRST],
        differences=(Difference(tr("Anteckning"), "", text),),
        page="inbox",
        where="note",
        icon="sticky-note",
    )
