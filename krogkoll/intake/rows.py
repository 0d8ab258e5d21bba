"""Remembers which rows of lists of tips have come in, so that the same list twice adds nothing."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from krogkoll.store import LocalRow


class ImportedRow(LocalRow):
    """A row that has come in, by the hash of what it said, and the tip it became. Goes when the tip is purged."""

    __tablename__ = "imported_row"

    print: Mapped[str] = mapped_column(String, primary_key=True)
    record_id: Mapped[str] = mapped_column(String, index=True)
