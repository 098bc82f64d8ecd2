"""Acts of penalty cases, one function each."""

from zhunsheng.cases.services.admitting import add_evidence
from zhunsheng.cases.services.challenged import (
    change_decision,
    record_remedy_ended,
    record_remedy_opened,
)
from zhunsheng.cases.services.deciding import decide, decide_no_penalty, discuss, extend_term
from zhunsheng.cases.services.exchanging import (
    import_offences,
    record_annulment,
    record_offence_export,
)
from zhunsheng.cases.services.executing import (
    close_case,
    deliver_decision,
    record_payment,
    report_back,
)
from zhunsheng.cases.services.hearings import (
    hold_hearing,
    notify_hearing,
    report_hearing,
    request_hearing,
    waive_hearing,
)
from zhunsheng.cases.services.notifying import (
    answer_representation,
    deliver_notice,
    notify,
    record_representation,
    waive_representation,
)
from zhunsheng.cases.services.opening import (
    investigate,
    open_case,
    refuse_to_open,
    register_clue,
)
from zhunsheng.cases.services.proposing import approve_deviation, propose
from zhunsheng.cases.services.reviewing import (
    conclude_legal_review,
    deviation_text,
    materials,
    request_legal_review,
)
from zhunsheng.cases.services.summary import decide_on_the_spot

__all__ = [
    "add_evidence",
    "answer_representation",
    "approve_deviation",
    "change_decision",
    "close_case",
    "conclude_legal_review",
    "decide",
    "decide_no_penalty",
    "decide_on_the_spot",
    "deliver_decision",
    "deliver_notice",
    "deviation_text",
    "discuss",
    "extend_term",
    "hold_hearing",
    "import_offences",
    "investigate",
    "materials",
    "notify",
    "notify_hearing",
    "open_case",
    "propose",
    "record_annulment",
    "record_offence_export",
    "record_payment",
    "record_remedy_ended",
    "record_remedy_opened",
    "record_representation",
    "refuse_to_open",
    "register_clue",
    "report_back",
    "report_hearing",
    "request_hearing",
    "request_legal_review",
    "waive_hearing",
    "waive_representation",
]
