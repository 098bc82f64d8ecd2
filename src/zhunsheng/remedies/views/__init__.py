"""Pages of remedies."""

from zhunsheng.remedies.views.acting import act, receive
from zhunsheng.remedies.views.letters import letter_detail, letter_list, new_letter, reply
from zhunsheng.remedies.views.reading import bundle, remedy_detail, remedy_list

__all__ = [
    "act",
    "bundle",
    "letter_detail",
    "letter_list",
    "new_letter",
    "receive",
    "remedy_detail",
    "remedy_list",
    "reply",
]
