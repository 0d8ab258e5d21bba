"""Swedish words for how synchronising stands."""

from datetime import datetime

from krogkoll.kernel.clock import from_iso
from krogkoll.sync import Claim, Dispute, HubFacts, Run, Standing, SyncReport, SyncState
from ui.i18n import tr
from ui.words import count, day_and_time

_ICONS = {
    SyncState.ALONE: ("laptop", "textMuted"),
    SyncState.SENDING: ("refresh-cw", "accent"),
    SyncState.OUTDATED: ("octagon-alert", "status.confirmed.fg"),
    SyncState.STOPPED: ("octagon-alert", "status.confirmed.fg"),
    SyncState.OFFLINE: ("wifi-off", "status.suspected.fg"),
    SyncState.WAITING: ("hourglass", "status.suspected.fg"),
    SyncState.ALL_THERE: ("circle-check", "status.closed.fg"),
}
_HELD = {
    "sealed": tr("Posten var redan förseglad när ändringen kom fram."),
    "purged": tr("Posten var redan gallrad när ändringen kom fram."),
    "not-permitted": tr("Du har inte behörighet till det här hos navet."),
    "too-large": tr("Ändringen är större än navet tar emot."),
}


def icon_of(state: SyncState) -> tuple[str, str]:
    """The sign of a state and its colour."""
    return _ICONS[state]


def title_of(state: SyncState, standing: Standing) -> str:
    """How it stands, in a few words."""
    return {
        SyncState.ALONE: tr("Inte ansluten till något nav"),
        SyncState.SENDING: tr("Synkar"),
        SyncState.OUTDATED: tr("En nyare version av Krogkoll krävs"),
        SyncState.STOPPED: tr("Navet tar inte emot"),
        SyncState.OFFLINE: tr("Ingen kontakt med navet"),
        SyncState.WAITING: _waiting_title(standing),
        SyncState.ALL_THERE: tr("Allt är framme"),
    }[state]


def _waiting_title(standing: Standing) -> str:
    if standing.unsent:
        return tr("{0} ändringar väntar på att skickas").format(count(standing.unsent))
    if standing.held:
        return tr("{0} ändringar väntar på åtgärd").format(count(len(standing.held)))
    if standing.hub is not None and standing.hub.contact is None:
        return tr("Har inte synkat än")
    return tr("Foton och handlingar är på väg")


def told_of(state: SyncState) -> str:
    """What it means for the one who reads it."""
    return {
        SyncState.ALONE: tr("Allt du skriver sparas på den här datorn. Inga kollegor får det."),
        SyncState.SENDING: tr("Du kan fortsätta arbeta."),
        SyncState.OUTDATED: tr("Allt är sparat på den här datorn. Uppdatera programmet och synka igen."),
        SyncState.STOPPED: tr("Allt är sparat på den här datorn. Kontakta administratören."),
        SyncState.OFFLINE: tr("Allt är sparat på den här datorn. Synka igen när nätet är tillbaka."),
        SyncState.WAITING: tr("Allt är sparat på den här datorn. Synka för att dela det med kollegorna."),
        SyncState.ALL_THERE: tr("Kollegorna kan läsa allt du har skrivit, och du har allt de har delat."),
    }[state]


def files_words(standing: Standing) -> str:
    """How far photos and papers have come."""
    files = standing.files
    if not files.total:
        return ""
    return tr("{0} av {1} foton och handlingar verifierade").format(count(files.verified), count(files.total))


def contact_words(hub: HubFacts, now: datetime) -> str:
    """When the hub answered last."""
    if hub.contact is None:
        return tr("Ingen kontakt än")
    moment = day_and_time(hub.contact, now)
    return tr("Senaste kontakt {0}").format(moment[:1].lower() + moment[1:])


def held_words(reason: str) -> str:
    """Why the hub keeps a change aside, and that it is not lost."""
    return _HELD.get(reason, tr("Navet kunde inte använda ändringen.")) + " " + tr("Den finns kvar i historiken.")


def report_words(report: SyncReport) -> str:
    """What a meeting brought."""
    if report.nothing:
        return tr("Allt var redan framme.")
    return tr("{0} ändringar skickade, {1} poster ändrade här.").format(count(report.pushed), count(report.pulled))


def run_words(run: Run) -> str:
    """One meeting in the list of the last ones."""
    if run.outcome:
        from krogkoll.kernel.errors import HubTrouble
        from ui.messages import message_for

        return message_for(HubTrouble(run.outcome)).text
    return tr("{0} ändringar skickade, {1} poster ändrade här.").format(count(run.pushed), count(run.pulled))


def claim_head(claim: Claim, now: datetime) -> str:
    """Who said it and when."""
    who = tr("Du") if claim.mine else claim.user or tr("En kollega")
    if not claim.at:
        return who
    moment = day_and_time(from_iso(claim.at), now)
    return tr("{0}, {1}").format(who, moment[:1].lower() + moment[1:])


def differing(dispute: Dispute) -> tuple[str, ...]:
    """The fields of the group that are not the same in all its values."""
    first = dispute.claims[0].fields
    others = dispute.claims[1:]
    return tuple(name for name in first if any(claim.fields.get(name) != first[name] for claim in others))


def value_words(claim: Claim, names: tuple[str, ...]) -> str:
    """What one of them wrote, field by field."""
    return ", ".join(_said(claim.fields.get(name)) for name in names)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return tr("ja") if value else tr("nej")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or tr("(tomt)")
    return str(value) if value not in (None, "") else tr("(tomt)")
