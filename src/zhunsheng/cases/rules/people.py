"""Whose officers a decision is: the bureau's own, or those of the delegated street that acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.cases.rules.guards import OFFICERS, RECUSAL
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding

DELEGATED: Final[Citation] = cite("APL-2021:20.4")
#: Roles whose holders sit in the case committee.
MAY_SIT: Final = frozenset(
    role.value for role in HEADS | {Role.TEAM_HEAD, Role.LEGAL_REVIEWER, Role.CASE_SECRETARY}
)


@dataclass(frozen=True, slots=True)
class Handler:
    """An officer who handles a case: the account, and the street whose officer it is, if one."""

    name: str
    user: UUID | None = None
    street: UUID | None = None


def bureau_handler_findings(handlers: Iterable[Handler]) -> tuple[Finding, ...]:
    """Refuse an officer of a street as handler of what the bureau does itself."""
    names = sorted(one.name for one in handlers if one.street is not None)
    if not names:
        return ()
    return (
        Finding(
            "case.officers.of_a_street",
            f"街道（镇）执法人员不能作为本局案件的执法人员：{'、'.join(names)}",
            DELEGATED,
            "请指定本局执法人员",
        ),
    )


def spot_handler_findings(
    handlers: Iterable[Handler], *, unit: UUID | None, by: UUID
) -> tuple[Finding, ...]:
    """
    Return what speaks against who decides on the spot.

    The officers belong to the bureau, or to the street that acts under its deed, and who enters
    the decision is one of them: 行政处罚法 42 lets those who enforce punish, two or more.
    """
    rows = tuple(handlers)
    found: list[Finding] = []
    if unit is None:
        found.extend(bureau_handler_findings(rows))
    elif foreign := sorted(one.name for one in rows if one.street != unit):
        found.append(
            Finding(
                "summary.officers_of_another",
                f"不是该街道（镇）的执法人员：{'、'.join(foreign)}",
                DELEGATED,
                "以街道（镇）实施的处罚由该街道（镇）自己的执法人员作出，本局人员作出的选择“本局实施”",
            )
        )
    if by not in {one.user for one in rows}:
        found.append(
            Finding(
                "summary.actor_is_no_handler",
                "办理人不是本次当场处罚的执法人员",
                OFFICERS,
                "请由在场的执法人员登录后办理",
            )
        )
    return tuple(found)


def free_findings(*, barred: bool) -> tuple[Finding, ...]:
    """Refuse that somebody takes over from who is recused who has to stand aside as well (43)."""
    if not barred:
        return ()
    return (
        Finding(
            "handlers.barred",
            "接替人员与当事人有利害关系，或者已经决定在本案中回避",
            RECUSAL,
            "请选择没有应当回避情形的执法人员",
        ),
    )
