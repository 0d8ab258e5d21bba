# ruff: noqa: E501 - running text reads best unbroken
"""A whole invented decision with every kind of block, and photos of any number, for tests and benchmarks."""

import random
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from krogkoll.documents import (
    Appeal,
    Block,
    Bullets,
    Document,
    Heading,
    Lead,
    LetterColumn,
    Letterhead,
    MetaField,
    Orders,
    Paragraph,
    Photo,
    Photos,
    SignatureField,
    Signatures,
    Span,
    Table,
)

MADE_AT = datetime(2026, 11, 15, 0, 5, tzinfo=UTC)
LETTERHEAD = Letterhead(
    authority="Räddningstjänsten Öresund (exempel)",
    columns=(
        LetterColumn(label="Postadress", lines=("Box 80, 261 80 Landskrona",)),
        LetterColumn(label="Telefon och e-post", lines=("040-628 04 10, rtj@oresund.example",)),
        LetterColumn(label="Besöksadress", lines=("Brandvaktsplatsen 1, Landskrona",)),
    ),
)
META = (
    MetaField(label="Datum", lines=("2026-11-15",)),
    MetaField(label="Diarienummer", lines=("RTÖ 2026-0187",)),
    MetaField(label="Lokal", lines=("Källarplan, Sillkajsgatan 14", "Fastigheten Pollaren 7")),
    MetaField(
        label="Mottagare",
        lines=("Föreningen Bakfickan", "Org.nr 809999-0015", "Sillkajsgatan 14", "261 35 Landskrona"),
    ),
)
SIGNATURES = Signatures(
    fields=(
        SignatureField(name="presenter", caption="Föredragande", person="Johan Ek", role="Brandinspektör"),
        SignatureField(
            name="decision_maker", caption="Beslutsfattare", person="Helena Strand", role="Brandingenjör i beredskap"
        ),
    )
)
CAPTIONS = (
    ("Hänglås på gårdsutgången, kl. 23.21.", "Ett hänglås av mässing sitter i beslaget på en grå ståldörr."),
    (
        "Utgången spärrad av backar, kl. 23.22.",
        "Åtta plastbackar och en kartong står framför en dörr med utrymningsskylt.",
    ),
    ("Trappan mot gatan, 78 cm, kl. 23.26.", "En smal trappa upp mot gatan; ett måttband visar 78 centimeter."),
    ("Samlingsrummet, kl. 23.31.", "Ett källarrum med bord och glas; personerna är täckta med svarta rutor."),
    (
        "Övertejpad brandvarnare i taket, kl. 23.34.",
        "En brandvarnare i taket är täckt av två remsor silvertejp i kors.",
    ),
    (
        "Släckare, kontrollerad 2019, kl. 23.38.",
        "En röd handbrandsläckare bakom en bardisk med kontrollmärke från 2019.",
    ),
)


@cache
def jpeg(seed: int = 0, width: int = 780, height: int = 585, mode: str = "RGB") -> bytes:
    """A JPEG with as much detail as a photo (about 125 kB at 780 pixels), the same for the same arguments."""
    from PIL import Image

    chance = random.Random(seed)
    channels = len(mode)
    small = Image.frombytes(mode, (130, 98), chance.randbytes(130 * 98 * channels))
    image = small.resize((width, height), Image.Resampling.BICUBIC)
    output = BytesIO()
    image.save(output, "JPEG", quality=80)
    return output.getvalue()


def rendition(path: Path, width: int = 780) -> bytes:
    """A real photo as the printed rendition: upright, small, without metadata."""
    from PIL import Image, ImageOps

    with Image.open(path) as opened:
        upright = ImageOps.exif_transpose(opened).convert("RGB")
        upright.thumbnail((width, width))
        output = BytesIO()
        upright.save(output, "JPEG", quality=80)
    return output.getvalue()


def photo(number: int, made: bytes | None = None) -> Photo:
    """A photo with its number, caption and spoken text."""
    from krogkoll.documents.photos import jpeg_frame

    made = jpeg(number % 6) if made is None else made
    frame = jpeg_frame(made)
    caption, alt = CAPTIONS[(number - 1) % len(CAPTIONS)]
    return Photo(jpeg=made, width=frame.width, height=frame.height, number=number, caption=caption, alt=alt)


def document(*blocks: Block, **over: object) -> Document:
    """A short document with these blocks."""
    fields: dict = {
        "title": "Källarlokalen på Sillkajsgatan 14 får inte användas för besökare",
        "kind": "beslut",
        "letterhead": LETTERHEAD,
        "practice": True,
        "made_at": MADE_AT,
        "meta": META,
        "reference": "RTÖ 2026-0187",
        "blocks": blocks,
    } | over
    return Document(**fields)


def decision(photos: int = 6, pictures: tuple[bytes, ...] = (), **over: object) -> Document:
    """The whole decision with so many photos, or with these pictures."""
    taken = tuple(photo(number, made) for number, made in enumerate(pictures, start=1)) or tuple(
        photo(number) for number in range(1, photos + 1)
    )
    blocks = (*_operative(), *_reasons(), *_observations(), *((_shown(taken),) if taken else ()), *_closing())
    anchors = (
        "Ändringslogg 7c1e 52d0 9ab4, granskningslogg b04a 91fe 33c7 vid förseglingen. "
        "Signerat utan nät, inte tidsstämplat ännu.",
    )
    return document(*blocks, **({"anchors": anchors} | over))


def _operative() -> tuple[Block, ...]:
    return (
        Lead(
            text="Räddningstjänsten Öresund förelägger Föreningen Bakfickan att genast sluta använda källarlokalen för "
            "besökare. Beslutet gäller omedelbart, även om det överklagas."
        ),
        Heading(level=2, text="Beslut"),
        Orders(
            items=(
                "Föreningen får inte använda källarlokalen för sammankomster eller annan verksamhet dit besökare har "
                "tillträde. Förbudet gäller från den 15 november 2026 kl. 01.10 tills räddningstjänsten skriftligt "
                "meddelat att punkterna 2–5 är uppfyllda.",
                "Utgången mot gården ska gå att öppna inifrån utan nyckel eller redskap. Hänglåset ska tas bort.",
                "Trappan mot gatan och utgången mot gården ska hållas fria i hela sin bredd och vara skyltade med tända "
                "skyltar.",
                "Brandvarnare ska fungera i alla rum där besökare vistas.",
                "Minst två kontrollerade handbrandsläckare och en skylt om högsta antal personer ska finnas väl synliga.",
                "Föreningen ska begära efterkontroll innan lokalen används igen.",
            )
        ),
    )


def _reasons() -> tuple[Block, ...]:
    return (
        Heading(level=2, text="Skäl för beslutet"),
        Paragraph(
            text="Den som äger eller har nyttjanderätt till en lokal ska vidta de åtgärder som behövs för att förebygga "
            "brand och begränsa skador av brand (2 kap. 2 § lagen om skydd mot olyckor, LSO). Föreningen har enligt sin "
            "företrädare hyrt lokalen sedan den 1 augusti 2026 och är därför nyttjanderättshavare."
        ),
        Paragraph(
            text="Vid tillsynen fanns 62 personer i ett källarplan utan fönster. Den ena av lokalens två utgångar var låst "
            "med hänglås och spärrad av backar. Den andra är en trappa med 78 cm fri bredd. Brandvarnaren var övertejpad. "
            "Vid en brand hade besökarna haft en enda smal väg ut, och inget larm hade varnat dem. Faran är omedelbar."
        ),
        Heading(level=3, text="Proportionalitet och omedelbar verkan"),
        Paragraph(
            text="Räddningstjänsten har övervägt att begränsa antalet besökare eller att enbart ge föreningen tid att åtgärda "
            "bristerna. Det räcker inte, eftersom det saknades en andra väg ut och nyckeln till hänglåset saknades. Förbudet "
            "gäller bara källarlokalen och bara till dess att bristerna är åtgärdade. Faran för besökarna är ett särskilt "
            "skäl för att beslutet ska gälla även om det överklagas (10 kap. 4 § andra stycket LSO)."
        ),
    )


def _observations() -> tuple[Block, ...]:
    rows = (
        ("1", "23.14", "Källarplan utan fönster, cirka 110 m². Två utgångar.", "35, anteckning A"),
        (
            "2",
            "23.18",
            "62 personer, räknade av två inspektörer var för sig. Skylt om högsta antal personer saknas.",
            "39",
        ),
        ("3", "23.21", "Utgången mot gården låst med hänglås. Nyckeln fanns inte på platsen.", "36, foto 1"),
        ("4", "23.22", "Åtta backar och en kartong framför samma utgång.", "36, foto 2"),
        ("5", "23.26", "Trappan mot gatan: 78 cm fri bredd, mätt vid räcket.", "37, foto 3"),
        ("6", "23.31", "Tänd skylt över gårdsutgången. Ingen skylt vid trappan.", "38, foto 4"),
        ("7", "23.34", "Brandvarnaren övertejpad. Ingen signal vid provtryck.", "41, foto 5"),
        ("8", "23.38", "En handbrandsläckare, skymd av bardisken. Senast kontrollerad 2019.", "40, foto 6"),
    )
    return (
        Heading(level=2, text="Iakttagelser vid tillsynen"),
        Paragraph(
            text="Tillsynen gjordes natten mellan den 14 och 15 november 2026, kl. 23.11–00.45, gemensamt med Landskrona stad, "
            "alkoholnämnden (exempel), och Polismyndigheten. Räddningstjänsten hade tillträde enligt 5 kap. 2 § LSO, och "
            "Polismyndigheten lämnade hjälp enligt 5 kap. 3 § LSO. Beslutet bygger bara på räddningstjänstens egna "
            "iakttagelser."
        ),
        Table(headers=("Nr", "Kl.", "Iakttagelse", "Fråga, underlag"), rows=rows, widths=(4, 7, 50, 18)),
    )


def _shown(photos: tuple[Photo, ...]) -> Photos:
    note = (
        "Personer på bilderna är täckta med hela svarta rutor. "
        "Originalen är oförändrade och förvaras hos räddningstjänsten."
    )
    return Photos(photos=photos, note=note)


def _closing() -> tuple[Block, ...]:
    return (
        Heading(level=2, text="Bestämmelser"),
        Orders(
            items=(
                "Ägare och nyttjanderättshavare ska i skälig omfattning hålla släckutrustning och förebygga brand och "
                "skador av brand (2 kap. 2 § LSO, 2003:778).",
                "Kommunen har tillsyn och rätt till tillträde och får besluta de förelägganden som behövs (5 kap. 1 och "
                "2 §§ LSO). Räddningstjänsten Öresund är ett kommunalförbund och fullgör Landskrona stads uppgifter.",
                "Finns det särskilda skäl får beslutet gälla även om det överklagas (10 kap. 4 § andra stycket LSO).",
                "Beslutet ska vara proportionerligt och motiverat (5 och 32 §§ förvaltningslagen, 2017:900, FL).",
            )
        ),
        Heading(level=2, text="Så har ärendet handlagts"),
        Paragraph(
            text="Föreningens företrädare på platsen, Kim Sandell, fick kl. 00.20 ta del av iakttagelserna och lämna "
            "synpunkter (25 § FL). Företrädaren uppgav att hänglåset sattes dit efter ett inbrott och att en annan medlem har "
            "nyckeln. Uppgifterna ändrar inte bedömningen. Samtalet är antecknat (27 § FL)."
        ),
        Paragraph(
            text="Beslutet är fattat på förbundsdirektionens vägnar av brandingenjör Helena Strand (punkt 4.3 i "
            "delegationsordningen) efter föredragning av brandinspektör Johan Ek. Ingen annan har deltagit i den slutliga "
            "handläggningen och ingen har anmält jäv. Beslutet anmäls till direktionen."
        ),
        Heading(level=2, text="Upplysningar"),
        Bullets(
            items=(
                "Beslutet är inte förenat med vite. Om det inte följs kan räddningstjänsten besluta om vite eller utföra "
                "åtgärderna på föreningens bekostnad (5 kap. 2 § LSO).",
                "Efterkontroll begärs hos rtj@oresund.example eller på www.oresund.example/efterkontroll.",
            )
        ),
        *_appeal_and_signatures(),
    )


def _appeal_and_signatures() -> tuple[Block, ...]:
    return (
        Appeal(
            paragraphs=(
                "Du kan överklaga beslutet till Länsstyrelsen Skåne (10 kap. 5 § LSO). Skriv till länsstyrelsen, men skicka "
                "eller lämna skrivelsen till Räddningstjänsten Öresund, Box 80, 261 80 Landskrona, eller rtj@oresund.example.",
                (
                    Span(text="Skrivelsen ska ha kommit in till räddningstjänsten "),
                    Span(text="senast tre veckor", strong=True),
                    Span(
                        text=" från den dag du fick del av beslutet (44 § FL). Ange beslutets datum och diarienummer "
                        "RTÖ 2026-0187, vilken ändring du vill ha och varför. Lämna namn, person- eller "
                        "organisationsnummer, adress och telefonnummer."
                    ),
                ),
                "Bifoga handlingar som du vill åberopa och en fullmakt om du har ombud. Räddningstjänsten prövar om "
                "överklagandet kommit in i tid och skickar det sedan vidare till länsstyrelsen. Förbudet gäller under tiden.",
            )
        ),
        Heading(level=2, text="Vem som får beslutet"),
        Table(
            headers=("Mottagare", "Hur"),
            rows=(
                ("Föreningen Bakfickan, genom Kim Sandell", "Lämnas över mot delgivningskvitto"),
                ("Landskrona stad, alkoholnämnden (exempel)", "Kopia"),
                ("Polismyndigheten", "Kopia"),
                ("Kajhuset AB (exempel), fastighetsägare", "Kopia efter sekretessprövning"),
            ),
        ),
        SIGNATURES,
    )
