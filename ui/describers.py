"""Who tells in words what a kept draft holds, by the beginning of its name; each form with drafts has its line."""

from collections.abc import Mapping

from ui.decisions.recovery import describe_decision
from ui.drafts import Describe, by_its_texts
from ui.inbox.recovery import describe_note
from ui.inspections.recovery import describe_visit
from ui.venues.recovery import describe_venue

_VISIT = ("clipboard-check", "supervision", "visits:{0}")
_DECISION = ("gavel", "decisions", "{0}")
_PLAN = ("calendar-days", "supervision", "operations:{0}")


def describers() -> Mapping[str, Describe]:
    """All of them."""
    return {
        "venue:": describe_venue,
        "quick_note:": describe_note,
        "tip:": by_its_texts("Tips", "megaphone", "venues", "/tip"),
        "case:": by_its_texts("Ärende", "folder-open", "cases", "{0}/"),
        "visit:": describe_visit,
        "decision:": describe_decision,
        "addendum:": by_its_texts("Tillägg till protokoll", *_VISIT),
        "seizure:": by_its_texts("Beslag", *_VISIT),
        "sample:": by_its_texts("Prov", *_VISIT),
        "review:": by_its_texts("Måndagsgenomgång", "clipboard-check", "supervision", "review:"),
        "operation:": by_its_texts("Insats", *_PLAN),
        "participant:": by_its_texts("Deltagare i insats", *_PLAN),
        "risk:": by_its_texts("Riskbedömning av insats", *_PLAN),
        "entry:": by_its_texts("Tillträdesgrund", *_PLAN),
        "help:": by_its_texts("Begäran om polishjälp", *_PLAN),
        "service:": by_its_texts("Delgivning", *_DECISION),
        "appeal:": by_its_texts("Överklagande", *_DECISION),
        "dispatch:": by_its_texts("Expediering", *_DECISION),
        "landlord:": by_its_texts("Uppföljning av hyresvärd", *_DECISION),
        "notice:": by_its_texts("Underrättelse utan namn", *_DECISION),
        "letterhead:": by_its_texts("Brevhuvud", "stamp", "settings", "letterhead"),
        "delegation:": by_its_texts("Delegationspunkt", "scale", "settings", "delegation"),
        "approval:": by_its_texts("Godkännande av mall", "badge-check", "settings", "templates"),
        "member:": by_its_texts("Ny kollega", "user-plus", "settings", "authority"),
        "supervision_plan:": by_its_texts("Tillsynsplan", "calendar-days", "supervision", "plan:"),
    }
