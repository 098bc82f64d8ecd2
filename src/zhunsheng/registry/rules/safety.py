"""When a fatal accident or a trial run of a unit may be entered, ended and withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, names_a_paper
from zhunsheng.registry.choices import SafetyRecordKind

PLANS: Final = cite("PLAN-2017")


@dataclass(frozen=True, slots=True)
class SafetyDraft:
    """What a paper tells of a unit: what, since which day, the paper and its number."""

    kind: SafetyRecordKind
    since: date
    paper: str
    number: str


def safety_findings(
    draft: SafetyDraft, *, noted_already: bool, runs_already: bool, on: date
) -> tuple[Finding, ...]:
    """
    Return why it cannot be entered: no paper, no possible day, entered before.

    A plan asks for runs that are intended, so a run may begin later, until the end of next year.
    """
    is_run = draft.kind is SafetyRecordKind.TRIAL_RUN
    latest = date(on.year + 1, 12, 31) if is_run else on
    asked = (
        (not explains(draft.paper), "paper", "未写明来源文书", "请写明事故调查报告、试生产方案等"),
        (
            not names_a_paper(draft.number),
            "number",
            "没有填写来源文书的文号或者编号",
            "请填写文书上的文号；没有文号的填写收文编号",
        ),
        (
            draft.since > latest,
            "day",
            f"日期{draft.since.isoformat()}太晚",
            "试生产的开始日期最晚到下一年度末，事故的发生日期不得晚于登记日期，请核对",
        ),
        (
            noted_already,
            "twice",
            f"该单位{draft.since.isoformat()}的{draft.kind.label}已经登记",
            "不需要重复登记；登记有误的请先撤回",
        ),
        (
            runs_already and not noted_already and is_run,
            "runs",
            "该单位登记的试生产尚未结束",
            "请先登记结束，再登记另一次试生产",
        ),
    )
    return tuple(_refusal(*rest) for holds, *rest in asked if holds)


def end_findings(
    *, is_open: bool, since: date, ended: date, paper: str, on: date
) -> tuple[Finding, ...]:
    """Return why the end of a trial run cannot be noted."""
    asked = (
        (not is_open, "ended", "没有尚未结束的试生产", "事故没有结束日期；登记有误的请撤回"),
        (
            not since <= ended <= on,
            "end_day",
            f"结束日期{ended.isoformat()}不在开始日期{since.isoformat()}至登记日期之间",
            "请填写实际结束的日期；没有开始就取消的，请撤回登记",
        ),
        (
            not names_a_paper(paper),
            "end_paper",
            "未写明试生产结束的文书和编号",
            "请写明竣工验收意见、试生产总结等文书及其编号",
        ),
    )
    return tuple(_refusal(*rest) for holds, *rest in asked if holds)


def withdrawal_findings(*, is_withdrawn: bool, reason: str) -> tuple[Finding, ...]:
    """Return why an entry cannot be withdrawn."""
    asked = (
        (is_withdrawn, "withdrawn", "该项登记已经撤回", "不需要再次撤回"),
        (not explains(reason), "reason", "未写明撤回理由", "请写明登记错在哪里，依据什么撤回"),
    )
    return tuple(_refusal(*rest) for holds, *rest in asked if holds)


def _refusal(what: str, message: str, next_step: str) -> Finding:
    return Finding(f"registry.safety.{what}", message, PLANS, next_step)
