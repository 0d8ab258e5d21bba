"""One bit changed anywhere in a workspace is an error or is found by the audit; never other words shown as true."""

import random
import shutil
from collections import Counter

import pytest

from krogkoll.evidence import Subject
from krogkoll.evidence.protocol import RenditionKind
from krogkoll.founding import create_workspace
from krogkoll.kernel.errors import KrogkollError
from krogkoll.security import FLOOR_COST, MasterKey
from krogkoll.venues import VenueDraft, VenueQuery
from krogkoll.workspace import DATABASE, open_with_password, open_workspace

from .killing import LONG
from .one_act import PASSWORD
from .test_kills import ANNA

VISIT = Subject("inspection", "ett besök")
pytestmark = pytest.mark.timeout(7200)


class Original:
    """A closed workspace, its key, and all that it shows."""

    def __init__(self, folder, photos):
        self.folder = folder
        workspace, _ = create_workspace(folder, ANNA, PASSWORD, cost=FLOOR_COST)
        for number in range(40):
            name = f"Källaren {number}"
            workspace.venues.register(VenueDraft(name=name, street=f"Sillkajsgatan {number}", notes="Öl och vin. " * 9))
        workspace.evidence.import_files([photos / "Canon_40D.jpg", photos / "no_exif.jpg"], subject=VISIT)
        workspace.evidence.make_copies()
        workspace.drafts.save("venue:new", {"raw": {"name": "Halvskriven"}})
        self.shown = shown(workspace)
        self.originals = {workspace._vault.name_of(photo.sha256) for photo in workspace.evidence.photos(VISIT)}
        self.secret, self.salt = bytes(workspace._key._secret), workspace._key.workspace_id
        workspace.close()
        self.files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)

    def open(self, folder):
        return open_workspace(folder, lambda: MasterKey(bytearray(self.secret), self.salt))


def shown(workspace):
    """Everything that somebody would see: places, what the search finds, photos with their copies, the draft."""
    lines = workspace.venues.page(workspace.venues.find(VenueQuery()))
    places = [workspace.venues.venue(line.id) for line in lines]
    found = list(workspace.venues.find(VenueQuery(text="källaren 7")))
    photos = workspace.evidence.photos(VISIT)
    ids = [photo.id for photo in photos]
    pictures = [workspace.evidence.pictures(ids, kind) for kind in RenditionKind]
    return lines, places, found, photos, pictures, workspace.drafts.load("venue:new")


@pytest.fixture(scope="module")
def original(tmp_path_factory, photos):
    return Original(tmp_path_factory.mktemp("flips") / "arbetsyta", photos)


def outcome(original, folder, opened):
    """What becomes of a changed workspace: "refused", "found" by the audit, "unread", or "as it was"."""
    try:
        workspace = opened(folder)
    except KrogkollError:
        return "refused"
    try:
        try:
            report = workspace.check()
        except KrogkollError:
            return "found"
        try:
            same = shown(workspace) == original.shown
        except KrogkollError:
            return "unread" if report.holds else "found"
        assert same or not report.holds, "other words are shown as true"
        return "as it was" if report.holds else "found"
    finally:
        workspace.close()


def flipped(original, tmp_path, path, luck):
    """A copy of the workspace with one bit of this file changed; and where."""
    folder = tmp_path / "kopia"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(original.folder, folder)
    target = folder / path.relative_to(original.folder)
    content = bytearray(target.read_bytes())
    place, bit = luck.randrange(len(content)), 1 << luck.randrange(8)
    content[place] ^= bit
    target.write_bytes(content)
    return folder


def test_a_bit_in_the_database_is_an_error_or_found(original, tmp_path):
    luck, ends = random.Random(11), Counter()
    for _ in range(1200 if LONG else 25):
        folder = flipped(original, tmp_path, original.folder / DATABASE, luck)
        ends[outcome(original, folder, original.open)] += 1
    assert ends["refused"] + ends["found"] == ends.total(), ends
    assert set(ends) == {"refused", "found"}


def test_a_bit_in_a_photo_is_found_and_one_in_its_copies_never_shown(original, tmp_path):
    luck, ends = random.Random(12), Counter()
    vault = [path for path in original.files if "vault" in path.parts]
    assert len(vault) == 8
    for number in range(400 if LONG else 8):
        path = vault[number % len(vault)]
        end = outcome(original, flipped(original, tmp_path, path, luck), original.open)
        ends["original" if path.name in original.originals else "copy", end] += 1
    # A copy that fails its check is made anew from the original.
    assert set(ends) == {("original", "found"), ("copy", "as it was")}


def test_a_bit_in_the_ways_in_opens_nothing_else(original, tmp_path):
    luck, ends = random.Random(13), Counter()
    ways = [path for path in original.files if path.name.startswith(("slots", "tries", "pin"))]
    assert {path.name for path in ways} >= {"slots.json", "slots.json.bak"}
    for number in range(240 if LONG else 6):
        folder = flipped(original, tmp_path, ways[number % len(ways)], luck)
        ends[outcome(original, folder, lambda folder: open_with_password(folder, PASSWORD))] += 1
    assert ends["found"] == ends["unread"] == 0, ends


def test_a_changed_word_that_the_audit_would_miss_is_seen_by_this_test(original, tmp_path):
    """A workspace whose rows and logs were both rewritten would be shown as true; the comparison here notices."""
    folder = tmp_path / "kopia"
    shutil.copytree(original.folder, folder)
    workspace = original.open(folder)
    place = workspace.venues.page(workspace.venues.find(VenueQuery()))[0]
    found = workspace.venues.venue(place.id)
    workspace.venues.edit(found, VenueDraft(name="Ett annat namn", street=found.street))
    workspace.close()
    with pytest.raises(AssertionError, match="other words"):
        outcome(original, folder, original.open)
