"""The words of the page for what a decision is, where it stands and where what is missing is mended."""

from krogkoll.decisions import DECISION_MAKER, DecidedBy, Decision, Gap, State, signing_fields
from krogkoll.kernel.swedish import NBSP
from ui.decisions.reading import Reading
from ui.i18n import tr

LOOKS = {
    State.DRAFT: ("investigating", "file-pen-line", "Utkast"),
    State.READY: ("suspected", "signature", "Att granska"),
    State.PRESENTED: ("suspected", "signature", "Att signera"),
    State.DECIDED: ("closed", "lock", "Beslutat"),
    State.DISCARDED: ("dismissed", "archive", "Kasserat"),
}
UNKNOWN = ("dismissed", "circle-help", "Okänt läge")
_VISIT = ("supervision", "visits:{0.inspection_id}")
_ANEW = ("decisions", "new//{0.inspection_id}")
ELSEWHERE = {
    "visit-open": ("Visa besöket", *_VISIT),
    "entry-ground": ("Visa besöket", *_VISIT),
    "photo-not-cleared": ("Granska foton", *_VISIT),
    "permit-missing": ("Visa objektet", "venues", "{0.venue_id}"),
    "authority-address": ("Öppna inställningar", "settings", "letterhead"),
    "appeal-body": ("Öppna inställningar", "settings", "letterhead"),
    "template-not-approved": ("Öppna inställningar", "settings", "templates"),
    "not-in-force": ("Välj en annan", *_ANEW),
    "not-competent": ("Välj en annan", *_ANEW),
    "supersedes": ("Välj en annan", *_ANEW),
    "visit-missing": ("Välj en annan", *_ANEW),
    "open-conflict": ("Välj vad som gäller", "sync", ""),
}
"""Gaps that are mended elsewhere: the words of the link, the page, and where on it, filled from the decision."""
_WORDS = {
    "conflicts": "Svara",
    "secrecy_checked": "Intyga",
    "type_code": "Gå igenom",
    **dict.fromkeys(("finding_ids", "document_ids", "service", "communication", "party_role", "mode"), "Välj"),
    **dict.fromkeys(("decision_maker_name", "presenter_name", "decided_by"), "Välj"),
}
"""What is done where a gap is mended in the form, when it is something else than to fill in."""


def gate_link(gap: Gap) -> str:
    """The words of the way to where a gap is mended."""
    return tr(ELSEWHERE[gap.code][0]) if gap.code in ELSEWHERE else tr(_WORDS.get(gap.field, "Fyll i"))


def subtitle(decision: Decision) -> str:
    """Place, party and docket number in one line."""
    parts = (decision.address, decision.party_name, decision.docket_number)
    return f"{NBSP}· ".join(part for part in parts if part) or tr("Utan mottagare än")


def signs_next(decision: Decision) -> str:
    """Whose signature comes next, in one sentence."""
    places = signing_fields(decision)
    if decision.state is State.READY:
        if DECISION_MAKER in places:
            return tr("{0} undertecknar först, som föredragande.").format(decision.presenter_name)
        if decision.decided_by is DecidedBy.BOARD:
            return tr("{0} undertecknar som föredragande. Sedan beslutar nämnden.").format(decision.presenter_name)
        return tr("{0} undertecknar.").format(decision.presenter_name)
    if decision.state is State.PRESENTED:
        if DECISION_MAKER in places:
            return tr("{0} undertecknar som beslutsfattare.").format(decision.decision_maker_name)
        return tr("Nämnden beslutar. Sedan registreras protokollet här.")
    return ""


def state_words(reading: Reading) -> str:
    """Where a decision that is no draft stands, in plain words."""
    decision = reading.decision
    if decision.state is State.DISCARDED:
        return tr("Det här är kasserat och gäller inte. Skäl: {0}").format(decision.state_why)
    if decision.state is State.DECIDED:
        return tr("Beslutet är undertecknat och låst. En rättelse blir en egen handling.")
    if decision.state in (State.READY, State.PRESENTED):
        told = tr("Dokumentet är gjort och visas här bredvid. Det som undertecknas är exakt det du ser.")
        return f"{told} {signs_next(decision)}"
    if reading.text is None:
        return tr("Det här programmet kan inte skriva handlingar av den här typen. Uppdatera Krogkoll.")
    return tr("Du kan läsa utkastet men inte ändra det med din roll.")
