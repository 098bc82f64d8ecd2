"""What the articles order beside the fine, and what is covered by a notice: pure rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from zhunsheng.cases import rules
from zhunsheng.cases.rules.measures import covered, measure_findings, ordered
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Fact, Liable, Measure
from zhunsheng.lawbook.rules.facts import Known, PenaltyFacts
from zhunsheng.lawbook.rules.versions import Times

BUREAU = "示例区应急管理局"
UNIT = PenaltyFacts(
    times=Times(date(2025, 3, 3), date(2025, 4, 3)),
    who=Liable.UNIT,
    corrected=False,
    order_expired=False,
    facts={fact: Known(1) for fact in (Fact.PERSONS, Fact.PLACES, Fact.ITEMS)},
)


def fined(key: str, facts: PenaltyFacts) -> rules.Fined:
    draft = rules.FineDraft(key, 1)
    found = lawbook.derived(key, facts)
    assert found.is_settled, (found.questions, found.findings)
    return rules.fined((rules.Share(draft, found, key, facts=facts),))


def codes(case: rules.Fined, *drafts: rules.MeasureDraft) -> list[str]:
    return [one.code for one in measure_findings(case, drafts, evidence=(), bureau=BUREAU)]


@pytest.mark.parametrize(
    ("key", "late", "must"),
    [
        ("safety.97-7", False, set()),
        ("safety.97-7", True, {Measure.OVERHAUL_SUSPENSION}),  # 97: ordered with the second fine
        ("safety.99-1", True, set()),  # 99: only where it is serious
        ("safety.103-2", True, {Measure.OVERHAUL_SUSPENSION}),  # 103.2: the fine has one stage
        ("fireworks.38-1", False, {Measure.CONFISCATE_PROPERTY, Measure.CONFISCATE_GAINS}),
    ],
)
def test_orders_by_article_and_stage(key: str, late: bool, must: set[Measure]) -> None:
    assert ordered(fined(key, replace(UNIT, order_expired=late))).must == must


def test_a_kind_that_is_left_to_gravity_may_be_chosen() -> None:
    """安全生产法 99: 情节严重的，责令停产停业整顿."""
    case = fined("safety.99-1", replace(UNIT, order_expired=True))
    assert codes(case) == []
    assert codes(case, rules.MeasureDraft(Measure.OVERHAUL_SUSPENSION, days=15)) == []
    bare = rules.MeasureDraft(Measure.OVERHAUL_SUSPENSION)
    assert codes(case, bare) == ["measure.contents_missing"]
    out = rules.MeasureDraft(Measure.OVERHAUL_SUSPENSION, instead="不需要")
    assert codes(case, out) == ["measure.not_left_out"]


def test_a_licence_is_revoked_by_its_issuer_alone() -> None:
    """行政处罚法 9: 吊销许可证件 is for the organ that issued the licence."""
    case = fined("fireworks.38-1", UNIT)
    gains = rules.MeasureDraft(Measure.CONFISCATE_GAINS, instead="查无违法所得")
    things = rules.MeasureDraft(Measure.CONFISCATE_PROPERTY, content="示例烟花20箱")
    licence = rules.MeasureDraft(Measure.LICENSE_REVOCATION, content="示例许可证1号")
    assert codes(case, gains, things, licence) == ["measure.not_the_issuer"]
    own = replace(licence, issuer=BUREAU)
    assert codes(case, gains, things, own) == []


def test_a_discipline_and_a_closure_are_no_penalties_of_a_bureau() -> None:
    """安全生产法 115: a closure is decided by the government."""
    case = fined("safety.97-7", UNIT)
    found = codes(
        case,
        rules.MeasureDraft(Measure.CLOSURE_PROPOSAL, content="示例厂"),
        rules.MeasureDraft(Measure.REMOVAL, content="示例甲"),
    )
    assert found[:2] == ["measure.closure", "measure.no_penalty"]


def row(**changes: Any) -> dict[str, Any]:
    base = {"kind": "OVERHAUL_SUSPENSION", "amount_fen": 0, "days": 30, "content": "充装作业"}
    return {**base, **changes}


@pytest.mark.parametrize(
    ("now", "within"),
    [
        (row(), True),
        (row(days=20), True),
        (row(days=31), False),
        (row(days=0), False),  # without an end it is longer than any term
        (row(content="全部作业"), False),
        (row(kind="LICENSE_REVOCATION"), False),
    ],
)
def test_a_notice_covers_the_same_kind_and_no_longer_term(
    now: dict[str, Any], within: bool
) -> None:
    """行政处罚法 44, 62: no more is decided than the party was told."""
    assert covered([row()], [now]) is within
    assert covered([row()], [])
    assert not covered([], [now])
