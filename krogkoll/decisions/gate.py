"""The completeness gate: what a decision still lacks before anybody may sign it, each thing with code and sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from krogkoll import law
from krogkoll.decisions.basis import Basis
from krogkoll.decisions.gate_rules import Matter, case_codes, content_codes, ground_codes, hearing_codes
from krogkoll.decisions.gate_rules_people import after_codes, people_codes
from krogkoll.decisions.model import Decision
from krogkoll.kernel.errors import Problem
from krogkoll.law import Requirement, Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One missing thing: its code, the field of the form where it belongs, and the sentence for the person.

    overridable: somebody may go on without it and say why; `provision_sv` is what lets them.
    """

    code: str
    field: str
    sentence_sv: str
    overridable: bool = False
    provision_sv: str = ""


def gaps(decision: Decision, basis: Basis) -> tuple[Gap, ...]:
    """Everything that is missing, in the order of the form; empty when the decision may be signed.

    What its type asks for comes from the law tables and the type's template. What somebody has let pass with a reason
    is left out where the law permits that. Source: FL 5, 16-18, 25, 31-33 §§, and the provisions in the gate table.
    """
    matter = Matter.of(decision, basis)
    codes = [
        *case_codes(matter),
        *content_codes(matter),
        *ground_codes(matter),
        *hearing_codes(matter),
        *people_codes(matter),
        *after_codes(matter),
    ]
    found = [_gap(law.requirement(code)) for code in dict.fromkeys(codes)]
    named = {gap.field for gap in found}
    found += [gap for gap in _text_gaps(matter) if gap.field not in named]
    passed = decision.overridden()
    return tuple(gap for gap in found if not (gap.overridable and gap.code in passed))


def _gap(needed: Requirement, sentence_sv: str = "", field: str = "") -> Gap:
    return Gap(
        code=needed.code,
        field=field or needed.field,
        sentence_sv=sentence_sv or needed.sentence_sv,
        overridable=bool(needed.override),
        provision_sv=law.cite_all(needed.override, short=True) if needed.override else "",
    )


# A missing derived fact is mended where its source stands.
_WRITTEN_AT = {
    "remedy_points": "remedies",
    "decision_maker": "decision_maker_name",
    "presenter": "presenter_name",
    "party": "party_name",
    "documents": "document_ids",
    "visit": "inspection_id",
    "photos": "finding_ids",
    **dict.fromkeys(("appeal_body", "appeal_body_definite", "appeal_provision"), "type_code"),
    **dict.fromkeys(("authority", "authority_short", "authority_address", "authority_email", "board"), "type_code"),
    **dict.fromkeys(("supersedes_docket", "supersedes_on"), "type_code"),
    "delegated": "delegation_point",
}


def _text_gaps(matter: Matter) -> Iterator[Gap]:
    """What the text itself lacks, where its template asks for more than the rules above, and what it forbids."""
    text = matter.text
    own = {fact.name for fact in text.type_facts}
    by_field = {needed.field: needed for needed in law.requirements().values() if needed.field in own}
    told = set()
    for problem in text.problems(matter.facts):
        place = _WRITTEN_AT.get(problem.field, problem.field)
        if place in told:
            continue
        told.add(place)
        if (forbidden := _forbidden(text, problem)) is not None:
            yield Gap(code=problem.problem, field=place, sentence_sv=forbidden)
        elif problem.field in by_field and problem.problem == "missing":
            yield _gap(by_field[problem.field])
        else:
            yield _fact_gap(text, problem, place)


def _fact_gap(text: Template, problem: Problem, place: str) -> Gap:
    label = text.facts[problem.field].label_sv if problem.field in text.facts else problem.field
    needed = law.requirement("fact")
    return _gap(
        needed, sentence_sv=f"{needed.sentence_sv.removesuffix('.')}: {label[:1].lower()}{label[1:]}.", field=place
    )


def _forbidden(text: Template, problem: Problem) -> str | None:
    """The sentence of a combination that the template does not permit; None for a fact that is only missing."""
    rules = (rule for rule in text.forbidden if (rule.field, rule.problem) == (problem.field, problem.problem))
    rule = next(rules, None)
    return None if rule is None else rule.sentence_sv
