"""A night's work in a process of its own, which tells an outside journal what it was told is saved.

    python busy_night.py FOLDER PHOTO BACKUPS SEED

Each line on standard output is written after the act came back: whoever kills this process may hold it to them.
"""

import json
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

PASSWORD = "fyra korrekta hästar stampar"


def say(**what) -> None:
    """One line of the journal; a pipe takes it whole."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Night:
    """Acts in random order on one workspace."""

    def __init__(self, folder: Path, photo: Path, backups: Path, seed: int) -> None:
        self.folder, self.photo, self.backups = folder, photo, backups
        self.rng = random.Random(seed)
        self.count = 0
        self.workspace = self.opened()

    def opened(self):
        from krogkoll.workspace import open_with_password

        return open_with_password(self.folder, PASSWORD)

    def type_text(self) -> None:
        from krogkoll.security import Permission

        text = time.time_ns()
        with self.workspace.store.transaction(Permission.UNLOCK) as tx:
            tx.save_draft("anteckning", text)
        say(draft=text)

    def register(self) -> None:
        from krogkoll.venues import VenueDraft

        name = f"Klubb {self.rng.randrange(10**9)}"
        made = self.workspace.venues.register(VenueDraft(name=name, street="Sillkajsgatan 14", city="Landskrona"))
        say(venue=made.id, name=name)

    def bring_in_a_photo(self) -> None:
        """A photo of its own: the real one with something after its end, as some phones do."""
        import hashlib

        content = self.photo.read_bytes() + str(self.rng.random()).encode()
        copy = self.folder.parent / f"kamera-{self.rng.randrange(10**9)}.jpg"
        copy.write_bytes(content)
        done = self.workspace.evidence.import_files([copy])
        copy.unlink()
        if not done.photos:
            raise AssertionError(done)
        say(photo=done.photos[0].id, sha256=hashlib.sha256(content).hexdigest())

    def seal(self) -> None:
        from krogkoll.security import Permission
        from krogkoll.venues import VenueDraft
        from krogkoll.venues.rows import VenueRow

        name = f"Förseglad {self.rng.randrange(10**9)}"
        made = self.workspace.venues.register(VenueDraft(name=name, street="Pollargatan 7", city="Landskrona"))
        with self.workspace.store.transaction(Permission.WRITE_VENUES) as tx:
            tx.seal(VenueRow, made.id, "ab" * 32)
        say(sealed=made.id)

    def back_up(self) -> None:
        made = self.workspace.back_up(self.backups)
        say(backup=made.folder.name)

    def lock(self) -> None:
        self.workspace.close()
        say(locked=True)
        self.workspace = self.opened()

    def go_on(self) -> None:
        acts = [self.type_text] * 4 + [self.register] * 4 + [self.bring_in_a_photo] * 3 + [self.seal] * 2
        acts += [self.back_up, self.lock]
        while True:
            self.rng.choice(acts)()


def main() -> None:
    folder, photo, backups, seed = sys.argv[1:5]
    night = Night(Path(folder), Path(photo), Path(backups), int(seed))
    say(ready=True)
    night.go_on()


if __name__ == "__main__":
    main()
