"""What changes of an officer and the credential: withdrawal, unit, account, departure. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, folded, names_a_paper
from zhunsheng.workforce.choices import CredentialLoss
from zhunsheng.workforce.rules.entering import told_apart_findings
from zhunsheng.workforce.rules.officers import QUALIFIED_OFFICERS

APART: Final = cite("APL-2021:58")


@dataclass(frozen=True, slots=True)
class LossFacts:
    """That a credential was withdrawn or cancelled: since when, by which paper, why."""

    loss: CredentialLoss
    lost_on: date
    paper: str
    reason: str


@dataclass(frozen=True, slots=True)
class AmendedFacts:
    """What an officer is from now on; ``left_on`` is the first day on which he is gone."""

    unit: UUID
    user: UUID | None
    left_on: date | None
    reason: str
    told_apart: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """The account that an officer signed in with, and whether anything was done with it."""

    name: str
    has_acted: bool


def loss_findings(facts: LossFacts, *, is_lost: bool, on: date) -> tuple[Finding, ...]:
    """Return every reason against noting that a credential holds no more (行政处罚法 42)."""
    found = []
    if is_lost:
        found.append(_finding("credential.lost", "该执法证已经登记收回或者注销", "无需重复登记"))
    if facts.lost_on > on:
        text = f"失效日期{facts.lost_on}晚于登记当日"
        found.append(_finding("credential.loss_to_come", text, "请在收回或者注销当日登记"))
    if not names_a_paper(facts.paper):
        found.append(
            _finding("credential.paper", "未填写收回或者注销的文书文号", "请填写发证机关文书的文号")
        )
    if not explains(facts.reason):
        found.append(_finding("credential.loss_reason", "未说明收回或者注销的理由", "请写明理由"))
    return tuple(found)


def amended_findings(
    facts: AmendedFacts, *, changes: bool, joined_on: date, on: date
) -> tuple[Finding, ...]:
    """Return every reason against amending an officer."""
    found = []
    if not changes:
        found.append(
            _finding(
                "amend.nothing",
                "没有变更任何内容",
                "请改动机构、账户、离岗日期或者与同名人员的区别",
            )
        )
    if facts.left_on and facts.left_on > on:
        text = f"离岗日期{facts.left_on}晚于登记当日"
        found.append(_finding("amend.to_come", text, "请在离岗当日登记"))
    if facts.left_on and facts.left_on < joined_on:
        text = f"离岗日期{facts.left_on}早于登记日期{joined_on}"
        found.append(_finding("amend.before", text, "请核对离岗日期"))
    found += told_apart_findings(facts.told_apart)
    if not explains(facts.reason):
        found.append(_finding("amend.reason", "未说明变更的理由", "请写明理由"))
    return tuple(found)


def changes_told(*changes: tuple[str, str, str]) -> str:
    """
    Return what changed, each with its name, the former value and the new one.

    >>> changes_told(("机构", "一队", "二队"), ("账户", "甲", "甲"), ("离岗日期", "", "2026-03-02"))
    '机构由“一队”变更为“二队”，离岗日期由“无”变更为“2026-03-02”'
    """
    return "，".join(
        f"{what}由“{before or '无'}”变更为“{after or '无'}”"
        for what, before, after in changes
        if before != after
    )


def account_is_not_his(officer: str, account: Account | None) -> tuple[Finding, ...]:
    """
    Refuse to part an officer from his own account, or from one with which something was done.

    Who handled a case and who reviewed it are told apart by the account (行政处罚法 43, 58).
    """
    if account is None:
        return ()
    if not account.has_acted and folded(account.name) != folded(officer):
        return ()
    text = f"账户“{account.name}”是{officer}本人的账户，或者已经用于办理事项，不能解除关联"
    step = "解除后无从核对回避和审核分离；人员离岗的填写离岗日期，账户由系统管理员停用"
    return (_finding("amend.account", text, step, APART),)


def _finding(
    code: str, message: str, next_step: str, basis: Citation = QUALIFIED_OFFICERS
) -> Finding:
    return Finding(f"workforce.{code}", message, basis, next_step)
