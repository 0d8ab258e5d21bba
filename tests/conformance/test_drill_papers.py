"""The papers of the readiness drill, made by the whole program, before the same judges."""

import os
from pathlib import Path

import outloud
import pytest

from krogkoll.drill import run_drill
from tests.conformance.conftest import FLAVOURS

PHOTOS = Path(os.environ.get("KROGKOLL_PHOTOS", Path(__file__).resolve().parents[3] / "shared" / "fixtures" / "photos"))
PAPERS = ("tillsynsprotokoll.pdf", "beslut.pdf")


@pytest.fixture(scope="module")
def drilled(tmp_path_factory) -> Path:
    """The folder of a drill that held, with real photos where there are any."""
    folder = tmp_path_factory.mktemp("drill")
    said: list[str] = []
    report = run_drill(folder, PHOTOS if PHOTOS.is_dir() else None, said.append)
    assert report.passed, said
    return folder


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", PAPERS)
def test_verapdf_accepts_the_papers_of_the_drill(verapdf, drilled, name, flavour):
    assert verapdf((drilled / name).read_bytes(), flavour) == {}


@pytest.mark.parametrize("name", PAPERS)
def test_outloud_hears_no_error_in_the_papers_of_the_drill(drilled, name):
    result = outloud.check(str(drilled / name))
    assert (result.error, result.errors) == (None, 0)


@pytest.mark.parametrize("name", PAPERS)
def test_qpdf_and_poppler_accept_the_papers_of_the_drill(tool, drilled, name):
    pdf = (drilled / name).read_bytes()
    assert "No syntax or stream encoding errors" in tool(pdf, "qpdf", "--check")
    assert "SourceSans3" in tool(pdf, "pdffonts")
