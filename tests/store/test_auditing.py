"""The check of both chains: whole histories hold, and every way of tampering is found and named."""

import json

import pytest
from sqlalchemy.exc import IntegrityError

from krogkoll.people.rows import CompanyRow, PersonRow
from krogkoll.security import Permission
from krogkoll.store import AuditAction
from krogkoll.store.auditing import check

WRITE = Permission.WRITE_PEOPLE


def verdict(store):
    with store.raw() as connection:
        return check(connection)


def codes(store):
    return {finding.code for finding in verdict(store).findings}


@pytest.fixture
def history(store):
    """A store in which everything has happened once: changes, a conflict, a removal, a seal, many entries."""
    with store.transaction(WRITE) as tx:
        first = tx.copy(tx.add(CompanyRow(name="Föreningen Bakfickan", city="Landskrona")))
        second = tx.copy(tx.add(CompanyRow(name="Borta AB")))
        sealed = tx.copy(tx.add(CompanyRow(name="Förseglad")))
        tx.add(PersonRow(name="Lo Test"))
        tx.audit(AuditAction.READ, "company", [first.id], detail={"why": "övning"})
    for city in ("Lund", "Malmö"):
        with store.transaction(WRITE) as tx:
            tx.change(CompanyRow, first.id, seen=first.seen, city=city)
    with store.transaction(WRITE) as tx:
        tx.remove(CompanyRow, second.id, seen=second.seen)
        tx.seal(CompanyRow, sealed.id, "ab" * 32)
        for number in range(120):
            tx.add(CompanyRow(name=f"Bolag {number}"))
    return store


def test_a_whole_history_holds(history):
    report = verdict(history)
    assert report.holds, report.findings
    assert (report.changes, report.rows) == (128, 123)
    assert report.signatures == 8


def test_a_history_that_goes_on_as_a_new_replica_holds_and_names_the_old_heads(history):
    old = dict(verdict(history).heads)
    history.new_replica("återläst")
    with history.transaction(WRITE) as tx:
        tx.add(CompanyRow(name="Efteråt"))
    report = verdict(history)
    assert report.holds, report.findings
    assert len(report.heads) == 4
    assert set(old.items()) <= set(report.heads.items())


def test_a_purged_record_leaves_a_chain_that_holds(history, inspector):
    from dataclasses import replace

    from krogkoll.security import Role

    with history.transaction(WRITE) as tx:
        gone = tx.copy(tx.add(PersonRow(name="Gallras")))
        tx.audit(AuditAction.READ, "person", [gone.id], detail={"x": "y"})
    history.act_as(next(a for a in (replace(inspector, role=role) for role in Role) if a.may(Permission.PURGE)))
    with history.transaction(Permission.PURGE) as tx:
        tx.purge(PersonRow, gone.id, "gallring")
    report = verdict(history)
    assert report.holds, report.findings
    assert report.purged == 1


def drop_guards(connection):
    chosen = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    for name in connection.exec_driver_sql(chosen).scalars().all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


TAMPERINGS = {
    "a row edited behind the log": ("UPDATE company SET city = 'Ystad' WHERE name = 'Bolag 7'", "row-differs"),
    "a row added behind the log": (
        "INSERT INTO company(id, name, compartment, created_by, heads, sealed, extra, street, postal_code, city, email,"
        " phone, notes, number, name_sort)"
        " VALUES ('x', 'Falsk', '', '', '{}', 0, '{}', '', '', '', '', '', '', '', '')",
        "row-without-change",
    ),
    "a row removed behind the log": ("DELETE FROM company WHERE name = 'Bolag 7'", "row-missing"),
    "a record moved to another compartment": (
        "UPDATE company SET compartment = 'k1282.alkohol.intel' WHERE name = 'Bolag 7'",
        "row-differs",
    ),
    "another author": ("UPDATE company SET created_by = 'u2' WHERE name = 'Bolag 7'", "row-differs"),
    "the other side of a conflict removed": ("DELETE FROM losing_value", "conflict-differs"),
    "the other side of a conflict rewritten": ("UPDATE losing_value SET value = '{}'", "conflict-differs"),
    "a seal broken": ("UPDATE company SET sealed = 0 WHERE name = 'Förseglad'", "seal-differs"),
    "heads rewritten": ('UPDATE company SET heads = \'{"*":[["a:1","1"]]}\' WHERE name = \'Bolag 7\'', "heads-differ"),
    "a change rewritten": ("UPDATE change_log SET said = replace(said, 'new', 'old') WHERE n = 20", "bytes"),
    "a change wiped without a purge": ("UPDATE change_log SET said = NULL WHERE n = 20", "bytes-missing"),
    "a change removed": ("DELETE FROM change_log WHERE n = 20", "gap"),
    "the last change removed": ("DELETE FROM change_log WHERE n = 128", "head-unsigned"),
    "the content hash rewritten": ("UPDATE change_log SET content_hash = zeroblob(32) WHERE n = 20", "link"),
    "a hash rewritten": ("UPDATE change_log SET hash = zeroblob(32) WHERE n = 20", "link"),
    "columns that say something else": ("UPDATE change_log SET rid = 'x' WHERE n = 20", "columns"),
    "an audit entry rewritten": ("UPDATE audit_log SET said = replace(said, '\"read\"', '\"nada\"')", "link"),
    "an audit entry removed": ("DELETE FROM audit_log WHERE n = 1", "gap"),
    "an audit detail rewritten": ("UPDATE audit_log SET detail = '{}' WHERE detail IS NOT NULL", "detail"),
    "an audit detail wiped without a purge": ("UPDATE audit_log SET detail = NULL", "bytes-missing"),
    "a signature exchanged": ("UPDATE head_signature SET signature = zeroblob(64) WHERE n = 128", "signature"),
    "the signatures removed": ("DELETE FROM head_signature", "head-unsigned"),
    "another key": ("UPDATE replica SET public_key = zeroblob(32)", "replica-id"),
    "entries of a replica nobody knows": ("UPDATE change_log SET replica = 'x' WHERE n = 128", "strays"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_found_and_named(history, name):
    statement, code = TAMPERINGS[name]
    with history._writer.begin() as connection:
        drop_guards(connection)
        assert connection.exec_driver_sql(statement).rowcount > 0
    assert code in codes(history)


def test_an_independent_script_recomputes_the_change_chain(history):
    """Thirty lines that share no code with the product."""
    import hashlib

    with history.raw() as connection:
        rows = connection.exec_driver_sql("SELECT replica, n, said, hash FROM change_log ORDER BY n").all()
        key, replica = connection.exec_driver_sql("SELECT public_key, id FROM replica").one()
        signature = connection.exec_driver_sql(
            "SELECT signature FROM head_signature WHERE chain = 'changes' ORDER BY n DESC LIMIT 1"
        ).scalar_one()
    head = hashlib.sha256(f"krogkoll changes {replica} ".encode()).digest()
    for number, (name, n, said, kept) in enumerate(rows, start=1):
        assert (name, n, json.loads(said)["n"]) == (replica, number, number)
        head = hashlib.sha256(head + hashlib.sha256(said).digest()).digest()
        assert head == kept
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    text = f"krogkoll head v1 changes {replica} {len(rows)}:{head.hex()}".encode()
    Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    assert replica == hashlib.sha256(key).hexdigest()[:32]


WORTHLESS = {
    # What the audit does not speak of: order of arrival, delivery, what is derived and rebuilt, when a key was made.
    "change_log": {"seq", "state"},
    "audit_log": {"seq"},
    "replica": {"seq", "made_at", "private_key"},
    "company": {"row_no", "name_sort", "extra"},
    "losing_value": set(),
    "head_signature": set(),
}
STRANGE = ("'åäö'", "X'FF00FF'", "-7", "NULL", "1.5", "'{\"f\": 3}'", "'[]'")


def with_a_strange_cell(store, table, column, strange, rng):
    """What the check says while one cell holds something strange; None where the table does not take it."""
    with store._writer.connect() as connection:
        differing = f"FROM {table} WHERE {column} IS NOT {strange}"
        rows = connection.exec_driver_sql(f"SELECT rowid {differing}").scalars().all()
        try:
            connection.exec_driver_sql(f"UPDATE {table} SET {column} = {strange} WHERE rowid = {rng.choice(rows)}")
        except IntegrityError:
            return None
        report = check(connection)
        connection.rollback()
    return report


def test_whatever_somebody_writes_into_a_cell_is_a_finding_and_never_a_crash(history):
    """One cell after another gets something strange, also of the wrong type."""
    import random

    rng = random.Random(11)
    with history._writer.begin() as connection:
        drop_guards(connection)
    tried = 0
    for table, spared in WORTHLESS.items():
        with history.raw() as connection:
            columns = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")}
        for column in sorted(columns - spared):
            for strange in rng.sample(STRANGE, 2):
                report = with_a_strange_cell(history, table, column, strange, rng)
                tried += report is not None
                assert report is None or not report.holds, (table, column, strange)
    assert tried > 50
    assert verdict(history).holds


def test_a_change_made_after_the_seal_with_the_programs_own_means_is_found(history):
    """Somebody breaks the guard, lets the program write, and mends the row: the log still tells."""
    with history.raw() as connection:
        chosen = "SELECT id FROM company WHERE name = 'Förseglad'"
        record_id = connection.exec_driver_sql(chosen).scalar_one()
    with history._writer.begin() as connection:
        drop_guards(connection)
        connection.exec_driver_sql(f"UPDATE company SET sealed = 0 WHERE id = '{record_id}'")
    with history.transaction(WRITE) as tx:
        shown = tx.copy(tx.get(CompanyRow, record_id))
        tx.change(CompanyRow, record_id, seen=shown.seen, city="Ystad")
    with history._writer.begin() as connection:
        connection.exec_driver_sql(f"UPDATE company SET sealed = 1 WHERE id = '{record_id}'")
    assert "change-after-seal" in codes(history)
