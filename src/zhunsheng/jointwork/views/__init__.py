"""Pages of the room."""

from zhunsheng.jointwork.views.letters import (
    letter_act,
    letter_detail,
    letter_list,
    letter_new,
    letter_paper,
)
from zhunsheng.jointwork.views.referrals import (
    clue_new,
    referral_act,
    referral_detail,
    referral_list,
    referral_new,
)
from zhunsheng.jointwork.views.tasks import task_act, task_detail, task_list, task_new

__all__ = [
    "clue_new",
    "letter_act",
    "letter_detail",
    "letter_list",
    "letter_new",
    "letter_paper",
    "referral_act",
    "referral_detail",
    "referral_list",
    "referral_new",
    "task_act",
    "task_detail",
    "task_list",
    "task_new",
]
