"""A night is planned with the police and the rescue service, locked and printed; then the visit is carried out."""

from PySide6.QtWidgets import QApplication

from krogkoll.inspections import Attendance, InspectionStatus, MarkState, OperationStatus, Signal

CELLAR, EAGLE = "Källaren Bakfickan", "Örnen"
NIGHT = {
    "Namn": "Insats 22 november",
    "Syfte": "Klara ut om alkohol serveras utan tillstånd.",
    "Dag": "2026-11-22",
    "Börjar": "23:45",
    "Slutar": "03:00",
    "Samlingsplats": "polishuset",
    "Samband": "Talgrupp 4",
}
PEOPLE = (
    ("Anna Lindqvist", "Alkoholnämnden", "Ansvarig för myndigheten", "Bekräftad"),
    ("Maria Berg", "Polismyndigheten", "Insatsledare", "Bekräftad"),
    ("Johan Ek", "Räddningstjänsten", "Ansvarig för myndigheten", "Inte svarat"),
)
ANSWERED = [("tillsyn-05", "yes"), ("tillsyn-06", "no"), ("tillsyn-07", "not_checked")]


def test_a_night_is_planned_and_locked_and_a_visit_is_carried_out_from_its_stop(qtbot, at_the_keyboard, tmp_path):
    window, keys = at_the_keyboard(qtbot, places=7)
    workspace = window.session.workspace
    begin_the_night(keys, window)
    view = window.shell.pages["supervision"].pages["operations"].view
    put_people_and_places(keys, view)
    judge_ground_and_risks(keys, view)
    johan_says_no(keys, view)
    accept_and_lock(keys, view)
    hand_out_sheets(keys, view, tmp_path)
    plan = workspace.planning.plan_of(view.operation_id)
    assert plan.operation.status is OperationStatus.LOCKED
    assert [plan.venue_name(stop.venue_id) for stop in plan.stops] == [CELLAR, EAGLE]
    assert {one.name: one.attendance for one in plan.participants}["Johan Ek"] is Attendance.DECLINED
    assert {one.reason for one in plan.accepted.values()} == {"Reds ut vid samlingen"}
    assert plan.entries[plan.stops[0].venue_id].ground_id == "consent"
    assert len(list(tmp_path.glob("insatsblad-*.pdf"))) == 2
    assert all(sheet.read_bytes().startswith(b"%PDF-") for sheet in tmp_path.glob("insatsblad-*.pdf"))

    start_at_the_cellar(keys, window)
    field = window.shell.pages["supervision"].pages["visits"].field
    wait_for_secured(keys, field)
    answer_and_mark(keys, field)
    count_and_tell(keys, field)
    leave_and_close(keys, field)
    read = workspace.inspections.visit(field.read.inspection.id)
    assert read.inspection.status is InspectionStatus.CLOSED
    assert read.inspection.operation_id == plan.operation.id
    assert [(one.item_id, one.value) for one in read.answers] == ANSWERED
    assert [one.signal for one in read.log.signals] == [Signal.SECURED]
    assert [(one.name, one.out_at is not None) for one in read.log.presences] == [("Anna Lindqvist", True)]
    assert [one.state for one in read.log.marks] == [MarkState.NOTED]
    assert [one.text for one in read.findings] == ["En man bär ut två backar öl genom köket."]
    assert [(one.count, one.where) for one in read.log.counts] == [(43, "Stora rummet")]
    assert [(one.what, one.to_whom) for one in read.log.orders] == [("Utgången ska låsas upp nu.", "Vakten i dörren")]


def begin_the_night(keys, window):
    """From the rail to the form, and from field to field."""
    keys.press("Ctrl+5")
    keys.press("Ctrl+N")
    keys.wait(lambda: keys.name == "Namn")
    for field, text in NIGHT.items():
        keys.tab_to(field)
        keys.type(text)
    keys.press("Ctrl+Return")
    keys.wait(lambda: window.shell.where()[1] not in ("", "operations:"))


def put_people_and_places(keys, view):
    """Three authorities, two stops."""
    keys.wait(lambda: view.plan is not None)
    for name, authority, role, answer in PEOPLE:
        keys.push("Lägg till deltagare")
        keys.wait(lambda: keys.name == "Namn")
        keys.type(name)
        keys.choose("Myndighet", authority)
        keys.choose("Uppgift", role)
        keys.choose("Svar", answer)
        keys.press("Ctrl+Return")
        keys.wait(lambda name=name: name in [one.name for one in view.plan.participants])
    for place in (CELLAR, EAGLE):
        keys.push("Lägg till ett ställe")
        keys.wait(lambda: keys.name == "Sök ställe")
        keys.type(place[:5])
        keys.wait(lambda place=place: only_one_offered(place))
        keys.press("Return")
        keys.wait(lambda place=place: place in [view.plan.venue_name(one.venue_id) for one in view.plan.stops])


def only_one_offered(place):
    """Whether the search has come down to this place."""
    dialog = QApplication.activeModalWidget()
    return [one.accessibleName() for one in dialog.buttons] == [f"Lägg till {place}"]


def judge_ground_and_risks(keys, view):
    """Consent for want of a permit, and exits that are locked and deadly: the stop rule stands."""
    cellar = view.plan.stops[0].venue_id
    keys.push("Välj er grund här")
    keys.choose("Grund", "Samtycke")
    keys.tab_to("Varför ni ändå går in")
    keys.type("Frågas vid dörren")
    keys.press("Ctrl+Return")
    keys.wait(lambda: cellar in view.plan.entries)
    keys.push("Bedöm riskerna")
    keys.tab_to("Sannolikhet, Låsta eller blockerade utgångar")
    keys.type("3")
    keys.press("Tab")
    keys.type("3")
    keys.press("Ctrl+Return")
    keys.wait(lambda: cellar in view.plan.risks)
    assert view.plan.stop_rule(cellar).stands
    keys.see("Kommunens personal väntar utanför.")
    keys.push(f"2 {EAGLE}")
    keys.push("Bedöm riskerna")
    keys.tab_to("Sannolikhet, Hundar")
    keys.type("1")
    keys.press("Ctrl+Return")
    keys.wait(lambda: len(view.plan.risks) == 2)


def johan_says_no(keys, view):
    """A no needs its reason, and the page says what the night lacks without him."""
    keys.push("Ändra Johan Ek")
    keys.choose("Svar", "Tackat nej")
    keys.press("Ctrl+Return")
    keys.see("Varför kan personen inte komma?")
    assert keys.name == "Varför kan personen inte komma?"
    keys.type("Larm i Helsingborg")
    keys.press("Return")
    keys.wait(lambda: any(gap.key.startswith("declined:") for gap in view.gaps.open))
    (gap,) = (gap for gap in view.gaps.open if gap.key.startswith("declined:"))
    assert gap.under == "Grunden 5\u00a0kap.\u00a02\u00a0§ LSO faller bort. 11 frågor blir inte ställda."
    keys.see("Johan Ek")


def accept_and_lock(keys, view):
    """What is missing is accepted one by one, with a reason; then the plan is locked."""
    while view.gaps.open:
        left = len(view.gaps.open)
        keys.push("Godta med skäl")
        keys.wait(lambda: keys.name == "Skäl")
        keys.type("Reds ut vid samlingen")
        keys.press("Ctrl+Return")
        keys.wait(lambda left=left: len(view.gaps.open) < left)
    keys.push("Lås planen")
    keys.wait(lambda: view.plan.operation.status is OperationStatus.LOCKED)


def hand_out_sheets(keys, view, folder):
    """A numbered sheet for each who comes, as PDF files in a folder."""
    keys.push("Insatsblad")
    keys.push("Välj mapp")
    keys.wait(lambda: keys.focus.inherits("QLineEdit"))
    keys.replace(str(folder))
    keys.press("Return")
    keys.wait(lambda: len(view.copies) == 2)


def start_at_the_cellar(keys, window):
    """From the stop to the visit: place, night and kind are filled in."""
    keys.push(f"Starta tillsyn på {CELLAR}")
    keys.wait(lambda: keys.name == "Starta nu")
    keys.press("Return")
    keys.wait(lambda: "/" in window.shell.where()[1])


def wait_for_secured(keys, field):
    """Nobody of ours goes in before the police have said that it is safe."""
    keys.wait(lambda: field.read is not None and field.step == "grund")
    keys.push("Anteckna någon som går in")
    keys.tab_to("Namn")
    keys.press("Ctrl+Return")
    keys.see("Polisen har inte sagt säkrat")
    keys.press("Escape")
    assert not field.read.visit.log.presences
    keys.push("Anteckna säkrat")
    keys.tab_to("Vem sade det")
    keys.type("Maria Berg")
    keys.press("Return")
    keys.wait(lambda: bool(field.read.visit.log.signals))
    keys.push("Anteckna någon som går in")
    keys.tab_to("Namn")
    keys.press("Return")
    keys.wait(lambda: bool(field.read.visit.log.presences))


def answer_and_mark(keys, field):
    """J, N and E on the cards; F8 in the middle of it, put into words afterwards."""
    keys.closed()
    keys.press("Ctrl+Down")
    keys.wait(lambda: field.step == "alkohol-5")
    keys.press("J", "Down", "N")
    keys.press("F8")
    keys.press("Down", "E")
    keys.wait(lambda: bool(field.read.visit.log.open_marks) and field.steps.keeper.at_rest)
    while field.step != "log":
        keys.press("Ctrl+Down")
    keys.push("Skriv ut tidsmärket")
    keys.tab_to("Text")
    keys.type("En man bär ut två backar öl genom köket.")
    keys.press("Ctrl+Return")
    keys.wait(lambda: bool(field.read.visit.findings))


def count_and_tell(keys, field):
    """How many there are, and what somebody was told on the spot."""
    keys.closed()
    keys.press("Ctrl+Down")
    keys.wait(lambda: field.step == "others")
    keys.push("Räkna personer")
    keys.tab_to("Antal")
    keys.type("43")
    keys.tab_to("Var")
    keys.type("Stora rummet")
    keys.press("Return")
    keys.wait(lambda: bool(field.read.visit.log.counts))
    keys.push("Nytt muntligt besked")
    keys.tab_to("Vad som sades")
    keys.type("Utgången ska låsas upp nu.")
    keys.tab_to("Till vem")
    keys.type("Vakten i dörren")
    keys.press("Return")
    keys.wait(lambda: bool(field.read.visit.log.orders))


def leave_and_close(keys, field):
    """Out again, and the visit is closed with what nobody has checked named."""
    keys.push("Anna Lindqvist är ute nu")
    keys.wait(lambda: all(one.out_at for one in field.read.visit.log.presences))
    while field.step != "summary":
        keys.press("Ctrl+Down")
    assert "Beskriv avvikelserna" in field.steps.summary.state.text()
    keys.push("Gå till fråga 6")
    keys.press("Return")
    keys.type("Ingen kassa syntes.")
    keys.press("Return")
    keys.wait(lambda: field.steps.keeper.at_rest)
    while field.step != "summary":
        keys.press("Ctrl+Down")
    keys.see("Gå till fråga 7")
    assert "ännu inte kontrollerade" in field.steps.summary.state.text()
    keys.push("Avsluta besöket")
    keys.wait(lambda: not field.read.open)
