"""What bringing in a list costs: from the file to places, companies and tips on the disk."""

import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from figures import figure

ROWS = 10_000
HEADER = (
    "Tillståndsnr;Serveringsställe;Besöksadress;Postnr;Postort;Bolag;Orgnr;Serveringstid;Giltigt från;Allmänhet/slutet"
)


@contextmanager
def intake():
    """The service on an empty workspace, and a folder for lists."""
    from krogkoll.founding import NewWorkspace, create_workspace
    from krogkoll.security import FLOOR_COST, Role

    with tempfile.TemporaryDirectory() as folder:
        new = NewWorkspace(
            name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR, authority="k1282.alkohol", practice=True
        )
        workspace, _ = create_workspace(Path(folder) / "w", new, "fyra hästar stampar", cost=FLOOR_COST)
        try:
            yield workspace.intake, Path(folder)
        finally:
            workspace.close()


def permit_list(folder: Path, until: str = "01.00") -> Path:
    """A permit list as a Swedish system saves it."""
    from krogkoll.kernel.identifiers import luhn_digit

    lines = [HEADER]
    for number in range(ROWS):
        nine = f"556{number:06d}"
        lines.append(
            f"T-{number};Krog {number};Storgatan {number};261 35;Landskrona;Bolag {number} AB;"
            f"{nine[:6]}-{nine[6:]}{luhn_digit(nine)};11.00–{until};2024-03-01;Allmänheten"
        )
    path = folder / "tillstand.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    return path


def seconds(service, path, kind):
    """From choosing the file to everything written."""
    started = time.perf_counter()
    service.carry_out(service.plan(service.look(path, kind)))
    return time.perf_counter() - started


@figure("10,000 permits from a file, new places and companies", unit="s", at_most=10, runs=1)
def permits() -> float:
    """Read, planned, written."""
    from krogkoll.intake import ListKind

    with intake() as (service, folder):
        return seconds(service, permit_list(folder), ListKind.PERMITS)


@figure("10,000 permits again, nothing changed", unit="s", at_most=5, runs=1)
def again() -> float:
    """What a list costs that says what is known already."""
    from krogkoll.intake import ListKind

    with intake() as (service, folder):
        path = permit_list(folder)
        seconds(service, path, ListKind.PERMITS)
        return seconds(service, path, ListKind.PERMITS)


@figure("10,000 tips from a workbook", unit="s", at_most=10, runs=1)
def tips() -> float:
    """Read, planned, written."""
    import openpyxl

    from krogkoll.intake import ListKind

    with intake() as (service, folder):
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.append(["Datum", "Tips", "Kanal", "Plats", "Grad"])
        for number in range(ROWS):
            sheet.append(
                ["2026-11-01 23:14", f"Betald servering, iakttagelse {number}", "Telefon", f"Krog {number}", "2B"]
            )
        path = folder / "tips.xlsx"
        book.save(path)
        return seconds(service, path, ListKind.TIPS)
