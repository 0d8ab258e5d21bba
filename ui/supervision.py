"""The page Tillsyn: operations, visits, the plan of the year and the Monday review, each under a tab."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.tabbed import Tab, TabbedPage
from ui.tour import Settle, Shot


def supervision_page(context: Context) -> QWidget:
    """The page with its tabs; each is built when it is first opened."""
    return TabbedPage(context, "Flikar för tillsyn", TABS)


def tour(page: QWidget, settle: Settle) -> Iterator[Shot]:
    """The states of each tab."""
    from ui.inspections.tour import states as visits
    from ui.operations.tour import plan_states
    from ui.operations.tour import states as operations
    from ui.review.tour import states as review

    tabbed = cast(TabbedPage, page)
    for key, states in (("operations", operations), ("visits", visits), ("plan", plan_states), ("review", review)):
        tabbed.go(f"{key}:")
        yield from states(tabbed.pages[key], settle)


def _operations(context: Context) -> QWidget:
    from ui.operations.page import OperationsPage

    return OperationsPage(context)


def _visits(context: Context) -> QWidget:
    from ui.inspections.page import VisitsPage

    return VisitsPage(context)


def _plan(context: Context) -> QWidget:
    from ui.operations.plan_page import PlanPage

    return PlanPage(context)


def _review(context: Context) -> QWidget:
    from ui.review.page import ReviewPage

    return ReviewPage(context)


TABS = (
    Tab("operations", "Insatser", _operations, {"new": "Ny insats", "edit": "Ändra insatsen"}),
    Tab("visits", "Besök", _visits, {"new": "Nytt besök", "filter": "Filtrera besöken"}),
    Tab("plan", "Tillsynsplan", _plan, {"edit": "Ändra tillsynsplanen", "filter": "Sök i tillsynsplanen"}),
    Tab("review", "Måndagsgenomgång", _review),
)
