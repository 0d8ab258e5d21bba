"""The hub's own description of itself, and its figures."""

import json

import httpx2
from starlette.routing import Route

from krogkoll.hub.app import Hub
from krogkoll.hub.openapi import document
from krogkoll.kernel.clock import SystemClock
from krogkoll.sync import PROBLEM_TYPE


def test_the_document_tells_every_path_and_method(hub):
    told = httpx2.get(hub.url + "/openapi.json").json()
    assert told == json.loads(json.dumps(document()))
    routes = Hub(hub.database, hub.database.path.parent, SystemClock()).routes()
    served = {(route.path, method) for route in routes if isinstance(route, Route) for method in route.methods}
    described = {(path, method.upper()) for path, acts in told["paths"].items() for method in acts}
    described -= {(path, "PARAMETERS") for path, _ in described}
    # Starlette adds HEAD wherever there is GET.
    assert described <= served
    assert {one for one in served if one[1] != "HEAD"} <= described


def test_every_reference_in_the_document_leads_somewhere():
    told = document()
    text = json.dumps(told)
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in told["components"]["schemas"]
    assert PROBLEM_TYPE in text


def test_figures_are_prometheus_text_without_names(hub):
    one = hub.laptop()
    one.new("r1", name={"name": "Källaren"})
    one.push()
    text = httpx2.get(hub.url + "/metrics").text
    lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert lines["krogkoll_hub_log_changes"] == "1"
    assert lines["krogkoll_hub_changes_total"] == "1"
    assert lines['krogkoll_hub_requests_total{method="POST",path="/v1/sync",status="200"}'] == "1"
    assert "Källaren" not in text
    assert one.enrolled.device not in text
