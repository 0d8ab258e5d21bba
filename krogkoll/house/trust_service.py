"""Use cases on whose certificates the authority trusts when it looks at a signed file."""

import base64
from typing import cast

from sqlalchemy import select

from krogkoll.house.model import TEXT_LIMIT, TrustedIssuer
from krogkoll.house.rows import TrustedIssuerRow
from krogkoll.house.steps import trusted_issuers
from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import Invalid, NotAllowed, Problem
from krogkoll.security import Actor, Permission
from krogkoll.signing import PRACTICE_MARK, Issuer, issuers_in
from krogkoll.store import Store

_FILE_LIMIT = 256 * 1024


class TrustService:
    """The issuers that the own authority trusts; no list of the whole world is taken for granted."""

    def __init__(self, store: Store, *, practice: bool) -> None:
        self._store = store
        self._practice = practice

    def issuers(self) -> tuple[TrustedIssuer, ...]:
        """Everyone who is or was trusted, by name, those that are first."""
        with self._store.reading(Permission.UNLOCK) as reader:
            rows = reader.all(select(TrustedIssuerRow))
            found = (cast(TrustedIssuer, reader.copy(row)) for row in rows)
            return tuple(sorted(found, key=lambda one: (one.ended_on is not None, one.name.casefold(), one.id)))

    def certificates(self) -> tuple[bytes, ...]:
        """The certificates (DER) of all that are trusted now."""
        with self._store.reading(Permission.UNLOCK) as reader:
            return trusted_issuers(reader)

    def look(self, content: bytes) -> tuple[Issuer, ...]:
        """What a certificate file (PEM or DER) holds, to show before it is trusted. Raises SigningTrouble, Invalid."""
        if len(content) > _FILE_LIMIT:
            raise Invalid([Problem("certificate", "too-big")])
        return issuers_in(content)

    def trust(self, content: bytes, why: str, *, guest: Actor | None = None) -> tuple[TrustedIssuer, ...]:
        """Trust every certificate of a file that is an issuer's own. One that is trusted already is left as it is.

        Raises Invalid (a reason is needed; "not-an-issuer"); NotAllowed "practice-issuer" outside practice;
        SigningTrouble "damaged".
        """
        if not why.strip() or len(why) > TEXT_LIMIT:
            raise Invalid([Problem("why", "too-long" if why.strip() else "missing")])
        with self._store.transaction(Permission.MANAGE_HOUSE, guest=guest) as tx:
            found = self.look(content)
            if any(not one.issues for one in found):
                raise Invalid([Problem("certificate", "not-an-issuer")])
            if not self._practice and any(one.organisation.upper().startswith(PRACTICE_MARK) for one in found):
                raise NotAllowed("practice-issuer")
            chosen = select(TrustedIssuerRow).where(TrustedIssuerRow.ended_on.is_(None))
            known = {row.fingerprint for row in tx.all(chosen)}
            made = [
                tx.add(
                    TrustedIssuerRow(
                        name=one.name,
                        organisation=one.organisation,
                        certificate=base64.b64encode(one.der).decode(),
                        fingerprint=one.fingerprint,
                        valid_from=one.valid_from,
                        valid_until=one.valid_until,
                        why=why.strip(),
                    )
                )
                for one in found
                if one.fingerprint not in known
            ]
            return tuple(cast(TrustedIssuer, tx.copy(row)) for row in made)

    def distrust(self, shown: TrustedIssuer, why: str, *, guest: Actor | None = None) -> TrustedIssuer:
        """Trust an issuer no longer; what it signed is judged anew when it is shown. Raises Invalid, NotFound."""
        if not why.strip() or len(why) > TEXT_LIMIT:
            raise Invalid([Problem("ended_why", "too-long" if why.strip() else "missing")])
        with self._store.transaction(Permission.MANAGE_HOUSE, guest=guest) as tx:
            on = local(tx.now).date()
            row = tx.change(TrustedIssuerRow, shown.id, seen=shown.seen, ended_on=on, ended_why=why.strip())
            return cast(TrustedIssuer, tx.copy(row))
