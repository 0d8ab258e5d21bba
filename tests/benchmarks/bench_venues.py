"""What the list of places costs below the window: words to row numbers, whole orders, pages, a practice workspace."""

import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from bench_window import PASSPHRASE, PLACES, workspace
from figures import figure

TYPED = ("källaren 71", "kallaren", "örnen 4", "kölhalar", "studio 4", "sillkajsgatan 14", "fickan", "pannan 12")


@contextmanager
def places():
    """The services of a workspace with 100,000 places."""
    from krogkoll.workspace import open_with_password

    opened = open_with_password(workspace(PLACES), PASSPHRASE)
    try:
        yield opened.venues
    finally:
        opened.close()


def p95(taken: list[float]) -> float:
    """In milliseconds."""
    return sorted(taken)[int(len(taken) * 0.95)] * 1000


@figure("100,000 places: typed letters to row numbers, p95", unit="ms", at_most=20, runs=1)
def searching() -> float:
    """Each word letter by letter, the first letter too, in all three orders."""
    from krogkoll.venues import VenueOrder, VenueQuery

    taken = []
    with places() as venues:
        for order in VenueOrder:
            venues.find(VenueQuery(order=order))
            venues.find(VenueQuery(text="warm", order=order))
        for word in TYPED * 2:
            for order in VenueOrder:
                for end in range(1, len(word) + 1):
                    started = time.perf_counter()
                    venues.find(VenueQuery(text=word[:end], order=order))
                    taken.append(time.perf_counter() - started)
    return p95(taken)


@figure("100,000 places: the whole list by risk after a change", unit="ms", at_most=150, runs=1)
def reordering() -> float:
    """What a colleague's change costs the list: everything that was kept is gone."""
    from krogkoll.venues import VenueQuery

    taken = []
    with places() as venues:
        for _ in range(9):
            venues._orders.forget(frozenset({"venue"}))
            started = time.perf_counter()
            venues.find(VenueQuery())
            taken.append(time.perf_counter() - started)
    return sorted(taken)[len(taken) // 2] * 1000


@figure("100,000 places: one page of 128 lines, p95", unit="ms", at_most=16, runs=1)
def paging() -> float:
    """Pages from all over the list."""
    from krogkoll.venues import VenueQuery

    taken = []
    with places() as venues:
        numbers = venues.find(VenueQuery())
        for start in range(0, PLACES - 128, 997):
            started = time.perf_counter()
            venues.page(numbers[start : start + 128])
            taken.append(time.perf_counter() - started)
    return p95(taken)


@figure("practice workspace of 128 places made", unit="s", at_most=10)
def practising() -> float:
    """What somebody waits for who opens the program to practise for the first time."""
    from krogkoll.practice import PRACTICE_PASSWORD, create_practice

    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        create_practice(Path(folder) / "workspace", PRACTICE_PASSWORD).close()
        return time.perf_counter() - started


MISTYPED = (
    ("Källarn 71", "Sillkajsg. 14"),
    ("Ångpanan", ""),
    ("Örnen 4", "Kölhalargr 22"),
    ("Studo 12", "Tackelgränd 9"),
    ("", "Pollargatan 31"),
    ("Bakfikan 700", "Lodjegatan 3"),
    ("Zebran 90", "Brandgulsgatan 7"),
    ("Andra vånigen 5", ""),
    ("Nattugglan", "Segelvägen 4"),
)


@figure("100,000 places: duplicates of a place being typed, p95", unit="ms", at_most=20, runs=1)
def matching() -> float:
    """Names and addresses with slips of the pen, letter by letter, as the form asks for them."""
    from krogkoll.venues import VenueDraft

    taken = []
    with places() as venues:
        venues.duplicates(VenueDraft(name="warm", street="Warmgatan 1"))
        for name, street in MISTYPED * 3:
            for end in range(3, max(len(name), len(street)) + 1):
                draft = VenueDraft(name=name[:end], street=street[:end], city="Landskrona")
                started = time.perf_counter()
                venues.duplicates(draft)
                taken.append(time.perf_counter() - started)
    return p95(taken)
