"""One use case is one transaction: row, change and audit entry together, or none of them."""

import threading
from dataclasses import replace

import msgspec
import pytest
from sqlalchemy import func, select

from krogkoll.kernel.errors import Locked, NotAllowed, NotFound
from krogkoll.people.rows import CompanyRow, PersonRow
from krogkoll.security import Permission
from krogkoll.store import AuditAction, Chain
from krogkoll.store.chains import AuditRow, ChangeRow
from krogkoll.store.mapping import Draft, LosingValue

WRITE = Permission.WRITE_PEOPLE


def add_company(store, **fields):
    with store.transaction(WRITE) as tx:
        return tx.copy(tx.add(CompanyRow(**{"name": "Föreningen Bakfickan"} | fields)))


def company(store, company_id):
    with store.reading(Permission.READ_PEOPLE) as reader:
        return reader.copy(reader.get(CompanyRow, company_id))


def audit_entries(store):
    with store.raw() as connection:
        return [msgspec.json.decode(said) for said in connection.scalars(select(AuditRow.said).order_by(AuditRow.seq))]


def changes(store):
    with store.raw() as connection:
        return [
            msgspec.json.decode(said) for said in connection.scalars(select(ChangeRow.said).order_by(ChangeRow.seq))
        ]


def test_a_new_record_is_a_row_a_change_and_an_audit_entry(store, inspector):
    made = add_company(store, city="Landskrona")
    assert company(store, made.id) == made
    assert made.created_by == inspector.user_id
    assert made.compartment == "k1282.alkohol.std"
    assert [(change["what"], change["rid"], change["n"]) for change in changes(store)] == [("new", made.id, 1)]
    assert changes(store)[0]["f"]["address"]["v"]["city"] == "Landskrona"
    entry = audit_entries(store)[-1]
    assert (entry["act"], entry["kind"], entry["ids"]) == ("collected", "company", [made.id])


def fail_after(tx):
    tx.add(CompanyRow(name="Halvfärdig"))
    tx.flush()
    raise ZeroDivisionError


def test_a_block_that_fails_leaves_nothing_and_the_chain_goes_on_from_where_it_was(store):
    before = store.head(Chain.CHANGES)
    with pytest.raises(ZeroDivisionError), store.transaction(WRITE) as tx:
        fail_after(tx)
    assert store.head(Chain.CHANGES) == before
    made = add_company(store)
    assert [change["rid"] for change in changes(store)] == [made.id]


def test_two_people_who_change_the_same_group_unseen_both_keep_their_value(store):
    shown = add_company(store, city="Landskrona")
    with store.transaction(WRITE) as tx:
        tx.change(CompanyRow, shown.id, seen=shown.seen, city="Lund")
    with store.transaction(WRITE) as tx:
        row = tx.change(CompanyRow, shown.id, seen=shown.seen, city="Malmö")
        assert row.city == "Malmö"
        (conflict,) = tx.conflicts(CompanyRow, shown.id)
    assert conflict.group == "address"
    assert [values["city"] for _, values in conflict.others] == ["Lund"]
    with store.transaction(WRITE) as tx:
        tx.resolve(CompanyRow, shown.id, seen=tx.copy(row).seen, why="besökt platsen", city="Lund")
        assert tx.conflicts(CompanyRow, shown.id) == ()
        assert tx.get(CompanyRow, shown.id).city == "Lund"
        assert tx.rows(select(func.count()).select_from(LosingValue)) == [(0,)]


def test_the_same_value_from_two_people_is_no_conflict(store):
    shown = add_company(store, city="Landskrona")
    for _ in range(2):
        with store.transaction(WRITE) as tx:
            tx.change(CompanyRow, shown.id, seen=shown.seen, city="Lund")
    with store.reading(Permission.READ_PEOPLE) as reader:
        assert reader.conflicts(CompanyRow, shown.id) == ()


def test_edits_of_different_groups_do_not_meet(store):
    shown = add_company(store)
    with store.transaction(WRITE) as tx:
        tx.change(CompanyRow, shown.id, seen=shown.seen, phone="0418-00 00 00")
    with store.transaction(WRITE) as tx:
        tx.change(CompanyRow, shown.id, seen=shown.seen, email="info@bakfickan.example")
        assert tx.conflicts(CompanyRow, shown.id) == ()


def test_writing_the_value_that_stands_writes_nothing(store):
    shown = add_company(store, city="Landskrona")
    with store.transaction(WRITE) as tx:
        tx.change(CompanyRow, shown.id, seen=shown.seen, city="Landskrona")
    assert len(changes(store)) == 1


def test_a_sealed_record_is_refused_by_the_database_itself(store):
    made = add_company(store)
    with store.transaction(WRITE) as tx:
        tx.seal(CompanyRow, made.id, "ab" * 32)
    assert company(store, made.id).sealed
    with pytest.raises(NotAllowed, match="sealed"), store.transaction(WRITE) as tx:
        tx.change(CompanyRow, made.id, seen=made.seen, city="Lund")
    with pytest.raises(NotAllowed, match="sealed"), store.transaction(WRITE) as tx:
        tx.remove(CompanyRow, made.id, seen=made.seen)
    assert company(store, made.id).city == ""


@pytest.mark.parametrize("table", ["change_log", "audit_log"])
def test_log_rows_can_neither_be_rewritten_nor_removed(store, table):
    add_company(store)
    with store._writer.connect() as connection:
        for statement in (
            f"UPDATE {table} SET said = X'00'",
            f"DELETE FROM {table}",
            f"UPDATE {table} SET hash = X'00'",
        ):
            with pytest.raises(Exception, match="sealed"), connection.begin():
                connection.exec_driver_sql(statement)


def test_a_role_that_may_not_is_refused_and_the_refusal_is_logged(store, admin):
    store.act_as(admin)
    with pytest.raises(NotAllowed), store.transaction(WRITE) as tx:
        tx.add(CompanyRow(name="Nej"))
    assert audit_entries(store)[-1]["act"] == "permission-refused"
    with pytest.raises(NotAllowed), store.reading(Permission.READ_PEOPLE):
        pass
    assert changes(store) == []


def test_a_guest_of_another_authority_writes_nothing_here_and_the_log_knows(store, admin):
    stranger = replace(admin, authority="k1282.miljo")
    with pytest.raises(NotAllowed, match="other-authority"), store.transaction(Permission.UNLOCK, guest=stranger):
        pass
    assert audit_entries(store)[-1]["act"] == "permission-refused"


def test_a_guest_acts_under_the_own_name_and_role(store, admin):
    with pytest.raises(NotAllowed), store.transaction(WRITE, guest=admin):
        pass
    with store.transaction(Permission.UNLOCK, guest=admin) as tx:
        tx.audit(AuditAction.KEY_USED, "certificate")
    assert [entry["act"] for entry in audit_entries(store)[-2:]] == ["guest-act", "key-used"]
    assert audit_entries(store)[-1]["usr"] == admin.user_id


def test_a_transaction_inside_a_transaction_is_a_bug_and_says_so(store):
    with pytest.raises(RuntimeError, match="nest"), store.transaction(WRITE), store.transaction(WRITE):
        pass


def test_a_record_that_is_not_here_is_not_found(store):
    with pytest.raises(NotFound), store.transaction(WRITE) as tx:
        tx.change(CompanyRow, "nobody", seen={}, city="Lund")


def test_listeners_hear_what_kinds_changed_after_the_commit(store):
    heard = []
    store.listen(lambda kinds: heard.append((kinds, len(changes(store)))))
    add_company(store)
    assert heard == [(frozenset({"company"}), 1)]


def test_writers_in_several_threads_lose_nothing(store):
    def write(name):
        for number in range(20):
            add_company(store, name=f"{name} {number}")

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [change["n"] for change in changes(store)] == list(range(1, 81))


def test_a_closed_store_lets_nobody_in(store):
    store.close()
    with pytest.raises(Locked), store.transaction(WRITE):
        pass


def test_drafts_survive_a_restart_and_go_when_the_record_is_sealed(store, reopen):
    made = add_company(store)
    with store.transaction(Permission.UNLOCK) as tx:
        tx.save_draft("company:edit", {"name": "Utkast"}, record_id=made.id)
    store.close()
    again = reopen()
    with again.reading(Permission.UNLOCK) as reader:
        assert reader.draft("company:edit") == {"name": "Utkast"}
    with again.transaction(WRITE) as tx:
        tx.seal(CompanyRow, made.id, "ab" * 32)
    with again.raw() as connection:
        assert connection.scalar(select(func.count()).select_from(Draft)) == 0


def test_each_chain_carries_the_other_head_every_hundredth_entry(store):
    with store.transaction(WRITE) as tx:
        for number in range(100):
            tx.add(CompanyRow(name=f"Bolag {number}"))
    assert "audit" in changes(store)[99]
    assert all("audit" not in change for change in changes(store)[:99])


def test_a_purge_wipes_every_byte_and_leaves_only_hashes(store, inspector, tmp_path, admin):
    from dataclasses import replace

    from krogkoll.security import Role

    secret = "Gallrasbortsson"
    with store.transaction(WRITE) as tx:
        person = tx.copy(tx.add(PersonRow(name=secret)))
        tx.audit(AuditAction.SEARCHED, "person", [person.id], detail={"text": secret})
        tx.seal(PersonRow, person.id, "ab" * 32)
    purger = next(replace(inspector, role=role) for role in Role if replace(inspector, role=role).may(Permission.PURGE))
    store.act_as(purger)
    with store.transaction(Permission.PURGE) as tx:
        certificate = tx.purge(PersonRow, person.id, "gallringsbeslut 2026-1")
    assert (certificate.kind, certificate.changes, certificate.audit_details) == ("person", 2, 1)
    store.checkpoint()
    with store.raw() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        kept = b"".join(
            value if isinstance(value, bytes) else str(value).encode()
            for table in tables
            for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"')
            for value in row
        )
    assert b"gallringsbeslut 2026-1" in kept
    assert secret.casefold().encode() not in kept.lower()
