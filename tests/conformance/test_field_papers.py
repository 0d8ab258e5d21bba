"""The papers of a visit before the independent judges: report with a drawn mark, addition, seizure, sample."""

from dataclasses import replace

import outloud
import pytest

from krogkoll.evidence import SampleService, SeizureService
from krogkoll.inspections import AddendumService, GoodsPaperService, practice_key
from krogkoll.security import Role
from tests.conformance.conftest import FLAVOURS
from tests.factories import ALCOHOL_BOARD, POLICE, actor
from tests.factory_rooms.goods import (
    acknowledgement_draft,
    addendum_draft,
    item_draft,
    sample_draft,
    seizure_draft,
    step_draft,
)
from tests.inspections.full_visit import full_visit
from tests.inspections.night import begun, carried_out, closed, night
from tests.inspections.on_the_spot import BOARD

NAMES = ("allt i ett besök", "tillsynsprotokoll", "komplettering", "beslagsprotokoll", "provprotokoll")


def of_the_fire_authority(folder):
    with night(folder) as a_night:
        visit = begun(a_night)
        carried_out(a_night, visit)
        closed(a_night, visit)
        a_night.reports.acknowledge(acknowledgement_draft(inspection_id=visit.id))
        shown = a_night.reports.show(visit.id, title="Brandinspektör")
        signed = a_night.reports.sign(shown.paper, a_night.signer("Johan Ek"), shown_sha256=shown.sha256)
        addenda = AddendumService(a_night.store, a_night.vault, practice=True)
        added = addenda.show(addenda.write(addendum_draft(inspection_id=visit.id)).id, title="Brandinspektör")
        small = addenda.sign(added.paper, a_night.signer("Johan Ek"), shown_sha256=added.sha256)
        return signed.pdf, small.pdf


def of_the_police(folder):
    with night(folder, actor(Role.POLICE_INSPECTOR, POLICE, name="Maria Berg")) as a_night:
        seizures = SeizureService(a_night.store)
        draft = seizure_draft(collective="Dessutom omkring 60 lösa burkar öl.")
        made = seizures.seize(draft, [item_draft(), item_draft(strength="", condition="Öppnad", fill_percent=40)])
        seizures.note_step(step_draft(seizure_id=made.id, at=a_night.clock.now()))
        papers = GoodsPaperService(a_night.store, a_night.vault, practice=True)
        shown = papers.show_seizure(made.id, title="Polisinspektör")
        key = practice_key("Maria Berg", "Polisen", a_night.clock.now())
        return papers.sign_seizure(shown.paper, key, shown_sha256=shown.sha256).pdf


def of_the_board(folder):
    with night(folder, actor(Role.MUNICIPAL_INSPECTOR, ALCOHOL_BOARD)) as a_night:
        made = SampleService(a_night.store).take(sample_draft(sent_to="Laboratoriet"))
        papers = GoodsPaperService(a_night.store, a_night.vault, practice=True)
        shown = papers.show_sample(made.id, title="Alkoholhandläggare")
        key = practice_key("Anna Lindqvist", "Landskrona", a_night.clock.now())
        return papers.sign_sample(shown.paper, key, shown_sha256=shown.sha256).pdf


def with_everything(folder):
    """The report of a visit in which everything happened, signed over a refusal to draw."""
    with night(folder, BOARD) as a_night:
        visit = full_visit(a_night, folder)
        refused = acknowledgement_draft(
            inspection_id=visit.id, refused=True, strokes=(), reason="Ville läsa den först."
        )
        a_night.reports.acknowledge(replace(refused, witness="Karin Wester"))
        shown = a_night.reports.show(visit.id, title="Alkoholhandläggare")
        key = practice_key("Anna Lindqvist", "Landskrona", a_night.clock.now())
        return a_night.reports.sign(shown.paper, key, shown_sha256=shown.sha256).pdf


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("field")
    report, addition = of_the_fire_authority(folder / "fire")
    everything = with_everything(tmp_path_factory.mktemp("everything"))
    return dict(
        zip(NAMES, (everything, report, addition, of_the_police(folder / "p"), of_the_board(folder / "a")), strict=True)
    )


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", NAMES)
def test_verapdf_accepts_the_papers_of_a_visit(verapdf, papers, name, flavour):
    assert verapdf(papers[name], flavour) == {}


@pytest.mark.parametrize("name", NAMES)
def test_outloud_hears_no_error_in_the_papers_of_a_visit(papers, name, tmp_path):
    path = tmp_path / "heard.pdf"
    path.write_bytes(papers[name])
    result = outloud.check(str(path))
    assert (result.error, result.errors) == (None, 0)


@pytest.mark.parametrize("name", NAMES)
def test_qpdf_finds_no_fault_in_the_papers_of_a_visit(tool, papers, name):
    assert "No syntax or stream encoding errors" in tool(papers[name], "qpdf", "--check")
