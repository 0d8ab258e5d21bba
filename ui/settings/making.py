"""Makes the sections of the page, each from a module of its own that is loaded when it is first opened."""

from importlib import import_module
from typing import cast

from ui.context import Context
from ui.settings.acting import Acting
from ui.settings.frame import Section

_OF_THE_AUTHORITY = {
    "authority": "AuthoritySection",
    "letterhead": "LetterheadSection",
    "delegation": "DelegationSection",
    "docket": "DocketSection",
    "templates": "TemplatesSection",
    "signing": "SigningSection",
}
_OF_THE_DEVICE = {
    "look": "LookSection",
    "backup": "BackupSection",
    "device": "DeviceSection",
    "about": "AboutSection",
}


def section(key: str, context: Context, acting: Acting) -> Section:
    """The section with this key."""
    module = import_module(f"ui.settings.{key}")
    if key in _OF_THE_AUTHORITY:
        return cast(Section, getattr(module, _OF_THE_AUTHORITY[key])(context, acting))
    return cast(Section, getattr(module, _OF_THE_DEVICE[key])(context))
