"""The hub as the command starts it: killed in the middle of work, it loses nothing that it acknowledged."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading

import httpx2
import pytest
from click.testing import CliRunner

from krogkoll.cli import cli
from krogkoll.hub import Address, Database, Registry, admin_key, own_tls
from krogkoll.hub.serving import listening
from krogkoll.kernel.clock import SystemClock
from krogkoll.kernel.errors import HubTrouble
from krogkoll.security import Role
from krogkoll.sync import NO_PIN, read_invitation

from .laptops import Laptop, RefusedHere

AUTHORITY = "k1282.alkohol"
STD = f"{AUTHORITY}.std"


class Process:
    """`krogkoll hub serve` in a process of its own."""

    def __init__(self, folder, listen="127.0.0.1:0"):
        self.url_of = f"sqlite:///{folder}/hub.sqlite"
        command = [sys.executable, "-m", "krogkoll", "hub", "serve", "--database", self.url_of]
        command += ["--listen", listen, "--blobs", str(folder / "blobs")]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        self.url = re.search(r"https?://\S+[^.\s]", line)[0]

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.end()

    def stop(self):
        self.process.terminate()
        self.end()

    def end(self):
        self.process.wait(20)
        self.process.stdout.close()


def invited(process, name="Ek"):
    database = Database(process.url_of)
    registry = Registry(database, SystemClock())
    key = admin_key(registry.add_authority(AUTHORITY, "Nämnden"))
    registry.add_member(AUTHORITY, name, Role.MUNICIPAL_INSPECTOR, intel=False, key=key)
    code = registry.invite(AUTHORITY, name, key)[0]
    database.close()
    return code


def whole(process, acked):
    """What was acknowledged is in the database, and its parts agree."""
    database = Database(process.url_of)
    with database.reading() as hands:
        here = hands.one("select coalesce(max(n), 0), count(*) from change")
        records = hands.one("select count(*) from record")[0]
        head = hands.one("select n from replica where chain = 'changes'")
        leaves = hands.one("select size from tree_size")
        assert hands.one("pragma integrity_check")[0] == "ok"
    database.close()
    assert here[0] >= acked
    assert here[0] == here[1] == records == (head[0] if head else 0) == (leaves[0] if leaves else 0)


def test_a_hub_killed_in_the_middle_loses_nothing_it_acknowledged(tmp_path):
    process = Process(tmp_path)
    laptop = Laptop(process.url)
    laptop.enrol(invited(process))
    acked = 0
    for turn in range(4):
        laptop.http.close()
        laptop.http = httpx2.Client(base_url=process.url, timeout=30)
        laptop.token = ""
        laptop.log_in()
        for _ in range(300):
            laptop.new(f"r{laptop.head.n}", name={"name": "x" * 200})
        killer = threading.Timer(0.02 * turn, process.kill)
        killer.start()
        with contextlib.suppress(httpx2.TransportError):
            for last in range(acked + 20, laptop.head.n + 1, 20):
                acked = laptop.push(acked + 1, last).pushed[0].acked
        killer.join()
        process = Process(tmp_path)
        whole(process, acked)
    laptop.http.close()
    laptop.http = httpx2.Client(base_url=process.url, timeout=30)
    laptop.token = ""
    laptop.log_in()
    while acked < laptop.head.n:
        acked = laptop.push(acked + 1, min(acked + 500, laptop.head.n)).pushed[0].acked
    laptop.cursors = {STD: 0}
    laptop.states.clear()
    while (page := laptop.sync().pages[STD]).next < page.head:
        pass
    assert len(laptop.states) == 1200
    laptop.http.close()
    process.stop()


def test_elsewhere_than_on_loopback_the_hub_shows_the_key_that_its_codes_name(tmp_path):
    process = Process(tmp_path, "0.0.0.0:0")
    assert process.url.startswith("https://")
    _, pin = read_invitation(invited(process))
    database = Database(process.url_of)
    tls = own_tls(database)
    database.close()
    assert pin == tls.pin() != NO_PIN
    if os.name == "posix":
        assert tls.key.stat().st_mode & 0o077 == 0
    answer = httpx2.get(process.url.replace("0.0.0.0", "127.0.0.1") + "/healthz", verify=False)
    assert answer.json() == {"status": "ok"}
    process.stop()


@pytest.mark.parametrize("text", ["", "127.0.0.1", "localhost:80", "127.0.0.1:x", "127.0.0.1:70000", ":80"])
def test_a_listening_address_is_an_ip_address_with_a_port(text):
    with pytest.raises(HubTrouble, match="bad-address"):
        Address.read(text)
    assert Address.read("[::1]:8443").is_loopback


def test_small_replies_do_not_wait_for_more():
    """Asyncio turns Nagle's waiting off only for sockets that are named as TCP."""
    with listening(Address.read("127.0.0.1:0")) as listener:
        assert listener.proto == socket.IPPROTO_TCP
        taken = listener.getsockname()[1]
        with pytest.raises(HubTrouble, match="address-in-use"):
            listening(Address.read(f"127.0.0.1:{taken}"))


def run(*arguments, **environment):
    return CliRunner().invoke(cli, ["hub", *arguments], env=environment)


def test_the_commands_from_authority_to_revocation(tmp_path, hub):
    database = ("--database", f"sqlite:///{hub.database.path}")
    said = run("authority", "add", *database, AUTHORITY, "--name", "Nämnden").output
    key = re.search(r"Administratörsnyckel: (\S+)", said)[1]
    who = ("--authority", AUTHORITY, "--name", "Inspektör Ek")
    assert run("member", "add", *database, *who, KROGKOLL_ADMIN_KEY=key).exit_code == 0
    file = tmp_path / "nyckel.txt"
    file.write_text(key + "\n", encoding="utf-8")
    said = run("invite", *database, *who, "--admin-key-file", str(file)).output
    laptop = Laptop(hub.url)
    hub.laptops.append(laptop)
    laptop.enrol(re.search(r"Kod: (\S+)", said)[1])
    laptop.log_in()
    assert "Nämnden" in run("authority", "list", *database).output
    assert "Inspektör Ek\tkommunal-tillsyn\tmedlem" in run("member", "list", *database).output
    assert f"{laptop.enrolled.device}\t{AUTHORITY}\tInspektör Ek" in run("devices", *database).output
    assert run("revoke", *database, laptop.enrolled.device).exit_code == 0
    with pytest.raises(RefusedHere, match="revoked"):
        laptop.sync()
    assert "utestängd" in run("devices", *database).output
    assert run("member", "remove", *database, *who).exit_code == 0
    assert "borttagen" in run("member", "list", *database).output


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("devices", "--database", "postgresql://x"), "database-kind"),
        (("devices", "--database", "sqlite:///{0}/nope.sqlite"), "database-missing"),
        (("devices", "--database", "sqlite:///{0}/nope/hub.sqlite"), "database-missing-folder"),
        (("devices", "--database", "sqlite:///{0}/text"), "database-damaged"),
        (("revoke", "--database", "sqlite:///{0}/hub.sqlite", "abcd"), "no-device"),
        (("authority", "add", "--database", "sqlite:///{0}/hub.sqlite", "X Y", "--name", "x"), "bad-authority-id"),
        (("invite", "--database", "sqlite:///{0}/hub.sqlite", "--authority", "a.b", "--name", "x"), "bad-admin-key"),
        (("backup", "--database", "sqlite:///{0}/hub.sqlite", "--blobs", "{0}/b", "{0}"), "backup-exists"),
        (("serve", "--database", "sqlite:///{0}/hub.sqlite", "--blobs", "{0}/b", "--listen", "x"), "bad-address"),
    ],
)
def test_what_goes_wrong_is_said_with_a_way_out(tmp_path, arguments, reason):
    Database(f"sqlite:///{tmp_path}/hub.sqlite").close()
    (tmp_path / "text").write_text("Det här är ingen databas, bara text.\n" * 100, encoding="utf-8")
    answer = run(*(argument.format(tmp_path) for argument in arguments), KROGKOLL_ADMIN_KEY="nonsens")
    assert answer.exit_code == 1
    assert f"HubTrouble.{reason}" in answer.stderr


def test_a_copy_of_a_running_hub_is_whole_and_has_an_epoch_of_its_own(tmp_path, hub):
    one = hub.laptop()
    one.new("r1", name={"name": "a"})
    one.push()
    blobs = tmp_path / "blobs"
    place = ("--database", f"sqlite:///{hub.database.path}", "--blobs", str(blobs), str(tmp_path / "copy"))
    assert run("backup", *place).exit_code == 0
    copy = Database(f"sqlite:///{tmp_path}/copy/hub.sqlite", make=False)
    with copy.reading() as hands, hub.database.reading() as here:
        assert hands.one("select count(*) from record") == (1,)
        epoch = "select value from meta where key = 'epoch'"
        assert hands.one(epoch) != here.one(epoch)
    copy.close()
