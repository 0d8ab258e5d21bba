"""What officers do on their laptops in these tests."""

from sqlalchemy import select

from krogkoll.people.rows import CompanyRow


def company(laptop, **fields):
    with laptop.write() as tx:
        return tx.copy(tx.add(CompanyRow(**({"name": "Föreningen Bakfickan", "city": "Landskrona"} | fields))))


def change(laptop, shown, **fields):
    with laptop.write() as tx:
        return tx.copy(tx.change(CompanyRow, shown.id, seen=shown.seen, **fields))


def conflict(laptop, record_id):
    with laptop.write() as tx:
        return tx.conflicts(CompanyRow, record_id)


def same(*laptops):
    found = []
    for laptop in laptops:
        with laptop.write() as tx:
            rows = tx.all(select(CompanyRow).order_by(CompanyRow.id))
            found.append([(row.id, row.name, row.city, row.phone, row.created_by, row.sealed) for row in rows])
    assert all(one == found[0] for one in found)
    return found[0]
