"""A party whose name changes while its case runs: the papers carry the present one (59.1(1))."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from zhunsheng.cases.rules.guards import PARTY_ACTS
from zhunsheng.kernel.citation import Citation, cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.names import names_a_paper

NAMED: Final[Citation] = cite("APL-2021:59.1(1)")
#: What others did, and what other rooms note of it: it is entered under whatever name.
NOTED: Final = PARTY_ACTS | {"remedy_ended", "stay"}


@dataclass(frozen=True, slots=True)
class RenamingDraft:
    """
    The number of the paper that shows the present name.

    ``mistaken`` tells that the name was entered wrongly before: it is no former name then.
    """

    number: str
    mistaken: bool = False


def unchanged_findings(*, is_renamed: bool) -> tuple[Finding, ...]:
    """Refuse to take over a name that did not change in the register."""
    if is_renamed:
        return ()
    return (
        Finding(
            "renaming.unchanged",
            "案件中当事人的名称与监管对象名录一致",
            NAMED,
            "名称确已变更的，先在监管对象名录中变更，再在本案登记",
        ),
    )


def renaming_findings(
    draft: RenamingDraft, *, is_renamed: bool, has_scan: bool
) -> tuple[Finding, ...]:
    """Return why the name of a party is not taken over: it did not change, no paper shows it."""
    found = list(unchanged_findings(is_renamed=is_renamed))
    if not names_a_paper(draft.number):
        found.append(
            Finding(
                "renaming.no_number",
                "没有填写完整的登记文书号",
                NAMED,
                "请填写登记通知书文号或者营业执照的统一社会信用代码",
            )
        )
    if not has_scan:
        found.append(
            Finding(
                "renaming.no_scan",
                "没有上传证明现名称的登记通知书或者营业执照",
                NAMED,
                "请上传扫描件，归入案卷",
            )
        )
    return tuple(found)


def stale_name_findings(name: str, now: str) -> tuple[Finding, ...]:
    """Refuse to go on under a name that the party no longer has; ``now`` is its present one."""
    return (
        Finding(
            "case.party.renamed",
            f"当事人{name}在监管对象名录中的名称已经变更为{now}，案件中尚未登记",
            NAMED,
            "请先在本案办理“登记当事人名称变更”并上传登记文书；名录变更有误的，先在名录中改正",
        ),
    )
