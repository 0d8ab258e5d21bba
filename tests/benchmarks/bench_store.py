"""What the store costs: opening it, searching 100,000 records, checking the chains, backing up."""

import secrets
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from figures import figure

ROWS = 100_000
STREETS = ("Sillkajsgatan", "Kölhalargränd", "Tackelgränd", "Pollargatan", "Brandgulsgatan", "Lodjegatan")
WORDS = ("Källaren", "Studio", "Klubb", "Lokal", "Hamnmagasinet", "Kulturhuset", "Verkstaden", "Föreningen")


@contextmanager
def filled(rows: int):
    """A store with so many companies, and its key."""
    import krogkoll.people  # noqa: F401
    from krogkoll.kernel.clock import SystemClock
    from krogkoll.people.rows import CompanyRow
    from krogkoll.security import Actor, Permission, Role
    from krogkoll.store import Store

    actor = Actor(user_id="u", name="Anna Lindqvist", role=Role.MUNICIPAL_INSPECTOR, authority="k1282.alkohol")
    with tempfile.TemporaryDirectory() as folder:
        key = secrets.token_bytes(32)
        store = Store.create(Path(folder) / "workspace.db", bytearray(key), SystemClock())
        store.act_as(actor)
        for start in range(0, rows, 10_000):
            with store.transaction(Permission.WRITE_PEOPLE) as tx:
                for number in range(start, min(rows, start + 10_000)):
                    name = f"{WORDS[number % len(WORDS)]} {number}"
                    street = f"{STREETS[number % len(STREETS)]} {number % 140}"
                    tx.add(CompanyRow(name=name, street=street, city="Landskrona"))
        yield store, key
        store.close()


@figure("database of 100,000 records: open", unit="ms", at_most=50, runs=1)
def opening() -> float:
    """From the key in hand to the first answer."""
    from krogkoll.kernel.clock import SystemClock
    from krogkoll.store import Store

    with filled(ROWS) as (store, key):
        store.close()
        started = time.perf_counter()
        again = Store.open(store.path, bytearray(key), SystemClock())
        taken = time.perf_counter() - started
        again.close()
    return taken * 1000


@figure("search among 100,000 records, p95", unit="ms", at_most=20, runs=1)
def searching() -> float:
    """Selective words, prefixes, folded words and parts of words."""
    from krogkoll.security import Permission

    queries = [
        "källaren 4711",
        "studio 99",
        "kallaren 12",
        "magasinet 777",
        "sillkajs 13 44",
        "tackelgränd 9 60",
        "54321",
    ]
    taken = []
    with filled(ROWS) as (store, _):
        for query in queries * 20:
            with store.reading(Permission.READ_PEOPLE) as reader:
                started = time.perf_counter()
                reader.search("company", query)
                taken.append(time.perf_counter() - started)
    return sorted(taken)[int(len(taken) * 0.95)] * 1000


@figure("one change saved to disk", unit="ms", at_most=10, runs=1)
def one_change() -> float:
    """Row, change, audit entry and signatures of one use case, on the disk."""
    from krogkoll.people.rows import CompanyRow
    from krogkoll.security import Permission

    with filled(1000) as (store, _):
        taken = []
        for number in range(100):
            started = time.perf_counter()
            with store.transaction(Permission.WRITE_PEOPLE) as tx:
                tx.add(CompanyRow(name=f"Ny {number}"))
            taken.append(time.perf_counter() - started)
    return sorted(taken)[len(taken) // 2] * 1000


@figure("check of both chains", unit="entries/s", at_least=8_000)
def checking() -> float:
    """Links, bytes, signatures and every row against its changes."""
    from krogkoll.store import check

    with filled(20_000) as (store, _), store.raw() as connection:
        started = time.perf_counter()
        report = check(connection)
        taken = time.perf_counter() - started
    if not report.holds:
        raise AssertionError(report.findings)
    return (report.changes + report.audit_entries) / taken


@figure("backup of the database, checked", unit="MB/s", at_least=60)
def backing_up() -> float:
    """One-step copy, page check and integrity check."""
    with filled(50_000) as (store, _):
        store.checkpoint()
        size = store.path.stat().st_size
        started = time.perf_counter()
        store.copy_to(store.path.with_name("copy.db"))
        taken = time.perf_counter() - started
    return size / 1e6 / taken
