"""
Terms of publication, masking of personal data, and what stands against publishing.

A penalty on a unit is published within seven working days of the decision (安全生产法 78), other
results of enforcement within twenty (国办发〔2018〕118号). The day of the decision is not counted.
A year whose holidays are unpublished gives no day: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import DoneAct

PRIVACY: Final = cite("APL-2021:50")
WITHDRAWAL: Final = cite("APL-2021:48")
DISCLOSURE: Final = cite("GBF-2018-118")
DRAWS: Final = cite("GF-2019-5")
STARS: Final = "**"

#: What people put between the groups of a number: a blank, a dash, a point, a mark of full width.
_GAP: Final = r"[\s\-\uff0d\u2010-\u2015.\uff0e\u00b7\u2022_\uff3f]{0,2}"
#: Identity and account numbers of 15 to 19 places, in whatever groups they are typed.
_LONG: Final = re.compile(
    rf"(?<![0-9A-Za-z\uff10-\uff19])\d(?:{_GAP}\d){{13,17}}{_GAP}[\dXx\uff38\uff58](?![0-9A-Za-z])"
)
#: Passports and permits of travel: one or two letters and seven to nine digits.
_PASSPORT: Final = re.compile(rf"(?<![0-9A-Za-z])[A-Z]{{1,2}}{_GAP}\d{{7,9}}(?![0-9A-Za-z])")
#: Telephone numbers as people type them: in groups, in brackets, in full width.
_MOBILE: Final = re.compile(
    rf"(?<![\dA-Za-z])[1\uff11]{_GAP}[3-9\uff13-\uff19](?:{_GAP}\d){{9}}(?![\dA-Za-z])"
)
_LANDLINE: Final = re.compile(
    rf"(?<![\dA-Za-z])[(\uff08]?[0\uff10]\d{{2,3}}[)\uff09]?{_GAP}\d(?:{_GAP}\d){{6,7}}(?!\d)"
)
#: A row of digits that tells somebody, whatever stands between them.
_ROW: Final = re.compile(r"\d(?:[^\w〔〕（），。；、]{0,4}\d){12,}")
_PLATE: Final = re.compile(r"[\u4e00-\u9fff][A-Z]·?[A-Z0-9]{5,6}(?![A-Za-z0-9])")


def mask_name(name: str) -> str:
    """
    Return a person's name as it may be shown: the first character and two stars.

    >>> mask_name("示例甲")
    '示**'
    """
    return f"{name[0]}{STARS}" if name else ""


def mask_text(text: str, names: Iterable[str] = ()) -> str:
    """Return a text without names given, identity, passport, telephone, account, plate numbers."""
    for name in sorted({n for n in names if len(n) > 1}, key=lambda n: (-len(n), n)):
        text = text.replace(name, mask_name(name))
    for pattern in (_LONG, _MOBILE, _LANDLINE, _PASSPORT, _PLATE):
        text = pattern.sub("****", text)
    return text


def numbers_left(text: str) -> tuple[Finding, ...]:
    """Refuse to show a masked text in which a row of more than twelve digits is left (50)."""
    if not _ROW.search(text):
        return ()
    return (
        Finding(
            "publication.number_left",
            "拟公示的内容中仍有超过12位的连续数字，可能是证件号码或者账号",
            PRIVACY,
            "请核对案件事实中的号码；确需公开的编号请改写为文号或者统一社会信用代码",
        ),
    )


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """All that the rules of a publication look at."""

    acts: tuple[DoneAct, ...] = ()
    decided_on: date | None = None
    on: date | None = None
    party_is_person: bool = False
    is_out: bool = False
    has_reason: bool = True
    is_changed: bool = True
    corrects: bool = False
    stands: bool = True
    opens_on: date | None = None


def visits_are_over(facts: PublicationFacts) -> Finding | None:
    """Refuse to publish who is visited while visits are still to come: that would warn them."""
    if facts.opens_on is None or facts.on is None or facts.on >= facts.opens_on:
        return None
    return Finding(
        "publication.draw.visits_to_come",
        "抽中的单位尚未全部检查完毕，检查期也没有届满，现在公示抽查结果就成了事先通知",
        DRAWS,
        f"全部检查完毕以后公示，最迟自{facts.opens_on.isoformat()}起可以公示；"
        "已经检查完毕的单位，先逐户公示检查结果",
    )


def decision_stands(facts: PublicationFacts) -> Finding | None:
    """Refuse to publish a decision that was annulled or found unlawful or void (48)."""
    if facts.stands:
        return None
    return Finding(
        "publication.decision_fell",
        "该决定已被撤销，或者已被确认违法、无效，不再公示",
        WITHDRAWAL,
        "请在案件页面核对决定的变更情况",
    )


def decided_before(facts: PublicationFacts) -> Finding | None:
    """Refuse to publish on a day before the decision."""
    if facts.decided_on is None or facts.on is None or facts.on >= facts.decided_on:
        return None
    return Finding(
        "publication.before_decision",
        f"公示日期早于作出日期{facts.decided_on.isoformat()}",
        DISCLOSURE,
        "请填写实际公示的日期",
    )


def not_a_natural_person(facts: PublicationFacts) -> Finding | None:
    """Refuse to publish a decision against a natural person (default, 行政处罚法 50)."""
    if not facts.party_is_person:
        return None
    return Finding(
        "publication.natural_person",
        "当事人为自然人，默认不公开处罚决定",
        PRIVACY,
        "保留在未公示清单中，注明理由",
    )


def not_out_already(facts: PublicationFacts) -> Finding | None:
    """Refuse to publish twice what stands published."""
    if not facts.is_out:
        return None
    return Finding(
        "publication.out_already",
        "该事项已经公示",
        DISCLOSURE,
        "需要更正的，先撤回原公示并说明理由",
    )


def stands_published(facts: PublicationFacts) -> Finding | None:
    """Refuse to withdraw what is not published."""
    if facts.is_out:
        return None
    return Finding(
        "publication.not_out", "该事项没有正在公示的内容", WITHDRAWAL, "请在公示清单中核对"
    )


def withdrawal_has_reason(facts: PublicationFacts) -> Finding | None:
    """Refuse a withdrawal without a public reason (行政处罚法 48)."""
    if facts.has_reason:
        return None
    return Finding(
        "publication.withdrawal.no_reason",
        "撤回公示没有说明理由",
        WITHDRAWAL,
        "请写明变更、撤销、确认违法或者确认无效的情形",
    )


def withdrawn_after_publishing(facts: PublicationFacts) -> Finding | None:
    """Refuse to withdraw on a day before the publication."""
    published = [act.on for act in facts.acts if act.step == "publish"]
    if facts.on is None or not published or facts.on >= published[-1]:
        return None
    return Finding(
        "publication.withdrawal.before_publication",
        f"撤回日期早于公示日期{published[-1].isoformat()}",
        WITHDRAWAL,
        "请填写实际撤回的日期",
    )


def changed_or_corrected(facts: PublicationFacts) -> Finding | None:
    """Refuse to withdraw what stands and is shown rightly (行政处罚法 48)."""
    if facts.is_changed or facts.corrects:
        return None
    return Finding(
        "publication.withdrawal.not_changed",
        "没有原决定变更、撤销、确认违法或者确认无效的记录",
        WITHDRAWAL,
        "先在案件或者复议应诉中登记变更；原决定有效、只是公示内容有误的，"
        "写明错在哪里，勾选更正后重新公示",
    )
