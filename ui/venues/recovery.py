"""Says in the words of the form what was typed about a place and not saved."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from krogkoll.kernel.errors import NotFound
from krogkoll.law import municipalities
from krogkoll.venues import PermitState, PlaceKind, VenueDraft, VenueStatus, draft_of, shown_name, swedish
from ui.drafts import Described, Difference, Kept
from ui.i18n import tr
from ui.venues.draft import raw_of
from ui.venues.form_fields import SECTIONS, home_municipality

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_CHOICES: dict[str, Iterable[PlaceKind | VenueStatus | PermitState]]
_CHOICES = {"place": PlaceKind, "status": VenueStatus, "permit": PermitState}
_WORDS = {(name, value.value): swedish(value) for name, values in _CHOICES.items() for value in values}


def describe_venue(workspace: "Workspace", kept: Kept) -> Described | None:
    """What the form of a place holds beside what is stored."""
    typed = kept.body.get("raw", {}) if isinstance(kept.body, dict) else {}
    base, title = VenueDraft(municipality=home_municipality(workspace.actor.authority)), ""
    if kept.record_id:
        try:
            venue = workspace.venues.venue(kept.record_id)
        except NotFound:
            # The place is gone; what was typed is not.
            title = tr("Ett objekt som inte längre finns")
        else:
            base, title = draft_of(venue), shown_name(venue)
    stored = raw_of(base)
    found = tuple(
        Difference(tr(spec.label), _shown(spec.name, stored[spec.name]), _shown(spec.name, str(typed[spec.name])))
        for section in SECTIONS
        for spec in section.fields
        if spec.name in typed and str(typed[spec.name]) != stored[spec.name]
    )
    if not found:
        return None
    return Described(
        form=tr("Ändrat objekt") if kept.record_id else tr("Nytt objekt"),
        title=title or str(typed.get("name") or typed.get("street") or ""),
        differences=found,
        page="venues",
        where=f"{kept.record_id}/form",
        icon="store",
    )


def _shown(name: str, raw: str) -> str:
    if name == "municipality":
        return next((place.name for place in municipalities() if place.code == raw), raw)
    return _WORDS.get((name, raw), raw)
