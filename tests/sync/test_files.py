"""Photos and papers on their way: cut anywhere they go on, and nothing counts as safe without the hub's own word."""

import hashlib
import io
import os

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from krogkoll.evidence import Vault, open_file
from krogkoll.evidence.objects import put_document
from krogkoll.kernel.errors import HubTrouble
from krogkoll.security import Permission
from krogkoll.sync import Code, Receipt, Refused, receipt_text
from krogkoll.sync.files import count_files, exchange_files
from krogkoll.sync.home import home_of, keep_home

AT = "2026-11-14T22:00:00.000000Z"


class FileHub:
    """Keeps files in memory and signs for them; cuts the line before every `cut`-th chunk."""

    def __init__(self):
        self.key = Ed25519PrivateKey.generate()
        self.parts, self.whole = {}, {}
        self.chunks = 0
        self.cut = 0

    def file_offset(self, compartment, sha256):
        whole = (compartment, sha256) in self.whole
        return len(self.whole.get((compartment, sha256), self.parts.get((compartment, sha256), b""))), whole

    def send_chunk(self, compartment, sha256, offset, size, chunk):
        place = (compartment, sha256)
        self.chunks += 1
        if self.cut and self.chunks % self.cut == 0:
            raise HubTrouble("unreachable")
        if place not in self.whole:
            before = self.parts.get(place, b"")
            if len(before) != offset:
                raise Refused(Code.OFFSET, expected=len(before))
            self.parts[place] = before + chunk
            if len(self.parts[place]) < size:
                return None
            self.whole[place] = self.parts.pop(place)
            assert hashlib.sha256(self.whole[place]).hexdigest() == sha256
        signature = self.key.sign(receipt_text(compartment, sha256, size, AT)).hex()
        return Receipt(compartment=compartment, sha256=sha256, size=size, at=AT, signature=signature)

    def fetch(self, compartment, sha256):
        if (compartment, sha256) not in self.whole:
            raise Refused(Code.NOT_FOUND)
        return io.BytesIO(self.whole[compartment, sha256])


@pytest.fixture
def files():
    return FileHub()


@pytest.fixture
def desk(laptops, tmp_path, hub, files):
    """Two enrolled laptops with vaults."""
    made = []
    for laptop in laptops("anna", "bo"):
        vault = Vault(tmp_path / f"{laptop.name}-vault", bytearray(os.urandom(32)))
        with laptop.store.transaction(Permission.UNLOCK) as tx:
            key = files.key.public_key().public_bytes_raw().hex()
            keep_home(tx, replace(home_of(tx), hub_key=key))
        made.append((laptop, vault))
    yield made
    for _, vault in made:
        vault.close()


def paper(laptop, vault, content):
    with laptop.write(Permission.ATTACH_EVIDENCE) as tx:
        return put_document(tx, vault, content, name="skrivelse.pdf")


def counted(laptop):
    with laptop.store.reading(Permission.UNLOCK) as reader:
        count = count_files(reader)
    return count.total, count.here, count.verified


def test_a_file_reaches_the_colleague_byte_for_byte(desk, hub, files):
    (anna, annas), (bo, bos) = desk
    content = os.urandom(3 * 1024 * 1024 + 7)
    sha256 = paper(anna, annas, content).sha256
    assert counted(anna) == (1, 1, 0)
    assert exchange_files(anna.store, annas, files).sent == 1
    assert counted(anna) == (1, 1, 1)
    anna.meet(hub)
    bo.meet(hub)
    assert counted(bo) == (1, 0, 0)
    assert exchange_files(bo.store, bos, files).fetched == 1
    with open_file(bo.store, bos, sha256) as found:
        assert found.read() == content
    exchange_files(bo.store, bos, files)
    assert counted(bo) == (1, 1, 1)
    assert exchange_files(bo.store, bos, files).sent == 0


def test_a_cut_file_goes_on_where_the_hub_has_it(desk, files):
    (anna, annas), _ = desk
    paper(anna, annas, os.urandom(5 * 1024 * 1024))
    files.cut = 3
    for _ in range(2):
        with pytest.raises(HubTrouble, match="unreachable"):
            exchange_files(anna.store, annas, files)
        assert counted(anna)[2] == 0
    exchange_files(anna.store, annas, files)
    assert counted(anna)[2] == 1
    assert files.chunks == 7, "five chunks and two cuts"


def test_a_receipt_of_somebody_else_is_no_receipt(desk, files):
    (anna, annas), _ = desk
    paper(anna, annas, b"en handling")
    files.key = Ed25519PrivateKey.generate()
    with pytest.raises(HubTrouble, match="hub-not-itself"):
        exchange_files(anna.store, annas, files)
    assert counted(anna)[2] == 0


def test_other_bytes_than_the_record_names_are_thrown_away(desk, hub, files):
    (anna, annas), (bo, bos) = desk
    document = paper(anna, annas, b"en handling")
    exchange_files(anna.store, annas, files)
    files.whole[document.compartment, document.sha256] = b"en annan!!!"
    anna.meet(hub)
    bo.meet(hub)
    with pytest.raises(HubTrouble, match="hub-wrong-hash"):
        exchange_files(bo.store, bos, files)
    assert counted(bo) == (1, 0, 0)


def test_what_nobody_has_sent_yet_is_told_and_stops_nothing(desk, hub, files):
    (anna, annas), (bo, bos) = desk
    paper(anna, annas, b"en handling")
    anna.meet(hub)
    bo.meet(hub)
    paper(bo, bos, b"en annan handling")
    report = exchange_files(bo.store, bos, files)
    assert (report.absent, report.sent) == (1, 1)


def test_a_damaged_file_is_not_sent_and_told(desk, files, tmp_path):
    (anna, annas), _ = desk
    paper(anna, annas, b"en handling")
    (path,) = (tmp_path / "anna-vault").glob("??/??/*")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert exchange_files(anna.store, annas, files).unsound == 1
    assert counted(anna)[2] == 0
