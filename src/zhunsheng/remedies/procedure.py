"""The declared procedures of remedies: reconsideration, litigation, letters."""

from __future__ import annotations

from typing import Final

from zhunsheng.cases.rules.guards import by_without_interest
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import DayUnit
from zhunsheng.kernel.procedure import Deadline, Procedure, Step
from zhunsheng.remedies.choices import CONCLUDERS, RESPONDENTS, RemedyKind
from zhunsheng.remedies.rules import guards as g
from zhunsheng.remedies.rules.facts import RemedyFacts

RESPOND: Final = frozenset(role.value for role in RESPONDENTS)
CONCLUDE: Final = frozenset(role.value for role in CONCLUDERS)

RECONSIDERATION: Final[Procedure[RemedyFacts]] = Procedure(
    key="remedies.reconsideration",
    label="行政复议答复",
    basis=cite("ARL-2023:48"),
    steps=(
        Step("application_copy", "收到复议申请书副本", cite("ARL-2023:48"), RESPOND),
        Step(
            "answer",
            "提出书面答复和证据",
            cite("ARL-2023:48"),
            RESPOND,
            after=("application_copy",),
            guards=(by_without_interest, g.answer_has_evidence, g.in_order),
            deadline=Deadline(
                10, DayUnit.WORKING, "application_copy", cite("ARL-2023:48"), "提出书面答复和证据"
            ),
            documents=("reconsideration_answer",),
        ),
        Step(
            "execution_stop",
            "复议期间停止执行的决定",
            cite("ARL-2023:42"),
            RESPOND,
            after=("application_copy",),
            guards=(g.in_order,),
            optional=True,
            repeatable=True,
        ),
        Step(
            "review_hearing",
            "复议听取意见或者听证",
            cite("ARL-2023:51"),
            RESPOND,
            after=("application_copy",),
            guards=(g.in_order,),
            optional=True,
            repeatable=True,
        ),
        Step(
            "reconsideration_result",
            "收到复议决定",
            cite("ARL-2023:64"),
            CONCLUDE,
            after=("application_copy",),
            guards=(g.in_order,),
            closes=True,
        ),
    ),
)

LITIGATION: Final[Procedure[RemedyFacts]] = Procedure(
    key="remedies.litigation",
    label="行政应诉",
    basis=cite("ALP-2017:67"),
    steps=(
        Step("complaint_copy", "收到起诉状副本", cite("ALP-2017:67"), RESPOND),
        Step(
            "defence",
            "提交答辩状和证据",
            cite("ALP-2017:67"),
            RESPOND,
            after=("complaint_copy",),
            guards=(by_without_interest, g.defence_has_evidence, g.in_order),
            deadline=Deadline(
                15, DayUnit.CALENDAR, "complaint_copy", cite("ALP-2017:67"), "提交答辩状和证据"
            ),
            documents=("litigation_defence",),
        ),
        Step(
            "court_stop",
            "诉讼期间停止执行的裁定",
            cite("ALP-2017:56"),
            RESPOND,
            after=("complaint_copy",),
            guards=(g.in_order,),
            optional=True,
            repeatable=True,
        ),
        Step(
            "court_hearing",
            "开庭与负责人出庭",
            cite("ALP-2017:3"),
            RESPOND,
            after=("complaint_copy",),
            guards=(g.in_order,),
            optional=True,
            repeatable=True,
        ),
        Step(
            "ruling",
            "收到裁判文书",
            cite("ALP-2017:69"),
            RESPOND,
            after=("complaint_copy",),
            guards=(g.one_ruling_an_instance, g.in_order),
            repeatable=True,
        ),
        Step(
            "second_instance",
            "上诉进入二审",
            cite("ALP-2017:85"),
            RESPOND,
            after=("ruling",),
            guards=(g.ruling_may_go_further, g.in_order),
            optional=True,
        ),
        Step(
            "taking_effect",
            "裁判生效",
            cite("ALP-2017:85"),
            CONCLUDE,
            after=("ruling",),
            guards=(g.ruling_exists, g.in_order),
            closes=True,
        ),
    ),
)

LETTER: Final[Procedure[RemedyFacts]] = Procedure(
    key="remedies.letter",
    label="意见书和建议书的回复",
    basis=cite("ARL-2023:76"),
    steps=(
        Step("letter_receipt", "收到意见书或者建议书", cite("ARL-2023:76"), RESPOND),
        Step(
            "letter_reply",
            "书面回复",
            cite("ARL-2023:76"),
            RESPOND,
            after=("letter_receipt",),
            guards=(g.in_order,),
            closes=True,
        ),
    ),
)


def procedure_of(kind: RemedyKind) -> Procedure[RemedyFacts]:
    """Return the declared procedure of a kind of remedy."""
    return LITIGATION if kind is RemedyKind.LITIGATION else RECONSIDERATION


#: The step with which a remedy of each kind begins.
FIRST: Final = {
    RemedyKind.RECONSIDERATION: "application_copy",
    RemedyKind.LITIGATION: "complaint_copy",
}
