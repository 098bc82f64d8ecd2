"""Rules of the visit code: pure functions of frozen facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Final
from uuid import UUID

from zhunsheng.accounts.choices import Role
from zhunsheng.inspection.rules import InspectionFacts
from zhunsheng.kernel.act import Actor, ActorKind
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.visitcode.choices import (
    REFUSABLE,
    Irregularity,
    Phrase,
    RatingQuestion,
    Score,
    StatementKind,
)
from zhunsheng.workforce import rules as workforce
from zhunsheng.workforce.rules import OfficerFact

OPINION: Final = cite("GBF-2024-54")
COOPERATION: Final = cite("SPL-2021:66")
#: Who may sign in and is no staff of the bureau.
OUTSIDE: Final = frozenset({Role.ENTERPRISE.value, Role.PUBLIC.value})
#: Fewer ratings of a month are never shown: one could guess whose they are.
LEAST_RATINGS: Final = 5
#: More complaints on one visit and day wait: a code is no means to flood an office.
MOST_COMPLAINTS: Final = 3
#: Who speaks from the page of a code: nobody signed in, so nobody is named.
PARTY: Final = Actor(
    ActorKind.PARTY, UUID(int=0), Phrase.PARTY.label, frozenset({Role.PUBLIC.value})
)

Rating = dict[RatingQuestion, Score]


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """What an enterprise hands in: the kind, the grounds, and its own words."""

    kind: StatementKind
    grounds: tuple[Irregularity, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """All that the rules of a visit code look at, for one act on the day ``on``."""

    on: date
    acts: tuple[DoneAct, ...] = ()
    officers: tuple[OfficerFact, ...] = ()
    is_approved: bool = True
    is_visited: bool = False
    is_in_term: bool = True
    actor_is_of_unit: bool = True
    actor_was_sent: bool = True
    may_refuse: bool = True
    grounds: frozenset[Irregularity] = frozenset({Irregularity.NO_NOTICE})
    text_given: bool = True
    kind: StatementKind | None = None
    answer_given: bool = True
    complaints: int = 0
    is_answered: bool = False
    refusal_open: bool = True
    handed_on: date | None = None
    visit: InspectionFacts | None = None


def as_of_the_visit(
    guard: Callable[[InspectionFacts], Finding | None],
) -> Callable[[EntryFacts], Finding | None]:
    """Return a guard of the visit as one of its code: nobody enters whose record is refused."""

    @wraps(guard)
    def asked(facts: EntryFacts) -> Finding | None:
        return None if facts.visit is None else guard(facts.visit)

    return asked


def inspection_is_approved(facts: EntryFacts) -> Finding | None:
    """Refuse to show a code where no head sent the officers and no urgency was recorded."""
    if facts.is_approved:
        return None
    return Finding(
        "visitcode.entry.unapproved",
        "检查未经批准，也未按紧急情况登记，或者批准日期在后",
        OPINION,
        "请先报批；情况紧急的，按紧急检查办理",
    )


def approval_still_holds(facts: EntryFacts) -> Finding | None:
    """Refuse to show a code when its approval is too old for a visit (国办发〔2024〕54号)."""
    if facts.is_in_term:
        return None
    return Finding(
        "visitcode.entry.outside_term",
        f"{facts.on.isoformat()}不在批准的检查期限内，不能亮码入企",
        OPINION,
        "请重新办理检查审批；原审批不再实施的，请撤销",
    )


def visit_is_ahead(facts: EntryFacts) -> Finding | None:
    """Refuse to show a code after the record of the visit was made."""
    if not facts.is_visited:
        return None
    return Finding(
        "visitcode.entry.visited",
        "现场检查已经记录，不再亮码",
        OPINION,
        "亮码在进入企业时办理；再次上门检查的，另行报批；整改复查依据责令限期整改指令书进行",
    )


def two_certified_officers(facts: EntryFacts) -> Finding | None:
    """Refuse where fewer than two officers are certified on the day (行政处罚法 42)."""
    return workforce.enough_officers(facts.officers)


def every_credential_is_valid(facts: EntryFacts) -> Finding | None:
    """Refuse where somebody's certificate does not hold on the day; all are named."""
    return workforce.every_credential_holds(facts.officers, facts.on)


def actor_is_of_the_unit(facts: EntryFacts) -> Finding | None:
    """Refuse a street officer on another unit's inspection (行政处罚法 20)."""
    if facts.actor_is_of_unit:
        return None
    return Finding(
        "visitcode.unit.foreign",
        "该检查不属于您所在街道受委托办理的范围",
        cite("APL-2021:20"),
        "请由承办单位的执法人员办理",
    )


def actor_was_sent(facts: EntryFacts) -> Finding | None:
    """Refuse a code shown by an account whose officer was not sent (行政处罚法 42, 55)."""
    if facts.actor_was_sent:
        return None
    return Finding(
        "visitcode.entry.not_sent",
        "您的账号对应的人员不在本次派出的执法人员之列，不能亮码",
        cite("APL-2021:42.1"),
        "请由派出的执法人员登录出示；需要您参加的，由负责人改派",
    )


def complaints_are_few(facts: EntryFacts) -> Finding | None:
    """Refuse one complaint more on a visit on a day on which some were handed in already."""
    if facts.complaints < MOST_COMPLAINTS:
        return None
    return Finding(
        "visitcode.complaint.many",
        f"这次检查当日已经提交{facts.complaints}件投诉",
        OPINION,
        "已提交的投诉都会核查答复；还有补充的，请次日再提交，或者直接向司法行政部门书面反映",
    )


def complaint_says_what_happened(facts: EntryFacts) -> Finding | None:
    """Refuse a complaint without words: nobody could check it (国办发〔2024〕54号)."""
    if facts.text_given:
        return None
    return Finding(
        "visitcode.complaint.empty",
        "没有写明经过，司法行政部门无从核查",
        OPINION,
        "请写明什么时间、什么人、做了什么",
    )


def statement_has_a_ground(facts: EntryFacts) -> Finding | None:
    """Refuse a statement that names neither a ground nor what happened."""
    if facts.grounds and (facts.text_given or facts.grounds != {Irregularity.ELSE}):
        return None
    return Finding(
        "visitcode.statement.empty",
        "没有选择情形，或者选择了其他情形而没有写明",
        OPINION,
        "请选择至少一种情形；选择“其他情形”的，请写明经过",
    )


def place_lets_refuse(facts: EntryFacts) -> Finding | None:
    """
    Refuse a refusal where no rule of the place gives the right (安全生产法 66).

    Whoever is shown no certificate may refuse everywhere (行政处罚法 55).
    """
    if facts.may_refuse or Irregularity.NO_CREDENTIAL in facts.grounds:
        return None
    return Finding(
        "visitcode.refusal.no_right",
        "除执法人员不出示执法证件外，本地规定没有载明可以当场拒绝检查；"
        "无正当理由拒绝、阻碍检查要承担法律责任",
        COOPERATION,
        "执法人员不出示执法证件的，有权拒绝接受检查（行政处罚法第五十五条），请选择该情形；"
        "认为检查有其他不合规的，请向司法行政部门投诉，投诉不影响您的权利",
    )


def refusal_rests_on_a_breach(facts: EntryFacts) -> Finding | None:
    """Refuse a refusal on a ground that gives no right to it."""
    if facts.grounds & frozenset(REFUSABLE):
        return None
    return Finding(
        "visitcode.refusal.no_breach",
        "所选情形不能作为当场拒绝检查的理由",
        COOPERATION,
        "未出示通知书、证件，执法人员不足两人或者人员不符的，方可拒绝；其他情形请投诉",
    )


def visit_is_not_recorded(facts: EntryFacts) -> Finding | None:
    """Refuse to refuse a visit that was made already."""
    if not facts.is_visited:
        return None
    return Finding(
        "visitcode.refusal.visited",
        "检查已经完成，不能再声明拒绝",
        OPINION,
        "对检查有意见的，请向司法行政部门投诉",
    )


def answer_says_something(facts: EntryFacts) -> Finding | None:
    """Refuse an empty answer to a complaint."""
    if facts.answer_given:
        return None
    return Finding(
        "visitcode.answer.empty", "未写明核查情况和处理意见", OPINION, "请写明核查情况和处理意见"
    )


def a_refusal_is_open(facts: EntryFacts) -> Finding | None:
    """Refuse to settle where no refusal waits for the head."""
    if facts.refusal_open:
        return None
    return Finding(
        "visitcode.refusal.none_open",
        "没有待处理的拒绝检查声明",
        OPINION,
        "请在检查记录中查看办理经过",
    )


def answer_is_the_first(facts: EntryFacts) -> Finding | None:
    """Refuse a second answer: what was answered stays as it was told (国办发〔2024〕54号)."""
    if not facts.is_answered:
        return None
    return Finding(
        "visitcode.answer.twice",
        "该投诉已经答复，原答复不得改写",
        OPINION,
        "请查看原答复；情况有变化的，请另行书面告知投诉的企业",
    )


def answer_follows_the_statement(facts: EntryFacts) -> Finding | None:
    """Refuse an answer on a day before the statement was handed in."""
    if facts.handed_on is None or facts.on >= facts.handed_on:
        return None
    return Finding(
        "visitcode.answer.early",
        f"答复日期{facts.on.isoformat()}早于提交日期{facts.handed_on.isoformat()}",
        OPINION,
        "请填写实际答复的日期",
    )


def rating_is_complete(rating: Rating) -> Finding | None:
    """Refuse a rating that leaves a question open: all or none, so that no gap marks anybody."""
    if set(rating) == set(RatingQuestion):
        return None
    return Finding("visitcode.rating.incomplete", "还有问题没有选择", OPINION, "请把每个问题都选上")


def rating_is_of_the_party(by: Actor | None) -> Finding | None:
    """Refuse a rating by staff of the bureau that signed in: the inspected unit rates (54号)."""
    if by is None or by.holds(OUTSIDE):
        return None
    return Finding(
        "visitcode.rating.staff",
        "本局人员登录后不能评价检查",
        OPINION,
        "评价由被检查单位自己的手机扫码提交",
    )


def rated_already() -> Finding:
    """Return the refusal of a second rating of one visit."""
    return Finding(
        "visitcode.rating.spent",
        "这次检查已经评价过了",
        OPINION,
        "每次检查评价一次；还有意见的，可以向司法行政部门投诉",
    )


def is_shown(count: int, month: date, today: date) -> bool:
    """
    Return whether the ratings of a month are shown: the month is over, and there are enough.

    A month that still runs could be read before and after one visit.
    """
    return count >= LEAST_RATINGS and (month.year, month.month) < (today.year, today.month)


def not_for_the_firm(by: Actor | None) -> Finding | None:
    """Refuse a statement of the enterprise by somebody of the bureau who is signed in."""
    if by is None or by.holds(OUTSIDE):
        return None
    return Finding(
        "visitcode.statement.staff",
        "本局人员登录后不能代企业投诉或者声明拒绝",
        OPINION,
        "请由被检查单位用自己的手机扫码提交",
    )
