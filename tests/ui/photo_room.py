"""A window on a place with a visit, its tab of photos open: what tests of photos start from."""

from dataclasses import replace
from datetime import timedelta

from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from krogkoll.evidence import Subject
from krogkoll.inspections import InspectionDraft
from krogkoll.security import Role
from krogkoll.venues import VenueQuery

from .conftest import NIGHT


def picture(path, colour="teal", size=(640, 480), taken="", kind="JPEG"):
    """A small file in one colour, with a camera's time where one is given."""
    exif = Image.Exif()
    if taken:
        exif[0x010F] = "Övningskamera"
        exif.get_ifd(0x8769)[0x9003] = taken
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, colour).save(path, kind, exif=exif.tobytes())
    return path


def a_visit(workspace):
    """A visit at Studio 44; gives it with the place's id."""
    line = workspace.venues.page(workspace.venues.find(VenueQuery(text="Studio")))[0]
    return workspace.inspections.start(
        InspectionDraft(
            venue_id=line.id,
            premises="källaren på Sillkajsgatan 7",
            address="Sillkajsgatan 7",
            started_at=NIGHT - timedelta(hours=2),
            person_met="Kim",
            person_met_role="bartender",
        )
    )


def open_panel(qtbot, page_of, files=(), **over):
    """The window and its panel, on a visit with these photos in it."""
    kept = []

    def fill(workspace):
        actor = workspace.actor
        workspace.store.act_as(replace(actor, role=Role.MUNICIPAL_INSPECTOR))
        kept.append(a_visit(workspace))
        if files:
            workspace.evidence.import_files(list(files), subject=Subject("inspection", kept[0].id))
            workspace.evidence.make_copies()
        workspace.store.act_as(actor)

    window, page = page_of(7, fill=fill, **over)
    row = next(row for row in range(page.list.model.rowCount()) if page.list.model.line(row).name == "Studio 44")
    page.list.view.setCurrentIndex(page.list.model.index(row))
    qtbot.waitUntil(lambda: page.detail.name == "Studio 44")
    page.detail.open_tab("photos")
    panel = page.detail.photos
    # Onto the visit itself, as its own page shows it.
    panel.read([("inspection", kept[0].id)])
    qtbot.waitUntil(lambda: panel.grid.photos.rowCount() == len(files), timeout=20000)
    return window, panel, kept[0]


def dialog_of(qtbot, kind):
    """The open dialog of this kind, when it is there."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=10000)
    return QApplication.activeModalWidget()


def let_go():
    """Deliver what waits to be deleted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
