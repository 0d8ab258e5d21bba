"""The 3x5x2 grade of a piece of intelligence: how far the source, the information and its spread can be trusted."""

from dataclasses import dataclass
from enum import StrEnum

from krogkoll.kernel.swedish import Words


class SourceGrade(StrEnum):
    """How reliable the source is."""

    RELIABLE = "1"
    UNTESTED = "2"
    NOT_RELIABLE = "3"


class InformationGrade(StrEnum):
    """How the source knows what it says."""

    DIRECT = "A"
    CORROBORATED = "B"
    INDIRECT = "C"
    NOT_KNOWN = "D"
    SUSPECTED_FALSE = "E"


class Handling(StrEnum):
    """Whether the information may be passed on."""

    PERMITTED = "P"
    CONDITIONS = "C"


_SWEDISH = Words(
    (SourceGrade.RELIABLE, "tillförlitlig"),
    (SourceGrade.UNTESTED, "oprövad"),
    (SourceGrade.NOT_RELIABLE, "ej tillförlitlig"),
    (InformationGrade.DIRECT, "egen iakttagelse"),
    (InformationGrade.CORROBORATED, "i andra hand, styrkt"),
    (InformationGrade.INDIRECT, "hörsägen"),
    (InformationGrade.NOT_KNOWN, "oklar"),
    (InformationGrade.SUSPECTED_FALSE, "misstänkt falsk"),
    (Handling.PERMITTED, "får delas"),
    (Handling.CONDITIONS, "får delas med villkor"),
)


def swedish_grade(value: SourceGrade | InformationGrade | Handling) -> str:
    """The word for one part of a grade."""
    return _SWEDISH[value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One whole grade."""

    source: SourceGrade
    information: InformationGrade
    handling: Handling

    @property
    def code(self) -> str:
        """As written on a tag: "2 B P"."""
        return f"{self.source} {self.information} {self.handling}"

    @property
    def four_by_four(self) -> str:
        """The same in the 4x4 system that some receivers use, for example "A1"."""
        return _SOURCE_4[self.source] + _INFORMATION_4[self.information]

    @property
    def five_by_five(self) -> str:
        """Source and information in the 5x5x5 system, for example "E3"."""
        return _SOURCE_5[self.source] + _INFORMATION_5[self.information]


_SOURCE_4 = {SourceGrade.RELIABLE: "A", SourceGrade.UNTESTED: "X", SourceGrade.NOT_RELIABLE: "C"}
_SOURCE_5 = {SourceGrade.RELIABLE: "A", SourceGrade.UNTESTED: "E", SourceGrade.NOT_RELIABLE: "D"}
# 4x4: 1 confirmed, 2 possibly true, 3 untrue, 4 unknown. Hearsay goes out as unknown, never as untrue or as
# known to the source; only what we suspect to be false goes out as untrue.
_INFORMATION_4 = {
    InformationGrade.DIRECT: "1",
    InformationGrade.CORROBORATED: "2",
    InformationGrade.INDIRECT: "4",
    InformationGrade.NOT_KNOWN: "4",
    InformationGrade.SUSPECTED_FALSE: "3",
}
# 5x5x5: 1 known true, 2 known to the source itself, 3 corroborated, 4 cannot be judged, 5 suspected false.
_INFORMATION_5 = {
    InformationGrade.DIRECT: "1",
    InformationGrade.CORROBORATED: "3",
    InformationGrade.INDIRECT: "4",
    InformationGrade.NOT_KNOWN: "4",
    InformationGrade.SUSPECTED_FALSE: "5",
}
