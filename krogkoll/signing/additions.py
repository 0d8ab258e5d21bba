"""Whether a file that came back signed is our file with signatures and nothing else added to it.

A signature covers whatever lay in the file when it was made, so the first one to come back cannot say what was added
together with it; only a comparison with what we gave out can.
"""

from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing.boundary import decoder_boundary
from krogkoll.signing.judging import strict_policy
from krogkoll.signing.reading import read_pdf


def only_signed(before: bytes, after: bytes) -> bool:
    """True if `after` begins with exactly `before` and adds nothing but signatures in fields that were prepared.

    False too for what cannot be read. Source: ISO 32000-1 12.8.2.2 (DocMDP, filling in forms).
    """
    if not after.startswith(before) or len(after) == len(before):
        return False
    try:
        known, found = read_pdf(before), read_pdf(after)
        with decoder_boundary("not-a-pdf"):
            return _unchanged_but_for_signatures(known.reader, found.reader)
    except SigningTrouble:
        return False


def _unchanged_but_for_signatures(known: object, found: object) -> bool:
    from typing import Any, cast

    from pyhanko.sign.diff_analysis import DiffResult
    from pyhanko.sign.fields import MDPPerm

    base = cast(Any, known).xrefs.total_revisions - 1
    result = strict_policy(from_unsigned=True).review_file(cast(Any, found), base, doc_mdp=MDPPerm.FILL_FORMS)
    return isinstance(result, DiffResult)


def allows_more(pdf: bytes) -> bool:
    """False if a certification in the file forbids further signatures (DocMDP level 1), or it cannot be read."""
    try:
        reading = read_pdf(pdf)
        with decoder_boundary("not-a-pdf"):
            from pyhanko.sign.fields import MDPPerm
            from pyhanko.sign.validation.pdf_embedded import read_certification_data

            found = read_certification_data(reading.reader)
            return found is None or found.permission != MDPPerm.NO_CHANGES
    except SigningTrouble:
        return False
