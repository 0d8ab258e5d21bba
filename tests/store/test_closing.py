"""Closing while others read, and every way of failing to open: no key and no connection is left behind."""

import gc
import threading

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from krogkoll.kernel.errors import Locked, StoreTrouble
from krogkoll.people.rows import CompanyRow
from krogkoll.security import Permission
from krogkoll.store import Store
from krogkoll.store import engine as engines

from .conftest import SECRET

WRITE, READ = Permission.WRITE_PEOPLE, Permission.READ_PEOPLE


@pytest.fixture
def opened(monkeypatch):
    """Every connection that is opened, to ask afterwards whether it still is."""
    found = []
    connect = engines.connect

    def remembering(*arguments, **options):
        found.append(connect(*arguments, **options))
        return found[-1]

    monkeypatch.setattr(engines, "connect", remembering)
    return found


def still_open(connection):
    try:
        connection.execute("SELECT 1")
    except sqlcipher.ProgrammingError:
        return False
    return True


def test_a_reading_under_way_keeps_its_connection_and_leaves_none_behind(opened, store):
    with store.transaction(WRITE) as tx:
        made = tx.copy(tx.add(CompanyRow(name="Föreningen Bakfickan")))
    with store.reading(READ) as reader:
        reader.get(CompanyRow, made.id)
        store.close()
        assert reader.get(CompanyRow, made.id).name == "Föreningen Bakfickan"
        assert any(map(still_open, opened))
    assert not any(map(still_open, opened))
    with pytest.raises(Locked), store.reading(READ):
        pass


def test_closing_waits_for_the_transaction_that_runs_in_another_thread(store, reopen):
    writing, go_on = threading.Event(), threading.Event()

    def write():
        with store.transaction(WRITE) as tx:
            tx.add(CompanyRow(name="Under tiden"))
            writing.set()
            go_on.wait(10)

    worker = threading.Thread(target=write)
    worker.start()
    writing.wait(10)
    closer = threading.Thread(target=store.close)
    closer.start()
    go_on.set()
    worker.join(10)
    closer.join(10)
    with reopen().reading(READ) as reader:
        assert len(reader.search("company", "tiden")) == 1


def test_closing_among_many_readers_is_locked_or_an_answer_and_never_damage(store):
    with store.transaction(WRITE) as tx:
        tx.add(CompanyRow(name="Föreningen Bakfickan"))
    outcomes = []

    def read():
        for _ in range(200):
            try:
                with store.reading(READ) as reader:
                    outcomes.append(len(reader.search("company", "bakfickan")))
            except (Locked, StoreTrouble) as error:
                outcomes.append(type(error))
                return

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    store.close()
    for thread in threads:
        thread.join()
    assert set(outcomes) <= {1, Locked}
    assert Locked in outcomes


def test_a_store_that_does_not_open_overwrites_the_key_it_was_given(tmp_path, clock, store):
    store.close()
    (tmp_path / "empty.db").touch()
    (tmp_path / "folder.db").mkdir()
    (tmp_path / "loop.db").symlink_to(tmp_path / "loop.db")
    (tmp_path / "noise.db").write_bytes(b"noise" * 1000)
    for name, reason in {
        "nothing.db": "database-missing",
        "empty.db": "damaged",
        "folder.db": "damaged",
        "loop.db": "io",
        "noise.db": "damaged",
        "x" * 5000: "path-too-long",
    }.items():
        secret = bytearray(SECRET)
        with pytest.raises(StoreTrouble) as caught:
            Store.open(tmp_path / name, secret, clock)
        assert (caught.value.reason, secret) == (reason, bytearray(32)), name
    assert (tmp_path / "empty.db").stat().st_size == 0
    secret = bytearray(SECRET)
    with pytest.raises(StoreTrouble, match="exists"):
        Store.create(tmp_path / "workspace.db", secret, clock)
    assert secret == bytearray(32)


def test_nothing_is_said_to_be_saved_in_a_folder_that_is_gone(tmp_path, clock, inspector):
    import shutil

    folder = tmp_path / "minne åäö"
    folder.mkdir()
    store = Store.create(folder / "workspace.db", bytearray(SECRET), clock)
    store.act_as(inspector)
    shutil.rmtree(folder)
    with pytest.raises(StoreTrouble, match="vanished"), store.transaction(WRITE) as tx:
        tx.add(CompanyRow(name="Ut i luften"))
    store.close()


def test_a_guest_is_not_let_into_a_store_that_nobody_opened(tmp_path, clock, inspector):
    store = Store.create(tmp_path / "other.db", bytearray(SECRET), clock)
    with pytest.raises(Locked, match="nobody"), store.transaction(WRITE, guest=inspector):
        pass
    store.close()


def test_an_error_of_the_database_carries_nobodys_words(store):
    with store.transaction(WRITE) as tx:
        made = tx.copy(tx.add(CompanyRow(name="Hemliga Märket")))
    with pytest.raises(StoreTrouble, match="refused") as caught, store.transaction(WRITE) as tx:
        tx.add(CompanyRow(id=made.id, name="Hemliga Märket"))
    error = caught.value
    while error is not None:
        assert "Märket" not in str(error)
        error = error.__cause__ or error.__context__
    gc.collect()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("disk I/O error", "io"),
        ("database or disk is full", "disk-full"),
        ("attempt to write a readonly database", "read-only"),
        ("database is locked", "busy"),
        ("database disk image is malformed", "damaged"),
        ("no such column: venue.sealed", "refused"),
    ],
)
def test_what_the_driver_says_is_named(said, reason):
    with pytest.raises(StoreTrouble) as caught, engines.translated():
        raise sqlcipher.OperationalError(said)
    assert caught.value.reason == reason


def test_a_disk_that_is_full_at_the_commit_leaves_heads_and_rows_as_they_were(store, monkeypatch):
    """The signatures are made by then; the next change must follow the last that was saved."""
    from krogkoll.store import Chain
    from krogkoll.store.auditing import check

    before = store.head(Chain.CHANGES)

    def full(*_):
        raise sqlcipher.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("sqlalchemy.engine.default.DefaultDialect.do_commit", full)
        with pytest.raises(StoreTrouble, match="disk-full"), store.transaction(WRITE) as tx:
            tx.add(CompanyRow(name="Fick inte plats"))
    assert store.head(Chain.CHANGES) == before
    with store.transaction(WRITE) as tx:
        tx.add(CompanyRow(name="Fick plats"))
    with store.raw() as connection:
        report = check(connection)
    assert report.holds, report.findings
    assert (report.changes, report.rows) == (1, 1)


def test_a_rest_in_the_log_is_told_when_somebody_reads(store):
    with store._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=10")
        connection.commit()
    with store.transaction(WRITE) as tx:
        tx.add(CompanyRow(name="Ett"))
    assert store.checkpoint()
    with store.reading(READ) as reader:
        reader.search("company", "ett")
        with store.transaction(WRITE) as tx:
            tx.add(CompanyRow(name="Två"))
        assert not store.checkpoint()
    assert store.checkpoint()
