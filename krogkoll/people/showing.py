"""What may be shown of a person, everywhere alike: lists, search, paper and export ask here and nowhere else."""

from dataclasses import dataclass
from datetime import date

from krogkoll.people.model import Person, Suspicion, swedish
from krogkoll.security import Actor, Permission

PROTECTED = "Skyddad identitet"
HIDDEN = "Visas inte för din roll"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPerson:
    """The texts that may stand on screen or paper; what may not be shown is empty, never starred out.

    tags: short words that must stand beside the name wherever it stands, such as "Under 18 år".
    """

    title: str
    number: str = ""
    address: str = ""
    contact: str = ""
    language: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    masked: bool = False


def shown_person(person: Person, viewer: Actor, today: date, *, revealed: bool = False) -> ShownPerson:
    """The texts of a person for this viewer.

    A person with protected identity is masked whole until somebody has opened that one record for a stated purpose
    (`revealed`, after `PeopleService.person`); even then no address is shown, since none is written down.
    """
    if not viewer.may(Permission.READ_PEOPLE):
        return ShownPerson(title=HIDDEN, masked=True)
    tags = _tags(person, today)
    if person.protected and not revealed:
        return ShownPerson(title=PROTECTED, tags=tags, masked=True)
    town = " ".join(part for part in (person.postal_code, person.city) if part)
    where = "" if person.protected else ", ".join(part for part in (person.street, town) if part)
    reached = "" if person.protected else ", ".join(part for part in (person.phone, person.email) if part)
    return ShownPerson(
        title=person.name or person.identity_text or "Okänd person",
        number=person.shown_number(today),
        address=where,
        contact=reached,
        language=person.language,
        notes=person.notes,
        tags=(PROTECTED, *tags) if person.protected else tags,
    )


def _tags(person: Person, today: date) -> tuple[str, ...]:
    found = ["Under 18 år"] if person.is_minor(today) else []
    if person.suspicion is not Suspicion.NOT_STATED:
        found.append(swedish(person.suspicion))
    return tuple(found)
