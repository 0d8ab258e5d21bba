"""What two laptops of one authority hold after they have met their hub."""

from dataclasses import replace

from krogkoll.people.rows import CompanyRow, PersonRow
from krogkoll.security import Permission
from krogkoll.store import held_back

from .desk import change, company, conflict, same


def test_what_one_wrote_offline_the_other_reads_searches_and_may_build_on(pair, hub):
    anna, bo, made = pair
    assert replace(bo.row(CompanyRow, made.id), seen=made.seen) == made
    with bo.store.reading(Permission.READ_PEOPLE) as reader:
        assert len(reader.search("company", "bakfickan")) == 1
    change(bo, bo.row(CompanyRow, made.id), phone="0418-00 00 00")
    bo.meet(hub)
    anna.meet(hub)
    assert same(anna, bo)[0][3] == "0418-00 00 00"
    assert anna.sound() == bo.sound() == ()


def test_meeting_again_changes_nothing_and_tells_nobody(pair, hub):
    anna, bo, _ = pair
    anna.meet(hub)
    told = []
    for laptop in (anna, bo):
        laptop.store.listen(told.append)
        assert laptop.meet(hub).nothing
    assert told == []


def test_an_open_page_is_told_what_came(pair, hub):
    anna, bo, made = pair
    told = []
    bo.store.listen(told.append)
    change(anna, made, city="Lund")
    anna.meet(hub)
    bo.meet(hub)
    assert told == [frozenset({"company"})]


def test_different_fields_changed_on_both_sides_come_together(pair, hub):
    anna, bo, made = pair
    change(anna, made, name="Föreningen Framfickan")
    change(bo, bo.row(CompanyRow, made.id), phone="0418-11 11 11")
    for laptop in (anna, bo, anna):
        laptop.meet(hub)
    assert same(anna, bo)[0][1:4] == ("Föreningen Framfickan", "Landskrona", "0418-11 11 11")
    assert conflict(anna, made.id) == ()
    assert anna.sound() == bo.sound() == ()


def test_the_same_field_changed_on_both_is_a_conflict_on_both_until_one_settles_it(pair, hub):
    anna, bo, made = pair
    change(anna, made, city="Lund")
    change(bo, bo.row(CompanyRow, made.id), city="Malmö")
    anna.meet(hub)
    assert bo.meet(hub).conflicts == 1
    anna.meet(hub)
    assert same(anna, bo)
    for laptop in (anna, bo):
        (found,) = conflict(laptop, made.id)
        shown = laptop.row(CompanyRow, made.id).city
        assert {shown, *(values["city"] for _, values in found.others)} == {"Lund", "Malmö"}
        assert laptop.sound() == ()
    shown = bo.row(CompanyRow, made.id)
    with bo.write() as tx:
        tx.resolve(CompanyRow, made.id, seen=shown.seen, why="besökt platsen", city="Malmö")
    bo.meet(hub)
    anna.meet(hub)
    assert same(anna, bo)[0][2] == "Malmö"
    assert conflict(anna, made.id) == conflict(bo, made.id) == ()
    assert anna.sound() == bo.sound() == ()


def test_a_form_that_was_open_while_changes_came_loses_nobodys_words(pair, hub):
    anna, bo, made = pair
    shown = bo.row(CompanyRow, made.id)
    change(anna, made, street="Tackelgränd 3", city="Lund")
    anna.meet(hub)
    bo.meet(hub)
    after = change(bo, shown, city="Malmö")
    assert (after.street, after.city) == (shown.street, "Malmö")
    (found,) = conflict(bo, made.id)
    assert found.others[0][1]["street"] == "Tackelgränd 3"
    assert bo.sound() == ()


def test_history_tells_what_both_wrote(pair, hub):
    anna, bo, made = pair
    change(anna, made, city="Lund")
    anna.meet(hub)
    bo.meet(hub)
    change(bo, bo.row(CompanyRow, made.id), city="Malmö")
    with bo.store.reading(Permission.READ_PEOPLE) as reader:
        cities = [(entry.user, entry.fields["city"]) for entry in reader.history(made.id)]
    assert cities == [("user-anna", "Landskrona"), ("user-anna", "Lund"), ("user-bo", "Malmö")]


def test_a_removal_travels_and_an_edit_beside_it_keeps_the_record(pair, hub):
    anna, bo, made = pair
    other = company(anna, name="Ångrad förening")
    anna.meet(hub)
    bo.meet(hub)
    with anna.write() as tx:
        tx.remove(CompanyRow, made.id, seen=made.seen)
        tx.remove(CompanyRow, other.id, seen=other.seen)
    change(bo, bo.row(CompanyRow, made.id), phone="0418-22 22 22")
    for laptop in (anna, bo, anna):
        laptop.meet(hub)
    (row,) = same(anna, bo)
    assert (row[0], row[3]) == (made.id, "0418-22 22 22")
    with bo.store.reading(Permission.READ_PEOPLE) as reader:
        assert reader.search("company", "ångrad") == []
    assert anna.sound() == bo.sound() == ()


def test_what_is_sealed_is_the_same_everywhere_and_later_words_are_held(pair, hub):
    anna, bo, made = pair
    change(bo, bo.row(CompanyRow, made.id), city="Före sigillet")
    bo.meet(hub)
    with anna.write() as tx:
        tx.seal(CompanyRow, made.id, "ab" * 32)
    change(bo, bo.row(CompanyRow, made.id), phone="0418-33 33 33")
    anna.meet(hub)
    assert bo.meet(hub).held == 1
    anna.meet(hub)
    assert same(anna, bo) == [(made.id, made.name, "Landskrona", "", "user-anna", 1)]
    with bo.store.reading(Permission.READ_PEOPLE) as reader:
        assert [held.reason for held in held_back(reader)] == ["sealed"]
    assert anna.sound() == bo.sound() == ()


def test_two_sealings_give_one_and_the_other_is_told(pair, hub):
    anna, bo, made = pair
    change(bo, bo.row(CompanyRow, made.id), city="Lund")
    for laptop, digest in ((anna, "ab"), (bo, "cd")):
        with laptop.write() as tx:
            tx.seal(CompanyRow, made.id, digest * 32)
    anna.meet(hub)
    bo.meet(hub)
    assert same(anna, bo)[0][2] == "Landskrona"
    with bo.store.reading(Permission.READ_PEOPLE) as reader:
        assert [held.reason for held in held_back(reader)] == ["sealed", "sealed"]
    assert anna.sound() == bo.sound() == ()


def test_a_hub_that_changes_what_is_sealed_is_not_followed(pair, hub):
    anna, bo, made = pair
    with anna.write() as tx:
        tx.seal(CompanyRow, made.id, "ab" * 32)
    anna.meet(hub)
    bo.meet(hub)
    kind, projection, _ = hub.records["k1282.alkohol.std", made.id]
    projection.sealed.clear()
    dot = f"{'0' * 32}:1"
    content = {"what": "set", "kind": kind, "rid": made.id, "hlc": "2000000000000-000000"}
    projection.take(dot, content | {"f": {"name": {"v": {"name": "Omskriven"}, "p": []}}})
    hub.counter += 1
    hub.feed["k1282.alkohol.std", made.id] = hub.counter
    assert [laptop.meet(hub).refused for laptop in (anna, bo)] == [1, 1]
    assert same(anna, bo)[0][1] == made.name
    assert anna.sound() == bo.sound() == ()


def test_a_purge_reaches_every_byte_elsewhere_and_what_comes_late_is_not_taken(pair, hub):
    anna, bo, _ = pair
    with anna.write() as tx:
        person = tx.copy(tx.add(PersonRow(name="Gallrasbortsson")))
    anna.meet(hub)
    bo.meet(hub)
    with bo.write() as tx:
        shown = tx.copy(tx.get(PersonRow, person.id))
        tx.change(PersonRow, person.id, seen=shown.seen, notes="Gallrasbortsson igen")
    with anna.write(Permission.PURGE) as tx:
        tx.purge(PersonRow, person.id, "gallringsbeslut")
    anna.meet(hub)
    bo.meet(hub)
    anna.meet(hub)
    for laptop in (anna, bo):
        assert laptop.row(PersonRow, person.id) is None
        with laptop.store.raw() as connection:
            for table in ("change_log", "sync_base", "past_value", "search_text", "losing_value"):
                rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()
                assert b"Gallrasbortsson" not in repr(rows).encode()
        assert laptop.sound() == ()


def test_a_change_that_was_purged_before_it_was_sent_still_lets_the_chain_through(laptops, hub):
    (anna,) = laptops("anna")
    made = company(anna)
    with anna.write(Permission.PURGE) as tx:
        tx.purge(CompanyRow, made.id, "gallringsbeslut")
    company(anna, name="Kvar")
    assert anna.meet(hub).pushed == 3
    assert anna.sound() == ()
