"""What waits for the one who acts, put together from all concepts: the inbox and the overview."""

from krogkoll.agenda.model import (
    SHOWN,
    SOON,
    Group,
    Inbox,
    Item,
    Overview,
    PastVisit,
    Stop,
    in_order,
    swedish_group,
)
from krogkoll.agenda.service import AgendaService

__all__ = [
    "SHOWN",
    "SOON",
    "AgendaService",
    "Group",
    "Inbox",
    "Item",
    "Overview",
    "PastVisit",
    "Stop",
    "in_order",
    "swedish_group",
]
