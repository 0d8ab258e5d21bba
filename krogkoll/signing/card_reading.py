"""Which cards are in the readers and which certificates for signing they have, read without a PIN.

Heavy at first use: python-pkcs11 is imported inside the functions, and the module of the card's maker with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing.certificates import (
    common_name,
    digest_name,
    organisation,
    require_may_sign,
    without_roots,
)

_REASONS = {
    "PinIncorrect": "wrong-card-pin",
    "PinInvalid": "wrong-card-pin",
    "PinLenRange": "wrong-card-pin",
    "PinLocked": "card-locked",
    "PinExpired": "card-pin-not-set",
    "UserPinNotInitialized": "card-pin-not-set",
    "UserAlreadyLoggedIn": "card-busy",
    "AnotherUserAlreadyLoggedIn": "card-busy",
    "FunctionCancelled": "card-cancelled",
    "FunctionRejected": "card-cancelled",
    "NoSuchKey": "card-no-key",
    "MultipleObjectsReturned": "card-no-key",
} | dict.fromkeys(
    (
        "TokenNotPresent",
        "TokenNotRecognised",
        "DeviceRemoved",
        "DeviceError",
        "SlotIDInvalid",
        "SessionHandleInvalid",
        "SessionClosed",
        "KeyHandleInvalid",
        "ObjectHandleInvalid",
        "UserNotLoggedIn",
    ),
    "card-removed",
)
"""What the module's errors mean to a person; any other is "card-failed"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardCertificate:
    """One certificate on a card that may sign. pin_pad: the PIN is typed on the reader and not here."""

    card: str
    serial: str
    key_id: bytes
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    pin_pad: bool
    pin_state: str
    """Why the PIN cannot be tried lightly: "" (nothing known), "few", "last" or "locked"."""

    @property
    def name(self) -> str:
        """Whose it is."""
        return common_name(self.certificate)

    @property
    def organisation(self) -> str:
        """Where they work, by the certificate."""
        return organisation(self.certificate)

    @property
    def binding(self) -> bool:
        """Whether it is meant for signing by name (nonRepudiation), and not for logging in as well."""
        return _is_binding(self.certificate)


def card_certificates(module: Path) -> tuple[CardCertificate, ...]:
    """Every certificate for signing on the cards in the readers, those meant for nothing else first. No PIN is needed.

    Raises SigningTrouble "card-module-missing", "card-module-broken", "no-card", "card-no-certificate", "card-failed".
    """
    library = library_of(module)
    found: list[CardCertificate] = []
    cards = 0
    with told():
        for token in _tokens(library):
            cards += 1
            found += _certificates_of(token)
    if not cards:
        raise SigningTrouble("no-card")
    if not found:
        raise SigningTrouble("card-no-certificate")
    return tuple(sorted(found, key=lambda one: (not one.binding, one.card, one.name)))


def library_of(module: Path) -> Any:
    """The maker's module, loaded once. Raises SigningTrouble "card-module-missing", "card-module-broken"."""
    if not module.is_file():
        raise SigningTrouble("card-module-missing", file=module.name)
    try:
        import pkcs11

        return pkcs11.lib(str(module))
    except ImportError:
        raise SigningTrouble("card-module-missing", file=module.name) from None
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise SigningTrouble("card-module-broken", kind=type(error).__name__) from None


def _tokens(library: Any) -> Iterator[Any]:
    from pkcs11 import PKCS11Error, TokenFlag

    for slot in library.get_slots(token_present=True):
        with suppress(PKCS11Error):
            token = slot.get_token()
            if TokenFlag.TOKEN_INITIALIZED in token.flags:
                yield token


def token_of(library: Any, serial: str) -> Any:
    """The card with this serial number. Raises SigningTrouble "no-card", "card-failed" and others."""
    with told():
        for token in _tokens(library):
            if token.serial.hex() == serial:
                return token
    raise SigningTrouble("no-card")


def _certificates_of(token: Any) -> Iterator[CardCertificate]:
    from pkcs11 import Attribute, ObjectClass, TokenFlag

    with token.open() as session:
        objects = [
            (bytes(one[Attribute.ID]), bytes(one[Attribute.VALUE]))
            for one in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
        ]
    read = [(key_id, certificate) for key_id, content in objects if (certificate := _readable(content)) is not None]
    known = tuple(certificate for _, certificate in read)
    for key_id, certificate in read:
        if _may_sign(certificate):
            yield CardCertificate(
                card=str(token.label).strip(),
                serial=token.serial.hex(),
                key_id=key_id,
                certificate=certificate,
                chain=_chain(certificate, known),
                pin_pad=TokenFlag.PROTECTED_AUTHENTICATION_PATH in token.flags,
                pin_state=pin_state(token),
            )


def _readable(content: bytes) -> x509.Certificate | None:
    try:
        return x509.load_der_x509_certificate(content)
    except ValueError:
        return None


def _may_sign(certificate: x509.Certificate) -> bool:
    """Whether it is a person's, for signing, with a key that others can check."""
    try:
        require_may_sign(certificate)
        digest_name(certificate)
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound:
        return True
    except (SigningTrouble, ValueError):
        return False
    return not constraints.ca


def _is_binding(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value.content_commitment
    except (x509.ExtensionNotFound, ValueError):
        return False


def _chain(certificate: x509.Certificate, known: tuple[x509.Certificate, ...]) -> tuple[x509.Certificate, ...]:
    """The intermediates on the card, from the person upwards."""
    found: list[x509.Certificate] = []
    below = certificate
    for _ in range(4):
        above = next((one for one in known if one.subject == below.issuer and one not in (below, *found)), None)
        if above is None:
            break
        found.append(above)
        below = above
    return without_roots(found)


def pin_state(token: Any) -> str:
    """What the card says of its PIN: see `CardCertificate`."""
    from pkcs11 import TokenFlag

    states = (
        (TokenFlag.USER_PIN_LOCKED, "locked"),
        (TokenFlag.USER_PIN_FINAL_TRY, "last"),
        (TokenFlag.USER_PIN_COUNT_LOW, "few"),
    )
    return next((word for flag, word in states if flag in token.flags), "")


@contextmanager
def told() -> Iterator[None]:
    """Turn the module's errors into ours; nothing of what was handed to it goes along."""
    import pkcs11

    try:
        yield
    except pkcs11.PKCS11Error as error:
        kind = type(error).__name__
        raise SigningTrouble(_REASONS.get(kind, "card-failed"), kind=kind) from None
