"""Why an officer who was drawn does not go: the ground holds, and the visit is still ahead."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from zhunsheng.draw.choices import ChangeGround, ExclusionGround
from zhunsheng.draw.rules.acting import SHORTEST_REASON
from zhunsheng.draw.rules.law import DRAWS, RECUSAL, TWO_OFFICERS
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import says

#: What parts a ground from what is said of it.
_GROUND: Final = re.compile(r"\s*[：:\s]\s*")


#: The number of a paper, with its year, by which anybody can ask for it.
_PAPER: Final = re.compile(r"[\u4e00-\u9fff]〔(?:19|20)\d{2}〕第?[1-9]\d*号")


def names_its_paper(reason: str) -> bool:
    """
    Return whether a reason names a paper by its number.

    >>> names_its_paper("收文〔2025〕12号停产报告，检修至六月底"), names_its_paper("检修至六月底")
    (True, False)
    """
    return _PAPER.search(reason) is not None


def ground_findings(
    ground: ChangeGround,
    *,
    has_interest: bool,
    is_certified: bool,
    is_visited: bool,
    is_entered: bool = False,
) -> tuple[Finding, ...]:
    """
    Return why the ground of a change does not hold, or that the change comes too late.

    ``has_interest`` tells whether an interest of the officer in the unit is declared,
    ``is_certified`` whether the certificate holds on the day, ``is_entered`` whether the code of a
    visit was shown: it is recorded by those who went, unless one of them has to recuse.
    """
    found = []
    if is_visited:
        text = "该单位已经检查完毕，不能再更换检查人员"
        step = "实际到场的人员以检查记录为准；记录有误的，依照检查记录的更正办理"
        found.append(Finding("draw.change.visited", text, DRAWS, step))
    elif is_entered and ground is not ChangeGround.RECUSAL:
        text = "已经亮码入企，检查已经开始，不能再更换检查人员"
        step = (
            "请由到场的抽取人员如实记录现场检查；单位依法拒绝检查的，登记拒绝并撤销检查审批后再更换；"
            "到场后发现应当回避的，登记利害关系后以回避为由更换"
        )
        found.append(Finding("draw.change.entered", text, DRAWS, step))
    if ground is ChangeGround.RECUSAL and not has_interest:
        text = "没有登记该人员与该单位的利害关系，不能以回避为由更换"
        step = "请先在执法人员名录中登记利害关系；属于其他情形的，选择实际的事由"
        found.append(Finding("draw.change.no_interest", text, RECUSAL, step))
    if ground is ChangeGround.CREDENTIAL and is_certified:
        text = "该人员的行政执法证件当日有效，不能以证件失效为由更换"
        step = "证件已经收回或者注销的，请先登记；属于其他情形的，选择实际的事由"
        found.append(Finding("draw.change.certified", text, TWO_OFFICERS, step))
    return tuple(found)


def closed_findings(
    unit: str,
    *,
    closed_on: date | None,
    is_capped: bool,
    is_visited: bool,
    is_noted: bool,
    words: str,
) -> tuple[Finding, ...]:
    """
    Return why a drawn unit cannot be noted as one that nobody inspects, or that it is so noted.

    It closed by the registry, or the cap of its visits of the year was reached since the draw.
    """
    found = []
    if closed_on is None and not is_capped:
        text = f"监管对象名录没有登记{unit}停业或者注销，其年度检查次数也没有达到上限"
        step = "请先在监管对象名录中登记停业或者注销并写明依据；仍在经营的，照抽取结果检查"
        found.append(Finding("draw.closed.open", text, DRAWS, step))
    if is_visited:
        text = f"{unit}的检查已经批准或者完成"
        step = "已经检查的，以检查结果为准；没有实施的，先撤销检查审批"
        found.append(Finding("draw.closed.visited", text, DRAWS, step))
    if is_noted:
        text = f"已经登记{unit}不再检查"
        found.append(Finding("draw.closed.twice", text, DRAWS, "不需要重复登记"))
    if not says(words, SHORTEST_REASON):
        text = f"核实情况少于{SHORTEST_REASON}个字"
        step = "请写明怎样核实，例如“现场查看大门上锁，登记机关公告已注销”"
        found.append(Finding("draw.closed.words", text, DRAWS, step))
    return tuple(found)


def ground_told(text: str) -> tuple[ExclusionGround | None, str]:
    """
    Return the ground that a text begins with, and what is said of it.

    >>> ground_told("年度检查次数已达上限：已检查两次")[1], ground_told("老板熟")[0]
    ('已检查两次', None)
    """
    first, *rest = _GROUND.split(text.strip(), maxsplit=1)
    ground = next((one for one in ExclusionGround if one.label == first), None)
    return ground, "".join(rest)
