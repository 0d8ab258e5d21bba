"""A file that came back from another program: taken for the paper where it is that with signatures, else kept aside."""

from dataclasses import dataclass

from krogkoll.decisions.document import DECISION_MAKER, PRESENTER
from krogkoll.decisions.model import DecidedBy, Decision
from krogkoll.decisions.signing_steps import moved, next_step
from krogkoll.decisions.workflow import State, after
from krogkoll.evidence import PaperFile, Subject, Vault, put_document
from krogkoll.house import trusted_issuers
from krogkoll.inspections import Objection, Paper, Shown, marks_of, objections, take_in_signed
from krogkoll.signing import Report, allows_more, check, only_signed
from krogkoll.store import AuditAction, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadIn:
    """What became of a file that came back: the paper as it is now, or why not and where the file is kept instead.

    document_id: the file among the received documents of the decision; empty when it was taken for the paper, and
    when it is nothing but the bytes that we have.
    """

    shown: Shown
    objections: tuple[Objection, ...] = ()
    document_id: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the signatures in it count."""
        return not self.objections


def read_in(tx: Tx, vault: Vault, decision: Decision, given: Shown, file: PaperFile) -> ReadIn:
    """Judge a file against the bytes that were given out, and act on it. Its signatures are as many steps."""
    if file.content == given.pdf:
        return ReadIn(shown=given, objections=(Objection.NOTHING_NEW,))
    paper = given.paper
    trusted = trusted_issuers(tx)
    report = check(file.content, trust=trusted, at=tx.now)
    if against := _against(tx, decision, given, file.content, report, known_only=bool(trusted)):
        return ReadIn(
            shown=given, objections=against, document_id=_kept_aside(tx, vault, decision, paper, file, against)
        )
    state = decision.state
    for signed in range(len(paper.signatures), len(report.signers)):
        state = after(state, next_step(decision, paper, signed))
    marks = marks_of(report, paper, tx.actor.user_id)
    signed_paper = take_in_signed(tx, vault, paper, file.content, marks, seal=state is State.DECIDED)
    return ReadIn(shown=moved(tx, decision, state, signed_paper))


def _against(
    tx: Tx, decision: Decision, given: Shown, content: bytes, report: Report, *, known_only: bool
) -> tuple[Objection, ...]:
    if not content.startswith(given.pdf):
        return (Objection.OTHER_FILE,)
    # The day that is printed is the day of the signature that decides, or of the only one there is.
    by_board = decision.decided_by is DecidedBy.BOARD
    deciding = "" if by_board else DECISION_MAKER if len(given.paper.places) > 1 else PRESENTER
    day = deciding, decision.decided_on
    # Practice keys are made for the moment, by an issuer that nobody trusts.
    known_only = known_only and not given.paper.practice
    found = objections(given.paper, report, now=tx.now, deciding=day, known_only=known_only)
    if not found and not only_signed(given.pdf, content):
        found.append(Objection.CHANGED)
    if not found and len(report.signers) < len(given.paper.places) and not allows_more(content):
        found.append(Objection.CLOSED)
    return tuple(found)


def _kept_aside(
    tx: Tx, vault: Vault, decision: Decision, paper: Paper, file: PaperFile, why: tuple[Objection, ...]
) -> str:
    kept = put_document(
        tx,
        vault,
        file.content,
        mime=file.mime,
        name=file.name,
        title=f"{paper.title}: inläst fil som inte godtogs",
        came_to=Subject("decision", decision.id),
    )
    tx.audit(AuditAction.COLLECTED, "document", [kept.id], detail={"sha256": kept.sha256, "why": " ".join(why)})
    return kept.id
