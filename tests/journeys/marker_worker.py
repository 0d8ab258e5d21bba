"""Puts one word into every field and photo of a workspace, as use, locking, backup and export would; then goes on.

Called as `python marker_worker.py FOLDER PASSWORD CARD TARGET whole|on`: "whole" ends by itself, "on" is to be killed.
"""

import sys
from dataclasses import replace
from pathlib import Path

from sqlalchemy import String

from krogkoll.evidence import Box, Persons, PhotoDraft, Subject
from krogkoll.evidence.protocol import RenditionKind
from krogkoll.security import Permission, Role, permissions_of
from krogkoll.store import AuditAction, Texts, synced_types
from krogkoll.store.columns import Json
from krogkoll.venues import VenueDraft, VenueQuery
from krogkoll.workspace import open_with_password
from tests.factories import FACTORIES

MARK = "Hemlig Åäö märkt 7391"
_KEPT = ("id", "compartment", "created_by", "heads", "extra")


def say(word: str) -> None:
    """One word on the journal."""
    sys.stdout.write(f'{{"{word}": true}}\n')
    sys.stdout.flush()


def marked(kind: str):
    """A row of this kind with the word in every field that can hold text."""
    row = FACTORIES[kind]()
    for column in row.__table__.columns:
        if column.key in _KEPT or column.primary_key:
            continue
        if type(column.type) is Texts:
            setattr(row, column.key, (MARK, f"{column.key} {MARK}"))
        elif type(column.type) is Json:
            setattr(row, column.key, [{"text": MARK}])
        elif isinstance(column.type, String):
            setattr(row, column.key, f"{MARK} {column.key}")
    return row


def role_that_may(permission: Permission) -> Role:
    """Somebody who may write this."""
    return next(role for role in Role if permission in permissions_of(role))


def fill(workspace) -> int:
    """Every field of every kind of record, changed once, searched, drafted and audited; so many kinds."""
    owner = workspace.actor
    for kind, row_type in synced_types().items():
        write = row_type.__mapping__.write
        workspace.store.act_as(replace(owner, role=role_that_may(write)))
        with workspace.store.transaction(write, purpose=MARK) as tx:
            row = tx.add(marked(kind))
            tx.audit(AuditAction.READ, kind, [row.id], ground=MARK, recipient=MARK, detail={"why": MARK})
    workspace.store.act_as(owner)
    made = workspace.venues.register(VenueDraft(name=MARK, street=MARK, notes=MARK * 50))
    workspace.venues.edit(made, VenueDraft(name=MARK + " 2", street=MARK), MARK)
    workspace.drafts.save("venue:new", {"raw": {"name": MARK}})
    if not workspace.venues.find(VenueQuery(text=MARK)):
        raise AssertionError("the word cannot even be found inside")
    return len(synced_types())


def photograph(workspace, card: Path) -> None:
    """Photos with the word in name and metadata, through everything that makes copies of them."""
    subject = Subject("inspection", "ett besök")
    done = workspace.evidence.import_files(sorted(card.iterdir()), subject=subject, photographer=MARK, thorough=True)
    for number, photo in enumerate(done.photos):
        edited = workspace.evidence.edit_photo(photo, PhotoDraft(caption=MARK, alt=MARK, photographer=MARK))
        reviewed = workspace.evidence.review(edited, Persons.SHOWN)
        if not number:
            workspace.evidence.mask(reviewed, [Box(0.1, 0.1, 0.5, 0.5)])
    workspace.evidence.make_copies()
    workspace.evidence.pictures([photo.id for photo in done.photos], RenditionKind.LARGE)


def main() -> None:
    folder, password, card, target, manner = sys.argv[1:6]
    workspace = open_with_password(Path(folder), password)
    say("ready")
    if manner == "whole":
        photograph(workspace, Path(card))
        workspace.back_up(Path(target) / "usb" / "hel")
        fill(workspace)  # photos and documents without a file among them: no restore would take that
        workspace.back_up(Path(target) / "usb" / "allt")
        photo = workspace.evidence.photos(Subject("inspection", "ett besök"))[0]
        out = Path(target) / "utlämnad"
        out.mkdir()
        workspace.evidence.export_original(photo.id, out / "foto.jpg", recipient=MARK, reason=MARK)
        workspace.close()
        say("closed")
        return
    while True:
        fill(workspace)


if __name__ == "__main__":
    main()
