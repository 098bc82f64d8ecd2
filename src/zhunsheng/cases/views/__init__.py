"""Pages of cases."""

from zhunsheng.cases.views.acting import add_evidence, case_act
from zhunsheng.cases.views.annulling import annul_decision
from zhunsheng.cases.views.drafting import draft
from zhunsheng.cases.views.listing import case_list, drop_filter, keep_filter
from zhunsheng.cases.views.looking import address_form, earlier_offences, touched_cases
from zhunsheng.cases.views.reading import case_detail, case_print
from zhunsheng.cases.views.starting import on_the_spot, parties, register_clue

__all__ = [
    "add_evidence",
    "address_form",
    "annul_decision",
    "case_act",
    "case_detail",
    "case_list",
    "case_print",
    "draft",
    "drop_filter",
    "earlier_offences",
    "keep_filter",
    "on_the_spot",
    "parties",
    "register_clue",
    "touched_cases",
]
