"""The page as it will be, from a draft that is not finished: what is missing stands in brackets, nothing stops it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from krogkoll import law
from krogkoll.decisions.basis import Basis
from krogkoll.decisions.document import Script, laid_out
from krogkoll.decisions.gate import Gap
from krogkoll.decisions.model import Decision
from krogkoll.decisions.wording import decision_facts
from krogkoll.documents import Document
from krogkoll.inspections import Making
from krogkoll.kernel.errors import Invalid
from krogkoll.law import Fact, FactType, FactValue, RenderedSection, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The PDF of an unfinished draft with UTKAST on each page, what it still lacks, and how many pages it has."""

    pdf: bytes = field(repr=False)
    gaps: tuple[Gap, ...]
    pages: int


def missing_words(label_sv: str) -> str:
    """What stands where something is missing: "[Adressat saknas]"."""
    return f"[{label_sv} saknas]"


def preview_document(decision: Decision, basis: Basis, making: Making) -> Document:
    """The document of an unfinished draft; never raises for what is only missing."""
    kind = law.decision_type(decision.type_code)
    text = law.template(kind.template)
    facts = decision_facts(decision, basis, photos=bool(making.photos))
    sections = _sketched(text, facts)
    script = Script(
        title=_first(sections, 0) or kind.name_sv,
        lead=_first(sections, 1) or " ".join(_choices(text, facts)) or missing_words("Beslutet"),
        sections=sections,
    )
    return laid_out(_with_people(decision), basis, making, script, draft=True)


def _sketched(text: Template, facts: dict[str, FactValue]) -> tuple[RenderedSection, ...]:
    """The sections with brackets where a fact is missing or of another form."""
    declared, filled = dict(text.facts), dict(facts)
    wrong = {problem.field for problem in text.problems(facts)}
    for fact in text.facts.values():
        empty = filled.get(fact.name) in (None, "", ())
        if fact.name in wrong and (empty or not _fits(text, fact, filled)):
            _put_brackets(fact, declared, filled)
    while True:
        lenient = replace(
            text, facts={name: replace(one, required=False) for name, one in declared.items()}, forbidden=()
        )
        try:
            return lenient.render(filled)
        except Invalid as trouble:
            # A text that names an optional fact without asking whether it is there.
            for problem in trouble.problems:
                fact = text.facts[problem.field]
                declared[fact.name] = replace(fact, type=FactType.TEXT)
                filled[fact.name] = missing_words(fact.label_sv)


def _fits(text: Template, fact: Fact, filled: dict[str, FactValue]) -> bool:
    alone = replace(text, facts={fact.name: replace(fact, when=())}, forbidden=())
    return not alone.problems({fact.name: filled.get(fact.name)})


def _put_brackets(fact: Fact, declared: dict[str, Fact], filled: dict[str, FactValue]) -> None:
    words = missing_words(fact.label_sv)
    if fact.type is FactType.CHOICE:
        filled[fact.name] = ""
    elif fact.type is FactType.FLAG:
        filled[fact.name] = False
    elif fact.type is FactType.TEXTS:
        filled[fact.name] = (words,)
    else:
        declared[fact.name] = replace(fact, type=FactType.TEXT)
        filled[fact.name] = words


def _choices(text: Template, facts: dict[str, FactValue]) -> Iterator[str]:
    """Brackets for the choices that nobody has made, where the title and the decision itself hang on them."""
    title = next((section for section in text.sections if section.id == "title"), None)
    blocks = title.blocks if title else ()
    conditions = {
        one for block in blocks for when in (block.when, *(line.when for line in block.lines)) for one in when
    }
    hung_on = {one.removeprefix("!").partition("=")[0] for one in conditions}
    for fact in text.facts.values():
        if fact.name in hung_on and fact.type is FactType.CHOICE and fact.required and not facts.get(fact.name):
            yield missing_words(fact.label_sv)


def _first(sections: tuple[RenderedSection, ...], place: int) -> str:
    title = next((section for section in sections if section.id == "title"), None)
    wanted = law.BlockKind.LEAD if place else law.BlockKind.PARAGRAPH
    blocks = [block for block in title.blocks if block.kind is wanted and block.texts] if title else []
    return blocks[0].texts[0] if blocks else ""


def _with_people(decision: Decision) -> Decision:
    """Nobody signs a preview, but the places for it show where they will stand."""
    return replace(
        decision,
        party_name=decision.party_name.strip() or missing_words("Adressat"),
        docket_number=decision.docket_number.strip() or missing_words("Diarienummer"),
        presenter_name=decision.presenter_name.strip() or missing_words("Föredragande"),
        decision_maker_name=decision.decision_maker_name.strip() or missing_words("Beslutsfattare"),
    )
