"""Rows whose words are nearly those somebody typed: the candidates among which a caller then measures for itself.

A word with one slip of the pen keeps one of its halves whole: each word is looked for as its first half at the
beginning of a word, and as either half anywhere. Few of the rows found are meant; none that is meant is far away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text as sql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_MOST_WORDS = 4


def near(connection: Connection, kind: str, words: Sequence[str], numbers: Sequence[str], limit: int) -> list[int]:
    """Row numbers of at most `limit` records that have all the words nearly, then of those that have one of them.

    words: folded, without figures. numbers: words that must stand exactly in every row found by a single word.
    """
    usable = [word for word in dict.fromkeys(words) if len(word) >= 2][:_MOST_WORDS]
    if not usable:
        return []
    found: list[int] = []
    tries: list[tuple[list[str], Sequence[str]]] = [(usable, numbers)] if len(usable) > 1 or numbers else []
    tries += [(usable, ())] if len(usable) > 1 and numbers else []
    tries += [([word], numbers) for word in usable] if len(usable) > 1 else []
    tries += [(usable[:1], ())]
    for words_now, numbers_now in tries:
        if len(found) < limit:
            found = list(dict.fromkeys([*found, *_found(connection, kind, words_now, numbers_now, limit)]))
    return found[:limit]


def pieces(word: str) -> tuple[str, ...]:
    """What a word with one slip still has of itself, three letters and more each."""
    if len(word) < 4:
        return (word,) if len(word) == 3 else ()
    middle = (len(word) + 1) // 2
    if middle >= 3 and len(word) - middle >= 3:
        return word[:middle], word[middle:]
    return word[:3], word[-3:]


def _found(connection: Connection, kind: str, words: list[str], numbers: Sequence[str], limit: int) -> list[int]:
    heads = [f'({{fold}} : "{word[: max(2, (len(word) + 1) // 2)]}" *)' for word in words]
    match = " AND ".join([*heads, *(f'"{number}"' for number in numbers)])
    found = _numbers(connection, "search_words", match, kind, limit)
    parts = [pieces(word) for word in words]
    if all(parts) and len(found) < limit:
        either = ["(" + " OR ".join(f'"{piece}"' for piece in several) + ")" for several in parts]
        # With the blank before it a figure is long enough to be a trigram.
        figures = [f'" {number}"' if len(number) > 1 else f'" {number} "' for number in numbers]
        found += _numbers(connection, "search_parts", " AND ".join(either + figures), kind, limit)
    return found


def _numbers(connection: Connection, table: str, match: str, kind: str, limit: int) -> list[int]:
    statement = (
        f"SELECT t.row_no FROM {table} JOIN search_text t ON t.rowid = {table}.rowid"  # noqa: S608  own names only
        f" WHERE {table} MATCH :match AND t.kind = :kind ORDER BY {table}.rowid DESC LIMIT :limit"
    )
    return list(connection.execute(sql(statement), {"match": match, "kind": kind, "limit": limit}).scalars())
