"""The whole way as people go it: a hub process, two laptops of one authority, and one of another."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from krogkoll.evidence import put_document, read_document
from krogkoll.founding import NewWorkspace, create_workspace
from krogkoll.people import CompanyDraft
from krogkoll.security import FLOOR_COST, Permission, Role
from krogkoll.store import check, synced_types
from krogkoll.venues import TipDraft, VenueDraft, VenueQuery
from krogkoll.workspace import open_with_password

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "fyra hästar stampar tungt"


def run(*arguments, code=0, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "krogkoll", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"KROGKOLL_PASSWORD": PASSWORD} | environment,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout


class Server:
    """A hub in a process of its own."""

    def __init__(self, folder):
        self.database = f"sqlite:///{folder}/hub.sqlite"
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
        self.folder = folder
        self.process = None
        self.keys = {}

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        where = ("--database", self.database, "--listen", f"127.0.0.1:{self.port}", "--blobs", self.folder / "blobs")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "krogkoll", "hub", "serve", *map(str, where)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert "svarar" in self.process.stdout.readline()

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait(20)
        self.process.stdout.close()

    def invite(self, authority, name):
        if authority not in self.keys:
            said = run("hub", "authority", "add", authority, "--database", self.database, "--name", "Nämnden")
            self.keys[authority] = next(line.split(": ")[1] for line in said.splitlines() if "nyckel: " in line)
        said = run(
            *("hub", "invite", "--database", self.database, "--authority", authority, "--name", name, "--intel"),
            KROGKOLL_ADMIN_KEY=self.keys[authority],
        )
        return max(said.split(), key=lambda word: word.count("-"))


@pytest.fixture
def server(tmp_path):
    made = Server(tmp_path)
    made.start()
    yield made
    if made.process.poll() is None:
        made.stop()


def found(folder, name, authority="k1282.alkohol"):
    new = NewWorkspace(name=name, role=Role.MUNICIPAL_INSPECTOR, authority=authority, practice=True)
    made, _ = create_workspace(folder, new, PASSWORD, cost=FLOOR_COST)
    return made


PAPER = os.urandom(2_500_000)


@pytest.fixture
def folders(tmp_path, server):
    """Anna and Bo of the alcohol board, and Cim of the fire service, all enrolled; the first two have written."""
    anna, bo, fire = tmp_path / "anna", tmp_path / "bo", tmp_path / "fire"
    desk = found(anna, "Anna Ek")
    venue = desk.venues.register(VenueDraft(name="Källaren kanariefågel", street="Sillgatan 1"))
    desk.people.register_company(CompanyDraft(name="Bakfickan AB", city="Landskrona"))
    with desk.store.transaction(Permission.ATTACH_EVIDENCE) as tx:
        put_document(tx, desk._vault, PAPER, name="skrivelse.pdf")
    desk.tips.register(TipDraft(text="Sprit under disken, kanariefågel", venue_id=venue.id))
    desk.close()
    found(bo, "Bo Al").close()
    found(fire, "Cim Brand", "rtj.landskrona").close()
    for folder, authority, name in (
        (anna, "k1282.alkohol", "Anna Ek"),
        (bo, "k1282.alkohol", "Bo Al"),
        (fire, "rtj.landskrona", "Cim Brand"),
    ):
        code = server.invite(authority, name)
        assert "ansluten" in run("enrol", folder, "--hub", server.url, "--code", code)
    run("enrol", fire, "--hub", server.url, "--code", code, code=13)
    return anna, bo, fire


def move(folder, city):
    """Change where the company is, on one laptop."""
    desk = open_with_password(folder, PASSWORD)
    (company,) = desk.people.find_companies("Bakfickan")
    desk.people.edit_company(company, CompanyDraft(name="Bakfickan AB", city=city))
    desk.close()


def require_same(bo):
    """Bo has what Anna wrote, to the last byte."""
    desk = open_with_password(bo, PASSWORD)
    (venue,) = desk.venues.page(desk.venues.find(VenueQuery()))
    assert venue.name == "Källaren kanariefågel"
    assert [tip.text for tip in desk.tips.tips_of(venue.id)] == ["Sprit under disken, kanariefågel"]
    with desk.store.transaction(Permission.READ_EVIDENCE) as tx:
        (paper,) = tx.rows(select(synced_types()["document"].id))
        assert read_document(tx, desk._vault, paper[0]) == PAPER
    desk.close()


def require_silence(fire):
    """Nothing of the alcohol board is in the fire service's workspace."""
    desk = open_with_password(fire, PASSWORD)
    with desk.store.raw() as connection:
        assert check(connection).findings == ()
        for table in ("sync_base", "change_log", "search_text"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()
            assert "kanariefågel" not in repr(rows)
            assert "kanariefågel".encode() not in b"".join(cell for row in rows for cell in row if type(cell) is bytes)
    desk.close()


def test_two_laptops_of_one_authority_agree_and_a_third_of_another_hears_nothing(server, folders):
    anna, bo, fire = folders
    assert "1 av 1 foton och handlingar verifierade" in run("sync", anna)
    for folder in (bo, anna, fire):
        run("sync", folder)
    assert json.loads(run("sync", bo, "--json"))["pushed"] == 0
    require_same(bo)
    move(bo, "Lund")
    move(anna, "Malmö")
    run("sync", anna)
    server.stop(signal.SIGKILL)
    run("sync", bo, code=12)
    server.start()
    run("sync", bo)
    run("sync", anna)
    said = run("conflicts", anna)
    assert all(word in said for word in ("1 konflikt", "Bakfickan AB", "Före", "Du", "Bo Al", "Lund", "Malmö"))
    which = json.loads(run("conflicts", anna, "--json"))[0]
    take = 1 + next(i for i, value in enumerate(which["values"]) if value["fields"]["city"] == "Lund")
    run("conflicts", anna, "--settle", which["id"], "--take", "9", code=2)
    assert "Avgjort" in run("conflicts", anna, "--settle", which["id"], "--take", take, "--why", "besökt platsen")
    run("sync", anna)
    run("sync", bo)
    assert [run("conflicts", folder).strip() for folder in (anna, bo)] == ["Inga konflikter."] * 2
    require_silence(fire)
