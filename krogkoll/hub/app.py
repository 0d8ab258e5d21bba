"""The hub as a web application: each path, who may ask for it, and how a refusal is said."""

from __future__ import annotations

import logging
import sqlite3
import time
from pathlib import Path
from typing import TypeVar

import msgspec
import zstandard
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from krogkoll.hub.audits import audit_page
from krogkoll.hub.counters import Counters
from krogkoll.hub.database import Database
from krogkoll.hub.exchange import Exchange
from krogkoll.hub.files import Files, Upload
from krogkoll.hub.openapi import document
from krogkoll.hub.registry import Member
from krogkoll.hub.sessions import Door
from krogkoll.kernel.clock import Clock
from krogkoll.sync import (
    JSON_TYPE,
    MAX_BODY,
    MAX_CHUNK,
    PROBLEM_TYPE,
    ChallengeRequest,
    Code,
    EnrolRequest,
    Refused,
    SessionRequest,
    SyncRequest,
    decoded,
    plain,
)
from krogkoll.sync import Message as Mail

_log = logging.getLogger("krogkoll.hub")
M = TypeVar("M", bound=Mail)
_SMALL = 512
"""Replies below this many bytes are sent as they are."""


class Hub:
    """What the paths lead to."""

    def __init__(self, database: Database, files: Path, clock: Clock) -> None:
        self._database = database
        self._door = Door(database, clock)
        self._exchange = Exchange(database, clock)
        self._files = Files(files, database, clock)
        self.counters = Counters()

    def routes(self) -> list[Route]:
        """Every path of the hub."""
        file = "/v1/blobs/{compartment}/{sha256}"
        return [
            Route("/v1/enrol", self._enrol, methods=["POST"]),
            Route("/v1/challenge", self._challenge, methods=["POST"]),
            Route("/v1/session", self._session, methods=["POST"]),
            Route("/v1/sync", self._sync, methods=["POST"]),
            Route("/v1/audit", self._audit, methods=["GET"]),
            # GET before HEAD would answer HEAD as well.
            Route(file, self._file_state, methods=["HEAD"]),
            Route(file, self._file_chunk, methods=["PATCH"]),
            Route(file, self._file, methods=["GET"]),
            Route("/healthz", self._health, methods=["GET"]),
            Route("/metrics", self._metrics, methods=["GET"]),
            Route("/openapi.json", self._openapi, methods=["GET"]),
        ]

    async def _enrol(self, request: Request) -> Response:
        asked = await _message(request, EnrolRequest)
        return _said(request, msgspec.json.encode(await run_in_threadpool(self._door.enrol, asked)))

    async def _challenge(self, request: Request) -> Response:
        asked = await _message(request, ChallengeRequest)
        return _said(request, msgspec.json.encode(self._door.challenge(asked)))

    async def _session(self, request: Request) -> Response:
        asked = await _message(request, SessionRequest)
        session = await run_in_threadpool(self._door.open, asked)
        await run_in_threadpool(self._door.seen, asked.device)
        return _said(request, msgspec.json.encode(session))

    async def _sync(self, request: Request) -> Response:
        device, member = await self._who(request)
        # The mail is opened only for somebody who may send it.
        asked = await _message(request, SyncRequest)
        reply = await run_in_threadpool(self._exchange.sync, member, device, asked)
        self.counters.add("changes", sum(len(batch.changes) for batch in asked.push))
        return await run_in_threadpool(_said, request, reply)

    async def _audit(self, request: Request) -> Response:
        _, member = await self._who(request)
        after = _number(request.query_params.get("after", "0"))
        page = await run_in_threadpool(audit_page, self._database, member, after)
        return _said(request, msgspec.json.encode(page))

    async def _file_state(self, request: Request) -> Response:
        upload = await run_in_threadpool(self._files.state, await self._member(request), *_file_of(request))
        return Response(headers=_upload_headers(upload))

    async def _file_chunk(self, request: Request) -> Response:
        member = await self._member(request)
        offset = _number(request.headers.get("upload-offset", ""))
        size = _number(request.headers.get("upload-length", ""))
        chunk = await _body(request, MAX_CHUNK)
        upload = await run_in_threadpool(self._files.add, member, *_file_of(request), offset, size, chunk)
        self.counters.add("file_bytes", len(chunk))
        if upload.receipt is None:
            return Response(status_code=204, headers=_upload_headers(upload))
        receipt = msgspec.json.encode(upload.receipt)
        return Response(receipt, media_type=JSON_TYPE, headers=_upload_headers(upload))

    async def _file(self, request: Request) -> Response:
        path = await run_in_threadpool(self._files.path, await self._member(request), *_file_of(request))
        return FileResponse(path, media_type="application/octet-stream")

    async def _health(self, request: Request) -> Response:
        def look() -> None:
            with self._database.reading() as hands:
                hands.one("select count(*) from authority")

        await run_in_threadpool(look)
        return Response(b'{"status":"ok"}', media_type=JSON_TYPE)

    async def _metrics(self, request: Request) -> Response:
        text = await run_in_threadpool(self.counters.text, self._database)
        return Response(text, media_type="text/plain; version=0.0.4")

    async def _openapi(self, request: Request) -> Response:
        return _said(request, msgspec.json.encode(document()))

    async def _who(self, request: Request) -> tuple[str, Member]:
        return await run_in_threadpool(self._door.member, request.headers.get("authorization", ""))

    async def _member(self, request: Request) -> Member:
        return (await self._who(request))[1]


class Counted:
    """Counts and logs each request by its path's pattern: no name, id of a record or word of anybody is in a log."""

    def __init__(self, app: ASGIApp, counters: Counters) -> None:
        self._app = app
        self._counters = counters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500

        async def noted(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            took = time.perf_counter() - started
            route = scope.get("route")
            path = route.path if isinstance(route, Route) else "other"
            self._counters.request(scope["method"], path, status, took)
            _log.info("%s %s %d %.1f ms", scope["method"], path, status, took * 1000)


def application(database: Database, files: Path, clock: Clock) -> Starlette:
    """The hub, ready to be served."""
    hub = Hub(database, files, clock)
    return Starlette(
        routes=hub.routes(),
        middleware=[Middleware(Counted, counters=hub.counters)],
        exception_handlers={
            Refused: _refused,
            HTTPException: _no_such_path,
            sqlite3.Error: _database_trouble,
            OSError: _disk_trouble,
            Exception: _fault,
        },
    )


async def _body(request: Request, limit: int) -> bytes:
    """The body. Raises Refused TOO_LARGE before more than that is in memory, MALFORMED where it was cut off."""
    found = bytearray()
    try:
        async for piece in request.stream():
            found += piece
            if len(found) > limit:
                raise Refused(Code.TOO_LARGE, "body", expected=limit)
    except ClientDisconnect as error:
        raise Refused(Code.MALFORMED, "cut off") from error
    return bytes(found)


async def _message(request: Request, kind: type[M]) -> M:
    body = await _body(request, MAX_BODY)
    encoding = request.headers.get("content-encoding", "")
    if encoding not in {"", "identity", "zstd"}:
        raise Refused(Code.MALFORMED, "content-encoding")

    def read() -> M:
        return decoded(kind, plain(body) if encoding == "zstd" else body)

    return await run_in_threadpool(read)


def _said(request: Request, reply: bytes) -> Response:
    if len(reply) < _SMALL or "zstd" not in request.headers.get("accept-encoding", ""):
        return Response(reply, media_type=JSON_TYPE)
    squeezed = zstandard.ZstdCompressor(level=3).compress(reply)
    return Response(squeezed, media_type=JSON_TYPE, headers={"content-encoding": "zstd"})


def _file_of(request: Request) -> tuple[str, str]:
    return request.path_params["compartment"], request.path_params["sha256"]


def _upload_headers(upload: Upload) -> dict[str, str]:
    return {"upload-offset": str(upload.offset), "upload-complete": "?1" if upload.receipt else "?0"}


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise Refused(Code.MALFORMED, "number")
    return int(text)


def _problem(refusal: Refused) -> Response:
    return Response(msgspec.json.encode(refusal.problem), status_code=refusal.problem.status, media_type=PROBLEM_TYPE)


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        raise error
    _log.info("refused: %s", error.code.value)
    return _problem(error)


async def _no_such_path(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    response = _problem(Refused(Code.NOT_FOUND if status == 404 else Code.MALFORMED, "path or method"))
    response.status_code = status
    return response


async def _database_trouble(request: Request, error: Exception) -> Response:
    name = getattr(error, "sqlite_errorname", "") or type(error).__name__
    _log.error("database: %s", name)
    codes = {"SQLITE_FULL": Code.STORAGE, "SQLITE_BUSY": Code.BUSY, "SQLITE_LOCKED": Code.BUSY}
    return _problem(Refused(codes.get(name, Code.INTERNAL)))


async def _disk_trouble(request: Request, error: Exception) -> Response:
    _log.error("disk: %s", getattr(error, "errno", None))
    return _problem(Refused(Code.STORAGE))


async def _fault(request: Request, error: Exception) -> Response:
    # The kind of fault and where, never its words: they may hold what somebody wrote.
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = "?" if frame is None else f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}"
    _log.error("fault: %s at %s", type(error).__name__, place)
    return _problem(Refused(Code.INTERNAL))
