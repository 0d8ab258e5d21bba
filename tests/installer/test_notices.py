"""NOTICE.md names every package of the locks with its terms, and every vendored file has its terms beside it."""

import re

import pytest

import notices


def test_the_notice_is_what_the_locks_and_metadata_say():
    assert notices.NOTICE.read_text("utf-8") == notices.build(), "run .venv/bin/python installer/notices.py"


@pytest.mark.parametrize("lock", ["app", "test"])
def test_every_locked_package_has_a_row_with_its_version_and_licence(lock):
    rows = dict(re.findall(r"^\| (\S+) \| (.+?) \| .+ \|$", notices.NOTICE.read_text("utf-8"), flags=re.MULTILINE))
    pins = notices.pins((notices.LOCKS / f"{lock}.lock").read_text("utf-8"))
    assert pins.items() <= rows.items()


def test_a_package_without_a_clear_licence_is_refused():
    with pytest.raises(notices.UnclearLicence):
        notices.licence("a-package-nobody-has-read")


def test_a_package_that_the_interpreter_picks_a_version_of_shows_all():
    lock = "numpy==1 ; python_version < '3.12' --hash=sha256:aa\nnumpy==2 ; python_version >= '3.12' --hash=sha256:bb\n"
    assert notices.pins(lock) == {"numpy": "1, 2"}


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_vendored_fonts_and_icons_carry_their_terms(folder):
    place = notices.ROOT / "resources" / folder
    assert any(notices.is_licence(path) for path in place.iterdir())


def test_the_licence_is_the_whole_eupl():
    text = (notices.ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL © the European Union 2007, 2016\n")
    assert all(f"\n{article}." in text for article in range(1, 16))
    assert text.rstrip().endswith(
        "All other changes or additions to this Appendix require the production of a new EUPL version."
    )
