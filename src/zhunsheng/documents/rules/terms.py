"""Terms of law that the text of a kind prints, in the words of papers. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from zhunsheng.documents.rendering.blocks import chinese_count

#: Each term by its placeholder, with the parameter whose value of the day of the paper is printed.
TERMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "payment_term": "penalty.payment_limit",
        "surcharge_share": "penalty.surcharge_rate",
        "reconsideration_term": "remedies.reconsideration_limit",
        "litigation_term": "remedies.litigation_limit",
        "litigation_after_term": "remedies.litigation_after_reconsideration",
        "withdrawal_term": "publication.withdrawal_limit",
        "reminder_term": "compulsion.reminder",
        "hearing_request_term": "penalty.hearing_request_limit",
        "hearing_notice_term": "penalty.hearing_notice_before",
        "urgent_report_term": "compulsion.urgent_report",
        "crime_handover_term": "transfer.to_police",
        "crime_decision_term": "transfer.decision_limit",
        "police_review_term": "transfer.police_review",
    }
)
_UNITS: Final = {
    "日": "{count}日",
    "工作日": "{count}个工作日",
    "小时": "{count}小时",
    "年": "{count}年",
    "个月": "{count}个月",
    "百分比": "百分之{count}",
}


def term_text(count: int, unit: str) -> str:
    """
    Return a term as papers write it.

    >>> term_text(15, "日"), term_text(6, "个月"), term_text(3, "百分比")
    ('十五日', '六个月', '百分之三')
    """
    return _UNITS[unit].format(count=chinese_count(count))
