"""When the acts of a draw are taken down: on the day itself, and in their order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from zhunsheng.draw.rules.law import DRAWS
from zhunsheng.kernel.finding import Finding

if TYPE_CHECKING:
    from zhunsheng.draw.rules.acting import DrawFacts


def of_today(*, on: date | None, is_now: bool) -> Finding | None:
    """
    Refuse what decides a draw on another day than that of its entry (国发〔2019〕5号).

    Who may date a pool back could wait for the outcome that the seed comes from.
    """
    if is_now or on is None:
        return None
    return Finding(
        "draw.day.backdated",
        f"公布名录、承诺、公开、确定种子和抽取都应当在办理的当时登记，不能补记为{on.isoformat()}",
        DRAWS,
        "请按今天的日期办理；系统停用期间线下进行的，恢复后重新公布名录抽取",
    )


def act_is_of_today(facts: DrawFacts) -> Finding | None:
    """Refuse a step of the draw that is dated back."""
    return of_today(on=facts.on, is_now=facts.is_now)
