"""Open, encrypted, empty workspaces of a decision-maker and an inspector at one fire authority."""

from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import pytest
from PIL import Image, ImageDraw

from krogkoll.evidence import Decoder, MarkReader
from krogkoll.house import DelegationService, HouseService, TemplateApprovalService, TrustService
from krogkoll.security import Permission, Role
from tests.factories import FIRE, actor, workspace


@pytest.fixture(scope="session")
def decoder():
    """One child process for all pictures."""
    one = Decoder()
    yield one
    one.close()


def at_desk(store, decoder, *, practice=False):
    """Every service of the house on a store."""
    return SimpleNamespace(
        store=store,
        house=HouseService(store, MarkReader(decoder).read, practice=practice),
        delegations=DelegationService(store),
        approvals=TemplateApprovalService(store),
        trust=TrustService(store, practice=practice),
    )


@pytest.fixture
def desk(tmp_path, decoder):
    """The desk of somebody who may manage the house."""
    with workspace(tmp_path / "workspace", actor(Role.DECISION_MAKER, FIRE)) as store:
        yield at_desk(store, decoder)


@pytest.fixture
def inspector_desk(tmp_path, decoder):
    """The desk of somebody who may only read."""
    with workspace(tmp_path / "inspector", actor(Role.FIRE_INSPECTOR, FIRE)) as store:
        yield at_desk(store, decoder)


@pytest.fixture
def asks(desk):
    """Ask a function that takes the open transaction."""

    def ask(function, *given):
        with desk.store.transaction(Permission.UNLOCK) as tx:
            return function(tx, *given)

    return ask


def mark_png(size=(600, 240), transparent=True):
    """A made-up coat of arms with a see-through ground."""
    image = Image.new("RGBA" if transparent else "RGB", size, (0, 0, 0, 0) if transparent else (255, 255, 255))
    draw = ImageDraw.Draw(image)
    draw.ellipse((10, 10, size[1] - 10, size[1] - 10), fill=(18, 53, 91))
    draw.line((size[0] // 2, size[1] // 2, size[0] - 20, size[1] // 2), fill=(18, 53, 91), width=40)
    target = BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


GUEST = replace(actor(Role.DECISION_MAKER, FIRE), user_id="6f0c1f5e-6d0c-4d33-9a3d-222222222222", name="Helena Strand")
