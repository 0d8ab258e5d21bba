"""The encrypted file: never plain, never opened by a wrong key, damage always noticed and named."""

import random
import secrets

import pytest

from krogkoll.kernel.errors import Locked, StoreTrouble
from krogkoll.people.rows import CompanyRow
from krogkoll.security import Permission
from krogkoll.store import Store
from krogkoll.store.engine import DatabaseKey, connect

from .conftest import SECRET

WRITE = Permission.WRITE_PEOPLE


@pytest.fixture
def filled(store):
    with store.transaction(WRITE) as tx:
        for number in range(300):
            tx.add(CompanyRow(name=f"Hemligt Märke {number}", notes="x" * 200))
    store.checkpoint()
    return store


def test_no_word_is_readable_on_the_disk_while_open_or_closed(filled, tmp_path):
    needles = ["Hemligt Märke".encode(form) for form in ("utf-8", "utf-16-le", "latin-1")]
    for moment in ("open", "closed"):
        if moment == "closed":
            filled.close()
        for path in tmp_path.rglob("*"):
            content = path.read_bytes()
            assert not content.startswith(b"SQLite format 3")
            assert not any(needle in content for needle in needles), (moment, path)


def test_a_wrong_key_is_damage_and_prints_nothing(filled, tmp_path, clock, capfd):
    filled.close()
    with pytest.raises(StoreTrouble, match="damaged"):
        Store.open(tmp_path / "workspace.db", bytearray(secrets.token_bytes(32)), clock)
    assert capfd.readouterr() == ("", "")


def test_a_plain_database_is_refused(tmp_path, clock):
    import sqlite3

    path = tmp_path / "workspace.db"
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE x(y)")
    plain.close()
    with pytest.raises(StoreTrouble, match="plaintext"):
        Store.open(path, bytearray(SECRET), clock)


def test_a_missing_database_is_named(tmp_path, clock):
    with pytest.raises(StoreTrouble, match="database-missing"):
        Store.open(tmp_path / "workspace.db", bytearray(SECRET), clock)


def test_a_database_of_a_newer_program_is_left_untouched(filled, tmp_path, clock):
    with filled._writer.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    filled.close()
    before = (tmp_path / "workspace.db").read_bytes()
    with pytest.raises(StoreTrouble, match="newer"):
        Store.open(tmp_path / "workspace.db", bytearray(SECRET), clock)
    assert (tmp_path / "workspace.db").read_bytes() == before


def refuses_or_reports(path):
    try:
        connection = connect(path, DatabaseKey(bytearray(SECRET)))
    except StoreTrouble as error:
        return error.reason == "damaged"
    pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    connection.close()
    return bool(pages)


def test_every_flipped_bit_is_an_error_never_other_data(filled, tmp_path):
    filled.close()
    original = (tmp_path / "workspace.db").read_bytes()
    rng = random.Random(7)
    for _ in range(60):
        damaged = bytearray(original)
        position = rng.randrange(len(damaged))
        damaged[position] ^= 1 << rng.randrange(8)
        copy = tmp_path / "damaged.db"
        copy.write_bytes(damaged)
        assert refuses_or_reports(copy), f"a flipped bit at {position} went unnoticed"
        for side in tmp_path.glob("damaged.db-*"):
            side.unlink()


def test_a_key_that_was_wiped_opens_nothing(filled, tmp_path):
    key = DatabaseKey(bytearray(SECRET))
    key.wipe()
    with pytest.raises(Locked):
        connect(tmp_path / "workspace.db", key)


def test_another_implementation_of_the_file_format_reads_it(filled, tmp_path):
    """The file is standard SQLCipher 4: SQLite3 Multiple Ciphers, which shares no code with ours, opens it."""
    import apsw

    filled.close()
    other = apsw.Connection(str(tmp_path / "workspace.db"), flags=apsw.SQLITE_OPEN_READONLY)
    other.pragma("cipher", "sqlcipher")
    other.pragma("legacy", 4)
    other.execute(f"PRAGMA key = \"x'{SECRET.hex()}'\"")
    assert other.execute("SELECT count(*) FROM company").fetchall() == [(300,)]
    other.close()


def test_a_read_only_folder_is_named(filled, tmp_path, clock):
    from krogkoll.store.engine import translated

    filled.close()
    with pytest.raises(StoreTrouble, match="read-only"), translated():
        raise PermissionError(13, "denied", str(tmp_path / "workspace.db"))
