"""Every service of a workspace, put together in one place: what a screen, a command or a test can ask of it."""

from krogkoll.agenda import AgendaService
from krogkoll.cases import (
    CaseRegisterService,
    CaseService,
    CaseSheetService,
    ClosingService,
    DeskService,
    DisclosureService,
    QuickNoteService,
)
from krogkoll.decisions import (
    AfterService,
    AppealService,
    DecisionDeskService,
    DecisionService,
    DispatchService,
    LandlordService,
    NoticeService,
    ServingService,
    SigningService,
    unfinished_decisions,
)
from krogkoll.evidence import (
    CardService,
    CustodyService,
    DarkroomService,
    Decoder,
    DocumentService,
    EvidenceService,
    MarkReader,
    SampleService,
    SeizureService,
    Vault,
)
from krogkoll.house import DelegationService, DeviceService, HouseService, TemplateApprovalService, TrustService
from krogkoll.inspections import (
    AddendumService,
    BriefingService,
    ColleagueService,
    FieldService,
    GoodsPaperService,
    InspectionService,
    OperationService,
    PlanningService,
    PresenceService,
    ReportService,
    ReviewService,
    SupervisionPlanService,
    unfinished_visits,
)
from krogkoll.intake import IntakeService
from krogkoll.people import GuestPinService, MemberService, PeopleService, TieService
from krogkoll.store import DraftService, Store
from krogkoll.sync import SyncService
from krogkoll.venues import RiskService, TipService, TwinService, VenueService


class Services:
    """The services on one open store and vault; each public method of theirs is one use case."""

    def __init__(self, store: Store, vault: Vault, *, practice: bool) -> None:
        """practice: whether everything in the workspace is invented."""
        # Who writes here, and what they are typing
        self.drafts = DraftService(store)
        self.members = MemberService(store)
        self.guest_pins = GuestPinService(store)
        self._know(store)
        self._keep(store, vault, practice=practice)
        self._go_out(store, vault, practice=practice)
        # What the authority has decided of itself
        self._decide_of_itself(store, practice=practice)
        # Colleagues
        self.sync = SyncService(store, vault)
        # What waits
        self.agenda = AgendaService(store)

    def _decide_of_itself(self, store: Store, *, practice: bool) -> None:
        """Letterhead, delegation order, approved templates, trusted issuers."""
        self.house = HouseService(store, self._mark_reader.read, practice=practice)
        self.delegations = DelegationService(store)
        self.device = DeviceService(store)
        self.template_approvals = TemplateApprovalService(store)
        self.trust = TrustService(store, practice=practice)

    def _know(self, store: Store) -> None:
        """People and places, and lists of them from other programs."""
        self.people = PeopleService(store)
        self.ties = TieService(store)
        self.venues = VenueService(store)
        self.twins = TwinService(store)
        self.risks = RiskService(store)
        self.tips = TipService(store)
        self.intake = IntakeService(store)

    def _keep(self, store: Store, vault: Vault, *, practice: bool) -> None:
        """Cases, evidence, decisions."""
        finders = (unfinished_visits, unfinished_decisions)
        self.cases = CaseService(store, finders)
        self.case_register = CaseRegisterService(store)
        self.case_sheets = CaseSheetService(store, practice=practice)
        self.closing = ClosingService(store, finders)
        self.desk = DeskService(store)
        self.disclosures = DisclosureService(store)
        self.notes = QuickNoteService(store)

        decoder = Decoder()
        self._mark_reader = MarkReader(decoder)
        self.evidence = EvidenceService(store, vault, decoder)
        self.cards = CardService(store, vault, decoder)
        self.darkroom = DarkroomService(store, vault, decoder)
        self.custody = CustodyService(store, vault)
        self.seizures = SeizureService(store)
        self.samples = SampleService(store)

        self.documents = DocumentService(store, vault)

        self.decisions = DecisionService(store, vault, practice=practice)
        self._follow_up(store, vault, practice=practice)
        self.decision_desk = DecisionDeskService(store, vault, practice=practice)
        self.signatures = SigningService(store, vault, practice=practice)

    def _go_out(self, store: Store, vault: Vault, *, practice: bool) -> None:
        """Operations, visits and what is written of them."""
        self.operations = OperationService(store)
        self.planning = PlanningService(store)
        self.supervision_plans = SupervisionPlanService(store, practice=practice)
        self.briefings = BriefingService(store, practice=practice)
        self.inspections = InspectionService(store)
        self.field = FieldService(store)
        self.presence = PresenceService(store)
        self.colleagues = ColleagueService(store)
        self.reports = ReportService(store, vault, practice=practice)
        self.addenda = AddendumService(store, vault, practice=practice)
        self.goods_papers = GoodsPaperService(store, vault, practice=practice)
        self.reviews = ReviewService(store)

    def _follow_up(self, store: Store, vault: Vault, *, practice: bool) -> None:
        """What happens once a decision is taken."""
        self.serving = ServingService(store)
        self.appeals = AppealService(store)
        self.dispatches = DispatchService(store, vault)
        self.notices = NoticeService(store, vault, practice=practice)
        self.landlords = LandlordService(store)
        self.aftermath = AfterService(store)
