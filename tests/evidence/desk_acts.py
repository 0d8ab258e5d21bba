"""What the tests of photos and files do again and again at one desk."""

from collections.abc import Callable
from typing import Any

from krogkoll.evidence import Subject, print_picture
from krogkoll.security import Permission

Make = Callable[..., bytes]
VISIT = Subject("inspection", "9d1c6c0e-0000-4000-8000-000000000001")
READ = Permission.READ_EVIDENCE


def take_in(desk: Any, content: bytes, name: str = "a.jpg", subject: Subject = VISIT) -> Any:
    (photo,) = desk.evidence.import_files([desk.put_on_card(name, content)], subject=subject).photos
    return photo


def printed(desk: Any, photo_id: str) -> Any:
    with desk.store.transaction(READ) as tx:
        return print_picture(tx, desk.vault, photo_id)


def rows(desk: Any, kind: Any) -> int:
    from sqlalchemy import select

    with desk.store.reading(READ) as reader:
        return len(reader.all(select(kind)))
