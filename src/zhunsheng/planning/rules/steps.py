"""The steps of a plan: what may be done with it where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Final

from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains
from zhunsheng.planning.choices import PlanStage, PlanStep
from zhunsheng.planning.rules.days import PlanFacts, PlanLimits
from zhunsheng.planning.rules.law import INSPECTIONS_OF_ENTERPRISES, RULES

_WRONG_BRACKETS: Final = re.compile(r"[\[(（【［]\d{4}[\])）】］]")
#: The number of an official paper: the word of its office, the year, its place in that year.
_NUMBER: Final = re.compile(r"[\u4e00-\u9fff（）]{2,}〔(?:19|20)\d{2}〕第?[1-9]\d*号")


def days_run_forward(facts: PlanFacts) -> Finding | None:
    """
    Refuse a step of a day before the one that it follows: approved is what was submitted.

    The day of the draft does not count: an old plan is taken over long after its approval.
    """
    before = {PlanStep.SUBMIT.value, PlanStep.APPROVE.value}
    last = max((act.on for act in facts.acts if act.step in before), default=None)
    if last is None or facts.on is None or facts.on >= last:
        return None
    return Finding(
        "plan.step.before",
        f"日期{facts.on.isoformat()}早于上一步的日期{last.isoformat()}",
        RULES,
        "请核对日期；上一步日期有误的，先退回修改后重新办理",
    )


def contents_stand_by_then(facts: PlanFacts) -> Finding | None:
    """
    Refuse a step of a day on which the contents were not written yet (编制办法: 报请批准 is of a
    plan that exists).

    What came from a sheet was written elsewhere before; only what was changed here since counts.
    """
    written = facts.contents_on
    if written is None or facts.on is None or facts.on >= written:
        return None
    return Finding(
        "plan.step.before_contents",
        f"日期{facts.on.isoformat()}早于计划内容最后录入的日期{written.isoformat()}，"
        "内容尚未形成的计划不能报请批准",
        RULES,
        "请填写实际办理的日期；在本系统以外已经批准的计划，从表格导入后再登记",
    )


def submission_findings(facts: PlanFacts, *, entered: date) -> tuple[Finding, ...]:
    """Return that a submission entered after the month of approval is dated into it or before."""
    last, limit = facts.limits.approved_by(facts.year), facts.limits.approval_month
    if facts.contents_on is None or facts.on is None or last is None or limit is None:
        return ()
    if not facts.on <= last < entered:
        return ()
    text = (
        f"{entered.isoformat()}才报请批准，已经晚于{last.isoformat()}{limit.mark}，"
        f"报请日期不能填写为{facts.on.isoformat()}"
    )
    step = "请填写实际报请的日期，逾期的照实记录"
    return (Finding("plan.submission.dated_back", text, INSPECTIONS_OF_ENTERPRISES, step),)


def approval_is_numbered(facts: PlanFacts) -> Finding | None:
    """Refuse to record an approval of the government without its number."""
    if facts.approval_number_given:
        return None
    return Finding(
        "plan.approval.number", "未填写本级人民政府的批准文号", RULES, "请填写批准文件的文号"
    )


def plan_is_current(facts: PlanFacts) -> Finding | None:
    """Refuse acts on a plan that a later approved version has replaced."""
    if facts.is_current:
        return None
    return Finding("plan.replaced", "该版本已被调整后的计划取代", RULES, "请办理调整后的计划")


def _done(facts: PlanFacts, step: PlanStep) -> bool:
    return any(act.step == step.value for act in facts.acts)


def plan_is_not_approved(facts: PlanFacts) -> Finding | None:
    """Refuse to return a plan that was approved: it is amended by a new version."""
    if not _done(facts, PlanStep.APPROVE):
        return None
    return Finding("plan.approved", "计划已经批准，不能退回修改", RULES, "请编制调整后的新版本")


def plan_is_an_amendment(facts: PlanFacts) -> Finding | None:
    """Refuse to give up what amends no approved plan."""
    if facts.is_amendment:
        return None
    return Finding("plan.amend.none", "该版本不是对已批准计划的调整，不能放弃", RULES)


def amendment_is_not_approved(facts: PlanFacts) -> Finding | None:
    """Refuse to give up an amendment that the government approved: it is in force."""
    if not _done(facts, PlanStep.APPROVE):
        return None
    return Finding(
        "plan.amend.approved",
        "调整后的计划已经本级人民政府批准，不能放弃",
        RULES,
        "确需改变的，再次调整计划并重新报批",
    )


def contents_are_open(facts: PlanFacts) -> Finding | None:
    """Refuse to change the contents of a plan that was given up, submitted or approved."""
    if _done(facts, PlanStep.GIVE_UP):
        return Finding("plan.given_up", "该次调整已经放弃，内容不能改动", RULES, "请重新调整计划")
    if facts.told_approved_on and facts.on and facts.year < facts.on.year:
        day = facts.told_approved_on.isoformat()
        text = f"导入文件载明该计划已于{day}批准，往年计划的内容不能改动"
        return Finding("plan.contents.told", text, RULES, "内容有误的，在查阅时以原批准文件为准")
    if not _done(facts, PlanStep.SUBMIT):
        return None
    return Finding(
        "plan.contents.fixed",
        "计划已经报请批准，内容不能改动",
        RULES,
        "尚未批准的先退回修改；已经批准的编制调整后的新版本",
    )


def reason_findings(reason: str) -> tuple[Finding, ...]:
    """Return that a plan is amended, returned or given up without a reason."""
    if explains(reason):
        return ()
    text = "未填写理由"
    return (Finding("plan.reason.none", text, RULES, "请写明具体原因"),)


def number_findings(number: str) -> tuple[Finding, ...]:
    """
    Return that a number is none of an official paper, or has its year in other brackets.

    >>> [f.code for f in number_findings("示政函[2025]3号")], number_findings("示政函〔2025〕3号")
    (['plan.approval.brackets'], ())
    >>> [f.code for f in number_findings("x")]
    ['plan.approval.form']
    """
    told, step = number.strip(), "请按批准文件原文填写，如“×政函〔2025〕3号”"
    if not told or _NUMBER.fullmatch(told):
        return ()
    if _WRONG_BRACKETS.search(told):
        text = f"批准文号“{told}”的年份没有用六角括号"
        return (Finding("plan.approval.brackets", text, RULES, step),)
    text = f"“{told}”不是公文文号：应当有发文机关代字、六角括号中的年份和序号"
    return (Finding("plan.approval.form", text, RULES, step),)


def paper_findings(*, has_scan: bool) -> tuple[Finding, ...]:
    """Return that the paper of the government is not shown: nothing else tells that it exists."""
    if has_scan:
        return ()
    text, step = "未附本级人民政府批准文件的扫描件", "请上传批准文件（PDF、JPEG或者PNG）"
    return (Finding("plan.approval.paper", text, RULES, step),)


def former_findings(
    number: str, on: date, *, former_number: str, former_on: date | None
) -> tuple[Finding, ...]:
    """Return why an approval cannot be one of an amendment: its paper is the former plan's."""
    found = []
    if former_number and number.strip() == former_number:
        text = f"批准文号“{former_number}”是原计划的，一份批准文件只批准一个版本"
        step = "调整后的计划应当另行报请批准，请填写批准调整的文号"
        found.append(Finding("plan.approval.former", text, RULES, step))
    if former_on is not None and on < former_on:
        text = f"批准日期{on.isoformat()}早于原计划的批准日期{former_on.isoformat()}"
        found.append(Finding("plan.approval.early", text, RULES, "请按批准调整的文件更正日期"))
    return tuple(found)


def correction_findings(before: str, after: str) -> tuple[Finding, ...]:
    """Return that a correction of a number changes nothing."""
    if before != after.strip():
        return ()
    text = f"更正后的文号与已登记的“{before}”相同"
    return (Finding("plan.approval.same", text, RULES, "请按批准文件原文填写正确的文号"),)


def year_findings(year: int, exists: bool) -> tuple[Finding, ...]:
    """Return why a plan of the year cannot be begun: one of it exists."""
    if not exists:
        return ()
    return (
        Finding("plan.year.exists", f"{year}年度计划已经编制", RULES, "请在原计划上修改或者调整"),
    )


def told_findings(year: int, told: date, *, on: date, limits: PlanLimits) -> tuple[Finding, ...]:
    """
    Return why an approval that a sheet states cannot be one of the plan of a year.

    Only the plan of a year that is over is taken over with its approval; it lies about the end of
    the year before, by as many months as a plan may be late, and never ahead.
    """
    if year >= on.year:
        text = f"{year}年度不是往年，计划应当在本系统报请批准"
        step = "请删去批准日期和批准文号两行，导入后报请批准"
        return (Finding("plan.told.year", text, RULES, step),)
    last = limits.approved_by(year)
    if told > on:
        text = f"批准日期{told.isoformat()}在导入之日以后"
    elif last is not None and not date(year - 1, 13 - last.month, 1) <= told <= last:
        span = f"上年年底前后{last.month}个月内"
        text = f"批准日期{told.isoformat()}与{year}年度计划的批准时间（{span}）不符"
    else:
        return ()
    step = "请按批准文件更正；确实在此以外批准的，不填写批准日期和批准文号，原批准文件另行存档"
    return (Finding("plan.told.day", text, RULES, step),)


def amendment_findings(facts: PlanFacts) -> tuple[Finding, ...]:
    """Return why a plan cannot be amended: not approved, replaced, or being amended already."""
    found = []
    if not _done(facts, PlanStep.APPROVE):
        text = "计划尚未批准，不需要另行调整"
        found.append(Finding("plan.amend.early", text, RULES, "请直接修改计划内容"))
    if facts.amendment_runs:
        text = "该计划已有一次尚未批准的调整"
        found.append(Finding("plan.amend.runs", text, RULES, "请修改该次调整，或者先放弃该次调整"))
    if replaced := plan_is_current(facts):
        found.append(replaced)
    return tuple(found)


def stage(
    done: Collection[str], *, is_amendment: bool, is_current: bool, is_told: bool
) -> PlanStage:
    """
    Return where a plan stands after the steps done; an approved version replaces another.

    ``is_told`` where the sheet that it was imported from says that it was approved long ago.
    """
    if not is_current:
        return PlanStage.REPLACED
    for step, reached in (
        (PlanStep.GIVE_UP, PlanStage.GIVEN_UP),
        (PlanStep.PUBLISH, PlanStage.PUBLISHED),
        (PlanStep.APPROVE, PlanStage.APPROVED),
        (PlanStep.SUBMIT, PlanStage.SUBMITTED),
    ):
        if step.value in done:
            return reached
    if is_told:
        return PlanStage.ON_RECORD
    return PlanStage.AMENDING if is_amendment else PlanStage.DRAFTED
