"""Another limit than ninety days: by which article, until when (行政处罚法 60)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from zhunsheng.cases.rules.drafts import ExtensionDraft
from zhunsheng.cases.rules.guards import NINETY_DAYS
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import explains, visible

#: Ranks of instruments that may set another limit than ninety days (行政处罚法 60).
LIMITS_MAY_BE_SET_BY: Final = frozenset({"LAW", "REGULATION", "RULE"})


@dataclass(frozen=True, slots=True)
class CitedLimit:
    """
    What the lawbook knows of the article that is cited for another limit.

    ``rank`` is empty where the lawbook holds no such article in force on the day; ``grants`` tells
    that it is marked there as granting another limit, as those of ``granting`` are (each with
    whether it was verified). ``stops`` tells that it lets the term stand still, which is another
    thing.
    """

    rank: str = ""
    grants: bool = False
    stops: bool = False
    granting: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Above:
    """
    Who approves an extension: ``beyond`` a day the upper authority, by the article ``basis``.

    Without a day no rule of the lawbook asks for it; ``verified`` tells that its words were read.
    """

    beyond: date | None
    basis: Citation
    verified: bool

    def asks_for(self, until: date) -> bool:
        """Return whether the upper authority approves an extension until a day."""
        return self.beyond is not None and until > self.beyond


def above_findings(
    draft: ExtensionDraft, above: Above, *, opened_on: date | None, on: date, has_scan: bool
) -> tuple[Finding, ...]:
    """Refuse an extension of its own to a bureau where the upper authority approves it."""
    if not above.asks_for(draft.until):
        return ()
    unsure = "" if above.verified else "（该要求未核实）"
    why = f"延长至{above.beyond}之后的，由上一级应急管理部门批准{unsure}，"
    day, found = draft.approved_on, []

    def add(code: str, message: str, next_step: str) -> None:
        found.append(Finding(f"extension.{code}", why + message, above.basis, next_step))

    if not visible(draft.approval):
        add("above_no_number", "没有填写批准文号", "请先报请批准，再填写批复的文号")
    if day is None or day > on or (opened_on is not None and day < opened_on):
        add("above_no_day", "没有填写批准日期，或者不在立案至今的期间", "请按批复填写批准日期")
    if not has_scan:
        add("above_no_scan", "没有上传批复的扫描件", "请上传上一级应急管理部门批复的扫描件")
    return tuple(found)


def listed(granting: Mapping[str, bool]) -> str:
    """
    Return articles as a page lists them; what was not verified says so.

    >>> listed({"SAWS-15:57": False})
    'SAWS-15:57（未核实）'
    """
    shown = (f"{key}{'' if sure else '（未核实）'}" for key, sure in granting.items())
    return "、".join(shown) or "当日没有"


def extension_findings(
    draft: ExtensionDraft, *, cited: CitedLimit, present: date | None, most: date | None
) -> tuple[Finding, ...]:
    """
    Return what speaks against another limit than ninety days.

    ``present`` is the last day of the term as it is, ``most`` the last day to which the bureau's
    lawbook lets a term go; the law names none, so that value is marked as unverified there.
    """
    found: list[Finding] = []

    def add(code: str, message: str, next_step: str) -> None:
        found.append(Finding(f"extension.{code}", message, NINETY_DAYS, next_step))

    if cited.rank not in LIMITS_MAY_BE_SET_BY:
        add(
            "no_basis",
            "没有引用规定其他办案期限的法律、法规、规章条文",
            "请填写法规库中现行法律、法规或者规章的条文，规范性文件不能作为依据",
        )
    elif not cited.grants:
        add(
            "basis_sets_no_limit",
            "所引条文没有规定其他办案期限",
            f"法规库列为可以另行规定办案期限的条文：{listed(cited.granting)}",
        )
    if present is not None and draft.until <= present:
        add(
            "not_later",
            f"延长后的期限不晚于现有期限{present.isoformat()}",
            "请核对延长至的日期",
        )
    if most is not None and draft.until > most:
        add(
            "too_long",
            f"延长后的期限超过法规库所列的最长办案期限{most.isoformat()}",
            "请缩短延长的期限；规章另有规定的，先在法规库登记该期限及其依据",
        )
    if not explains(draft.reason):
        add("no_reason", "没有写明延长理由", "请写明")
    return tuple(found)
