"""What the list of places offers: its chips, its orders, and how each reads."""

from krogkoll.venues import VenueFilter, VenueOrder

ORDERS = (
    (VenueOrder.RISK, "Risk, högst först"),
    (VenueOrder.NAME, "Namn, A till Ö"),
    (VenueOrder.LATEST, "Senaste händelse"),
)
MAIN_CHIPS = (
    (VenueFilter.ALL, "Alla"),
    (VenueFilter.HIGH, "Hög"),
    (VenueFilter.DANGER, "Fara"),
    (VenueFilter.PLANNED, "Planerad"),
)
MORE_CHIPS = (
    (VenueFilter.SUSPECTED, "Misstänkt"),
    (VenueFilter.INVESTIGATING, "Utreds"),
    (VenueFilter.CONFIRMED, "Konstaterad"),
    (VenueFilter.CLOSED, "Stängd"),
    (VenueFilter.DISMISSED, "Avskriven"),
    (VenueFilter.LICENSED, "Med tillstånd"),
)
NEEDS_TIPS = frozenset({VenueFilter.HIGH, VenueFilter.DANGER})
"""Chips that say what tips say; hidden from those who may not read tips."""
