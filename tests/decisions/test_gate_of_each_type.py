"""The gate asks what each type asks: every rule removes its one fact and is heard in Swedish."""

import sys
from dataclasses import replace
from datetime import date

import pytest

from krogkoll import law
from krogkoll.decisions import Basis, DecidedBy, Decision, Mode, PartyRole, ServiceWay, gaps, ways
from krogkoll.house import Mandate
from krogkoll.inspections import InspectionStatus
from krogkoll.kernel.swedish import NBSP
from krogkoll.law import Service
from tests.decisions.test_gate import TAKEN_AWAY, complete  # noqa: F401  the fixture of the fire authority's night

POLICE, BOARD, FIRE = "p.syd.landskrona", "k1282.alkohol", "rtj.landskrona"
TODAY = date(2026, 11, 15)

SENTENCES = {
    "visit-open": "Tillsynsbesöket är inte avslutat.",
    "visit-missing": "Den här handlingen ska bygga på ett eget tillsynsbesök (32 § FL).",
    "entry-ground": "Ingen tillträdesgrund är antecknad för besöket (5 § FL).",
    "not-competent": "Den här myndigheten får inte fatta ett sådant beslut.",
    "docket-number": "Diarienummer saknas (5 kap. 2 § OSL).",
    "decided-on": "Dagen för beslutet saknas eller är en annan än i dag (31 § FL).",
    "not-in-force": "Ett lagrum som beslutet bygger på gäller inte den dagen.",
    "permit-missing": "Stället har inget sådant tillstånd som beslutet riktar sig mot."
    " Kontrollera tillståndet på platsens kort.",
    "open-conflict": "Två personer har skrivit olika saker i beslutet. Välj vad som ska gälla.",
    "secrecy-unchecked": "Det finns en sekretessmarkering. Gå igenom vad handlingen får återge och intyga det"
    " (5 kap. 5 § OSL).",
    "addressee-name": "Adressaten saknas.",
    "addressee-short": "Det saknas ett kort namn på adressaten för den löpande texten, till exempel ”föreningen”.",
    "addressee-role": "Det framgår inte i vilken egenskap adressaten får handlingen.",
    "addressee-not-permitted": "En sådan handling får inte riktas till den adressaten.",
    "addressee-basis": "Det framgår inte varför adressaten äger eller har nyttjanderätt till lokalen (2 kap. 2 § LSO).",
    "addressee-number": "Adressatens person- eller organisationsnummer saknas (31 § FL).",
    "addressee-address": "Adressatens postadress saknas.",
    "premises": "Det framgår inte vilken lokal beslutet gäller (31 § FL).",
    "content": "Det framgår inte hur användningen begränsas (31 § FL).",
    "max-persons": "Högsta antal personer saknas.",
    "effective-at": "Det framgår inte från när beslutet gäller.",
    "remedies": "Det framgår inte vad som ska åtgärdas (5 kap. 2 § andra stycket LSO).",
    "immediate-reasons": "De särskilda skälen för att beslutet ska gälla genast saknas"
    " (10 kap. 4 § andra stycket LSO).",
    "documents": "Inga handlingar är valda som underlag (32 § FL).",
    "supersedes": "Det framgår inte vilket beslut som rättas (36 § FL).",
    "findings": "Inga egna iakttagelser ligger till grund för beslutet (32 § FL).",
    "photo-not-cleared": "Ett foto är inte granskat. Markera det som fritt från personer eller täck dem.",
    "reasons": "Skälen för beslutet saknas (32 § FL).",
    "proportionality": "Bedömningen av proportionaliteten saknas (5 § FL).",
    "communication": "Det framgår inte om parten har fått yttra sig, eller på vilken grund det uteblev (25 § FL).",
    "communication-text": "Det framgår inte hur parten fick del av materialet, eller varför det uteblev"
    " (25 och 27 §§ FL).",
    "communication-sent": "Det framgår inte när materialet skickades till parten (25 § FL).",
    "communication-due": "Det framgår inte till vilken dag parten kunde svara (25 § FL).",
    "communication-waiting": "Partens tid att svara har inte gått ut och inget svar är antecknat (25 § FL).",
    "statement-assessment": "Partens svar är inte bedömt (32 § FL).",
    "decision-maker": "Beslutsfattaren saknas (31 § FL).",
    "presenter": "Föredraganden saknas (31 § FL).",
    "same-person": "Beslutsfattaren och föredraganden är samma person.",
    "decider-not-permitted": "Den nivån får inte fatta ett sådant beslut (6 kap. 37 § KL).",
    "delegation": "Punkten i delegationsordningen saknas (6 kap. 37 § KL).",
    "minutes": "Protokollets paragraf och dag saknas för nämndens beslut (31 § FL).",
    "fine-not-permitted": "En sådan handling får inte förenas med vite.",
    "fine-needs-board": "Den som beslutar på delegation får inte besluta om vite (3 kap. 13 § LSO).",
    "conflict-undeclared": "Alla som tar del i ärendet har inte svarat på jävsfrågan (16 och 18 §§ FL).",
    "conflict-declared": "Någon som tar del i ärendet har anmält jäv (17 § FL).",
    "appeal-body": "Det är inte känt vart beslutet överklagas (33 § FL).",
    "authority-address": "Myndighetens adress saknas, så parten kan inte få veta vart överklagandet ska skickas"
    " (33 § FL).",
    "service": "Det är inte valt hur parten ska få beslutet, eller så går sättet inte för det här beslutet (33 § FL).",
    "template-not-approved": "Myndigheten har inte godkänt mallen som den lyder nu. Den godkänns under Inställningar.",
    "no-mandate": "Beslutsfattaren har ingen punkt i delegationsordningen som gäller i dag för den här typen"
    " (6 kap. 37 § KL). Delegationsordningen finns under Inställningar.",
    "fine-not-delegated": "Punkten i delegationsordningen omfattar inte beslut med vite (6 kap. 37 § KL).",
    "secrecy-test": "Sekretessprövningen är inte antecknad.",
    "manager-approval": "Chefens godkännande saknas.",
    "manager-approval-day": "Dagen för chefens godkännande saknas.",
    "police-powers": "Det framgår inte varför polisens befogenheter kan behövas (9 kap. 9 § alkohollagen).",
    "milder-means": "Det framgår inte vilka mindre ingripande åtgärder som har övervägts (5 § FL).",
    "fact": "En uppgift saknas eller har fel form.",
}


def test_every_requirement_says_exactly_this() -> None:
    said = {code: needed.sentence_sv.replace(NBSP, " ") for code, needed in law.requirements().items()}
    assert said == SENTENCES


def test_only_what_the_law_lets_pass_can_be_passed() -> None:
    passable = {code for code, needed in law.requirements().items() if needed.override}
    assert passable == {"addressee-number", "addressee-address"}


def of_type(given: tuple[Decision, Basis], code: str, authority: str, **over) -> tuple[Decision, Basis]:
    """The night's decision as if it were of another type and authority."""
    decision, basis = given
    plain = {"mode": Mode.NOT_STATED, "remedies": (), "immediate_reasons": "", "decided_on": TODAY}
    permits = frozenset({"serving_permit"}) if law.decision_type(code).needs_permit else frozenset()
    here = replace(basis, authority=authority, kinds=law.authority(authority).kinds, permits=permits)
    return replace(decision, type_code=code, **plain | over), here


def codes(given: tuple[Decision, Basis]) -> set[str]:
    return {gap.code for gap in gaps(*given)}


# What is removed, by type, authority and the fields of decision or basis that are changed.
REMOVED = {
    "template-not-approved": ("POL-ANM", BOARD, {}, {"approved": False}),
    "no-mandate": ("AL-ERINRAN", BOARD, {}, {"mandate": Mandate(allowed=False, why="expired")}),
    "not-competent": ("LSO-NYTTJ", BOARD, {}, {}),
    "visit-missing": ("OL-UPPLOS", POLICE, {}, {"visit": None}),
    "permit-missing": ("AL-VARNING", BOARD, {}, {"permits": frozenset()}),
    "open-conflict": ("POL-ANM", BOARD, {}, {"disputed": True}),
    "secrecy-unchecked": ("POL-ANM", BOARD, {}, {"secrecy": "Sekretessmarkering 2026-11-22"}),
    "addressee-role": ("OL-FORBUD", POLICE, {"party_role": PartyRole.NOT_STATED}, {}),
    "addressee-not-permitted": ("OL-FORBUD", POLICE, {"party_role": PartyRole.LANDLORD}, {}),
    "supersedes": ("FL-RATTELSE", BOARD, {}, {"supersedes": None}),
    "decider-not-permitted": ("OL-FORBUD", POLICE, {"decided_by": DecidedBy.BOARD}, {}),
    "minutes": ("AL-VARNING", BOARD, {"decided_by": DecidedBy.BOARD, "minutes_reference": "§ 41"}, {}),
    "fine-not-permitted": ("AL-VARNING", BOARD, {"fine": 50_000}, {}),
    "delegation": ("AL-ERINRAN", BOARD, {"delegated": False}, {}),
    "secrecy-test": ("HYRV-INFO", BOARD, {"facts": {}}, {}),
    "manager-approval": ("HYRV-INFO", BOARD, {"facts": {}}, {}),
    "manager-approval-day": ("HYRV-INFO", BOARD, {"facts": {"manager_approval": "Karin Wester"}}, {}),
    "police-powers": ("AL-HANDR", BOARD, {"facts": {}}, {}),
    "milder-means": ("OL-UPPLOS", POLICE, {"facts": {}}, {}),
    "fact": ("AL-VARNING", BOARD, {"facts": {}}, {}),
    "service": ("OL-FORBUD", POLICE, {"service": ServiceWay.ORDINARY}, {}),
}
MENDED = {
    "template-not-approved": ("POL-ANM", BOARD, {}, {}),
    "no-mandate": ("AL-ERINRAN", BOARD, {}, {"mandate": Mandate(allowed=True, point="A 12")}),
    "not-competent": ("LSO-NYTTJ", FIRE, {}, {}),
    "visit-missing": ("OL-UPPLOS", POLICE, {}, {}),
    "permit-missing": ("AL-VARNING", BOARD, {}, {}),
    "open-conflict": ("POL-ANM", BOARD, {}, {}),
    "secrecy-unchecked": ("POL-ANM", BOARD, {"secrecy_checked": True}, {"secrecy": "Sekretessmarkering 2026-11-22"}),
    "addressee-role": ("OL-FORBUD", POLICE, {"party_role": PartyRole.ORGANISER}, {}),
    "addressee-not-permitted": ("OL-FORBUD", POLICE, {"party_role": PartyRole.ORGANISER}, {}),
    "decider-not-permitted": ("OL-FORBUD", POLICE, {"decided_by": DecidedBy.OFFICER}, {}),
    "minutes": (
        *("AL-VARNING", BOARD),
        {"decided_by": DecidedBy.BOARD, "minutes_reference": "§ 41", "minutes_on": TODAY},
        {},
    ),
    "fine-not-permitted": ("AL-VARNING", BOARD, {}, {}),
    "delegation": ("AL-ERINRAN", BOARD, {"delegation_point": "A 12"}, {}),
    "secrecy-test": ("HYRV-INFO", BOARD, {"facts": {"secrecy_test": "Ingen lider men."}}, {}),
    "manager-approval": ("HYRV-INFO", BOARD, {"facts": {"manager_approval": "Karin Wester"}}, {}),
    "manager-approval-day": ("HYRV-INFO", BOARD, {"facts": {"manager_approval_on": "2026-11-14"}}, {}),
    "police-powers": ("AL-HANDR", BOARD, {"facts": {"circumstances": ["Dörrvakten hotade oss."]}}, {}),
    "milder-means": ("OL-UPPLOS", POLICE, {"facts": {"milder_means": "Uppmaning att sänka ljudet."}}, {}),
    "service": ("OL-FORBUD", POLICE, {"service": ServiceWay.RECEIPT}, {}),
}


@pytest.mark.parametrize("code", REMOVED)
def test_what_a_type_asks_for_is_missed_when_just_that_is_gone(complete, code: str) -> None:  # noqa: F811
    kind, authority, decision_over, basis_over = REMOVED[code]
    decision, basis = of_type(complete, kind, authority, **decision_over)
    found = {gap.code: gap for gap in gaps(decision, replace(basis, **basis_over))}
    assert code in found
    assert found[code].sentence_sv.replace(NBSP, " ").startswith(SENTENCES[code].removesuffix("."))
    assert found[code].overridable is bool(law.requirement(code).override)


@pytest.mark.parametrize("code", MENDED)
def test_and_is_no_longer_missed_when_it_is_there(complete, code: str) -> None:  # noqa: F811
    kind, authority, decision_over, basis_over = MENDED[code]
    decision, basis = of_type(complete, kind, authority, **decision_over)
    assert code not in codes((decision, replace(basis, **basis_over)))


def test_every_requirement_is_removed_somewhere() -> None:
    in_the_night = {
        *TAKEN_AWAY,
        *("visit-open", "entry-ground", "presenter", "same-person", "conflict-declared", "appeal-body"),
        *("authority-address", "photo-not-cleared", "not-in-force", "addressee-basis"),
    }
    left = set(law.requirements()) - in_the_night - set(REMOVED)
    assert left == {"documents", "fine-not-delegated"}, "no shipped text comes to these; they are tried below"


def test_a_template_that_demands_documents_gets_them(complete, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    decision, basis = of_type(complete, "POL-ANM", BOARD)
    text = law.template("pol-anm")
    asking = replace(text, facts={**text.facts, "documents": replace(text.facts["documents"], required=True)})
    monkeypatch.setattr(law, "template", lambda name: asking if name == "pol-anm" else text)
    assert "documents" in codes((decision, basis))
    assert "documents" not in codes((decision, replace(basis, documents=("Hyresavtal",))))


def test_a_delegation_without_fines_gives_no_right_to_one(complete, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    local = replace(law.decision_type("AL-ERINRAN"), fine_allowed=True)
    monkeypatch.setattr(law, "decision_type", lambda _: local)
    decision, basis = of_type(complete, "AL-ERINRAN", BOARD, fine=50_000)
    for fines, missed in ((False, True), (True, False)):
        mandate = Mandate(allowed=True, point="A 12", fines=fines)
        assert ("fine-not-delegated" in codes((decision, replace(basis, mandate=mandate)))) is missed


def test_a_dispatch_has_one_signer_and_needs_neither_appeal_service_nor_decider(complete) -> None:  # noqa: F811
    decision, basis = of_type(complete, "POL-ANM", BOARD, party_role=PartyRole.AUTHORITY)
    bare = replace(
        decision,
        decision_maker_id="",
        decision_maker_name="",
        delegation_point="",
        service=ServiceWay.NOT_STATED,
        party_number="",
        party_address=(),
        conflicts=tuple(one for one in decision.conflicts if one["name"] == decision.presenter_name),
    )
    left = codes((bare, basis))
    assert not left & {"decision-maker", "delegation", "service", "appeal-body", "addressee-number", "same-person"}
    assert not left & {"conflict-undeclared", "communication", "addressee-address"}


def test_a_fact_is_named_by_its_label_and_its_place(complete) -> None:  # noqa: F811
    decision, basis = of_type(complete, "AL-VARNING", BOARD, facts={"severity": "serious"})
    found = {gap.field: gap for gap in gaps(decision, basis) if gap.code == "fact"}
    label = law.template("al-varning").facts["breach_on"].label_sv
    said = found["breach_on"].sentence_sv
    assert said == f"En uppgift saknas eller har fel form: {label[:1].lower()}{label[1:]}."
    assert "earlier" not in found, "asked for only when the breaches are repeated"


def test_a_visit_that_is_not_closed_stops_any_type_that_rests_on_it(complete) -> None:  # noqa: F811
    decision, basis = of_type(complete, "TJSKR", BOARD)
    assert basis.visit is not None
    opened = replace(basis.visit, inspection=replace(basis.visit.inspection, status=InspectionStatus.OPEN))
    assert "visit-open" in codes((decision, replace(basis, visit=opened)))
    assert not codes((decision, replace(basis, visit=None))) & {"visit-open", "visit-missing", "entry-ground"}


def test_a_fine_is_always_served_with_proof() -> None:
    assert ServiceWay.ORDINARY in ways(Service.SERVE_IF_FINE, fine=False)
    assert ServiceWay.ORDINARY not in ways(Service.SERVE_IF_FINE, fine=True)
    assert not ways(Service.INTERNAL, fine=False)
    assert set(Service) == set(sys.modules["krogkoll.decisions.model"].WAYS_FOR)


def test_a_board_decides_on_the_day_of_its_minutes(complete) -> None:  # noqa: F811
    board = {"decided_by": DecidedBy.BOARD, "minutes_reference": "§ 41"}
    earlier = date(2026, 11, 10)
    decision, basis = of_type(complete, "AL-VARNING", BOARD, **board, minutes_on=earlier)
    assert "decided-on" in codes((decision, basis))
    assert "decided-on" not in codes((replace(decision, decided_on=earlier), basis))
    late = date(2026, 11, 16)
    assert "decided-on" in codes((replace(decision, decided_on=late, minutes_on=late), basis))
