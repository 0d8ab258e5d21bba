"""To which authority a paper goes that is directed to one: a report to the police, a notice to Skatteverket."""

from functools import cache
from types import MappingProxyType

from krogkoll.law.authorities import AuthorityKind, kind_name
from krogkoll.law.tables import table, unique


@cache
def _receivers() -> "MappingProxyType[str, AuthorityKind]":
    root = table("law", "receivers")
    found: dict[str, AuthorityKind] = {}
    for row in root.rows("receiver", "type"):
        unique(found, row.text("type"), row)
        found[row.text("type")] = AuthorityKind(row.text("kind"))
    root.close()
    return MappingProxyType(found)


def receiver_name(type_code: str) -> str:
    """The Swedish name of the authority that such a paper goes to; empty where the table names none."""
    kind = _receivers().get(type_code)
    return kind_name(kind) if kind else ""
