"""
The table of the border: who may open which address, of the own bureau and of a stranger's.

It is written by hand and says what shall be, not what is: nothing in it is read from the views.
``EVERYBODY`` else is turned away: 403 for a signed-in person, the sign-in page for nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from zhunsheng.accounts.choices import Role

R = Role
OUTSIDE: Final = frozenset({R.ENTERPRISE, R.PUBLIC})
STREET: Final = frozenset({R.STREET_OFFICER})
EVERYBODY: Final = frozenset(Role)
#: Staff of the bureau itself and the supervisor of the justice office read the bureau's work.
READ: Final = EVERYBODY - OUTSIDE - STREET
READ_STREET: Final = READ | STREET
PLAN_READ: Final = READ_STREET - {R.SYSTEM_ADMIN, R.WINDOW_CLERK}
KEEP: Final = frozenset({R.TEAM_HEAD, R.WINDOW_CLERK, R.SYSTEM_ADMIN})
NUMBERS: Final = frozenset({R.TEAM_HEAD, R.CASE_SECRETARY, R.ARCHIVIST})
ARCHIVE: Final = frozenset({R.ARCHIVIST, R.CASE_SECRETARY})
FILE: Final = ARCHIVE | {R.ENFORCEMENT_OFFICER, R.TEAM_HEAD}
SCAN: Final = FILE | {R.LEGAL_REVIEWER}
INSIDE: Final = READ - {R.JUSTICE_SUPERVISOR}
#: Who needs what was taken in an inquiry.
INQUIRE: Final = INSIDE - {R.WINDOW_CLERK, R.FINANCE, R.SYSTEM_ADMIN}
HEADS: Final = frozenset({R.DEPUTY_HEAD, R.CHIEF})
LEGAL: Final = frozenset({R.LEGAL_REVIEWER, R.CASE_SECRETARY})
INNER: Final = ("archive:inner", "archive:inner_pdf")
INNER_FOLDER: Final = HEADS | LEGAL | {R.ARCHIVIST}
FIELD: Final = frozenset({R.ENFORCEMENT_OFFICER, R.STREET_OFFICER})
GO_OUT: Final = FIELD | HEADS | {R.TEAM_HEAD}
HANDLE: Final = frozenset({R.ENFORCEMENT_OFFICER, R.TEAM_HEAD})
POWERS: Final = HEADS | {R.LEGAL_REVIEWER, R.CASE_SECRETARY}
PLAN: Final = HEADS | {R.TEAM_HEAD}
DRAW: Final = PLAN | {R.CASE_SECRETARY}
WITNESS: Final = frozenset({R.LEGAL_REVIEWER, R.JUSTICE_SUPERVISOR})
PUBLISH: Final = DRAW | {R.ENFORCEMENT_OFFICER, R.LEGAL_REVIEWER, R.WINDOW_CLERK}
ASSESS: Final = HEADS | {R.LEGAL_REVIEWER}
RECONCILE: Final = frozenset({R.FINANCE, R.TEAM_HEAD, R.CASE_SECRETARY})
REPORT: Final = DRAW | {R.LEGAL_REVIEWER}
OVERSEE: Final = HEADS | {R.JUSTICE_SUPERVISOR}

OK, TO, FORBIDDEN, MISSING, NO_METHOD = 200, 302, 403, 404, 405
ACT_REFUSED, WRONG = 409, 422


@dataclass(frozen=True, slots=True)
class Row:
    """
    What an address answers.

    ``own`` and ``foreign`` are answers to those who may open it, for a record of their bureau and
    of another one; ``foreign`` is None where the address names no record. ``street`` is what a
    street officer gets for a record of the bureau that is not the street's. ``empty`` is the
    answer to an empty form, None where the address takes no form.
    """

    may: frozenset[Role]
    own: int = OK
    foreign: int | None = None
    street: int | None = None
    empty: int | None = None
    public: bool = False


def listing(may: frozenset[Role], own: int = OK) -> Row:
    """Return the row of an address without a record."""
    return Row(may, own)


def record(
    may: frozenset[Role], own: int = OK, street: int | None = None, empty: int | None = None
) -> Row:
    """Return the row of an address that names a record: a stranger's does not exist."""
    return Row(may, own, MISSING, street, empty)


def form(may: frozenset[Role], empty: int = WRONG, own: int = OK) -> Row:
    """Return the row of a form without a record."""
    return Row(may, own, None, None, empty)


def everyone(foreign: int | None = None) -> Row:
    """Return the row of a page that needs no sign-in."""
    return Row(EVERYBODY, OK, foreign, public=True)


TABLE: Final[Mapping[str, Row]] = MappingProxyType(
    {
        "accounts:list": listing(frozenset({R.CHIEF, R.SYSTEM_ADMIN, R.JUSTICE_SUPERVISOR})),
        "accounts:add": form(frozenset({R.SYSTEM_ADMIN})),
        "accounts:add_unit": form(frozenset({R.SYSTEM_ADMIN})),
        "accounts:roles": record(frozenset({R.SYSTEM_ADMIN}), empty=ACT_REFUSED),
        "accounts:sign_in": Row(EVERYBODY, TO, public=True),
        "accounts:sign_out": Row(EVERYBODY, NO_METHOD, public=True),
        "powers:list": listing(READ_STREET),
        "powers:new": form(POWERS),
        "powers:template": listing(POWERS),
        "powers:ties": listing(READ_STREET),
        "powers:of_violation": listing(READ_STREET, TO),
        "powers:detail": record(READ_STREET),
        "powers:export": record(READ_STREET),
        "powers:difference": record(READ_STREET),
        "powers:import": record(POWERS, empty=WRONG),
        "powers:adopt": record(HEADS, empty=WRONG),
        "powers:publish": record(POWERS, empty=WRONG),
        "powers:give_up": record(POWERS, empty=WRONG),
        "powers:add_item": record(POWERS, empty=WRONG),
        "powers:item": record(READ_STREET),
        "powers:edit_item": record(POWERS, empty=WRONG),
        "powers:remove_item": record(POWERS, empty=ACT_REFUSED),
        "checker:check": form(EVERYBODY),
        "checker:live": Row(EVERYBODY, NO_METHOD, empty=OK),
        "lawbook:list": listing(EVERYBODY),
        "lawbook:parameters": listing(EVERYBODY),
        "lawbook:violations": listing(EVERYBODY),
        "lawbook:benchmarks": listing(EVERYBODY),
        "lawbook:changes": listing(EVERYBODY),
        "lawbook:table_import": form(LEGAL),
        "lawbook:table_template": listing(LEGAL | HEADS),
        "lawbook:table": record(READ_STREET),
        "lawbook:adopt_table": record(HEADS, empty=WRONG),
        "lawbook:withdraw_table": record(LEGAL | HEADS, empty=WRONG),
        "lawbook:soundness": listing(EVERYBODY),
        # What the law says, and what follows from it, is open to all.
        "lawbook:detail": everyone(),
        "lawbook:article": everyone(),
        "lawbook:procedure": everyone(),
        "lawbook:violation": everyone(),
        "lawbook:explainer": everyone(),
        "lawbook:lists": everyone(),
        "lawbook:checklists": everyone(),
        "lawbook:checklist": everyone(),
        "documents:list": listing(READ),
        "documents:kinds": listing(READ),
        "documents:numbers": listing(READ),
        "documents:reserve": form(NUMBERS),
        "documents:void": record(NUMBERS, empty=WRONG),
        "documents:series": record(READ),
        "documents:detail": record(READ_STREET, street=MISSING),
        "documents:file": record(READ_STREET, street=MISSING),
        "documents:seals": listing(READ),
        "documents:forms": listing(READ),
        "documents:hand_out": form(NUMBERS),
        "documents:return_block": record(NUMBERS, empty=TO),
        "documents:attach": record(SCAN, empty=WRONG),
        "documents:seal": record(NUMBERS, empty=WRONG),
        "documents:original_file": record(READ),
        "evidence:file": record(INQUIRE),
        "archive:list": listing(READ),
        "archive:waiting": listing(READ),
        "archive:loans": listing(READ),
        "archive:numbers": form(FILE),
        "archive:numbers_template": listing(FILE),
        "archive:cases_file": listing(FILE),
        # The case of the told year has a remedy or measure that still runs: its file waits.
        "archive:file": record(FILE, empty=ACT_REFUSED),
        "archive:detail": record(READ),
        "archive:inner": record(INSIDE),
        "archive:main_pdf": record(READ),
        "archive:inner_pdf": record(INSIDE),
        "archive:open_supplement": record(ARCHIVE, empty=WRONG),
        "archive:supplement": record(FILE, empty=ACT_REFUSED),
        "archive:request_loan": record(INSIDE, empty=WRONG),
        "archive:approve_loan": record(HEADS, empty=ACT_REFUSED),
        "archive:refuse_loan": record(HEADS, empty=ACT_REFUSED),
        "archive:return_loan": record(ARCHIVE, empty=TO),
        "registry:list": listing(READ_STREET),
        "registry:add": form(KEEP),
        "registry:import": form(KEEP),
        "registry:import_template": listing(KEEP),
        "registry:import_confirm": form(KEEP, own=NO_METHOD),
        "registry:import_errors": listing(KEEP, MISSING),
        "registry:import_run": record(KEEP),
        "registry:import_run_errors": record(KEEP),
        "registry:map": listing(INSIDE),
        "registry:particulars": record(KEEP, empty=TO),
        "registry:add_site": record(KEEP, empty=WRONG),
        "registry:close_site": record(KEEP, empty=TO),
        "registry:merge": record(KEEP, empty=WRONG),
        "registry:undo_merge": record(KEEP, empty=WRONG),
        "registry:note_safety": record(KEEP, empty=WRONG),
        "registry:end_trial_run": record(KEEP, empty=WRONG),
        "registry:withdraw_safety": record(KEEP, empty=WRONG),
        "burden:overview": listing(READ),
        "burden:publish": form(HEADS),
        "burden:meter": record(READ_STREET),
        "burden:joint_list": listing(READ),
        "burden:joint_new": form(PLAN),
        "burden:joint_template": listing(PLAN),
        "burden:joint_detail": record(READ),
        "registry:detail": record(READ_STREET),
        "registry:amend": record(KEEP, empty=WRONG),
        "registry:account": record(frozenset({R.SYSTEM_ADMIN}), empty=WRONG),
        "registry:operation": record(KEEP, empty=WRONG),
        "workforce:list": listing(READ),
        "workforce:add": form(KEEP),
        "workforce:train": form(KEEP),
        "workforce:delegations": listing(READ_STREET),
        "workforce:grant": form(HEADS | {R.SYSTEM_ADMIN}),
        "workforce:import": form(KEEP),
        "workforce:import_template": listing(KEEP),
        "workforce:import_confirm": form(KEEP, own=NO_METHOD),
        "workforce:import_errors": listing(KEEP, MISSING),
        "workforce:import_run": record(KEEP),
        "workforce:import_run_errors": record(KEEP),
        "workforce:detail": record(READ),
        "workforce:renew": record(KEEP, empty=WRONG),
        "workforce:amend": record(KEEP, empty=WRONG),
        "workforce:lose": record(KEEP, empty=WRONG),
        # Whose interest may be declared by whom the act itself says.
        "workforce:declare": record(INSIDE | STREET, empty=WRONG),
        "workforce:end_interest": record(frozenset({R.TEAM_HEAD, R.SYSTEM_ADMIN}), empty=WRONG),
        "workforce:end_delegation": record(HEADS | {R.SYSTEM_ADMIN}, empty=WRONG),
        "inquiry:list": listing(INQUIRE),
        "inquiry:subject": record(INQUIRE),
        "inquiry:act": record(HANDLE, empty=WRONG),
        "inquiry:interview": record(INQUIRE),
        "inquiry:preservation": record(INQUIRE),
        # Officers ask, heads approve: who may take which step the step itself says.
        "inquiry:step": record(HANDLE | HEADS, empty=WRONG),
        "inquiry:commission": record(HANDLE | HEADS, empty=WRONG),
        "legalreview:list": listing(READ),
        "legalreview:returns": listing(READ),
        "legalreview:detail": record(READ),
        "legalreview:claim": record(frozenset({R.LEGAL_REVIEWER}), empty=ACT_REFUSED),
        "legalreview:assign": record(HEADS, empty=WRONG),
        "legalreview:release": record(HEADS | {R.LEGAL_REVIEWER}, empty=ACT_REFUSED),
        "inspection:list": listing(READ_STREET),
        "inspection:approve": form(HEADS),
        "inspection:urgent": form(FIELD),
        "inspection:detail": record(READ_STREET, street=MISSING),
        "inspection:officers": record(HEADS, empty=WRONG),
        "inspection:handover": record(HEADS, empty=WRONG),
        "inspection:withdrawal": record(HEADS, empty=WRONG),
        "inspection:scheme": record(FIELD, street=MISSING, empty=WRONG),
        "inspection:result_notice": record(FIELD, street=MISSING, empty=WRONG),
        "inspection:visit": record(FIELD, street=MISSING, empty=WRONG),
        "inspection:dispatches": listing(READ_STREET),
        "inspection:photo": record(FIELD, street=MISSING, empty=WRONG),
        "inspection:measure": record(FIELD, street=MISSING, empty=WRONG),
        "inspection:lifting": record(HEADS, empty=WRONG),
        "inspection:late_approval": record(HEADS, empty=WRONG),
        "inspection:order": record(FIELD, ACT_REFUSED, MISSING, ACT_REFUSED),  # ordered already
        "inspection:extension": record(HEADS, empty=WRONG),
        "inspection:reinspection": record(FIELD, street=MISSING, empty=WRONG),
        "visitcode:show": record(FIELD, street=MISSING),
        "visitcode:supervision": listing(frozenset({R.JUSTICE_SUPERVISOR})),
        "visitcode:refusal": record(HEADS, empty=WRONG),
        "visitcode:answer": record(frozenset({R.JUSTICE_SUPERVISOR}), empty=WRONG),
        # Who holds the code speaks for the enterprise: nobody signs in.
        "visitcode:page": everyone(),
        "visitcode:rate": everyone(),
        "visitcode:statement": everyone(),
        # A street opens what it takes part in or is addressed to; the sample is another street's.
        "jointwork:tasks": listing(READ_STREET),
        "jointwork:task_new": form(HANDLE | HEADS),
        "jointwork:task": record(READ_STREET, street=MISSING),
        "jointwork:task_act": record(HANDLE | HEADS | STREET, street=MISSING, empty=WRONG),
        "jointwork:referrals": listing(READ),
        "jointwork:referral_new": form(HANDLE),
        "jointwork:clue_new": form(HANDLE | {R.WINDOW_CLERK, R.CASE_SECRETARY}),
        "jointwork:referral": record(READ),
        "jointwork:referral_act": record(HANDLE | HEADS, empty=WRONG),
        "jointwork:letters": listing(READ_STREET),
        "jointwork:letter_new": form(HANDLE),
        "jointwork:letter": record(READ_STREET, street=MISSING),
        "jointwork:letter_paper": record(READ_STREET, street=MISSING),
        "jointwork:letter_act": record(HANDLE | HEADS | STREET, street=MISSING, empty=WRONG),
        "hazards:list": listing(READ),
        "hazards:propose": record(HEADS, empty=WRONG),
        "hazards:detail": record(READ),
        "hazards:act": record(HANDLE, empty=WRONG),
        "compulsion:list": listing(READ),
        # The power is never delegated (行政强制法 17): no address is open to a street.
        "compulsion:request": record(frozenset({R.ENFORCEMENT_OFFICER}), empty=WRONG),
        "compulsion:detail": record(READ),
        "compulsion:act": record(READ, empty=WRONG),
        "planning:list": listing(PLAN_READ),
        "planning:new": form(PLAN),
        "planning:detail": record(PLAN_READ),
        "planning:pdf": record(PLAN_READ),
        "planning:docx": record(PLAN_READ),
        "planning:results": record(PLAN_READ),
        "planning:difference": record(PLAN_READ),
        "planning:import": form(PLAN),
        "planning:import_template": listing(PLAN),
        "planning:import_confirm": form(PLAN, own=NO_METHOD),
        "planning:import_errors": listing(PLAN, MISSING),
        "planning:import_run": record(PLAN),
        "planning:import_run_errors": record(PLAN),
        "planning:officers": record(PLAN, empty=WRONG),
        "planning:unit_days": record(PLAN, empty=WRONG),
        "planning:remove_units": record(PLAN, empty=WRONG),
        "planning:basics": record(PLAN, empty=WRONG),
        "planning:days": record(PLAN, empty=WRONG),
        "planning:new_part": record(PLAN, empty=WRONG),
        "planning:part": record(PLAN, empty=WRONG),
        "planning:remove_part": record(PLAN, empty=WRONG),
        "planning:units": record(PLAN, empty=WRONG),
        "planning:submit": record(HEADS, empty=WRONG),
        "planning:return": record(PLAN, empty=WRONG),
        "planning:approve": record(HEADS, empty=WRONG),
        "planning:correct_approval": record(HEADS, empty=WRONG),
        "planning:approval_paper": record(PLAN_READ),
        "planning:file_upper": record(PLAN, empty=WRONG),
        "planning:file_justice": record(PLAN, empty=WRONG),
        "planning:publish": record(PLAN, empty=WRONG),
        "planning:amend": record(PLAN, empty=WRONG),
        "planning:give_up": record(PLAN, empty=WRONG),
        "draw:list": listing(PLAN_READ),
        "draw:pool": form(DRAW),
        "draw:detail": record(PLAN_READ),
        "draw:pool_file": record(PLAN_READ),
        "draw:record": record(PLAN_READ),
        "draw:changes_file": record(PLAN_READ),
        "draw:commitment": record(WITNESS, empty=WRONG),
        "draw:opening": record(WITNESS, empty=WRONG),
        "draw:paper": record(PLAN_READ),
        "draw:withdrawal": record(WITNESS, empty=WRONG),
        "draw:outcome": record(frozenset({R.LEGAL_REVIEWER}), empty=WRONG),
        "draw:seed": record(frozenset({R.JUSTICE_SUPERVISOR}), empty=WRONG),
        "draw:run": record(DRAW, empty=WRONG),
        "draw:change": record(DRAW, empty=WRONG),
        "draw:partner_result": record(DRAW, empty=WRONG),
        "draw:closed_unit": record(DRAW, empty=WRONG),
        "cases:list": listing(READ_STREET),
        "cases:clue": form(HANDLE | STREET),
        "cases:parties": listing(HANDLE | STREET),
        "cases:on_the_spot": form(HANDLE | STREET),
        # The law is no record of a bureau; which cases are shown is the reader's own border.
        "cases:touched": listing(READ_STREET),
        "cases:keep_filter": form(READ_STREET),
        # Whose filter it is decides: the samples are those of somebody else.
        "cases:drop_filter": record(READ_STREET, MISSING, street=MISSING),
        "cases:detail": record(READ_STREET, street=MISSING),
        "cases:print": record(READ_STREET, street=MISSING),
        "cases:address_form": record(READ_STREET, street=MISSING),
        # The step of the samples keeps no draft.
        "cases:draft": record(READ_STREET, MISSING, street=MISSING),
        "cases:earlier": record(READ_STREET, street=MISSING),
        "cases:annulment": record(
            HEADS | {R.TEAM_HEAD, R.LEGAL_REVIEWER, R.CASE_SECRETARY}, empty=WRONG
        ),
        "cases:evidence": record(HANDLE, empty=WRONG),
        # Every reader may look at the page of a step: it says who may take it and why not yet.
        "cases:act": record(READ_STREET, street=MISSING, empty=ACT_REFUSED),
        "execution:list": listing(READ_STREET),
        "execution:months": listing(READ),
        # A month is no record: each bureau's own payments are compared in it.
        "execution:month": listing(READ),
        "execution:template": listing(RECONCILE),
        "execution:import": form(RECONCILE),
        "execution:conclude": form(RECONCILE, empty=ACT_REFUSED),
        "execution:detail": record(READ_STREET, street=MISSING),
        "execution:card": record(READ_STREET, street=MISSING),
        "execution:act": record(READ_STREET, street=MISSING, empty=WRONG),
        "publication:list": listing(READ),
        "publication:publish": record(PUBLISH, empty=WRONG),
        "publication:detail": record(READ),
        "publication:withdraw": record(PUBLISH, empty=WRONG),
        "remedies:list": listing(READ),
        "remedies:receive": form(REPORT),
        "remedies:detail": record(READ),
        "remedies:bundle": record(READ),
        "remedies:act": record(REPORT, empty=WRONG),
        "remedies:letters": listing(READ),
        "remedies:new_letter": form(REPORT),
        "remedies:letter": record(READ),
        "remedies:reply": record(REPORT, empty=WRONG),
        "credit:list": listing(READ),
        "credit:detail": record(READ),
        "credit:classification": record(HEADS, empty=WRONG),
        "credit:repair_request": record(REPORT | {R.WINDOW_CLERK}, empty=WRONG),
        "credit:repair_grant": record(HEADS, empty=WRONG),
        "credit:repair_refusal": record(HEADS, empty=WRONG),
        # What compares people is for the legal section and the heads alone.
        "fairness:list": listing(ASSESS),
        "fairness:new": form(ASSESS),
        "fairness:detail": record(ASSESS),
        "fairness:pdf": record(ASSESS),
        "statistics:list": listing(READ),
        "statistics:detail": listing(READ),
        "statistics:months": listing(READ),
        "statistics:returns": listing(READ),
        "statistics:return": listing(READ),
        "statistics:return_detail": record(READ),
        "statistics:return_file": record(READ),
        "statistics:submit": form(REPORT),
        "statistics:explain": form(REPORT),
        "statistics:correct": record(REPORT, empty=WRONG),
        "annualreport:list": listing(READ),
        "annualreport:compile": form(REPORT),
        "annualreport:verify_file": form(READ),
        "annualreport:studio": listing(REPORT),
        "annualreport:block": form(REPORT),
        "annualreport:preview": form(REPORT, OK, NO_METHOD),
        "annualreport:comment": form(REPORT),
        "annualreport:detail": record(READ),
        "annualreport:step": record(REPORT, empty=WRONG),
        "annualreport:verify": record(READ),
        "annualreport:publish": record(REPORT, empty=WRONG),
        "annualreport:file": record(READ),
        "desk:home": listing(EVERYBODY),
        "desk:calendar": listing(GO_OUT),
        "desk:route": listing(GO_OUT),
        "desk:headline": listing(OVERSEE),
        "desk:search": listing(READ_STREET),
        "desk:entity": record(READ_STREET),
        # What is published is open to all, a stranger's officers too.
        "portal:home": everyone(),
        "portal:own": listing(frozenset({R.ENTERPRISE})),
        "portal:bureau": everyone(),
        "portal:published": everyone(),
        "portal:publication": everyone(),
        "portal:withdrawn": everyone(),
        "portal:powers": everyone(),
        "portal:power": everyone(),
        "portal:powers_file": everyone(),
        "portal:draws": everyone(),
        "portal:draw": everyone(),
        "portal:draw_pool": everyone(),
        "portal:draw_pool_file": everyone(),
        "portal:draw_changes": everyone(),
        "portal:draw_record": everyone(),
        "portal:verify": everyone(),
    }
)
#: Answers that differ for some roles from those of the row.
APART: Final[Mapping[tuple[str, Role], int]] = MappingProxyType(
    {
        **{("desk:home", role): TO for role in OUTSIDE},
        # Others read the folders of their own cases alone, or on an approved loan.
        **{("archive:main_pdf", role): FORBIDDEN for role in READ - INNER_FOLDER},
        **{(name, role): FORBIDDEN for name in INNER for role in INSIDE - INNER_FOLDER},
        # An interest is declared by the officer, and by who keeps the officers.
        **{
            ("workforce:declare", role): FORBIDDEN
            for role in (INSIDE | STREET) - {R.TEAM_HEAD, R.SYSTEM_ADMIN}
        },
        # Of a case that is put away, what tells of its inner folder is closed with it.
        **{
            (name, role): FORBIDDEN
            for name in ("cases:act", "legalreview:detail")
            for role in READ - INNER_FOLDER
        },
    }
)


def expected(name: str, role: Role | None, *, foreign: bool) -> int:
    """Return the status that the table declares for opening an address."""
    row = TABLE[name]
    if role is None:
        return _for_nobody(name, row)
    if role not in row.may:
        return FORBIDDEN
    if foreign and row.foreign is not None:
        return row.foreign
    if (name, role) in APART:
        return APART[name, role]
    if role is R.STREET_OFFICER and row.street is not None:
        return row.street
    return row.own


def _for_nobody(name: str, row: Row) -> int:
    if name == "accounts:sign_in":
        return OK
    return row.own if row.public else TO
