"""Places, the tips about them, and how urgent they are."""

from krogkoll.venues.addresses import EarlierAddress, earlier_address
from krogkoll.venues.due import PlaceFacts, place_facts
from krogkoll.venues.giveaway import Finding, gives_away
from krogkoll.venues.grading import Grade, Handling, InformationGrade, SourceGrade, swedish_grade
from krogkoll.venues.listed import ListedPlace, add_tip, amend_venue, listed_places, read_venues
from krogkoll.venues.listing import VenueFilter, VenueLine, VenueOrder, VenueQuery
from krogkoll.venues.matching import VenueMatch
from krogkoll.venues.model import (
    PlaceKind,
    PositionSource,
    Venue,
    VenueDraft,
    VenueStatus,
    draft_of,
    problems,
    shown_name,
    shown_postal_code,
    swedish,
)
from krogkoll.venues.permits import PermitKind, PermitState, clock_text, permit_fact, short_date
from krogkoll.venues.scoring import Observed, RiskClass, Score, ScoreLine, score, swedish_risk
from krogkoll.venues.service import Risk, RiskService, VenueService
from krogkoll.venues.standing import Assessment, Indication
from krogkoll.venues.steps import add_venue, indicate, move_venue, read_venue, rescore, touch
from krogkoll.venues.tip_service import TipService, observed_in
from krogkoll.venues.tips import (
    Channel,
    SourceKind,
    Statement,
    Suspicion,
    Tip,
    TipDraft,
    TipSource,
    TipSourceDraft,
    TipStatus,
    swedish_tip,
    tip_problems,
)
from krogkoll.venues.twin_service import TwinService
from krogkoll.venues.twins import SameAs
from krogkoll.venues.typed import place_in
from krogkoll.venues.waiting import PlaceWords, count_suspected, count_waiting_tips, place_words, waiting_tips

__all__ = [
    "Assessment",
    "Channel",
    "EarlierAddress",
    "Finding",
    "Grade",
    "Handling",
    "Indication",
    "InformationGrade",
    "ListedPlace",
    "Observed",
    "PermitKind",
    "PermitState",
    "PlaceFacts",
    "PlaceKind",
    "PlaceWords",
    "PositionSource",
    "Risk",
    "RiskClass",
    "RiskService",
    "SameAs",
    "Score",
    "ScoreLine",
    "SourceGrade",
    "SourceKind",
    "Statement",
    "Suspicion",
    "Tip",
    "TipDraft",
    "TipService",
    "TipSource",
    "TipSourceDraft",
    "TipStatus",
    "TwinService",
    "Venue",
    "VenueDraft",
    "VenueFilter",
    "VenueLine",
    "VenueMatch",
    "VenueOrder",
    "VenueQuery",
    "VenueService",
    "VenueStatus",
    "add_tip",
    "add_venue",
    "amend_venue",
    "clock_text",
    "count_suspected",
    "count_waiting_tips",
    "draft_of",
    "earlier_address",
    "gives_away",
    "indicate",
    "listed_places",
    "move_venue",
    "observed_in",
    "permit_fact",
    "place_facts",
    "place_in",
    "place_words",
    "problems",
    "read_venue",
    "read_venues",
    "rescore",
    "score",
    "short_date",
    "shown_name",
    "shown_postal_code",
    "swedish",
    "swedish_grade",
    "swedish_risk",
    "swedish_tip",
    "tip_problems",
    "touch",
    "waiting_tips",
]
