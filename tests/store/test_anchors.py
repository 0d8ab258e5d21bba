"""A head printed on paper finds the one thing the database cannot find by itself: that it was rolled back."""

import shutil

from krogkoll.people.rows import CompanyRow
from krogkoll.security import Permission
from krogkoll.store import Store, anchors_in, missing
from krogkoll.store.auditing import check

from .conftest import SECRET


def test_a_printed_head_is_found_again_and_a_rolled_back_database_is_not_believed(store, tmp_path, clock, inspector):
    with store.transaction(Permission.WRITE_PEOPLE) as tx:
        tx.add(CompanyRow(name="Före"))
    store.checkpoint()
    shutil.copy(tmp_path / "workspace.db", tmp_path / "old.db")
    with store.transaction(Permission.WRITE_PEOPLE) as tx:
        tx.add(CompanyRow(name="Sedan"))
        printed = "Beslut\n" + ". ".join(tx.anchors()).replace(" ", "\n", 3) + "."
    anchors = list(anchors_in(printed))
    assert [anchor.chain for anchor in anchors] == ["changes", "audit"]
    with store.raw() as connection:
        assert missing(anchors, check(connection).hashes) == []
    old = Store.open(tmp_path / "old.db", bytearray(SECRET), clock)
    with old.raw() as connection:
        report = check(connection)
    old.close()
    assert report.holds  # from inside nothing is wrong
    assert [anchor.chain for anchor in missing(anchors, report.hashes)] == ["changes"]
