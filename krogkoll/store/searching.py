"""Free-text search in Swedish: å, ä and ö are letters of their own, yet "malmo" finds Malmö.

Two external-content FTS5 tables over `search_text`: words (unicode61 with diacritics kept, prefixes indexed)
and parts (trigrams of the folded text, for compounds such as "källarsvartklubb"). Both have secure-delete
on, so that a removed word leaves no trace in the index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import text as sql

from krogkoll.kernel.swedish import fold, has_swedish_letters, nfc

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from krogkoll.store.mapping import SearchText, SyncedRow

_COLUMNS = "title, address, city, body, fold"
SCHEMA = (
    "CREATE VIRTUAL TABLE search_words USING fts5(title, address, city, body, fold, content='search_text',"
    " content_rowid='rowid', tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
    "CREATE VIRTUAL TABLE search_parts USING fts5(parts, content='search_text', content_rowid='rowid',"
    " tokenize='trigram')",
    "INSERT INTO search_words(search_words, rank) VALUES('secure-delete', 1)",
    "INSERT INTO search_parts(search_parts, rank) VALUES('secure-delete', 1)",
    f"""CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
    INSERT INTO search_words(rowid, {_COLUMNS})
      VALUES (new.rowid, new.title, new.address, new.city, new.body, new.fold);
    INSERT INTO search_parts(rowid, parts) VALUES (new.rowid, new.parts);
    END""",
    f"""CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN
    INSERT INTO search_words(search_words, rowid, {_COLUMNS})
      VALUES ('delete', old.rowid, old.title, old.address, old.city, old.body, old.fold);
    INSERT INTO search_parts(search_parts, rowid, parts) VALUES ('delete', old.rowid, old.parts);
    END""",
    f"""CREATE TRIGGER search_text_changed AFTER UPDATE ON search_text BEGIN
    INSERT INTO search_words(search_words, rowid, {_COLUMNS})
      VALUES ('delete', old.rowid, old.title, old.address, old.city, old.body, old.fold);
    INSERT INTO search_parts(search_parts, rowid, parts) VALUES ('delete', old.rowid, old.parts);
    INSERT INTO search_words(rowid, {_COLUMNS})
      VALUES (new.rowid, new.title, new.address, new.city, new.body, new.fold);
    INSERT INTO search_parts(rowid, parts) VALUES (new.rowid, new.parts);
    END""",
)
RANK_UP_TO = 2000
"""Above so many hits ranking costs more than it tells; then the newest come first."""


_LONGEST, _MOST_WORDS = 400, 12


def text_of(row: SyncedRow) -> dict[str, Any] | None:
    """The searchable columns of a record, or None where its kind cannot be searched."""
    search = row.__mapping__.search
    if search is None:
        return None

    def said(name: str) -> str:
        value = getattr(row, name) if name else ""
        return nfc(" ".join(value) if isinstance(value, tuple) else value or "")

    title, address, city = said(search.title), said(search.address), said(search.city)
    body = " ".join(filter(None, (said(name) for name in search.body)))
    spoken = " ".join(filter(None, (title, address, city)))
    return {
        "record_id": row.id,
        "kind": row.__mapping__.kind,
        "row_no": row.row_no,
        "title": title,
        "address": address,
        "city": city,
        "body": body,
        "fold": fold(f"{spoken} {body}"),
        "parts": fold(spoken),
    }


def differs(row: SearchText, content: dict[str, Any]) -> bool:
    """Whether the index has to be written."""
    return any(getattr(row, name) != value for name, value in content.items())


def find(connection: Connection, kind: str, text: str, limit: int, *, ranked: bool = True) -> list[int]:
    """Row numbers of records whose text has every typed word or its beginning; then those that contain it.

    Of a text pasted by mistake only the beginning counts.
    A word typed with å, ä or ö is looked for as it stands; one without also finds them ("har" finds "här").
    ranked: False for callers with an order of their own; then the newest come first.
    """
    words = _words(nfc(text[:_LONGEST]))[:_MOST_WORDS]
    if not words:
        return []
    found = _by_words(connection, kind, " AND ".join(_term(word) for word in words), limit, ranked=ranked)
    parts = [fold(word) for word in words]
    if len(found) < limit and all(len(part) >= 3 for part in parts) and not any(map(has_swedish_letters, words)):
        found += _by_parts(connection, kind, parts, limit)
    elif len(found) < limit and all(len(part) >= 3 for part in parts):
        found += _exact_parts(connection, kind, words, parts, limit)
    return list(dict.fromkeys(found))[:limit]


def _words(text: str) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in text).split()


def _term(word: str) -> str:
    columns = "{title address city body}" if has_swedish_letters(word) else "{title address city body fold}"
    return f'({columns} : "{word}" *)'


def _by_words(connection: Connection, kind: str, match: str, limit: int, *, ranked: bool) -> list[int]:
    order = "search_words.rowid DESC"
    if ranked:
        inner = f"SELECT rowid FROM search_words WHERE search_words MATCH :match LIMIT {RANK_UP_TO + 1}"
        count = connection.execute(sql(f"SELECT count(*) FROM ({inner})"), {"match": match}).scalar_one()
        order = "bm25(search_words, 10, 5, 4, 1, 3)" if count <= RANK_UP_TO else order
    statement = (
        "SELECT t.row_no FROM search_words JOIN search_text t ON t.rowid = search_words.rowid"
        f" WHERE search_words MATCH :match AND t.kind = :kind ORDER BY {order} LIMIT :limit"
    )
    return _numbers(connection, statement, {"match": match, "kind": kind, "limit": limit})


def _by_parts(connection: Connection, kind: str, parts: list[str], limit: int) -> list[int]:
    match = " AND ".join(f'"{part}"' for part in parts)
    statement = (
        "SELECT t.row_no FROM search_parts JOIN search_text t ON t.rowid = search_parts.rowid"
        " WHERE search_parts MATCH :match AND t.kind = :kind ORDER BY search_parts.rowid DESC LIMIT :limit"
    )
    return _numbers(connection, statement, {"match": match, "kind": kind, "limit": limit})


def _numbers(connection: Connection, statement: str, values: dict[str, Any]) -> list[int]:
    """The numbers a limited statement gives, in its order, fetched as one JSON text instead of thousands of rows."""
    whole = connection.execute(sql(f"SELECT json_group_array(row_no) FROM ({statement})"), values).scalar_one()
    return msgspec.json.decode(whole, type=list[int])


def _exact_parts(connection: Connection, kind: str, words: list[str], parts: list[str], limit: int) -> list[int]:
    """Like `_by_parts`, but what was typed with å, ä, ö must stand so in the text."""
    match = " AND ".join(f'"{part}"' for part in parts)
    statement = (
        "SELECT t.row_no, t.title, t.address, t.city FROM search_parts JOIN search_text t"
        " ON t.rowid = search_parts.rowid WHERE search_parts MATCH :match AND t.kind = :kind"
        " ORDER BY search_parts.rowid DESC"
    )
    found: list[int] = []
    wanted = [word.casefold() for word in words if has_swedish_letters(word)]
    with connection.execute(sql(statement), {"match": match, "kind": kind}) as rows:
        for row_no, *columns in rows:
            spoken = " ".join(columns).casefold()
            if all(word in spoken for word in wanted):
                found.append(row_no)
            if len(found) >= limit:
                break
    return found
