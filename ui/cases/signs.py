"""The icon and tone of everything about a case, so that list, head and timeline show it alike."""

from collections.abc import Mapping

from krogkoll.cases import CaseKind, CaseStatus, EventKind

KINDS: Mapping[CaseKind, str] = {
    CaseKind.ALCOHOL: "wine",
    CaseKind.FIRE: "flame",
    CaseKind.PUBLIC_EVENT: "ticket",
    CaseKind.FOOD: "utensils",
    CaseKind.TOBACCO: "cigarette",
    CaseKind.BUILDING: "building-2",
    CaseKind.NOISE: "volume-2",
    CaseKind.OTHER: "folder-open",
    CaseKind.UNKNOWN: "circle-help",
}
STATUSES: Mapping[CaseStatus, tuple[str, str]] = {
    CaseStatus.OPEN: ("investigating", "folder-open"),
    CaseStatus.WAITING: ("suspected", "hourglass"),
    CaseStatus.DECIDED: ("closed", "gavel"),
    CaseStatus.CLOSED: ("dismissed", "archive"),
    CaseStatus.UNKNOWN: ("dismissed", "circle-help"),
}
EVENTS: Mapping[EventKind, tuple[str, str]] = {
    EventKind.OPENED: ("folder-open", "investigating"),
    EventKind.DOCKETED: ("hash", "dismissed"),
    EventKind.STATUS: ("hourglass", "suspected"),
    EventKind.TIP: ("inbox", "suspected"),
    EventKind.RECEIVED: ("inbox", "investigating"),
    EventKind.NOTE: ("sticky-note", "dismissed"),
    EventKind.OPERATION: ("calendar-days", "planned"),
    EventKind.INSPECTION: ("clipboard-check", "confirmed"),
    EventKind.REPORT: ("file-text", "dismissed"),
    EventKind.EVIDENCE: ("camera", "dismissed"),
    EventKind.HEARD: ("megaphone", "investigating"),
    EventKind.DECISION: ("gavel", "confirmed"),
    EventKind.SERVED: ("send", "closed"),
    EventKind.DISCLOSED: ("file-output", "planned"),
    EventKind.TASK: ("list-todo", "closed"),
    EventKind.MARKED: ("lock", "suspected"),
    EventKind.DISPOSED: ("trash-2", "dismissed"),
    EventKind.CLOSED: ("circle-check", "closed"),
}
UNKNOWN_EVENT = ("circle-help", "dismissed")
