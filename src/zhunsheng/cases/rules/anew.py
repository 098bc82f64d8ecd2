"""A matter that is decided anew: when that may be, by when, and not the same once more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from zhunsheng.cases.choices import DecisionChange, QuashGround, RemedyKind
from zhunsheng.cases.rules.amounts import Fines, one_is_higher
from zhunsheng.cases.rules.challenged import ended_by
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.measures import adds_warning, covered, kind_rows
from zhunsheng.cases.rules.near import facts_key, tells_more
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text
from zhunsheng.kernel.names import explains

REVIEWED: Final[Citation] = cite("ARL-2023:64")
JUDGED: Final[Citation] = cite("ALP-2017:70")
SAME_AS_REVIEWED: Final[Citation] = cite("ARL-2023:64")
SAME_AS_JUDGED: Final[Citation] = cite("ALP-2017:71")
#: What others did to a decision; of them alone the law says that it may not come again.
BY_OTHERS: Final = frozenset({DecisionChange.ANNULLED, DecisionChange.INVALID})
#: Why a decision is quashed whose facts may stand, and what follows from them not.
OF_THE_MEASURE: Final = frozenset({QuashGround.LAW, QuashGround.UNREASONABLE})


@dataclass(frozen=True, slots=True)
class AnewDraft:
    """
    What is looked into anew: violations and facts as they are supposed now.

    ``ground`` is why the first decision was quashed, ``until`` the last day that the paper sets
    for acting anew, both None where it says nothing of it.
    """

    violations: tuple[str, ...]
    facts: str
    ground: QuashGround | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Fallen:
    """How a decision lost its force: by whom, from which day, in which remedy if in one."""

    kind: DecisionChange
    on: date
    remedy: RemedyKind | None = None

    @property
    def basis(self) -> Citation:
        """The article by which the matter may be ordered to be decided anew."""
        return JUDGED if self.remedy is RemedyKind.LITIGATION else REVIEWED

    @property
    def same_basis(self) -> Citation:
        """The article by which the same may not be decided once more."""
        return SAME_AS_JUDGED if self.remedy is RemedyKind.LITIGATION else SAME_AS_REVIEWED


@dataclass(frozen=True, slots=True)
class Result:
    """
    What was, or is to be, decided; ``ground`` is that of a decision not to punish.

    ``fines`` are those of single violations, as far as it says them.
    """

    violations: frozenset[str]
    facts: str
    fine_fen: int = 0
    warning: bool = False
    ground: str = ""
    measures: frozenset[tuple[str, int, int, str]] = frozenset()
    fines: Fines = frozenset()

    @property
    def is_penalty(self) -> bool:
        """Whether it punishes."""
        return bool(self.fine_fen or self.warning or self.measures)


@dataclass(frozen=True, slots=True)
class Former:
    """
    The decision that lost its force; ``is_barred`` tells that it may not come once more.

    ``ground`` is why others quashed it, as far as the paper says it.
    """

    number: str
    result: Result
    fallen: Fallen
    is_barred: bool
    evidence: frozenset[str] = frozenset()
    ground: QuashGround | None = None

    @property
    def judged_by_others(self) -> bool:
        """Whether others found its law or its measure wrong, so that the same facts weigh more."""
        return self.fallen.kind in BY_OTHERS and self.ground in OF_THE_MEASURE


def is_barred(kind: DecisionChange, ground: QuashGround | None) -> bool:
    """
    Return whether the same may not be decided once more on the same facts and reasons.

    What was quashed for its procedure alone may (行政复议法 64.2, 行诉法解释 90). What the bureau
    withdrew by itself may, too: no article forbids it.
    """
    return kind in BY_OTHERS and ground is not QuashGround.PROCEDURE


def decision_fell(facts: CaseFacts) -> Finding | None:
    """Refuse to decide anew on what is decided and in force."""
    if ended_by(facts):
        return None
    return Finding(
        "anew.decision_stands",
        "本案没有被撤销、被确认无效或者由本机关撤销的决定",
        REVIEWED,
        "复议、诉讼撤销决定的，先登记结果；决定确有错误的，由主要负责人自行撤销后再办理",
    )


def fallen_findings(numbers: Collection[str]) -> tuple[Finding, ...]:
    """Refuse to punish on the spot an act whose decision fell: what changed, is reviewed."""
    if not numbers:
        return ()
    return (
        Finding(
            "summary.decision_fell",
            f"对当事人的同一违法行为作出的决定已经失去效力：{'、'.join(numbers)}",
            REVIEWED,
            "不能当场处罚，请在原案重新立案查处，或者登记线索按普通程序办理，"
            "写明主要事实、理由的改变，送法制审核",
        ),
    )


def anew_findings(draft: AnewDraft, fallen: Fallen | None, *, on: date) -> tuple[Finding, ...]:
    """Return what is missing to look into a matter anew, and days that cannot be."""
    if fallen is None:
        return ()
    found = []
    if fallen.kind is DecisionChange.ANNULLED and draft.ground is None:
        found.append(
            Finding(
                "anew.no_ground",
                "没有写明原决定被撤销的理由",
                fallen.basis,
                "请按复议决定书或者裁判文书选择；载明几项理由的，选择违反法定程序以外的一项",
            )
        )
    if on < fallen.on:
        found.append(
            Finding(
                "anew.before_it_fell",
                f"日期{on.isoformat()}早于原决定失去效力的日期{fallen.on.isoformat()}",
                fallen.basis,
                "请核对办理日期",
            )
        )
    return (*found, *until_findings(draft.until, on=fallen.on, basis=fallen.basis))


def until_findings(until: date | None, *, on: date, basis: Citation) -> tuple[Finding, ...]:
    """Refuse a term for acting anew that ends before the paper came."""
    if until is None or until >= on:
        return ()
    return (
        Finding(
            "anew.until_early",
            f"重新作出的期限{until.isoformat()}早于决定失去效力的日期{on.isoformat()}",
            basis,
            "请按文书载明的期限推算；没有载明的留空",
        ),
    )


def same_findings(
    former: Former, now: Result, *, evidence: frozenset[str], change: str
) -> tuple[Finding, ...]:
    """
    Refuse the decision that was quashed once more on the same facts and reasons.

    ``evidence`` are the digests of the items of the file now: what is admitted again is not new.
    With all the same it is refused, also under the key of another violation unless others held the
    law of the first to be wrong; where facts or violations are those of the first and amount or
    evidence are not, ``change`` says what changed in the main facts or reasons, which the reviewer
    reads. What is heavier than what fell, in fine or kinds, rests on facts and evidence that the
    first had not, as ``change`` says, or on what others held of its law or measure: no article is
    known that forbids it, and none that this rests on is verified, but neither challenge nor
    statement, nor a withdrawal by the bureau itself, makes the party pay more for the same.
    """
    first = former.result
    heavier = _heavier(former, now, evidence, change)
    alike = now.is_penalty is first.is_penalty and _is_of_one_matter(first, now)
    if not former.is_barred or not alike or now.ground != first.ground:
        return heavier
    other_law = now.violations != first.violations and former.ground is QuashGround.LAW
    basis = former.fallen.same_basis
    if _outcome(now) == _outcome(first) and evidence <= former.evidence and not other_law:
        return (
            Finding(
                "anew.same",
                f"与已被撤销的{former.number}相比，事实、证据和处理结果都没有改变",
                basis,
                "不得以同一事实和理由作出相同或者基本相同的决定。"
                "只改变案由、增减违法行为不是新的事实和理由（原决定因适用依据错误被撤销的除外）。"
                "请补充调查，变更事实认定、依据或者处理结果；依法不应处罚的，作出不予处罚决定",
            ),
        )
    if explains(change) or not now.is_penalty:
        return heavier
    return (
        *heavier,
        Finding(
            "anew.unexplained",
            f"对已被撤销的{former.number}所处罚的违法行为再次处罚，没有写明主要事实或者理由有何改变",
            basis,
            "请在拟处理意见中写明与原决定相比主要事实、证据或者理由的改变，送法制审核",
        ),
    )


def _heavier(
    former: Former, now: Result, evidence: frozenset[str], change: str
) -> tuple[Finding, ...]:
    """Refuse a higher fine or heavier kinds than those that fell while nothing makes it heavier."""
    first = former.result
    sum_is_higher = now.fine_fen > first.fine_fen
    higher = sum_is_higher or one_is_higher(first.fines, now.fines)
    heavier = not covered(kind_rows(first.measures), kind_rows(now.measures)) or adds_warning(
        warned=first.warning, warns=now.warning, else_now=now.fine_fen or now.measures
    )
    if not first.is_penalty or not (higher or heavier):
        return ()
    is_new = not evidence <= former.evidence and tells_more(change, now=now.facts, told=first.facts)
    if is_new or (former.judged_by_others and explains(change)):
        return ()
    now_yuan, first_yuan = yuan_text(now.fine_fen), yuan_text(first.fine_fen)
    checks = (
        (
            higher,
            "heavier_unexplained",
            f"罚款{now_yuan}元高于已经失去效力的{former.number}的{first_yuan}元"
            if sum_is_higher
            else f"对其中一个违法行为的罚款高于已经失去效力的{former.number}",
        ),
        (
            heavier,
            "heavier_kind_unexplained",
            f"处罚种类或者内容重于已经失去效力的{former.number}",
        ),
    )
    return tuple(
        Finding(
            f"anew.{code}",
            f"{text}，没有原决定之外的新的事实和证据",
            former.fallen.same_basis,
            "请将新取得的证据加入案卷，在违法事实中写入新的事实，"
            "并以同样的表述写明与原决定相比的改变；原决定因适用依据错误、明显不当被撤销的，写明加重的理由。"
            "没有的不得加重：不得因当事人陈述申辩、申请复议、提起诉讼而加重处罚，"
            "也不得自行撤销后加重（依据的条文未核实）",
        )
        for is_so, code, text in checks
        if is_so
    )


def _is_of_one_matter(first: Result, now: Result) -> bool:
    """Return whether a violation is that of the first, or the facts of the one hold the other's."""
    before, after = facts_key(first.facts), facts_key(now.facts)
    held = bool(before and after) and (before in after or after in before)
    return held or not now.violations.isdisjoint(first.violations)


def _outcome(one: Result) -> Result:
    """Return a result by what counts: neither blanks in its facts nor the names of violations."""
    return replace(one, violations=frozenset(), facts=facts_key(one.facts), fines=frozenset())
