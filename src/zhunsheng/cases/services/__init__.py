"""Acts of penalty cases, one function each."""

from zhunsheng.cases.services.admitting import add_evidence
from zhunsheng.cases.services.annulling import confirm_annulment, record_annulment
from zhunsheng.cases.services.aside import decide_leader_recusal, request_recusal
from zhunsheng.cases.services.base import keep_proof, stale_name
from zhunsheng.cases.services.challenged import (
    change_decision,
    deliver_withdrawal,
    note_stay,
    record_remedy_ended,
    record_remedy_opened,
    withdraw_decision,
)
from zhunsheng.cases.services.checking import (
    check_first,
    confirm_address,
    endorse,
    endorse_sparing,
    file_penalty,
    meet_committee,
    submit_for_decision,
    submit_for_sparing,
)
from zhunsheng.cases.services.crime import (
    decide_crime_transfer,
    hand_over_crime,
    record_crime_reply,
    report_crime,
)
from zhunsheng.cases.services.deciding import decide, decide_no_penalty
from zhunsheng.cases.services.discussing import discuss
from zhunsheng.cases.services.ending import (
    hold_case,
    note_answer,
    note_cash_banked,
    note_execution_ended,
    note_plan,
    note_refund,
    note_waiver,
    party_content,
    receipt_content,
    receipt_findings,
)
from zhunsheng.cases.services.exchanging import (
    import_offences,
    record_offence_export,
)
from zhunsheng.cases.services.executing import (
    add_payment_paper,
    close_case,
    deliver_decision,
    record_payment,
    report_back,
    request_closing,
)
from zhunsheng.cases.services.extending import extend_term
from zhunsheng.cases.services.hearings import (
    deliver_hearing_notice,
    hold_hearing,
    notify_hearing,
    report_hearing,
    request_hearing,
    waive_hearing,
)
from zhunsheng.cases.services.investigating import investigate
from zhunsheng.cases.services.joining import join_party
from zhunsheng.cases.services.notifying import (
    answer_representation,
    consented,
    deliver_notice,
    notify,
    record_representation,
    waive_representation,
)
from zhunsheng.cases.services.opening import (
    open_case,
    refuse_to_open,
    register_clue,
)
from zhunsheng.cases.services.proposing import approve_deviation, propose
from zhunsheng.cases.services.remaking import remake
from zhunsheng.cases.services.renaming import rename_party
from zhunsheng.cases.services.reviewing import (
    conclude_legal_review,
    deviation_text,
    materials,
    request_legal_review,
)
from zhunsheng.cases.services.summary import decide_on_the_spot, refusals_on_the_spot
from zhunsheng.cases.services.turning import (
    begin_urgent_inquiry,
    decide_recusal,
    reassign,
    resume,
    suspend,
    terminate,
    transfer,
)

__all__ = [
    "add_evidence",
    "add_payment_paper",
    "answer_representation",
    "approve_deviation",
    "begin_urgent_inquiry",
    "change_decision",
    "check_first",
    "close_case",
    "conclude_legal_review",
    "confirm_address",
    "confirm_annulment",
    "consented",
    "decide",
    "decide_crime_transfer",
    "decide_leader_recusal",
    "decide_no_penalty",
    "decide_on_the_spot",
    "decide_recusal",
    "deliver_decision",
    "deliver_hearing_notice",
    "deliver_notice",
    "deliver_withdrawal",
    "deviation_text",
    "discuss",
    "endorse",
    "endorse_sparing",
    "extend_term",
    "file_penalty",
    "hand_over_crime",
    "hold_case",
    "hold_hearing",
    "import_offences",
    "investigate",
    "join_party",
    "keep_proof",
    "materials",
    "meet_committee",
    "note_answer",
    "note_cash_banked",
    "note_execution_ended",
    "note_plan",
    "note_refund",
    "note_stay",
    "note_waiver",
    "notify",
    "notify_hearing",
    "open_case",
    "party_content",
    "propose",
    "reassign",
    "receipt_content",
    "receipt_findings",
    "record_annulment",
    "record_crime_reply",
    "record_offence_export",
    "record_payment",
    "record_remedy_ended",
    "record_remedy_opened",
    "record_representation",
    "refusals_on_the_spot",
    "refuse_to_open",
    "register_clue",
    "remake",
    "rename_party",
    "report_back",
    "report_crime",
    "report_hearing",
    "request_closing",
    "request_hearing",
    "request_legal_review",
    "request_recusal",
    "resume",
    "stale_name",
    "submit_for_decision",
    "submit_for_sparing",
    "suspend",
    "terminate",
    "transfer",
    "waive_hearing",
    "waive_representation",
    "withdraw_decision",
]
