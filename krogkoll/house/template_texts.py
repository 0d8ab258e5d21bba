"""A template as words that a lawyer can read."""

import re
from collections.abc import Iterator

from krogkoll.law import Template, cite_all, template

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def readable(template_id: str) -> str:
    """The template's text with the names of facts in angle quotes and each condition before what it governs."""
    found = template(template_id)
    return "\n".join(_lines(found)).strip() + "\n"


def _lines(found: Template) -> Iterator[str]:
    for section in found.sections:
        yield ""
        if section.heading:
            yield _filled(found, section.heading).upper() + _when(found, section.when)
        elif section.when:
            yield _when(found, section.when).strip()
        for block in section.blocks:
            if block.slot:
                yield f"[Här kommer: {_SLOTS.get(block.slot, block.slot)}]{_when(found, block.when)}"
            for line in block.lines:
                words = f"«{_label(found, line.each)}», en rad för varje" if line.each else _filled(found, line.text)
                yield f"• {words}{_when(found, (*block.when, *line.when))}"


_SLOTS = {
    "observations": "iakttagelserna",
    "photos": "fotona",
    "recipients": "sändlistan",
    "documents": "handlingarna",
    "signatures": "underskrifterna",
}


def _filled(found: Template, text: str) -> str:
    return _PLACEHOLDER.sub(lambda match: _word(found, match[1]), text)


def _word(found: Template, placeholder: str) -> str:
    name, _, form = placeholder.partition("|")
    if name.startswith("§"):
        return cite_all(name[1:].split("+"), short=form == "short", plain=form == "plain")
    return f"«{_label(found, name)}»"


def _label(found: Template, name: str) -> str:
    return found.facts[name].label_sv if name in found.facts else name


def _when(found: Template, conditions: tuple[str, ...]) -> str:
    if not conditions:
        return ""
    words = []
    for condition in conditions:
        name, equals, choice = condition.removeprefix("!").partition("=")
        label = _label(found, name)
        word = found.facts[name].choice_words.get(choice, choice) if equals and name in found.facts else choice
        wanted = not condition.startswith("!")
        if equals:
            words.append(f"{label}: {'' if wanted else 'inte '}{word}")
        else:
            words.append(label if wanted else f"{label}: nej")
    return f"  [om {' och '.join(words)}]"
