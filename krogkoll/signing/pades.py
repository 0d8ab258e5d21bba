"""Signing a PDF: one visible PAdES B-B signature into a field that the layout has prepared, by appending only."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from krogkoll.kernel.clock import local
from krogkoll.kernel.errors import SigningTrouble
from krogkoll.signing.appearance import draw_appearance
from krogkoll.signing.boundary import decoder_boundary
from krogkoll.signing.certificates import PRACTICE_MARK, digest_name, require_may_sign, require_valid_at
from krogkoll.signing.messages import signature_lines
from krogkoll.signing.ranges import MAKER, signed_ranges
from krogkoll.signing.signer import Signer

if TYPE_CHECKING:
    from krogkoll.signing.writer import ArchivalWriter

_SPARE = 32  # bytes beyond the reckoned size of the CMS, so that a card's slightly longer answer still fits


def sign(
    pdf: bytes,
    *,
    field: str,
    signer: Signer,
    at: datetime,
    certify: bool,
    lines: Sequence[str] = (),
    uncertified: bool = False,
) -> bytes:
    """Sign `pdf` in the prepared, empty field and return the longer file, which begins with exactly `pdf`.

    `at` is the time that the signer claims. `certify` is True for the first signature of a document (DocMDP: only
    filling in prepared fields is allowed afterwards) and False for the later ones (approval). `lines` are drawn in
    the field (name, organisation and time if none are given); a practice key adds its mark. `uncertified` lets an
    approval follow on signatures that another program made and that certify nothing.

    Raises SigningTrouble: "not-a-pdf", "no-field", "field-signed", "already-certified" (certify on a signed file),
    "not-certified" (approval before any certification), "final" (the certification allows no more), "altered" (what is
    signed already no longer holds), "expired", "not-yet-valid", "wrong-key-usage", "unsupported-key",
    "too-complex".

    Source: ISO 32000-1 12.8, ETSI EN 319 142-1 (level B-B).
    """
    if at.tzinfo is None:
        raise ValueError("a signing time needs a time zone")
    require_valid_at(signer.certificate, at)
    require_may_sign(signer.certificate)
    writer = _open(pdf, field, at)
    with decoder_boundary("not-a-pdf"):
        rectangle = _require_field(writer, field, certify=certify, uncertified=uncertified)
    _require_untouched(pdf)
    shown = list(lines) or list(signature_lines(signer.name, signer.organisation, at))
    if signer.practice and not any(PRACTICE_MARK in line for line in shown):
        shown.append(PRACTICE_MARK)
    page = draw_appearance(shown, *rectangle) if all(rectangle) else None
    signed = _write(writer, field, signer, local(at), certify=certify, page=page)
    if not signed.startswith(pdf):
        raise SigningTrouble("not-appended")
    return signed


def _open(pdf: bytes, field: str, at: datetime) -> "ArchivalWriter":
    from krogkoll.signing.writer import ArchivalWriter

    with decoder_boundary("not-a-pdf"):
        writer = ArchivalWriter.for_signing(pdf, f"{field} {at.isoformat()}".encode())
        if writer.prev.encrypted:
            raise SigningTrouble("not-a-pdf", encrypted=True)
        return writer


def _require_field(writer: "ArchivalWriter", field: str, *, certify: bool, uncertified: bool) -> tuple[float, float]:
    """The width and height of the empty field; refuses every state in which this signature may not be made."""
    from pyhanko.pdf_utils.form_tools import annot_width_height, get_single_field_annot
    from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
    from pyhanko.sign.validation.pdf_embedded import read_certification_data

    fields = {name: (value, reference) for name, value, reference in enumerate_sig_fields(writer.prev)}
    if field not in fields:
        raise SigningTrouble("no-field", field=field, fields=sorted(fields))
    value, reference = fields[field]
    if value is not None:
        raise SigningTrouble("field-signed", field=field)
    certification = read_certification_data(writer.prev)
    if certification is not None and certification.permission == MDPPerm.NO_CHANGES:
        raise SigningTrouble("final")
    if certify and any(signed is not None for signed, _ in fields.values()):
        raise SigningTrouble("already-certified")
    approved = uncertified and any(signed is not None for signed, _ in fields.values())
    if not certify and certification is None and not approved:
        raise SigningTrouble("not-certified")
    width, height = annot_width_height(get_single_field_annot(reference.get_object()))
    return float(width), float(height)


def _require_untouched(pdf: bytes) -> None:
    """Refuse to sign on top of signatures that no longer hold, whoever made them."""
    if not signed_ranges(pdf):
        return
    from krogkoll.signing.checking import check
    from krogkoll.signing.report import Outcome

    if check(pdf, trust=()).outcome in (Outcome.ALTERED, Outcome.CHANGED, Outcome.NOT_SIGNED):
        raise SigningTrouble("altered")


def _write(
    writer: "ArchivalWriter", field: str, signer: Signer, moment: datetime, *, certify: bool, page: bytes | None
) -> bytes:
    import asyncio

    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.signers.pdf_byterange import BuildProps
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    from krogkoll.signing.writer import Bridge, stamp_of

    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm=digest_name(signer.certificate),
        name=signer.name,
        certify=certify,
        subfilter=SigSeedSubFilter.PADES,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        app_build_props=BuildProps(name=MAKER),
    )
    session = PdfSigner(
        metadata, signer=Bridge(signer), stamp_style=stamp_of(page) if page else None
    ).init_signing_session(writer, existing_fields_only=True)
    session.system_time = moment

    async def produce() -> bytes:
        reserved = await session.estimate_signature_container_size(None, tight=True) + 2 * _SPARE
        document = session.prepare_tbs_document(None, reserved)
        prepared, output = document.digest_tbs_document()
        await document.perform_signature(prepared.document_digest, PdfCMSSignedAttributes())
        output.seek(0)
        content = bytearray(output.read())
        inner = slice(prepared.reserved_region_start + 1, prepared.reserved_region_end - 1)
        # One hex case, so that a changed letter case is a changed file and not the same signature in other bytes.
        content[inner] = content[inner].lower()
        return bytes(content)

    return asyncio.run(produce())
