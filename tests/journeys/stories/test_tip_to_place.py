"""A neighbour rings about a bar: two tips become one place with a score, and a note from the street ends up there."""

from krogkoll.agenda import Group
from krogkoll.cases import EventKind
from krogkoll.venues import Channel, TipStatus, VenueQuery

BAR = "Klubb Månsken"
HEARD = "Två vakter vid dörren på Tackelgränd, båda med öronsnäcka."


def test_a_call_becomes_a_place_with_a_score_and_what_comes_later_joins_it(qtbot, at_the_keyboard):
    window, keys = at_the_keyboard(qtbot, places=7)
    workspace, page = window.session.workspace, window.shell.pages["venues"]
    first_tip(keys, page)
    place = the_bar(workspace)
    assert place.points > 0
    same_place_misspelled(keys, page)
    note_from_the_street(keys, window)

    assert the_bar(workspace).points > place.points
    later, first = workspace.tips.tips_of(place.id)
    assert (first.channel, first.status, first.grade.code) == (Channel.NEIGHBOUR, TipStatus.ASSESSED, "2 B P")
    assert first.text == "Öl säljs i en bar på bottenvåningen."
    source = workspace.tips.source_of(first.id, "prov")
    assert (source.name, source.promised_anonymity) == ("Gudrun Grannfeldt", True)
    assert (later.text, later.grade.code) == ("Kö till dörren efter midnatt.", "1 A P")
    (noted,) = (one for one in workspace.cases.timeline(venue_id=place.id) if one.kind is EventKind.NOTE)
    assert noted.text == HEARD
    assert not workspace.agenda.inbox().groups[Group.NOTE]
    assert not workspace.agenda.inbox().groups[Group.TIP]


def the_bar(workspace):
    """The only place that is called so."""
    (place,) = workspace.venues.page(workspace.venues.find(VenueQuery(text="Månsken")))
    return place


def first_tip(keys, page):
    """The five cards; what gives the neighbour away is pointed out and written anew."""
    keys.press("Ctrl+Shift+T")
    keys.wait(lambda: keys.name == "Namn eller adress")
    keys.type(f"{BAR}, Tackelgränd 3 B, 261 35 Landskrona")
    keys.push("Nytt ställe")
    assert page.tip.place.new_place
    keys.press("Alt+2")
    keys.type("Jag såg Gudrun köpa öl i en bar på bottenvåningen.")
    assert "”Jag såg” (jag-form)" in page.tip.told.said
    keys.tab_to("Dag", back=True)
    keys.type("20 nov")
    keys.press("Tab")
    keys.type("23.30 till 2")
    keys.press("Alt+3")
    keys.choose("Var tipset kommer ifrån", "Granne")
    keys.tab_to("Källan är: ")
    keys.press("Right")
    keys.tab_to("Källans namn")
    keys.type("Gudrun Grannfeldt")
    assert "”Gudrun” (står på källans kort)" in page.tip.told.said
    keys.push("Källan vill vara okänd")
    keys.press("Alt+2")
    keys.tab_to("Vad har setts?")
    keys.replace("Öl säljs i en bar på bottenvåningen.")
    assert page.tip.told.said == "Inget i texten pekar ut källan"
    graded(keys, page, "2BP")
    keys.press("Alt+5", "Space", "Tab", "Space")
    assert len(page.tip.signs.chosen) == 2
    keys.press("Ctrl+Return")
    keys.wait(lambda: page.detail.name == BAR and page.detail.tips.shown == 1)


def same_place_misspelled(keys, page):
    """The name is heard wrong; the place that is known is offered, and the tip goes there."""
    keys.press("Ctrl+Shift+T")
    keys.wait(lambda: keys.name == "Namn eller adress")
    keys.type("Klub Mångsken")
    keys.wait(lambda: bool(page.tip.place.offers))
    keys.press("Ctrl+Return")
    assert page.tip.place.problem.startswith("Välj ett av ställena")
    keys.push(f"Samma ställe: {BAR}")
    assert page.tip.place.venue_name == BAR
    keys.press("Alt+2")
    keys.type("Kö till dörren efter midnatt.")
    graded(keys, page, "1AP")
    keys.press("Alt+5", "Space")
    keys.press("Ctrl+Return")
    keys.wait(lambda: page.detail.name == BAR and page.detail.tips.shown == 2)


def graded(keys, page, code):
    """Card 4 by arrow keys: each choice begins at its first word."""
    keys.press("Alt+4")
    for choice, wanted in zip(
        (page.tip.grade.source, page.tip.grade.information, page.tip.grade.handling), code, strict=True
    ):
        keys.press("Space")
        for _ in range(4):
            if choice.value != wanted:
                keys.press("Right")
        assert choice.value == wanted
        keys.press("Tab")


def note_from_the_street(keys, window):
    """Caught over whatever is open, without a place; filed there from Inkommet."""
    keys.press("Ctrl+Shift+N")
    keys.wait(lambda: keys.name == "Vad såg eller hörde du?")
    keys.type(HEARD)
    keys.press("Ctrl+Return")
    keys.wait(lambda: window.session.workspace.agenda.waiting() == 1)
    keys.press("Ctrl+2")
    inbox = window.shell.pages["inbox"]
    keys.wait(lambda: inbox.list.key.startswith("note/"))
    keys.push("Lägg till objekt")
    keys.wait(lambda: keys.name == "Namn eller adress")
    keys.type("månsken")
    keys.press("Return")
    keys.wait(lambda: window.session.workspace.agenda.waiting() == 0)
