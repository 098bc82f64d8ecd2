"""Windows of warnings, the parameters that say what counts, fixed wording."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEADS, READERS, Role
from zhunsheng.inspection.choices import BasisKind
from zhunsheng.kernel.choices import Labelled

#: Who may read what an enterprise bears, who publishes caps, who plans joint visits.
SEERS: Final = (*READERS, Role.STREET_OFFICER)
PUBLISHERS: Final = frozenset(HEADS)
PLANNERS: Final = HEADS | {Role.TEAM_HEAD}

#: Which number of the lawbook says whether inspections of a ground count.
COUNTS: Final = {
    BasisKind.PLAN: "inspection.counts_regular",
    BasisKind.OWN_DRAW: "inspection.counts_regular",
    BasisKind.JOINT_DRAW: "inspection.counts_regular",
    BasisKind.CAMPAIGN: "inspection.counts_regular",
    BasisKind.SUPERIOR: "inspection.counts_superior",
    BasisKind.TIP: "inspection.counts_tip",
    BasisKind.REFERRAL: "inspection.counts_referral",
}
#: Which number of the lawbook holds the caps of places for a class of ``data/classes.yaml``.
CAPS: Final = {
    "mines_ab": "inspection.cap_mines_ab",
    "mines_c": "inspection.cap_mines_c",
    "mines_d": "inspection.cap_mines_d",
    "chemicals_grade_1": "inspection.cap_chemicals_grade_1",
    "chemicals_grade_2": "inspection.cap_chemicals_grade_2",
    "chemicals_grade_3": "inspection.cap_chemicals_grade_3",
    "chemicals_ungraded": "inspection.cap_chemicals_ungraded",
    "general_grade_1": "inspection.cap_general_grade_1",
    "general_grade_2": "inspection.cap_general_grade_2",
    "general_grade_3": "inspection.cap_general_grade_3",
    "general_ungraded": "inspection.cap_general_ungraded",
    "same_subject": "inspection.cap_same_subject",
}
COUNTS_URGENT: Final = "inspection.counts_urgent"
COUNTS_REINSPECTION: Final = "inspection.counts_reinspection"
CLEAN_VISITS: Final = "inspection.clean_visits"


class Window(Labelled):
    """The windows in which visits of one enterprise are watched."""

    DAY = ("DAY", "当日")
    WEEK = ("WEEK", "本周")
    MONTH = ("MONTH", "本月")

    @property
    def parameter(self) -> str:
        """The number of the lawbook up to which nothing is said."""
        return _UP_TO[self.value]


_UP_TO: Final = {
    "DAY": "inspection.visits_a_day",
    "WEEK": "inspection.visits_a_week",
    "MONTH": "inspection.visits_a_month",
}


class Phrase(Labelled):
    """Fixed wording."""

    URGENT = ("URGENT", "紧急情况当场检查")
    REINSPECTION = ("REINSPECTION", "整改复查")
    COMMA = ("COMMA", "、")
    RAISED = ("RAISED", "{limits}；提高上限的理由：{reason}")
    LIMIT = ("LIMIT", "{label}{most}次")
    OWN_NOTICE = ("OWN_NOTICE", "本局公布：{title}")
