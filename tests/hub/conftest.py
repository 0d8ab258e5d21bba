"""A real hub on a free loopback port, in a thread of this process, with a real database."""

import gc
import threading
import time
from dataclasses import dataclass, field

import pytest
import uvicorn

from krogkoll.hub import Address, Database, Registry, admin_key
from krogkoll.hub.app import application
from krogkoll.hub.serving import listening
from krogkoll.kernel.clock import SystemClock
from krogkoll.security import Role

from .laptops import Laptop

AUTHORITY = "k1282.alkohol"


@dataclass
class Running:
    """A hub that answers."""

    url: str
    database: Database
    registry: Registry
    keys: dict = field(default_factory=dict)
    laptops: list = field(default_factory=list)

    def authority(self, name=AUTHORITY):
        if name not in self.keys:
            self.keys[name] = admin_key(self.registry.add_authority(name, "Nämnden"))
        return self.keys[name]

    def code(self, name="Inspektör Ek", authority=AUTHORITY, role=Role.MUNICIPAL_INSPECTOR, intel=False):
        key = self.authority(authority)
        if not any(one.name == name for one in self.registry.members(authority)):
            self.registry.add_member(authority, name, role, intel=intel, key=key)
        return self.registry.invite(authority, name, key)[0]

    def laptop(self, name="Inspektör Ek", authority=AUTHORITY, **how):
        laptop = Laptop(self.url, authority)
        self.laptops.append(laptop)
        laptop.enrol(self.code(name, authority, **how))
        laptop.log_in()
        return laptop


@pytest.fixture
def clock():
    return SystemClock()


@pytest.fixture
def hub(tmp_path, clock):
    database = Database(f"sqlite:///{tmp_path}/hub.sqlite")
    registry = Registry(database, clock)
    registry.set_pin()
    config = uvicorn.Config(
        application(database, tmp_path / "blobs", clock), log_config=None, access_log=False, lifespan="off"
    )
    server = uvicorn.Server(config)
    listener = listening(Address.read("127.0.0.1:0"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        thread.join(0.01)
    running = Running(f"http://127.0.0.1:{listener.getsockname()[1]}", database, registry)
    yield running
    for laptop in running.laptops:
        laptop.http.close()
    server.should_exit = True
    thread.join(20)
    listener.close()
    database.close()
    gc.collect()
