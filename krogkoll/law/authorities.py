"""The authorities that take part, each the body that is its own in law, with what it may do and how to write to it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from krogkoll.kernel.errors import NotFound
from krogkoll.kernel.swedish import fold
from krogkoll.law.tables import Row, table, unique


class AuthorityKind(StrEnum):
    """A task that an authority carries; a board may carry several."""

    POLICE = "police"
    ALCOHOL_BOARD = "alcohol_board"
    FIRE_AUTHORITY = "fire_authority"
    FOOD_BOARD = "food_board"
    ENVIRONMENT_BOARD = "environment_board"
    TOBACCO_BOARD = "tobacco_board"
    BUILDING_BOARD = "building_board"
    TAX_AGENCY = "tax_agency"
    GAMING_AUTHORITY = "gaming_authority"
    CUSTOMS = "customs"
    COUNTY_BOARD = "county_board"
    PUBLIC_HEALTH_AGENCY = "public_health_agency"
    WORK_ENVIRONMENT_AUTHORITY = "work_environment_authority"
    ENFORCEMENT_AUTHORITY = "enforcement_authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterheadText:
    """How an authority signs its letters; the shipped ones are made up for practice."""

    organisation_sv: str
    board_sv: str
    docket_pattern: str
    postal_address: str
    visiting_address: str
    telephone: str
    email: str
    web: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A municipality with its code."""

    code: str
    name: str
    organisation_sv: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """One authority; `id` is the stable text code that names it in every record. federation: a kommunalförbund."""

    id: str
    name_sv: str
    short_sv: str
    kinds: tuple[AuthorityKind, ...]
    county: str
    municipalities: tuple[str, ...]
    letterhead: LetterheadText | None
    federation: bool = False

    @property
    def kind(self) -> AuthorityKind:
        """Its first task."""
        return self.kinds[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealBody:
    """Who tries an appeal: "Länsstyrelsen Skåne", and in running text "länsstyrelsen"."""

    code: str
    county: str
    name_sv: str
    definite_sv: str


def known_kinds(row: Row, key: str) -> tuple[AuthorityKind, ...]:
    """The kinds of authority a row names. Raises BrokenTable."""
    try:
        return tuple(AuthorityKind(kind) for kind in row.texts(key))
    except ValueError as trouble:
        raise row.broken(f"{key}: {trouble}") from None


@cache
def _kinds() -> "MappingProxyType[AuthorityKind, tuple[str, str]]":
    root = table("law", "authorities")
    kinds = {AuthorityKind(row.text("id")): (row.text("name_sv"), row.text("regime")) for row in root.rows("kind")}
    if missing := set(AuthorityKind) - set(kinds):
        raise root.broken(f"kinds without a name: {sorted(missing)}")
    return MappingProxyType(kinds)


def kind_name(kind: AuthorityKind) -> str:
    """The Swedish name of a kind of authority."""
    return _kinds()[kind][0]


def personal_data_regime(kind: AuthorityKind) -> str:
    """Under which act personal data are handled in supervision: "bdl" (brottsdatalagen) or "gdpr"."""
    return _kinds()[kind][1]


@cache
def municipalities() -> tuple[Municipality, ...]:
    """The municipalities of Skåne in the order of their codes."""
    return tuple(
        Municipality(code=row.text("code"), name=row.text("name"), organisation_sv=row.text("organisation_sv"))
        for row in table("law", "authorities").rows("municipality", "code")
    )


@cache
def authorities() -> "MappingProxyType[str, Authority]":
    """The shipped authorities by id: those listed, and the boards of each municipality. Raises BrokenTable."""
    root = table("law", "authorities")
    heads = root.row("letterhead")
    found: dict[str, Authority] = {}
    for row in root.rows("authority"):
        unique(found, row.text("id"), row)
        found[row.text("id")] = _authority(row, heads)
    for board in root.rows("board", "suffix"):
        kinds = known_kinds(board, "kinds")
        for place in municipalities():
            key = f"k{place.code}.{board.text('suffix')}"
            found[key] = Authority(
                id=key,
                name_sv=f"{place.organisation_sv}, {board.text('name_sv')} (exempel)",
                short_sv=board.text("name_sv"),
                kinds=kinds,
                county=place.code[:2],
                municipalities=(place.code,),
                letterhead=_letterhead(heads.row(key) if heads else None),
            )
    return MappingProxyType(found)


def _authority(row: Row, heads: Row | None) -> Authority:
    kinds = known_kinds(row, "kinds")
    if not kinds:
        raise row.broken("an authority needs at least one kind")
    own = row.row("letterhead")
    return Authority(
        id=row.text("id"),
        name_sv=row.text("name_sv"),
        short_sv=row.text("short_sv"),
        kinds=kinds,
        county=row.text("county", ""),
        municipalities=row.texts("municipalities"),
        letterhead=_letterhead(own or (heads.row(row.text("id")) if heads else None)),
        federation=row.flag("federation"),
    )


def _letterhead(row: Row | None) -> LetterheadText | None:
    if row is None:
        return None
    head = LetterheadText(
        organisation_sv=row.text("organisation_sv"),
        board_sv=row.text("board_sv"),
        docket_pattern=row.text("docket_pattern"),
        postal_address=row.text("postal_address"),
        visiting_address=row.text("visiting_address"),
        telephone=row.text("telephone"),
        email=row.text("email"),
        web=row.text("web"),
    )
    row.close()
    return head


def find_authority(authority_id: str) -> Authority | None:
    """One shipped or typed authority by its id; None for any other text.

    A typed one carries its kind in the id ("fri.fire_authority.raddningstjansten-bortom"), so that the id is enough.
    """
    if found := authorities().get(authority_id):
        return found
    if (match := re.fullmatch(r"fri\.([a-z_]+)\.([a-z0-9-]+)", authority_id)) and match[1] in set(AuthorityKind):
        name = match[2].replace("-", " ").capitalize()
        return _typed(authority_id, name, AuthorityKind(match[1]))
    return None


def authority(authority_id: str) -> Authority:
    """One shipped or typed authority by its id. Raises NotFound."""
    if (found := find_authority(authority_id)) is None:
        raise NotFound("no-such-authority", id=authority_id)
    return found


def typed_authority(name: str, kind: AuthorityKind) -> Authority:
    """An authority that is not in the list, from what the user typed.

    The same words give the same id on every laptop. Raises ValueError for a name without letters or digits.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    if not slug:
        raise ValueError("the name of an authority needs letters")
    return _typed(f"fri.{kind}.{slug}", " ".join(name.split()), kind)


def _typed(key: str, name: str, kind: AuthorityKind) -> Authority:
    return Authority(id=key, name_sv=name, short_sv=name, kinds=(kind,), county="", municipalities=(), letterhead=None)


@cache
def _appeal_bodies() -> "MappingProxyType[tuple[str, str], AppealBody]":
    bodies = {}
    for row in table("law", "authorities").rows("appeal_body", "code"):
        body = AppealBody(
            code=row.text("code"),
            county=row.text("county"),
            name_sv=row.text("name_sv"),
            definite_sv=row.text("definite_sv"),
        )
        bodies[body.code, body.county] = body
    return MappingProxyType(bodies)


def appeal_body(code: str, county: str) -> AppealBody | None:
    """Who tries an appeal of that kind in that county, or None where this table does not say."""
    return _appeal_bodies().get((code, county))
