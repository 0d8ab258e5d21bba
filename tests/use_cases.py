"""Who may do what, and whether the audit log knows afterwards: one row for each public use case."""

from krogkoll.security import Permission

P = Permission
LOGGED, QUIET = True, False
USE_CASES = {
    "CardService": {
        (P.ATTACH_EVIDENCE, QUIET): "cameras look_through preview watch",
        (P.ATTACH_EVIDENCE, LOGGED): "remove_outside",
    },
    "CaseService": {
        (P.WRITE_CASES, LOGGED): "open_case edit assign_docket change_status involve",
        (P.READ_CASES, LOGGED): "involved case open_cases cases_of find timeline",
    },
    "CustodyService": {
        (P.ATTACH_EVIDENCE, LOGGED): "record",
        (P.READ_EVIDENCE, LOGGED): "chain confirm",
    },
    "DarkroomService": {
        (P.READ_EVIDENCE, LOGGED): "enlarge",
        (P.ATTACH_EVIDENCE, LOGGED): "set_clock",
    },
    "DecisionService": {
        (P.DRAFT_DECISIONS, LOGGED): "begin edit declare submit present send_back discard",
        (P.READ_DECISIONS, LOGGED): "gaps decision decisions read",
        (P.SIGN_DECISIONS, LOGGED): "decide",
    },
    "DeskService": {
        (P.WRITE_CASES, LOGGED): "note add_task finish_task mark_secret lift_marking",
        (P.READ_CASES, LOGGED): "notes_of tasks",
        (P.READ_CASES, QUIET): "markings_of",
    },
    "DraftService": {
        (P.UNLOCK, QUIET): "save drop load",
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
    "InspectionService": {
        (P.CARRY_OUT_INSPECTIONS, LOGGED): "start edit choose_entry answer observe edit_finding hear close reopen",
        (P.READ_INSPECTIONS, LOGGED): "visit visits",
    },
    "MemberService": {
        (P.UNLOCK, LOGGED): "introduce welcome_guest",
        (P.UNLOCK, QUIET): "members",
        (P.MANAGE_MEMBERS, LOGGED): "retire",
    },
    "OperationService": {
        (P.PLAN_OPERATIONS, LOGGED): "plan edit move invite note_attendance",
        (P.READ_INSPECTIONS, QUIET): "operation operations participants offered_grounds",
        (P.CARRY_OUT_INSPECTIONS, LOGGED): "choose_entry",
        (P.READ_INSPECTIONS, LOGGED): "entries",
    },
    "PeopleService": {
        (P.WRITE_PEOPLE, LOGGED): "register_person edit_person register_company register_companies edit_company",
        (P.READ_PEOPLE, LOGGED): "person find_people",
        (P.READ_PEOPLE, QUIET): "company find_companies",
    },
    "ReportService": {
        (P.CARRY_OUT_INSPECTIONS, LOGGED): "show sign withdraw",
        (P.READ_INSPECTIONS, LOGGED): "read",
        (P.READ_INSPECTIONS, QUIET): "report_of",
    },
    "RiskService": {
        (P.READ_TIPS, LOGGED): "risk assessments",
        (P.WRITE_TIPS, LOGGED): "assess",
        (P.READ_VENUES, QUIET): "rescore_all",
    },
    "TipService": {
        (P.WRITE_TIPS, LOGGED): "register edit set_aside",
        (P.READ_TIPS, LOGGED): "tip inbox tips_of find",
        (P.READ_SOURCES, LOGGED): "source_of",
    },
    "VenueService": {
        (P.WRITE_VENUES, LOGGED): "register register_many edit change_status",
        (P.READ_VENUES, QUIET): "venue number find page counts likely history",
    },
}
