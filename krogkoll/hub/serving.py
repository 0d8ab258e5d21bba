"""Listens: plain HTTP on loopback only, elsewhere TLS with a key of the hub's own that invitations pin."""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from krogkoll.hub.database import Database
from krogkoll.hub.registry import Registry
from krogkoll.kernel.clock import Clock
from krogkoll.kernel.errors import HubTrouble
from krogkoll.kernel.platform import write_durably
from krogkoll.sync import NO_PIN

_VALID = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen."""

    host: str
    port: int

    @classmethod
    def read(cls, text: str) -> Address:
        """From "127.0.0.1:8443" or "[::1]:8443". Raises HubTrouble "bad-address"."""
        host, _, port = text.rpartition(":")
        host = host.removeprefix("[").removesuffix("]")
        try:
            ipaddress.ip_address(host)
            number = int(port)
        except ValueError as error:
            raise HubTrouble("bad-address") from error
        if not 0 <= number <= 65535:
            raise HubTrouble("bad-address")
        return cls(host, number)

    @property
    def is_loopback(self) -> bool:
        """Whether only this computer can reach it."""
        return ipaddress.ip_address(self.host).is_loopback


@dataclass(frozen=True, slots=True)
class Tls:
    """The certificate and key files that the hub shows."""

    certificate: Path
    key: Path

    def pin(self) -> bytes:
        """First 16 bytes of SHA-256 of the public key (SubjectPublicKeyInfo). Raises HubTrouble "bad-certificate"."""
        try:
            certificate = x509.load_pem_x509_certificate(self.certificate.read_bytes())
        except (OSError, ValueError) as error:
            raise HubTrouble("bad-certificate") from error
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        spki = certificate.public_key().public_bytes(serialization.Encoding.DER, form)
        return hashlib.sha256(spki).digest()[:16]


def own_tls(database: Database) -> Tls:
    """The hub's own certificate, beside its database; made at the first call. Clients pin its key, no name in it."""
    tls = Tls(database.path.with_suffix(".cert.pem"), database.path.with_suffix(".key.pem"))
    if tls.certificate.exists() and tls.key.exists():
        return tls
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "krogkoll-hub")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + _VALID)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("krogkoll-hub")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8
    private = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    write_durably(tls.key, private)
    write_durably(tls.certificate, certificate.public_bytes(serialization.Encoding.PEM))
    return tls


def serve(
    database: Database, files: Path, address: Address, clock: Clock, *, tls: Tls | None, ready: Callable[[str], None]
) -> None:
    """Serve until the process is told to end; `ready` gets the hub's URL once it listens.

    Raises HubTrouble "address-in-use", "bad-certificate".
    """
    import uvicorn

    from krogkoll.hub.app import application

    if tls is None and not address.is_loopback:
        tls = own_tls(database)
    Registry(database, clock).set_pin(NO_PIN if tls is None else tls.pin())
    files.mkdir(parents=True, exist_ok=True)
    # Own log lines only: what uvicorn says of a fault could hold what somebody wrote.
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    config = uvicorn.Config(
        application(database, files, clock),
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        ssl_certfile=None if tls is None else tls.certificate,
        ssl_keyfile=None if tls is None else tls.key,
    )
    try:
        config.load()
    except (OSError, ValueError) as error:
        raise HubTrouble("bad-certificate") from error
    with listening(address) as listener:
        host = f"[{address.host}]" if ":" in address.host else address.host
        ready(f"{'http' if tls is None else 'https'}://{host}:{listener.getsockname()[1]}")
        uvicorn.Server(config).run(sockets=[listener])


def listening(address: Address) -> socket.socket:
    """A socket that listens. Raises HubTrouble "address-in-use"."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    # Named as TCP, or asyncio does not turn Nagle's waiting off and each small reply takes 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address.host, address.port))
        listener.listen(256)
    except OSError as error:
        listener.close()
        raise HubTrouble("address-in-use") from error
    return listener
