"""What happens to rows when people write without having seen each other: nobody's words vanish in silence."""

import pytest
from sqlalchemy import func, select

from krogkoll.kernel.errors import Conflict, NotAllowed, NotFound
from krogkoll.people.rows import CompanyRow, PersonRow
from krogkoll.security import Permission
from krogkoll.store.auditing import check
from krogkoll.store.mapping import SearchText

WRITE = Permission.WRITE_PEOPLE


@pytest.fixture
def made(store):
    with store.transaction(WRITE) as tx:
        return tx.copy(tx.add(CompanyRow(name="Föreningen Bakfickan", street="Sillgatan 1", city="Landskrona")))


def change(store, shown, **fields):
    with store.transaction(WRITE) as tx:
        return tx.copy(tx.change(CompanyRow, shown.id, seen=shown.seen, **fields))


def sound(store):
    with store.raw() as connection:
        report = check(connection)
    return report.findings


def test_a_removal_that_did_not_see_the_last_edit_is_refused_and_nothing_is_lost(store, made):
    change(store, made, phone="0418-00 00 00")
    with pytest.raises(Conflict, match="changed-meanwhile"), store.transaction(WRITE) as tx:
        tx.remove(CompanyRow, made.id, seen=made.seen)
    with store.transaction(WRITE) as tx:
        assert tx.get(CompanyRow, made.id).phone == "0418-00 00 00"
        tx.remove(CompanyRow, made.id, seen=tx.copy(tx.get(CompanyRow, made.id)).seen)
    assert sound(store) == ()


def test_an_edit_of_half_a_group_never_mixes_two_authors(store, made):
    change(store, made, street="Tackelgränd 3", city="Lund")
    after = change(store, made, city="Malmö")
    assert (after.street, after.city) == ("Sillgatan 1", "Malmö")
    with store.transaction(WRITE) as tx:
        (conflict,) = tx.conflicts(CompanyRow, made.id)
    assert [(values["street"], values["city"]) for _, values in conflict.others] == [("Tackelgränd 3", "Lund")]
    assert sound(store) == ()


def test_settling_a_conflict_keeps_a_value_that_came_meanwhile(store, made):
    change(store, made, city="Lund")
    shown = change(store, made, city="Malmö")
    change(store, made, city="Ystad")
    with store.transaction(WRITE) as tx:
        tx.resolve(CompanyRow, made.id, seen=shown.seen, why="besökt platsen", city="Malmö")
        (conflict,) = tx.conflicts(CompanyRow, made.id)
    assert [values["city"] for _, values in conflict.others] == ["Ystad"]
    assert sound(store) == ()


def test_three_who_did_not_see_each_other_all_keep_their_words(store, made):
    for city in ("Lund", "Malmö", "Ystad", "Lund"):
        change(store, made, city=city)
    with store.transaction(WRITE) as tx:
        (conflict,) = tx.conflicts(CompanyRow, made.id)
        assert sorted(values["city"] for _, values in conflict.others) == ["Malmö", "Ystad"]
        assert tx.get(CompanyRow, made.id).city == "Lund"
    assert sound(store) == ()


def test_a_record_is_sealed_once(store, made):
    with store.transaction(WRITE) as tx:
        tx.seal(CompanyRow, made.id, "ab" * 32)
    with pytest.raises(NotAllowed, match="sealed"), store.transaction(WRITE) as tx:
        tx.seal(CompanyRow, made.id, "cd" * 32)
    assert sound(store) == ()


def test_a_record_made_and_removed_in_one_go_leaves_nothing_to_search(store):
    with store.transaction(WRITE) as tx:
        made = tx.copy(tx.add(CompanyRow(name="Ångrad")))
        tx.remove(CompanyRow, made.id, seen=made.seen)
    with store.raw() as connection:
        assert connection.scalar(select(func.count()).select_from(SearchText)) == 0
    assert sound(store) == ()


def test_a_record_changed_in_the_transaction_that_made_it_is_found_by_its_new_name(store):
    with store.transaction(WRITE) as tx:
        made = tx.copy(tx.add(CompanyRow(name="Före")))
        tx.change(CompanyRow, made.id, seen=made.seen, name="Efteråt")
    with store.reading(Permission.READ_PEOPLE) as reader:
        assert len(reader.search("company", "efteråt")) == 1
        assert reader.search("company", "före") == []


def test_a_removed_record_can_still_be_purged(store, inspector):
    from dataclasses import replace

    from krogkoll.security import Role

    with store.transaction(WRITE) as tx:
        person = tx.copy(tx.add(PersonRow(name="Gallrasbortsson")))
    with store.transaction(WRITE) as tx:
        tx.remove(PersonRow, person.id, seen=person.seen)
    store.act_as(next(a for a in (replace(inspector, role=role) for role in Role) if a.may(Permission.PURGE)))
    with store.transaction(Permission.PURGE) as tx:
        assert tx.purge(PersonRow, person.id, "gallringsbeslut").changes == 2
    with store.raw() as connection:
        said = connection.exec_driver_sql("SELECT said FROM change_log WHERE said IS NOT NULL").scalars().all()
    assert not any(b"Gallrasbortsson" in entry for entry in said)
    with pytest.raises(NotFound), store.transaction(Permission.PURGE) as tx:
        tx.purge(PersonRow, "nobody", "gallringsbeslut")
    assert sound(store) == ()
