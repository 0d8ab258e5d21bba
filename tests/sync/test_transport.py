"""The line to the hub: only to the key that the invitation named, only encrypted, and no answer is trusted."""

import contextlib
import hashlib
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID

from krogkoll.kernel.errors import HubTrouble
from krogkoll.sync import NO_PIN, VERSION, Code, Refused, SyncReply, SyncRequest, packed
from krogkoll.sync.transport import HubClient, address

PIN = b"p" * 16


@pytest.mark.parametrize(
    ("url", "pin", "reason"),
    [
        ("http://nav.example.se", NO_PIN, "plain-http"),
        ("http://192.0.2.7:8443", PIN, "plain-http"),
        ("https://nav.example.se", NO_PIN, "no-pin"),
        ("ftp://nav.example.se", PIN, "bad-url"),
        ("nav.example.se", PIN, "bad-url"),
        ("https://anna:lösen@nav.example.se", PIN, "bad-url"),
        ("https://nav.example.se:port", PIN, "bad-url"),
        ("", PIN, "bad-url"),
    ],
)
def test_an_address_that_would_give_something_away_is_refused(url, pin, reason):
    with pytest.raises(HubTrouble, match=reason):
        address(url, pin)


@pytest.mark.parametrize("host", ["127.0.0.1:8443", "[::1]:8443", "localhost"])
def test_plain_http_is_for_this_computer_only(host):
    assert address(f"http://{host}/", NO_PIN) == f"http://{host}"


@pytest.fixture
def certificate(tmp_path):
    """A file with key and certificate, and the pin of the key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "nav")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=key.public_key(), serial_number=1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, SHA256())
    )
    path = tmp_path / "nav.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return path, hashlib.sha256(spki).digest()[:16]


def whole_request(line):
    """Everything of a request: closing with a rest unread would reset the line."""
    heard = b""
    while piece := line.recv(65536):
        heard += piece
        head, end, body = heard.partition(b"\r\n\r\n")
        lengths = [
            int(part.split(b":")[1]) for part in head.split(b"\r\n") if part.lower().startswith(b"content-length")
        ]
        if end and len(body) >= sum(lengths):
            break
    return heard


class Once:
    """Answers one connection with `answer`, and keeps what it was sent."""

    def __init__(self, answer, certificate=None):
        self.answer, self.heard = answer, b""
        self.context = None
        if certificate is not None:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(certificate)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self.serve)

    @property
    def url(self):
        return f"{'https' if self.context else 'http'}://127.0.0.1:{self.listener.getsockname()[1]}"

    def serve(self):
        connection, _ = self.listener.accept()
        with contextlib.suppress(OSError), connection:
            connection.settimeout(10)
            line = self.context.wrap_socket(connection, server_side=True) if self.context else connection
            with line:
                self.heard = whole_request(line)
                if self.heard:
                    line.sendall(self.answer)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.thread.join(20)
        self.listener.close()


def answer(body, status="200 OK", more=""):
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{more}\r\n"
    return head.encode() + body


def ask(server, pin=NO_PIN):
    """Ask for a sync with a token that needs no session."""
    client = HubClient(server.url, pin)
    client._token = "hemlig-biljett"
    try:
        return client.sync(SyncRequest(version=VERSION))
    finally:
        client.close()


ZSTD = "Content-Encoding: zstd\r\n"


def test_the_right_key_is_spoken_to(certificate):
    path, pin = certificate
    with Once(answer(packed(SyncReply(epoch="e")), more=ZSTD), path) as server:
        assert ask(server, pin).epoch == "e"
    assert b"hemlig-biljett" in server.heard


def test_another_key_hears_not_a_byte(certificate):
    path, _ = certificate
    with Once(answer(b""), path) as server, pytest.raises(HubTrouble, match="hub-wrong-key"):
        ask(server, PIN)
    assert server.heard == b""


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (answer(b"<html>Logga in</html>"), "hub-nonsense"),
        (answer(b"\x28\xb5\x2f\xfdskrap", more=ZSTD), "hub-nonsense"),
        (answer(packed(SyncReply(epoch="e"))[:-3], more=ZSTD), "hub-nonsense"),
        (answer(b"borta", "502 Bad Gateway"), "not-a-hub"),
        (answer(b"", "302 Found", "Location: https://annan.example\r\n"), "not-a-hub"),
        (answer(b'{"epoch":7}'), "hub-nonsense"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalv", "unreachable"),
        (b"inte http", "unreachable"),
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * (4 * 1024 * 1024 + 1), "hub-nonsense"),
    ],
)
def test_whatever_else_answers_is_told_and_never_believed(said, reason):
    with Once(said) as server, pytest.raises(HubTrouble, match=reason):
        ask(server)


def test_a_refusal_comes_through_with_what_to_send_next():
    problem = b'{"type":"urn:krogkoll:problem:gap","title":"Gap","status":409,"expected":17,"replica":"abc"}'
    said = answer(problem, "409 Conflict", "Content-Type: application/problem+json\r\n")
    with Once(said) as server, pytest.raises(Refused) as caught:
        ask(server)
    assert (caught.value.code, caught.value.problem.expected, caught.value.problem.replica) == (Code.GAP, 17, "abc")


def test_nobody_there_is_no_fault(certificate):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    client = HubClient(f"http://127.0.0.1:{port}", NO_PIN)
    client._token = "x"
    with pytest.raises(HubTrouble, match="unreachable"):
        client.sync(SyncRequest(version=VERSION))
    client.close()
