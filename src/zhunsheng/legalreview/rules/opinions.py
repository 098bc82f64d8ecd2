"""What makes an opinion lawful: all seven answered, bound to the file as it is, by no handler."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, names_a_paper, says, visible
from zhunsheng.legalreview.choices import Outcome, Question
from zhunsheng.legalreview.rules.defects import defects

REVIEW: Final[Citation] = cite("APL-2021:58.1")
QUALIFICATION: Final[Citation] = cite("APL-2021:58.2")
SEVEN_QUESTIONS: Final[Citation] = cite("GBF-2018-118")
#: The fewest letters and digits that name a certificate and its number; the house sets it.
LEAST_QUALIFICATION: Final = 8
NO_ANCHORS: Final[Mapping[str, tuple[str, ...]]] = {}


@dataclass(frozen=True, slots=True)
class Answer:
    """
    The answer to one question: whether the reviewer has no objection, and a remark.

    ``defects`` are the codes of what is wrong; ``anchors`` the keys of the pieces of evidence and
    papers of the file on which the answer rests.
    """

    question: Question
    without_objection: bool
    remark: str = ""
    defects: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        """The answer as the opinion prints it."""
        if self.without_objection:
            return self.question.answer_without_objection
        return self.question.answer_with_objection


@dataclass(frozen=True, slots=True)
class OpinionDraft:
    """What a reviewer gives: the answers, the outcome, the reasons and the own qualification."""

    answers: tuple[Answer, ...]
    outcome: Outcome
    opinion: str
    qualification: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who took a review up, and when, as it is printed."""

    user: UUID
    name: str
    at: str


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """
    All that the rules of a review look at.

    ``anchors`` are the keys of the evidence and the papers that the file holds, each with its
    printed name. ``unsettled`` are the questions on which the record waits for something.
    ``is_qualified`` tells that the bureau's roll of officers has the qualification of the reviewer.
    """

    reviewer: UUID
    handlers: frozenset[UUID]
    bound_hash: str
    current_hash: str
    anchors: Mapping[str, str] = field(default_factory=dict)
    unsettled: frozenset[Question] = frozenset()
    holder: Holder | None = None
    is_qualified: bool = False


def agreed_to_all(
    remark: str = "", anchors: Mapping[str, tuple[str, ...]] = NO_ANCHORS
) -> tuple[Answer, ...]:
    """Return seven answers without objection, each with the remark and what it rests on."""
    return tuple(
        Answer(question, True, remark, anchors=anchors.get(question.value, ()))
        for question in Question
    )


def opinion_findings(facts: ReviewFacts, draft: OpinionDraft) -> tuple[Finding, ...]:
    """Return every reason why this opinion may not be given."""
    return tuple(
        finding
        for finding in (
            reviewer_is_not_handler(facts),
            review_binds_the_file(facts),
            not_taken_by_another(facts.reviewer, facts.holder),
            all_seven_answered(draft),
            unsettled_is_explained(facts, draft),
            is_qualified(facts, draft),
            *_outcome_findings(draft),
            *_defect_findings(facts, draft),
        )
        if finding is not None
    )


def reviewer_is_not_handler(facts: ReviewFacts) -> Finding | None:
    """Refuse a reviewer who handled or investigated the case (investigation and review apart)."""
    return own_matter() if facts.reviewer in facts.handlers else None


def own_matter() -> Finding:
    """Return the finding against who investigated the matter that is to be reviewed."""
    return Finding(
        "review.reviewer_is_handler",
        "审核人员是本案承办人、参加过本案调查，或者应当回避，不得审核本案",
        REVIEW,
        "请由没有承办本案、没有参加调查、没有利害关系的法制审核人员办理",
    )


def not_taken_by_another(by: UUID, holder: Holder | None) -> Finding | None:
    """Refuse a second reviewer where another has taken the review up."""
    if holder is None or holder.user == by:
        return None
    return Finding(
        "review.taken_by_another",
        f"{holder.name}已于{holder.at}认领该审核",
        REVIEW,
        f"请由{holder.name}办理；不能办理的，由本人或者负责人退回后再认领",
    )


def review_binds_the_file(facts: ReviewFacts) -> Finding | None:
    """Refuse an opinion on a file that changed since it was handed in."""
    if facts.bound_hash == facts.current_hash:
        return None
    return Finding(
        "review.file_changed",
        "送审后案件材料已有变化，原送审材料不再是现有案卷",
        REVIEW,
        "请承办人重新送审",
    )


def all_seven_answered(draft: OpinionDraft) -> Finding | None:
    """Refuse an opinion that leaves one of the seven questions open or answers one twice."""
    given = [answer.question for answer in draft.answers]
    if len(given) == len(set(given)) == len(Question):
        return None
    open_questions = [question.label for question in Question if question not in given]
    return Finding(
        "review.questions_open",
        f"七项审核内容尚未逐项作出结论（缺{len(open_questions)}项）",
        SEVEN_QUESTIONS,
        "请逐项作出结论" + (f"：{'；'.join(open_questions)}" if open_questions else ""),
    )


def unsettled_is_explained(facts: ReviewFacts, draft: OpinionDraft) -> Finding | None:
    """Refuse to find nothing wrong, and say no word, where the record waits for something."""
    silent = [
        one.question.label
        for one in draft.answers
        if one.question in facts.unsettled and one.without_objection and not explains(one.remark)
    ]
    if not silent:
        return None
    return Finding(
        "review.unsettled_unexplained",
        "鉴定意见尚未收到或者先行登记保存尚未处理，审核事项作出没有问题的结论而没有说明："
        f"{'；'.join(silent)}",
        REVIEW,
        "请在该事项的说明中写明为什么不影响本案，或者退回补正",
    )


def is_qualified(facts: ReviewFacts, draft: OpinionDraft) -> Finding | None:
    """Refuse who neither is on the roll as qualified nor names the paper that says so (58.2)."""
    named = names_a_paper(draft.qualification) and says(draft.qualification, LEAST_QUALIFICATION)
    if named or (facts.is_qualified and visible(draft.qualification)):
        return None
    return Finding(
        "review.no_qualification",
        "执法队伍中没有登记审核人员的法律职业资格，也没有写明资格证书及其编号",
        QUALIFICATION,
        "初次从事审核的应当取得法律职业资格，请填写证书名称和编号；不属于初次从事的，填写任职文件及其文号；"
        "已经取得资格的，请在执法队伍中登记",
    )


def _outcome_findings(draft: OpinionDraft) -> Iterator[Finding | None]:
    objected = [answer for answer in draft.answers if not answer.without_objection]
    if draft.outcome is Outcome.AGREED and objected:
        yield Finding(
            "review.agreed_despite_objections",
            f"有{len(objected)}项结论存在问题，不能作出“{Outcome.AGREED.label}”的结论",
            REVIEW,
            "请退回补正，或者核对各项结论",
        )
    if draft.outcome is Outcome.RETURNED and not objected:
        yield Finding(
            "review.returned_without_defect",
            "退回补正没有指明存在问题的审核事项",
            SEVEN_QUESTIONS,
            "请在有问题的事项中作出相应结论并说明",
        )
    if not all(explains(answer.remark) for answer in objected):
        yield Finding(
            "review.defect_unexplained",
            "存在问题的审核事项没有说明问题",
            SEVEN_QUESTIONS,
            "请在该事项的说明中写明问题和补正要求",
        )
    if not explains(draft.opinion):
        yield Finding("review.no_opinion", "没有写明审核意见", REVIEW, "请写明审核意见")


def _defect_findings(facts: ReviewFacts, draft: OpinionDraft) -> Iterator[Finding | None]:
    objected = [answer for answer in draft.answers if not answer.without_objection]
    if any(not answer.defects for answer in objected):
        yield Finding(
            "review.defect_unnamed",
            "存在问题的审核事项没有选择问题代码",
            SEVEN_QUESTIONS,
            "请在该事项中选择一个以上问题代码",
        )
    if any(not answer.anchors for answer in objected):
        yield Finding(
            "review.defect_unanchored",
            "存在问题的审核事项没有指明所依据的证据或者文书",
            SEVEN_QUESTIONS,
            "请在该事项中勾选问题所在的证据或者文书",
        )
    named = ((one.question, code) for one in draft.answers for code in one.defects)
    if any(code not in defects() or defects()[code].question is not q for q, code in named):
        yield Finding(
            "review.defect_unknown",
            "所选问题代码不属于该审核事项",
            SEVEN_QUESTIONS,
            "请重新选择问题代码",
        )
    if any(answer.without_objection and answer.defects for answer in draft.answers):
        yield Finding(
            "review.defect_without_objection",
            "结论为没有问题的审核事项选择了问题代码",
            SEVEN_QUESTIONS,
            "请改为有问题，或者取消问题代码",
        )
    if {key for answer in draft.answers for key in answer.anchors} - facts.anchors.keys():
        yield Finding(
            "review.anchor_unknown",
            "所依据的证据或者文书不在本案案卷内",
            REVIEW,
            "请刷新页面后重新勾选",
        )
