"""Who may do what, and whether the audit log knows afterwards: one row for each public use case."""

from krogkoll.security import Permission

P = Permission
LOGGED, QUIET = True, False
USE_CASES = {
    "AddendumService": {
        (P.CARRY_OUT_INSPECTIONS, LOGGED): "write show sign",
        (P.READ_INSPECTIONS, LOGGED): "of_visit",
    },
    "AfterService": {
        (P.READ_DECISIONS, LOGGED): "after legal_days standings",
        (P.EXPORT, LOGGED): "save_calendar",
    },
    "AgendaService": {
        (P.UNLOCK, LOGGED): "inbox overview",
        (P.UNLOCK, QUIET): "waiting",
    },
    "AppealService": {
        (P.DRAFT_DECISIONS, LOGGED): "register correct forward dismiss record_outcome",
        (P.READ_DECISIONS, LOGGED): "appeals standing",
    },
    "BackupService": {
        (P.BACKUP, LOGGED): "make",
        (P.BACKUP, QUIET): "places forget_place",
        (P.UNLOCK, QUIET): "state",
    },
    "BriefingService": {
        (P.PLAN_OPERATIONS, LOGGED): "hand_out account",
        (P.READ_INSPECTIONS, LOGGED): "copies unaccounted",
        (P.EXPORT, LOGGED): "save_calendar",
    },
    "CardService": {
        (P.ATTACH_EVIDENCE, QUIET): "cameras look_through preview sort_out watch",
        (P.ATTACH_EVIDENCE, LOGGED): "remove_outside",
    },
    "CaseRegisterService": {
        (P.READ_CASES, LOGGED): "find page",
        (P.READ_CASES, QUIET): "counts",
        (P.READ_PEOPLE, LOGGED): "whereabouts",
        (P.READ_PEOPLE, QUIET): "names_in_title",
    },
    "CaseService": {
        (P.WRITE_CASES, LOGGED): "open_case edit assign_docket change_status involve",
        (P.READ_CASES, LOGGED): "involved case open_cases cases_of find timeline closing_view",
    },
    "CaseSheetService": {
        (P.EXPORT, LOGGED): "make save",
    },
    "ClosingService": {
        (P.WRITE_CASES, LOGGED): "close mark hold release",
        (P.READ_CASES, LOGGED): "items",
        (P.READ_CASES, QUIET): "certificates",
        (P.PURGE, LOGGED): "dispose",
    },
    "ColleagueService": {
        (P.CARRY_OUT_INSPECTIONS, LOGGED): "say offer accept withdraw",
    },
    "CustodyService": {
        (P.ATTACH_EVIDENCE, LOGGED): "record",
        (P.READ_EVIDENCE, LOGGED): "chain confirm",
    },
    "DarkroomService": {
        (P.READ_EVIDENCE, LOGGED): "enlarge",
        (P.ATTACH_EVIDENCE, LOGGED): "set_clock",
    },
    "DecisionDeskService": {
        (P.DRAFT_DECISIONS, QUIET): "offers",
        (P.READ_DECISIONS, LOGGED): "queue preview sources",
    },
    "DecisionService": {
        (P.DRAFT_DECISIONS, LOGGED): "begin edit take_from_source override declare submit send_back discard",
        (P.READ_DECISIONS, LOGGED): "gaps decision decisions read",
    },
    "DelegationService": {
        (P.UNLOCK, QUIET): "points mandate today",
        (P.MANAGE_HOUSE, LOGGED): "add edit end",
    },
    "DeskService": {
        (
            P.WRITE_CASES,
            LOGGED,
        ): "note add_task edit_task finish_task reopen_task mark_secret lift_marking end_involvement",
        (P.READ_CASES, LOGGED): "notes_of tasks",
        (P.READ_CASES, QUIET): "markings_of",
    },
    "DeviceService": {
        (P.UNLOCK, QUIET): "settings facts recent note_recent",
        (P.UNLOCK, LOGGED): "choose",
    },
    "DisclosureService": {
        (P.DISCLOSE, QUIET): "offer",
        (P.DISCLOSE, LOGGED): "register correct",
        (P.READ_CASES, LOGGED): "entries",
    },
    "DispatchService": {
        (P.READ_DECISIONS, LOGGED): "expedition",
        (P.DISCLOSE, LOGGED): "send strike",
        (P.EXPORT, LOGGED): "print_out save",
    },
    "DocumentService": {
        (P.ATTACH_EVIDENCE, QUIET): "receive",
        (P.READ_EVIDENCE, LOGGED): "documents",
        (P.ATTACH_EVIDENCE, LOGGED): "edit attend",
        (P.EXPORT, LOGGED): "save_copy",
        (P.PURGE, LOGGED): "purge",
    },
    "DraftService": {
        (P.UNLOCK, QUIET): "save drop load all",
    },
    "EvidenceService": {
        (None, QUIET): "close",
        (P.UNLOCK, QUIET): "tidy",
        (P.READ_EVIDENCE, QUIET): "make_copies",
        (P.READ_EVIDENCE, LOGGED): "photos photo pictures",
        (P.ATTACH_EVIDENCE, LOGGED): "edit_photo review mask",
        (P.ATTACH_EVIDENCE, QUIET): "import_files",
        (P.EXPORT, LOGGED): "export_original",
        (P.PURGE, LOGGED): "purge",
    },
    "FieldService": {
        (P.CARRY_OUT_INSPECTIONS, LOGGED): "mark put_into_words strike count tell consent",
    },
    "GoodsPaperService": {
        (P.SEIZE, LOGGED): "show_seizure sign_seizure",
        (P.ATTACH_EVIDENCE, LOGGED): "show_sample sign_sample",
        (P.READ_EVIDENCE, QUIET): "paper_of",
        (P.READ_EVIDENCE, LOGGED): "read",
    },
    "HouseService": {
        (P.UNLOCK, QUIET): "letterhead sample docket_pattern docket_warning",
        (P.MANAGE_HOUSE, LOGGED): "set_letterhead set_mark remove_mark set_docket_pattern",
    },
    "InspectionService": {
        (P.CARRY_OUT_INSPECTIONS, LOGGED): (
            "start edit choose_entry answer observe edit_finding hear close reopen take_back"
        ),
        (P.READ_INSPECTIONS, LOGGED): "visit visits",
    },
    "IntakeService": {
        (P.WRITE_VENUES, QUIET): "look plan",
        (P.WRITE_VENUES, LOGGED): "carry_out",
    },
    "GuestPinService": {
        (P.UNLOCK, QUIET): "has_pin",
        (P.UNLOCK, LOGGED): "choose reset",
    },
    "LandlordService": {
        (P.DRAFT_DECISIONS, LOGGED): "begin edit record_outcome",
        (P.READ_DECISIONS, LOGGED): "track",
    },
    "MemberService": {
        (P.UNLOCK, LOGGED): "introduce welcome_guest",
        (P.UNLOCK, QUIET): "members",
        (P.MANAGE_MEMBERS, LOGGED): "retire",
    },
    "NoticeService": {
        (P.DRAFT_DECISIONS, LOGGED): "preview make",
        (P.READ_DECISIONS, LOGGED): "notice read",
    },
    "OperationService": {
        (P.PLAN_OPERATIONS, LOGGED): "plan edit move invite edit_participant note_attendance",
        (P.READ_INSPECTIONS, QUIET): "operation operations participants offered_grounds",
        (P.CARRY_OUT_INSPECTIONS, LOGGED): "choose_entry",
        (P.READ_INSPECTIONS, LOGGED): "entries",
    },
    "PeopleService": {
        (P.WRITE_PEOPLE, LOGGED): "register_person edit_person register_company register_companies edit_company",
        (P.READ_PEOPLE, LOGGED): "person find_people people",
        (P.READ_PEOPLE, QUIET): "company find_companies companies",
    },
    "PlanningService": {
        (P.PLAN_OPERATIONS, LOGGED): (
            "assess lift_stop add_stop edit_stop remove_stop arrange note_help answer_conflict accept_gap"
        ),
        (P.READ_INSPECTIONS, LOGGED): "plan_of",
    },
    "PresenceService": {
        (P.CARRY_OUT_INSPECTIONS, LOGGED): "enter leave signal",
        (P.READ_INSPECTIONS, LOGGED): "who_is_inside waits_for",
    },
    "QuickNoteService": {
        (P.WRITE_CASES, LOGGED): "write edit file_in_case file_at_venue file_as_tip discard",
        (P.READ_CASES, LOGGED): "unfiled",
    },
    "ReportService": {
        (P.CARRY_OUT_INSPECTIONS, LOGGED): "show sign withdraw acknowledge",
        (P.READ_INSPECTIONS, LOGGED): "read",
        (P.READ_INSPECTIONS, QUIET): "report_of acknowledgement_of",
        (P.EXPORT, LOGGED): "leave_copy",
    },
    "ReviewService": {
        (P.READ_INSPECTIONS, QUIET): "week left",
        (P.CARRY_OUT_INSPECTIONS, LOGGED): "decide link_case",
    },
    "RiskService": {
        (P.READ_TIPS, LOGGED): "risk assessments",
        (P.WRITE_TIPS, LOGGED): "assess",
        (P.READ_VENUES, QUIET): "rescore_all",
    },
    "SampleService": {
        (P.ATTACH_EVIDENCE, LOGGED): "take edit",
        (P.READ_EVIDENCE, QUIET): "of_visit",
    },
    "SeizureService": {
        (P.SEIZE, LOGGED): "seize edit add_item edit_item note_step",
        (P.READ_EVIDENCE, QUIET): "of_visit",
    },
    "ServingService": {
        (P.DRAFT_DECISIONS, LOGGED): "attempt record_result correct",
        (P.READ_DECISIONS, LOGGED): "attempts",
    },
    "SigningService": {
        (P.DRAFT_DECISIONS, LOGGED): "present export_for_signature read_in_signed signed_on_paper decided_by_minutes",
        (P.SIGN_DECISIONS, LOGGED): "decide",
    },
    "SupervisionPlanService": {
        (P.READ_INSPECTIONS, LOGGED): "plan_of",
        (P.PLAN_OPERATIONS, LOGGED): "set_plan",
        (P.EXPORT, LOGGED): "save_table save_paper",
    },
    "SyncService": {
        (P.UNLOCK, LOGGED): "enrol meet meet_files conflicts settle",
        (P.UNLOCK, QUIET): "standing may_settle",
    },
    "TemplateApprovalService": {
        (P.UNLOCK, QUIET): "templates",
        (P.MANAGE_HOUSE, LOGGED): "approve withdraw",
    },
    "TieService": {
        (P.WRITE_PEOPLE, LOGGED): "tie untie",
        (P.READ_PEOPLE, LOGGED): "ties_of",
    },
    "TipService": {
        (P.WRITE_TIPS, LOGGED): "register edit set_aside take_up",
        (P.READ_TIPS, LOGGED): "tip inbox tips_of find",
        (P.READ_SOURCES, LOGGED): "source_of",
    },
    "TrustService": {
        (P.UNLOCK, QUIET): "issuers certificates look",
        (P.MANAGE_HOUSE, LOGGED): "trust distrust",
    },
    "TwinService": {
        (P.WRITE_VENUES, LOGGED): "join part",
        (P.READ_VENUES, QUIET): "pairs places",
    },
    "VenueService": {
        (P.WRITE_VENUES, LOGGED): "register register_many edit change_status",
        (P.READ_VENUES, QUIET): "venue number find page counts likely history duplicates",
    },
}
