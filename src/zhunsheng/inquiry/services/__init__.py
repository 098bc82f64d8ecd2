"""Acts of inquiry: take evidence on the spot, ask experts, preserve what may be lost."""

from zhunsheng.inquiry.services.asking import (
    commission_expert,
    end_commission,
    extend_commission,
    receive_opinion,
)
from zhunsheng.inquiry.services.preserving import (
    approve_preservation,
    decide_disposal,
    notify_preservation,
    propose_disposal,
    refuse_preservation,
    request_preservation,
    withdraw_preservation,
)
from zhunsheng.inquiry.services.taking import (
    call_to_interview,
    examine_scene,
    record_interview,
    take_samples,
)

__all__ = [
    "approve_preservation",
    "call_to_interview",
    "commission_expert",
    "decide_disposal",
    "end_commission",
    "examine_scene",
    "extend_commission",
    "notify_preservation",
    "propose_disposal",
    "receive_opinion",
    "record_interview",
    "refuse_preservation",
    "request_preservation",
    "take_samples",
    "withdraw_preservation",
]
