"""VeraPDF's verdict on a notice with names withheld, made from a real decision with a photo."""

import pytest

from krogkoll.decisions import NoticeService
from tests.conformance.conftest import FLAVOURS
from tests.decisions.test_notice import decided
from tests.inspections.night import night


@pytest.fixture(scope="module")
def notice(tmp_path_factory) -> bytes:
    folder = tmp_path_factory.mktemp("notice")
    with night(folder) as a_night:
        decision, _ = decided(a_night, folder)
        return NoticeService(a_night.store, a_night.vault, practice=True).preview(decision.id).pdf


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_notice_conforms(verapdf, notice, flavour) -> None:
    assert verapdf(notice, flavour) == {}


def test_the_old_dictionary_names_the_authority_alone(tool, notice) -> None:
    told = tool(notice, "pdfinfo")
    assert "Johan Ek" not in told
    assert "Author:" in told
