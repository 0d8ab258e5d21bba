"""What the program logs or prints names ids only: never a person, a number, a place or what somebody wrote."""

import logging

import pytest

from krogkoll.founding import NewWorkspace, create_workspace
from krogkoll.kernel.errors import KrogkollError
from krogkoll.messages import message_for
from krogkoll.people import PersonDraft
from krogkoll.security import FLOOR_COST, Role
from krogkoll.venues import TipSourceDraft, VenueDraft
from krogkoll.workspace import open_with_password

from . import factories

PASSWORD = "fyra korrekta hästar stampar"
WORDS = (
    "Örjan",
    "Testsson",
    factories.PERSON_NUMBER[2:8],
    "Bakfickan",
    "Sillkajsgatan",
    "grannen",
    "Lindqvist",
    PASSWORD,
)


@pytest.fixture
def workspace(tmp_path):
    new = NewWorkspace(name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR, authority="k1282.alkohol", practice=True)
    made, _ = create_workspace(tmp_path / "arbetsyta", new, PASSWORD, cost=FLOOR_COST)
    yield made
    made.close()


def work(workspace, photos):
    """A bit of everything, with things that go wrong."""
    person = workspace.people.register_person(factories.person_draft())
    workspace.people.find_people("Testsson")
    place = VenueDraft(name="Källaren Bakfickan", street="Sillkajsgatan 14", city="Landskrona")
    source = TipSourceDraft(name="Örjan Testsson", relation="grannen")
    tip = workspace.tips.register(factories.tip_draft(venue_id=""), source=source, place=place)
    workspace.evidence.import_files([photos / "Canon_40D.jpg", photos / "corrupted.jpg"], thorough=True)
    said = []
    for wrong in (
        lambda: workspace.people.register_person(PersonDraft(name="Örjan Testsson", number="1")),
        lambda: workspace.venues.venue(person.id),
        lambda: workspace.cases.case(tip.id),
        lambda: open_with_password(workspace.folder, PASSWORD),
    ):
        with pytest.raises(KrogkollError) as caught:
            wrong()
        message = message_for(caught.value)
        said += [str(caught.value), repr(caught.value), message.id, message.text, message.way_out]
    return said


def test_nothing_personal_is_logged_printed_or_said_in_an_error(workspace, photos, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    said = work(workspace, photos)
    workspace.close()
    told = "\n".join([caplog.text, *capfd.readouterr(), *said]).casefold()
    assert not [word for word in WORDS if word.casefold() in told]


def test_the_check_would_see_a_name_that_is_logged(caplog):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("krogkoll.somewhere").info("saved %s", "Örjan Testsson")
    assert any(word.casefold() in caplog.text.casefold() for word in WORDS)
