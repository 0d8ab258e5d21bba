"""Signing with a smart card through its own PKCS#11 module; the key never leaves the card, the PIN is never kept.

Heavy at first use: python-pkcs11 is imported inside the functions, and the module of the card's maker with it.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing.card_reading import CardCertificate, library_of, pin_state, token_of, told
from krogkoll.signing.certificates import digest_info, digest_of, fingerprint, hash_of, is_practice


class CardSigner:
    """A key on a card, open from the PIN until `forget`. See `Signer`."""

    signed_at = None

    def __init__(self, session: Any, key: Any, chosen: CardCertificate, pin: object) -> None:
        self._session, self._key, self._pin = session, key, pin
        self.certificate = chosen.certificate
        self.chain = chosen.chain
        self.name = chosen.name
        self.organisation = chosen.organisation
        self.practice = is_practice(chosen.certificate)

    @classmethod
    def open(cls, module: Path, chosen: CardCertificate, pin: str) -> Self:
        """Log in to the card with the PIN (which a reader with keys asks for itself) and find the key.

        Raises SigningTrouble "no-card" (another card, or none), "wrong-card-pin", "wrong-card-pin-few" (few tries are
        left), "wrong-card-pin-last" (one), "card-locked", "card-removed", "card-no-key", "card-busy" and others.
        """
        import pkcs11

        token = token_of(library_of(module), chosen.serial)
        secret = pkcs11.PROTECTED_AUTH if chosen.pin_pad else pin
        if not chosen.pin_pad and not pin:
            raise SigningTrouble("wrong-card-pin")
        try:
            with told():
                session = token.open(user_pin=secret)
        except SigningTrouble as trouble:
            raise _with_tries(trouble, module, chosen.serial) from None
        try:
            with told():
                key = session.get_key(object_class=pkcs11.ObjectClass.PRIVATE_KEY, id=chosen.key_id)
                return cls(session, key, chosen, secret)
        except SigningTrouble:
            _close(session)
            raise

    def signature_of(self, content: bytes) -> bytes:
        """The raw signature of `content`, judged by the certificate before it is given on.

        Raises SigningTrouble "forgotten", "card-removed", "card-bad-answer" and others.
        """
        if self._session is None:
            raise SigningTrouble("forgotten")
        with told():
            signature = self._raw(content)
        _require_right(self.certificate, content, signature)
        return signature

    def forget(self) -> None:
        """Log out of the card."""
        session, self._session, self._key, self._pin = self._session, None, None, None
        if session is not None:
            _close(session)

    def _raw(self, content: bytes) -> bytes:
        from pkcs11 import Attribute, Mechanism, MechanismInvalid

        # A key that wants the PIN for each signature (as those for signing by name often do) gets it again.
        again = {"pin": self._pin} if self._asks_each_time(Attribute) else {}
        if isinstance(self.certificate.public_key(), ec.EllipticCurvePublicKey):
            plain = bytes(self._key.sign(digest_of(self.certificate, content), mechanism=Mechanism.ECDSA, **again))
            half = len(plain) // 2
            return encode_dss_signature(int.from_bytes(plain[:half]), int.from_bytes(plain[half:]))
        try:
            return bytes(self._key.sign(content, mechanism=Mechanism.SHA256_RSA_PKCS, **again))
        except MechanismInvalid:
            return bytes(self._key.sign(digest_info(content), mechanism=Mechanism.RSA_PKCS, **again))

    def _asks_each_time(self, attribute: Any) -> bool:
        import pkcs11

        with suppress(pkcs11.PKCS11Error):
            return bool(self._key[attribute.ALWAYS_AUTHENTICATE])
        return False


def _with_tries(trouble: SigningTrouble, module: Path, serial: str) -> SigningTrouble:
    """A wrong PIN with what the card then says of the tries that are left."""
    if trouble.reason != "wrong-card-pin":
        return trouble
    try:
        state = pin_state(token_of(library_of(module), serial))
    except SigningTrouble:
        return trouble
    if state == "locked":
        return SigningTrouble("card-locked")
    if state == "last":
        return SigningTrouble("wrong-card-pin-last")
    return SigningTrouble("wrong-card-pin-few") if state == "few" else trouble


def _require_right(certificate: x509.Certificate, content: bytes, signature: bytes) -> None:
    key, digest = certificate.public_key(), hash_of(certificate)
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, content, padding.PKCS1v15(), digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, content, ec.ECDSA(digest))
    except InvalidSignature:
        raise SigningTrouble("card-bad-answer", certificate=fingerprint(certificate)) from None


def _close(session: Any) -> None:
    import pkcs11

    with suppress(pkcs11.PKCS11Error):
        session.close()
