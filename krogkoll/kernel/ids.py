"""Identifiers made on the device, so that two laptops without network never collide."""

import uuid


def new_id() -> str:
    """A fresh random identifier (UUID version 4, RFC 9562) as lower-case text."""
    return str(uuid.uuid4())
