"""Acts of a party so near each other that they may be one: one act is fined once (29)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, folded, says

#: The first and the last day of a violation, None while it goes on.
Span = tuple[date, date | None]


def may_be_one_act(one: Span, other: Span, *, days: int) -> bool:
    """
    Return whether two violations of a kind lie so near that they may be one act (29).

    >>> march = [date(2025, 3, day) for day in range(1, 10)]
    >>> may_be_one_act((march[0], march[0]), (march[2], march[2]), days=2)
    True
    >>> may_be_one_act((march[0], march[0]), (march[3], march[3]), days=2)
    False
    >>> may_be_one_act((march[0], None), (march[8], march[8]), days=2)
    True
    """
    (began, ended), (other_began, other_ended) = one, other
    near = timedelta(days=days)
    starts_in_time = ended is None or other_began - ended <= near
    return starts_in_time and (other_ended is None or began - other_ended <= near)


#: The fewest characters that tell one act from another; the house sets it.
LEAST_OTHER_ACT: Final = 10


@dataclass(frozen=True, slots=True)
class NearActs:
    """
    Numbers of the cases against a party for what may be the same act (29).

    ``same`` are about one of its violations at about the same time, ``other`` about another
    violation then, or found by the same inspection, one that was spared included; ``told`` have
    the very same facts. ``again`` are further away, and told with the same facts, or fined on the
    spot on the very day. ``clues`` are not decided on yet: registered, for the same facts or one
    of its violations then.
    """

    same: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    clues: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys((*self.told, *self.same, *self.other, *self.again)))


def facts_key(text: str) -> str:
    """
    Return facts as they are compared: width, blanks and points tell no act from another.

    >>> facts_key("第２处 入口，未设置标志。") == facts_key("第2处入口未设置标志")
    True
    """
    return "".join(ch for ch in folded(text) if ch.isalnum())


#: The fewest characters in a row that facts share with what is said to be new; the house sets it.
#: A valuation, such as 情节较为严重, is shorter than a fact.
LEAST_NEW_FACT: Final = 8


def tells_more(said: str, *, now: str, told: str) -> bool:
    """
    Return whether facts have more than those that were told, which is what is said to be new.

    >>> tells_more("另查明一人无证作业。", now="两人，另查明一人无证作业。", told="两人无证作业。")
    True
    >>> tells_more("情节较为严重。", now="两人无证作业，情节较为严重。", told="两人无证作业。")
    False
    >>> tells_more("态度恶劣", now="两人，无证作业！", told="两人无证作业。")
    False
    """
    new, after, before = facts_key(said), facts_key(now), facts_key(told)
    size = LEAST_NEW_FACT
    runs = (new[since : since + size] for since in range(len(new) - size + 1))
    return explains(said) and any(run in after and run not in before for run in runs)


def spared_findings(numbers: Collection[str]) -> tuple[Finding, ...]:
    """Refuse to punish the act of which it was decided, and stands, that it is not punished."""
    if not numbers:
        return ()
    return (
        Finding(
            "case.spared_before",
            f"对当事人的同一违法行为已经作出不予行政处罚决定，决定仍然有效：{'、'.join(numbers)}",
            cite("APL-2021:57.1"),
            f"属于另一个违法行为的，写明时间、地点、行为有何不同（不少于{LEAST_OTHER_ACT}字）和自身的事实；"
            "原决定确有错误的，由主要负责人先自行撤销，再重新查处；不撤销的，不得再行处罚",
        ),
    )


def fined_findings(
    near: NearActs, *, other_act: str = "", on_the_spot: bool = False
) -> tuple[Finding, ...]:
    """
    Refuse a second fine for what may be one act, whatever it is called.

    ``other_act`` is why it is another act, which the reviewer reads (行政处罚法 29); of one
    violation it is not for the officers on the spot to say so.
    """
    explained = says(other_act, LEAST_OTHER_ACT)
    written = f"写明时间、地点、行为有何不同（不少于{LEAST_OTHER_ACT}字）"
    checks = (
        (
            near.told,
            "same_facts",
            "违法事实与已经受到罚款处罚或者正在查处的相同",
            "同一个违法行为不得再次罚款：线索不予立案，已经立案的终止调查；触犯多个规定的，"
            "在一案中按照罚款数额高的规定处罚，不得分案罚款；确属另一个违法行为的，请写明其自身的事实",
        ),
        (
            near.clues,
            "clue_pending",
            "当事人的同一违法行为已经登记线索或者提请本局查处，尚未决定是否立案",
            "由本局按照该线索查处，不再当场处罚；该线索不应立案的，由本局先作出不予立案的决定",
        ),
        (
            () if explained and not on_the_spot else near.same,
            "fined_before",
            "当事人时间相近或者尚未终了的同一违法行为，已经受到罚款处罚或者正在查处",
            "同一个违法行为不得再次罚款：线索不予立案，已经立案的终止调查；属于另一个违法行为的，"
            f"由承办人在拟处理意见中{written}和证据，送法制审核；当场处罚的，改按普通程序办理",
        ),
        (
            () if explained else near.other,
            "fined_near",
            "当事人时间相近或者同一次检查发现的行为，已经以其他违法行为受到罚款处罚、决定不予处罚或者正在查处",
            f"属于另一个违法行为的，{written}；属于同一个违法行为的不得再次罚款，"
            "也不得分别当场处罚以避开当场罚款的上限",
        ),
        (
            () if explained else near.again,
            "fined_again",
            "当事人受到罚款处罚或者正在查处的案件，违法事实与本案相同，或者是同日当场处罚的",
            f"改变违法日期、案由不成为另一个违法行为：属于另一个违法行为的，{written}；"
            "属于同一个违法行为的不得再次罚款，也不得分别当场处罚以避开当场罚款的上限",
        ),
    )
    return tuple(
        Finding(f"case.{code}", f"{text}：{'、'.join(numbers)}", cite("APL-2021:29"), then)
        for numbers, code, text, then in checks
        if numbers
    )
