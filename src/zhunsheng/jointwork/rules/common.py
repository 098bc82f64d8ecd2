"""What the rules of tasks, referrals and letters share: the law behind them, blanks, order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, TypeVar

from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import says
from zhunsheng.kernel.procedure import HasActs

#: Departments cooperate, inspect together, hand over what is another's, and keep a record of it.
OWN: Final = cite("SPL-2021:62")
TOGETHER: Final = cite("SPL-2021:69")
#: The bureau supervises the whole of work safety, governments see that bodies do their part.
SUPERVISED: Final = cite("SPL-2021:10")
ONE_VISIT: Final = cite("GBF-2024-54")
CRIME: Final = cite("APL-2021:27")

F = TypeVar("F", bound=HasActs)


def blanks(
    room: str, basis: Citation, wanted: Iterable[tuple[str, str, str]]
) -> tuple[Finding, ...]:
    """Return a finding for each text that is empty: ``(code, label, text)``."""
    return tuple(
        Finding(f"jointwork.{room}.{code}", f"没有填写{label}", basis, f"请填写{label}")
        for code, label, text in wanted
        if not says(text)
    )


def scope_findings(*, entities: int, units: int) -> tuple[Finding, ...]:
    """Refuse what is not the bureau's: nobody names another bureau's units (安全生产法 62)."""
    found = []
    if entities:
        text = f"有{entities}家单位不在本局监管对象名录内"
        found.append(Finding("jointwork.scope.entity", text, OWN, "请从本局监管对象名录中选择"))
    if units:
        text = f"有{units}个街道（镇）不属于本局"
        found.append(Finding("jointwork.scope.unit", text, OWN, "请从本局的街道（镇）中选择"))
    return tuple(found)


def in_order(basis: Citation) -> Callable[[F], Finding | None]:
    """Return the guard that refuses an act dated before the last one of its record."""

    def guard(facts: F) -> Finding | None:
        days = [act.on for act in facts.acts]
        on: date = facts.on  # type: ignore[attr-defined]  # the facts of this room have a day
        if not days or on >= max(days):
            return None
        return Finding(
            "jointwork.out_of_order",
            f"办理日期{on.isoformat()}早于已办理步骤的日期{max(days).isoformat()}",
            basis,
            "请核对办理日期",
        )

    return guard
