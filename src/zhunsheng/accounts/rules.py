"""What must hold when units and users are entered; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding

#: Enforcement is done by qualified persons of the body (行政处罚法 42); accounts tell who they are.
WHO_ENFORCES: Final = cite("APL-2021:42")
#: What is kept is what somebody found; it is asked for by 行政处罚法 5(2).
FACTS_ARE_THE_GROUND: Final = cite("APL-2021:5.2")
SHORTEST_PASSWORD: Final = 10


def name_is_taken(taken: bool, name: str) -> tuple[Finding, ...]:
    """Refuse a name of a unit or an account that is in use."""
    if not taken:
        return ()
    return (
        Finding(
            "accounts.name_is_taken", f"“{name}”已被使用", WHO_ENFORCES, "请换一个名称后再提交"
        ),
    )


def user_findings(*, roles: int, password: str) -> tuple[Finding, ...]:
    """Refuse an account without a role, or whose password is short."""
    found = []
    if not roles:
        found.append(
            Finding("accounts.no_role", "没有授予岗位", WHO_ENFORCES, "请至少选择一个岗位")
        )
    if password and len(password) < SHORTEST_PASSWORD:
        found.append(
            Finding(
                "accounts.password_is_short",
                f"密码不足{SHORTEST_PASSWORD}位",
                WHO_ENFORCES,
                "请换一个较长的密码",
            )
        )
    return tuple(found)


def someone_administers(remaining: int) -> tuple[Finding, ...]:
    """Refuse to take the last administrator's role away: nobody could grant roles any more."""
    if remaining:
        return ()
    return (
        Finding(
            "accounts.last_administrator",
            "调整后将没有系统管理员",
            WHO_ENFORCES,
            "请先授予另一人系统管理员岗位",
        ),
    )


@dataclass(frozen=True, slots=True)
class FilterDraft:
    """A filter to keep: its list, its name, the query of the address, and for whom."""

    page: str
    name: str
    query: str
    is_default: bool = False
    is_shared: bool = False


#: How long a draft of a form may be, in characters of its stored text.
LONGEST_DRAFT = 200_000


def draft_is_too_long(length: int) -> tuple[Finding, ...]:
    """Refuse to keep more of a form than any form of the program can hold."""
    if length <= LONGEST_DRAFT:
        return ()
    return (
        Finding(
            "draft.too_long",
            f"草稿超过{LONGEST_DRAFT}个字，没有自动保存",
            FACTS_ARE_THE_GROUND,
            "内容仍在页面上，请删减后提交",
        ),
    )
