"""The second stage of a fine: only after an order to rectify that ran out unrectified."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.finding import Finding


@dataclass(frozen=True, slots=True)
class StagedViolation:
    """
    A violation as the stages of its fine look at it.

    ``has_second`` tells that the law names a heavier range for what is not put right in time,
    ``order_first`` that it names no fine at all before that (安全生产法 93, 108).
    """

    key: str
    label: str
    penalty: Citation
    has_second: bool
    order_first: bool


def ran_out(*, due_on: date, results: Iterable[tuple[date, bool]], on: date) -> bool:
    """
    Return whether the record shows on a day that an order ran out unrectified.

    ``results`` are the days of the re-inspections of the matter and whether it was put right.
    A re-inspection after the term that found it open proves it; without one, the passed term
    does, unless the matter was found put right.

    >>> ran_out(due_on=date(2025, 9, 22), results=[(date(2025, 9, 23), True)], on=date(2025, 10, 9))
    False
    """
    known = [(day, done) for day, done in results if day <= on]
    if on <= due_on:
        return False
    found_open = any(day > due_on and not done for day, done in known)
    return found_open or not any(done for _, done in known)


def stage_findings(
    violations: Iterable[StagedViolation], *, late: bool, fined: bool, proven: frozenset[str]
) -> tuple[Finding, ...]:
    """
    Return why the fine may not be of the second stage, or may not be imposed yet.

    ``proven`` are the violations whose order is proven to have run out unrectified.
    """
    rows = tuple(violations)
    if late and not any(row.has_second for row in rows):
        return (
            Finding(
                "amount.no_second_stage",
                "所选违法行为没有逾期未改正的处罚幅度",
                rows[0].penalty,
                "请不选择“逾期未改正”，在法定幅度内确定数额",
            ),
        )
    unproven = [
        row
        for row in rows
        if row.key not in proven and ((late and row.has_second) or (fined and row.order_first))
    ]
    if not unproven:
        return ()
    return (
        Finding(
            "amount.order_not_expired",
            f"案卷中没有责令改正期满仍未改正的记录：{'、'.join(row.label for row in unproven)}",
            unproven[0].penalty,
            "请在责令改正期满后复查并登记结果；责令改正文书由其他机关作出的，在本案登记为书证"
            "（取得日期不晚于办理日期）后选择该证据，并核对文书载明的期限和违法行为",
        ),
    )
