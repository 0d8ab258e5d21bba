"""Invents places, companies, people and tips from the shipped material: the same ones each time for the same seed."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from krogkoll.kernel.identifiers import luhn_digit
from krogkoll.kernel.resources import resource
from krogkoll.law import Authority, AuthorityKind
from krogkoll.people import CompanyDraft
from krogkoll.venues import (
    PermitState,
    PlaceKind,
    PositionSource,
    VenueDraft,
    VenueStatus,
)

_NEEDS_NO_REASON = frozenset(
    {VenueStatus.SUSPECTED, VenueStatus.INVESTIGATING, VenueStatus.PLANNED, VenueStatus.LICENSED}
)
_HIDEOUTS = frozenset({"association", "basement", "warehouse", "workshop", "office", "event_hall"})
_CELLAR = "källarplan"
_OPERATED = 0.6
_LET = 0.4


@cache
def material(name: str) -> Mapping[str, Any]:
    """One file of the shipped practice material."""
    return tomllib.loads(resource("practice", f"{name}.toml").read_text(encoding="utf-8"))


def areas_of(authority: Authority) -> list[Mapping[str, Any]]:
    """The areas that an authority works in; none for one that does not work round Landskrona."""
    return [area for area in material("places")["area"] if area["municipality"] in authority.municipalities]


class Invention:
    """A source of invented drafts for one authority, as it may lawfully hold them."""

    def __init__(self, authority: Authority, today: date, seed: str) -> None:
        self.authority = authority
        self.today = today
        self.dice = random.Random(seed)  # noqa: S311 (nothing secret comes of it)
        self._areas = areas_of(authority)
        self._taken: set[tuple[str, str]] = set()
        kinds = set(authority.kinds)
        # The register of permits is the board's; the police are told from it, the fire service is not.
        self._reads_register = bool(kinds & {AuthorityKind.ALCOHOL_BOARD, AuthorityKind.POLICE})

    def companies(self, places: int) -> list[CompanyDraft]:
        """Companies and associations, more of them the more places there are; right check digits, unused series."""
        rows = material("organisations")
        found = [
            CompanyDraft(name=row["name"], number=row["number"]) for row in (*rows["association"], *rows["company"])
        ]
        more = rows["more"]
        names = material("venues")["names"]
        for n in range(21, min(21 + places // 200, 1000)):
            word, name = self.dice.choice(more["association_words"]), self.dice.choice(names)
            found.append(CompanyDraft(name=f"{word} {name} {n}", number=_number(more["association_series"], n)))
            name = self.dice.choice(names)
            found.append(
                CompanyDraft(name=f"{name} {n} {more['company_suffix']}", number=_number(more["company_series"], n))
            )
        return found

    def places(self, count: int, companies: Sequence[tuple[str, str]]) -> Iterator[VenueDraft]:
        """`count` places at different addresses. companies: (id, number) of those that may run or let them."""
        associations = [key for key, number in companies if number.startswith("8")]
        limited = [key for key, number in companies if number.startswith("5")]
        for _ in range(count):
            yield self._place(material("venues")["kind"], associations, limited)

    def suspects(self, count: int, companies: Sequence[tuple[str, str]]) -> list[VenueDraft]:
        """`count` places of the kind that illegal bars hide in, none of them with a permit."""
        associations = [key for key, number in companies if number.startswith("8")]
        limited = [key for key, number in companies if number.startswith("5")]
        kinds = [kind for kind in material("venues")["kind"] if kind["place"] in _HIDEOUTS]
        found = [self._place(kinds, associations, limited) for _ in range(count)]
        return [self._without_permit(draft) for draft in found]

    def status(self, draft: VenueDraft) -> VenueDraft:
        """The place with one of the statuses that places nobody talks about have."""
        weights = material("venues")["status_weights"]
        chosen = VenueStatus(self._weighted(list(weights), list(weights.values())))
        if draft.permit is PermitState.VALID and chosen is VenueStatus.DISMISSED:
            chosen = VenueStatus.LICENSED  # nobody suspected it in the first place
        reasons = material("venues")["texts"]["status_reasons"]
        reason = "" if chosen in _NEEDS_NO_REASON else self.dice.choice(reasons)
        return replace(draft, status=chosen, status_reason=reason)

    def _without_permit(self, draft: VenueDraft) -> VenueDraft:
        if not self._reads_register:
            return draft
        looked = self.today - timedelta(days=self.dice.randint(2, 60))
        return replace(draft, permit=PermitState.NONE_FOUND, permit_number="", permit_checked_on=looked)

    def _place(
        self, kinds: Sequence[Mapping[str, Any]], associations: Sequence[str], limited: Sequence[str]
    ) -> VenueDraft:
        dice, texts = self.dice, material("venues")["texts"]
        kind = self._weighted(kinds, [row["weight"] for row in kinds])
        area = self._weighted(self._areas, [row["weight"] for row in self._areas])
        street, address = self._address(area["city"], cellar=kind["place"] == "basement")
        permit, number, checked_on = self._permit(kind["place"])
        operator = dice.choice(limited if kind["place"] in {"restaurant", "shop"} else associations)
        operated, let = dice.random() < _OPERATED, dice.random() < _LET
        return VenueDraft(
            name=self._name(kind["words"], street),
            street=address,
            postal_code=dice.choice(area["postal_codes"]),
            city=area["city"],
            municipality=area["municipality"],
            latitude=round(dice.uniform(*area["latitude"]), 6),
            longitude=round(dice.uniform(*area["longitude"]), 6),
            accuracy_m=float(dice.choice((5, 10, 25, 50))),
            position_source=PositionSource.ADDRESS,
            property_designation=f"{dice.choice(material('places')['quarters'])} {dice.randint(1, 40)}",
            place=PlaceKind(kind["place"]),
            permit=permit,
            permit_number=number,
            permit_checked_on=checked_on,
            operator_kind="company" if operated else "",
            operator_id=operator if operated else "",
            landlord_kind="company" if let else "",
            landlord_id=dice.choice(limited) if let else "",
            opening_pattern=dice.choice(texts["opening"]),
            notes=dice.choice(texts["notes"]),
        )

    def _address(self, city: str, *, cellar: bool) -> tuple[str, str]:
        """A street and an address on it that no other invented place has."""
        places = material("places")
        floors = [_CELLAR] if cellar else [floor for floor in places["floors"] if floor != _CELLAR]
        while True:
            street = self.dice.choice(places["streets"])
            address = f"{street} {self.dice.randint(1, places['number_max'])} {self.dice.choice(places['letters'])}"
            address = f"{address.strip()}, {self.dice.choice(floors)}".removesuffix(", ")
            if (city, address) not in self._taken:
                self._taken.add((city, address))
                return street, address

    def _name(self, words: Sequence[str], street: str) -> str:
        pattern = self.dice.choice(material("venues")["patterns"])
        name, number = self.dice.choice(material("venues")["names"]), self.dice.randint(1, 99)
        return str(pattern.format(word=self.dice.choice(words), name=name, number=number, street=street))

    def _permit(self, place: str) -> tuple[PermitState, str, date | None]:
        if not self._reads_register:
            return PermitState.UNKNOWN, "", None
        weights = material("venues")["permit_weights"]
        chosen = PermitState(self._weighted(list(weights), list(weights.values())))
        if chosen is PermitState.VALID and place not in {"restaurant", "event_hall", "association"}:
            chosen = PermitState.NONE_FOUND
        checked_on = None if chosen is PermitState.UNKNOWN else self.today - timedelta(days=self.dice.randint(2, 300))
        number = f"T-{self.dice.randint(100, 999)}" if chosen in {PermitState.VALID, PermitState.REVOKED} else ""
        return chosen, number, checked_on

    def _weighted(self, choices: Sequence[Any], weights: Sequence[float]) -> Any:
        return self.dice.choices(choices, weights)[0]


def _number(series: str, n: int) -> str:
    digits = f"{series}{n:03d}"
    return digits + luhn_digit(digits)
