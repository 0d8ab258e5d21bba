"""Every service of a workspace, put together in one place: what a screen, a command or a test can ask of it."""

from krogkoll.cases import CaseService, DeskService
from krogkoll.decisions import DecisionService
from krogkoll.evidence import CardService, CustodyService, DarkroomService, Decoder, EvidenceService, Vault
from krogkoll.inspections import InspectionService, OperationService, ReportService
from krogkoll.people import MemberService, PeopleService
from krogkoll.store import DraftService, Store
from krogkoll.venues import RiskService, TipService, VenueService


class Services:
    """The services on one open store and vault; each public method of theirs is one use case."""

    def __init__(self, store: Store, vault: Vault, *, practice: bool) -> None:
        """practice: whether everything in the workspace is invented."""
        # Who writes here, and what they are typing
        self.drafts = DraftService(store)
        self.members = MemberService(store)

        # People and places
        self.people = PeopleService(store)
        self.venues = VenueService(store)
        self.risks = RiskService(store)
        self.tips = TipService(store)

        # Cases
        self.cases = CaseService(store)
        self.desk = DeskService(store)

        # Evidence
        decoder = Decoder()
        self.evidence = EvidenceService(store, vault, decoder)
        self.cards = CardService(store, vault, decoder)
        self.darkroom = DarkroomService(store, vault, decoder)
        self.custody = CustodyService(store, vault)

        # Operations and visits
        self.operations = OperationService(store)
        self.inspections = InspectionService(store)
        self.reports = ReportService(store, vault, practice=practice)

        # Decisions
        self.decisions = DecisionService(store, vault, practice=practice)
