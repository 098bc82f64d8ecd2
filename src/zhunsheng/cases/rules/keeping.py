"""What must be in the file of a case before it is closed."""

from __future__ import annotations

from collections.abc import Iterable

from zhunsheng.cases.rules.facts import DECIDING, ENDS, CaseFacts
from zhunsheng.cases.rules.guards import RECORDED
from zhunsheng.kernel.finding import Finding


def is_settled(steps: Iterable[str]) -> bool:
    """
    Return whether a file is brought together: decided either way, or ended without a decision (47).

    >>> is_settled(("opening", "no_penalty")), is_settled(("opening", "termination"))
    (True, True)
    >>> is_settled(("opening", "prior_notice"))
    False
    """
    return any(step in DECIDING or step in ENDS for step in steps)


def originals_are_kept(facts: CaseFacts) -> Finding | None:
    """Refuse to close while a signed paper's original is not in the file (行政处罚法 47)."""
    lacking = facts.originals_lacking
    if not lacking:
        return None
    return Finding(
        "case.originals.lacking",
        f"{len(lacking)}份文书没有存入签章原件：{'、'.join(lacking[:6])}"
        + ("等" if len(lacking) > 6 else ""),
        RECORDED,
        "请在文书页面存入签名、盖章后的扫描件",
    )


def enclosed_findings(paper: str, *, asked: bool, has_scan: bool) -> tuple[Finding, ...]:
    """Refuse a paper from outside without its scan where the bureau files signed originals (47)."""
    if has_scan or not asked:
        return ()
    return (
        Finding(
            "case.paper.not_enclosed",
            f"本局规定签名盖章的原件入卷，没有上传{paper}的扫描件",
            RECORDED,
            f"请上传{paper}的扫描件，归档时编入案卷目录",
        ),
    )
