"""What a visit holds beside answers, findings and statements, read together."""

from dataclasses import dataclass

from krogkoll.inspections.colleagues import HandOver, SecondView
from krogkoll.inspections.notes import Consent, HeadCount, MarkState, OralOrder, TimeMark
from krogkoll.inspections.presence import Presence, SceneSignal


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLog:
    """Each part in the order in which it happened."""

    marks: tuple[TimeMark, ...] = ()
    counts: tuple[HeadCount, ...] = ()
    orders: tuple[OralOrder, ...] = ()
    consents: tuple[Consent, ...] = ()
    presences: tuple[Presence, ...] = ()
    signals: tuple[SceneSignal, ...] = ()
    views: tuple[SecondView, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()

    @property
    def open_marks(self) -> tuple[TimeMark, ...]:
        """The moments that nobody has put into words or struck."""
        return tuple(one for one in self.marks if one.state is MarkState.OPEN)
