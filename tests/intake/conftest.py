"""A workspace with the services that lists meet, and lists made on the spot."""

from types import SimpleNamespace

import pytest

from krogkoll.intake import IntakeService, ListKind
from krogkoll.people import PeopleService
from krogkoll.venues import TipService, VenueService
from tests.factories import clock, workspace

HEADER = "Tillståndsnr;Serveringsställe;Besöksadress;Postnr;Postort;Bolag;Orgnr;Serveringstid;Giltigt från"
ROWS = (
    "T-1;Källaren Ängeln;Sillkajsgatan 14;261 35;Landskrona;Ängeln AB;556000-0019;11.00–01.00;2024-03-01",
    "T-2;Örnen;Kölhalargränd 22;26131;Landskrona;Örnen HB;;11-03;1 mars 2024",
)


@pytest.fixture
def desk(tmp_path):
    """The services on an empty workspace, and `write` and `plan` for lists in a folder beside it."""
    folder = tmp_path / "listor"
    folder.mkdir()
    with workspace(tmp_path / "w", at=clock()) as store:
        intake = IntakeService(store)

        def write(content, name="lista.csv"):
            path = folder / name
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            return path

        def plan(content, kind=ListKind.PERMITS, name="lista.csv"):
            return intake.plan(intake.look(write(content, name), kind))

        yield SimpleNamespace(
            store=store,
            intake=intake,
            venues=VenueService(store),
            tips=TipService(store),
            people=PeopleService(store),
            write=write,
            plan=plan,
            permits=lambda *rows: plan("\r\n".join((HEADER, *rows))),
        )
