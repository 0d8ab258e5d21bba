"""What happened in the cases of a place, as rows of its timeline."""

from collections.abc import Iterable, Mapping

from krogkoll.cases import CaseEvent, EventKind, swedish
from ui.i18n import tr
from ui.venues.history import Event

_SIGNS: Mapping[EventKind, tuple[str, str]] = {
    EventKind.OPENED: ("folder-open", "investigating"),
    EventKind.DOCKETED: ("hash", "dismissed"),
    EventKind.TIP: ("inbox", "suspected"),
    EventKind.RECEIVED: ("inbox", "investigating"),
    EventKind.NOTE: ("sticky-note", "dismissed"),
    EventKind.OPERATION: ("calendar-days", "planned"),
    EventKind.INSPECTION: ("clipboard-check", "confirmed"),
    EventKind.REPORT: ("file-text", "dismissed"),
    EventKind.EVIDENCE: ("camera", "dismissed"),
    EventKind.DECISION: ("gavel", "confirmed"),
    EventKind.SERVED: ("send", "closed"),
    EventKind.DISCLOSED: ("send", "planned"),
    EventKind.CLOSED: ("circle-check", "closed"),
}


def case_events(found: Iterable[CaseEvent]) -> list[Event]:
    """One row for each; changes of the place's own status are told by its history already."""
    rows = []
    for event in found:
        if event.kind is EventKind.STATUS and event.subject_kind == "venue":
            continue
        icon, tone = _SIGNS.get(event.kind, ("circle-help", "dismissed"))
        rows.append(
            Event(
                icon=icon,
                tone=tone,
                title=tr(swedish(event.kind)),
                lines=tuple(line[0].upper() + line[1:] for line in (event.title, event.text) if line),
                who=event.by,
                at=event.at,
            )
        )
    return rows
