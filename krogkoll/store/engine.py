"""Opens the SQLCipher database; the only module that knows the driver."""

import contextlib
import errno
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from krogkoll.kernel.errors import Locked, NotAllowed, StoreTrouble
from krogkoll.kernel.platform import wipe

PLAIN_HEADER = b"SQLite format 3"
_HEX = b"0123456789abcdef"
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-65536",
    "PRAGMA busy_timeout=10000",
)


class DatabaseKey:
    """The raw 256-bit key while the workspace is open; it is never part of an SQL text.

    The buffer handed in belongs to this object from then on and is overwritten by `wipe`.
    """

    def __init__(self, secret: bytearray) -> None:
        if len(secret) != 32:
            raise ValueError("a database key has 32 bytes")
        self._secret = secret
        self._gone = False
        # A key wiped while it is being handed over would look like a damaged database.
        self._turn = threading.Lock()

    @property
    def gone(self) -> bool:
        """Whether it was wiped."""
        return self._gone

    def unlock(self, connection: Any) -> None:
        """Give the key to a fresh connection and leave no copy behind. Raises Locked after `wipe`."""
        with self._turn:
            if self._gone:
                raise Locked("keys-dropped")
            # Written byte by byte: bytes.hex() would leave an immutable copy on the heap.
            text = bytearray(67)
            text[0:2] = b"x'"
            text[66:67] = b"'"
            try:
                for index, byte in enumerate(self._secret):
                    text[2 + 2 * index] = _HEX[byte >> 4]
                    text[3 + 2 * index] = _HEX[byte & 15]
                connection.set_key(text)
            finally:
                wipe(text)

    def wipe(self) -> None:
        """Overwrite the key; no further connection can be opened."""
        with self._turn:
            self._gone = True
            wipe(self._secret)


def connect(path: Path, key: DatabaseKey, *, read_only: bool = False) -> Any:
    """A keyed connection. Raises StoreTrouble "damaged" where key and file do not fit."""
    with translated():
        connection = sqlcipher.connect(str(path), check_same_thread=False, isolation_level=None, timeout=10)
        try:
            # Before the key is set: a wrong key would print to stderr.
            connection.execute("PRAGMA cipher_log_level=NONE")
            key.unlock(connection)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            if read_only:
                connection.execute("PRAGMA query_only=ON")
        except BaseException:
            connection.close()
            raise
    return connection


def open_engine(path: Path, key: DatabaseKey, *, read_only: bool = False) -> Engine:
    """An SQLAlchemy engine on the workspace; the writing one begins IMMEDIATE so that no writer starves."""
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key, read_only=read_only),
        # Without it the in-memory URL would get a pool of one connection per thread.
        poolclass=QueuePool,
        pool_size=4 if read_only else 1,
        max_overflow=4 if read_only else 0,
        # What people wrote must not reach a log through the text of an error.
        hide_parameters=True,
    )
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "checkin")
    def given_back(_: Any, record: Any) -> None:
        # Lent out when the workspace was closed: it holds the key until it is closed itself.
        if key.gone:
            record.invalidate()

    return engine


def is_there(path: Path) -> bool:
    """Whether something lies at this path. Raises StoreTrouble where the system does not even tell."""
    with translated():
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return False
    return True


def refuse_plaintext(path: Path) -> None:
    """Raise StoreTrouble "plaintext" if a file that should be encrypted is not, "damaged" if it is none or empty."""
    with translated():
        if not path.is_file() or not path.stat().st_size:
            # Opening an empty file would make a new, empty database of it.
            raise StoreTrouble("damaged", file=path.name)
        with path.open("rb") as stream:
            if stream.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
                raise StoreTrouble("plaintext", file=path.name)


SEALED = "sealed"
"""The guarding triggers' own word, and nothing else that they say: see `schema`."""
_REASONS = (
    ("disk is full", "disk-full"),
    ("readonly", "read-only"),
    ("unable to open", "cannot-open"),
    ("locked", "busy"),
    ("busy", "busy"),
    ("not a database", "damaged"),
    ("malformed", "damaged"),
    ("disk i/o", "io"),
    ("hmac", "damaged"),
)


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn what the driver and the system say into StoreTrouble with a stable reason; bugs pass unchanged."""
    try:
        yield
    except DBAPIError as error:
        raise _trouble(error.orig or error) from error
    except (sqlcipher.DatabaseError, sqlite3.DatabaseError) as error:
        raise _trouble(error) from error
    except MemoryError as error:
        # What SQLCipher says when it has met a page that fails its check and is then asked to write.
        raise StoreTrouble("damaged") from error
    except OSError as error:
        raise StoreTrouble(_os_reason(error), file=os.path.basename(error.filename or "")) from error  # noqa: PTH119


def _trouble(error: BaseException) -> Exception:
    words = str(error).lower()
    if words == SEALED:
        return NotAllowed("sealed")
    for sign, reason in _REASONS:
        if sign in words:
            return StoreTrouble(reason)
    return StoreTrouble("refused", said=str(error))


_OS_REASONS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "disk-full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "read-only"),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO), "vanished"),
    errno.ENAMETOOLONG: "path-too-long",
}


def _os_reason(error: OSError) -> str:
    return _OS_REASONS.get(error.errno or 0, "io")
