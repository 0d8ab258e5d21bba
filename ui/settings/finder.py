"""Finds sections and single settings for the search field in the top bar, by the words that stand on the page."""

from typing import TYPE_CHECKING, NamedTuple

from ui.i18n import tr
from ui.matching import means, typed_words
from ui.settings.fields import DECLARED
from ui.settings.page import SECTIONS

if TYPE_CHECKING:
    from krogkoll.workspace import Workspace

_AT_MOST = 3


class FoundSetting(NamedTuple):
    """One hit: a section or a field, the section it stands in, and its key."""

    title: str
    under: str
    where: str


def find_settings(_: "Workspace", text: str) -> list[FoundSetting]:
    """The first that match; sections before their fields."""
    wanted = typed_words(text)
    if not wanted:
        return []
    page = tr("Inställningar")
    found = [FoundSetting(tr(one.word), page, one.key) for one in SECTIONS if means(tr(one.word), wanted)]
    words = {one.key: tr(one.word) for one in SECTIONS}
    for section, fields in DECLARED.items():
        found += [
            FoundSetting(tr(field.label), words[section], section) for field in fields if means(tr(field.label), wanted)
        ]
    return found[:_AT_MOST]
