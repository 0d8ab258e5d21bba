"""The hub's OpenAPI document, put together from the message types themselves, so that it never lags behind them."""

from __future__ import annotations

from typing import Any

import msgspec

from krogkoll.sync import (
    JSON_TYPE,
    PROBLEM_TYPE,
    STATUS,
    AuditPage,
    Challenge,
    ChallengeRequest,
    Enrolled,
    EnrolRequest,
    Problem,
    Receipt,
    Session,
    SessionRequest,
    SyncReply,
    SyncRequest,
)

_TYPES = (
    *(EnrolRequest, Enrolled, ChallengeRequest, Challenge, SessionRequest, Session),
    *(SyncRequest, SyncReply, AuditPage, Receipt, Problem),
)
_FILE = [
    {"name": "compartment", "in": "path", "required": True, "schema": {"type": "string"}},
    {"name": "sha256", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"}},
]
_COUNT = {"type": "integer", "minimum": 0}


def document() -> dict[str, Any]:
    """OpenAPI 3.1."""
    _, schemas = msgspec.json.schema_components(_TYPES, ref_template="#/components/schemas/{name}")
    return {
        "openapi": "3.1.0",
        "info": {"title": "Krogkoll hub", "version": "1", "description": "docs/protocol.md tells how to use it."},
        "paths": {
            "/v1/enrol": {"post": _post("enrol", EnrolRequest, Enrolled, open_to_all=True)},
            "/v1/challenge": {"post": _post("challenge", ChallengeRequest, Challenge, open_to_all=True)},
            "/v1/session": {"post": _post("session", SessionRequest, Session, open_to_all=True)},
            "/v1/sync": {"post": _post("sync", SyncRequest, SyncReply)},
            "/v1/audit": {"get": _get("audit", _json(AuditPage), [_query("after")])},
            "/v1/blobs/{compartment}/{sha256}": _file_paths(),
            "/healthz": {"get": _get("health", {}, [], open_to_all=True)},
            "/metrics": {"get": _get("metrics", {"text/plain": {}}, [], open_to_all=True)},
            "/openapi.json": {"get": _get("openapi", {JSON_TYPE: {}}, [], open_to_all=True)},
        },
        "components": {"schemas": schemas, "securitySchemes": {"session": {"type": "http", "scheme": "bearer"}}},
        "security": [{"session": []}],
    }


def _file_paths() -> dict[str, Any]:
    headers = {name: {"schema": {"type": "string"}} for name in ("Upload-Offset", "Upload-Complete")}
    asked = [
        {"name": "Upload-Offset", "in": "header", "required": True, "schema": _COUNT},
        {"name": "Upload-Length", "in": "header", "required": True, "schema": _COUNT},
    ]
    chunk = {"required": True, "content": {"application/octet-stream": {}}}
    taken = {"204": {"description": "taken, more to come", "headers": headers}}
    whole = {"200": {"description": "whole, hashed and kept", "headers": headers, "content": _json(Receipt)}}
    return {
        "parameters": _FILE,
        "head": {
            "operationId": "fileState",
            "responses": {"200": {"description": "how much is here", "headers": headers}, **_problems()},
        },
        "patch": {
            "operationId": "fileChunk",
            "parameters": asked,
            "requestBody": chunk,
            "responses": {**taken, **whole, **_problems()},
        },
        "get": _get("file", {"application/octet-stream": {}}, []),
    }


def _query(name: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": _COUNT}


def _json(kind: type) -> dict[str, Any]:
    return {JSON_TYPE: {"schema": {"$ref": f"#/components/schemas/{kind.__name__}"}}}


def _problems() -> dict[str, Any]:
    content = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    statuses = sorted(set(STATUS.values()) | {405})
    return {str(status): {"description": "refused", "content": content} for status in statuses}


def _post(name: str, asked: type, reply: type, *, open_to_all: bool = False) -> dict[str, Any]:
    done = {"200": {"description": "done", "content": _json(reply)}}
    found = {"operationId": name, "requestBody": {"required": True, "content": _json(asked)}}
    return found | {"responses": {**done, **_problems()}} | ({"security": []} if open_to_all else {})


def _get(
    name: str, content: dict[str, Any], parameters: list[dict[str, Any]], *, open_to_all: bool = False
) -> dict[str, Any]:
    done = {"200": {"description": "done", "content": content}}
    found = {"operationId": name, "parameters": parameters, "responses": {**done, **_problems()}}
    return found | ({"security": []} if open_to_all else {})
