"""Acts of remedies, one function each."""

from zhunsheng.remedies.services.answering import answer, defend
from zhunsheng.remedies.services.concluding import (
    record_result,
    record_ruling,
    take_effect,
    take_further,
)
from zhunsheng.remedies.services.letters import register_letter, reply_letter
from zhunsheng.remedies.services.receiving import (
    receive,
    record_hearing,
    record_stop,
)

__all__ = [
    "answer",
    "defend",
    "receive",
    "record_hearing",
    "record_result",
    "record_ruling",
    "record_stop",
    "register_letter",
    "reply_letter",
    "take_effect",
    "take_further",
]
