"""A term goes by the law of the day from which it runs, whatever the law says today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import CrimeDecision, SuspensionGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.steps import BELOW, let_stop, refused
from zhunsheng.cases.tests.world import World
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.days import DayUnit
from zhunsheng.lawbook import queries as lawbook

pytestmark = pytest.mark.django_db
TOLD, AFTER = date(2026, 1, 12), date(2026, 1, 26)
CHANGED = """\
key: {key}
label: 示例
unit: {unit}
values:
  - {{since: {since}, value: {value}, basis: "APL-2021:85", source: 示例文件,
     checked_on: 2026-01-02, verified: true}}
"""


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def changes(tmp_path: Path, settings: Settings) -> Callable[..., None]:
    """Let numbers of the law change for the site: by key the day, the value and the unit."""

    def make(**rows: tuple[date, int, str]) -> None:
        place = tmp_path / "law" / "parameters"
        place.mkdir(parents=True)
        for name, (since, value, unit) in rows.items():
            key = name if "." in name else f"penalty.{name}"
            text = CHANGED.format(key=key, unit=unit, since=since, value=value)
            (place / f"{name}.yaml").write_text(text, "utf-8")
        settings.ZHUNSHENG_OVERLAY_DIR = str(tmp_path)

    return make


def due(world: World, case: PenaltyCase, key: str, on: date) -> date | None:
    terms = {term.key: term.due for term in queries.clocks(world.viewer(), case.id, on=on)}
    return terms[key]


class TestHearing:
    """行政处罚法 64(1): five working days after the notice; a later law shortens none that runs."""

    def test_may_be_asked_for_as_long_as_the_law_of_the_delivery_says(
        self, world: World, changes: Callable[..., None]
    ) -> None:
        changes(hearing_request_limit=(date(2026, 1, 13), 1, "工作日"))
        case = world.told(6_000_000, TOLD)
        last = lawbook.site_calendar().add(start=TOLD, length=5, unit=DayUnit.WORKING)
        assert due(world, case, "hearing_window", last) == last

        def ask(on: date) -> object:
            draft = rules.StatementDraft("示例甲", "申请听证。")
            ctx = world.act("yi", on)
            return services.request_hearing(ctx=ctx, case=case.id, draft=draft, on=on)

        assert refused(world, lambda: ask(last + timedelta(days=1))) == [
            "case.hearing.window_passed"
        ]
        ask(last)


class TestPayment:
    """行政处罚法 67, 72: the term by the day of delivery, the surcharge by each day of delay."""

    def test_term_and_surcharge_go_by_their_days(
        self, world: World, changes: Callable[..., None]
    ) -> None:
        changes(
            payment_limit=(date(2026, 1, 13), 60, "日"),
            surcharge_rate=(date(2026, 2, 1), 1, "百分比"),
        )
        case = world.spot(TOLD, fine_fen=200_000)
        assert due(world, case, "payment", AFTER) == date(2026, 1, 27)
        file = queries.file_of(world.viewer(), case.id, on=date(2026, 2, 3))
        debt = queries.debt(file, on=date(2026, 2, 3))
        spans = rules.surcharge_spans(debt, until=date(2026, 2, 3))
        assert [(one.days, one.law.percent, one.amount_fen) for one in spans] == [
            (4, 3, 24_000),
            (3, 1, 6_000),
        ]
        assert rules.is_mixed(spans)
        assert not rules.is_mixed(spans[:1])


class TestCrime:
    """移送规定 5: three days from the report, twenty-four hours from the approval."""

    def test_decision_and_handover_go_by_the_law_of_report_and_approval(
        self, world: World, changes: Callable[..., None]
    ) -> None:
        reported, decided = TOLD, TOLD + timedelta(days=3)
        changes(
            **{
                "transfer.decision_limit": (TOLD + timedelta(days=1), 1, "日"),
                "transfer.to_police": (decided + timedelta(days=1), 1, "小时"),
            }
        )
        case = world.opened(TOLD)
        team = (world.officers["yi"], world.officers["bing"])
        draft = turning.CrimeReportDraft("危险作业罪", "已经核实。", team, "检查笔录、照片")
        ctx = world.act("yi", reported)
        services.report_crime(ctx=ctx, case=case.id, draft=draft, on=reported)
        assert due(world, case, "crime_decision", decided) == decided
        answer = turning.CrimeDecisionDraft(CrimeDecision.APPROVED, time="9时")
        ctx = world.act("chief", decided)
        services.decide_crime_transfer(ctx=ctx, case=case.id, draft=answer, on=decided)
        handed = decided + timedelta(days=1)
        assert due(world, case, "crime_handover", handed) == handed
        letter = turning.HandoverDraft("示例区公安分局", "移送材料", time="8时30分")
        ctx = world.act("yi", handed)
        services.hand_over_crime(ctx=ctx, case=case.id, draft=letter, on=handed)


class TestExtension:
    """行政处罚法 60: how far a term may go is of the law of the opening; stopped days are apart."""

    def test_after_a_long_stop_goes_to_the_last_day_and_no_further(
        self, world: World, changes: Callable[..., None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        let_stop(monkeypatch)
        opened = date(2025, 3, 3)
        stood, later = opened + timedelta(days=10), opened + timedelta(days=130)
        changes(decision_limit_most=(later, 100, "日"))
        case = world.opened(opened)
        stop = turning.SuspensionDraft(SuspensionGround.OTHER_RESULT, "等待鉴定", "SAWS-15:57")
        services.suspend(ctx=world.act("deputy", stood), case=case.id, draft=stop, on=stood)
        why = turning.ReasonDraft("已有结果。")
        services.resume(ctx=world.act("deputy", later), case=case.id, draft=why, on=later)
        assert due(world, case, "decision", later) == opened + timedelta(days=90 + 120)
        last = opened + timedelta(days=180 + 120)
        beyond = last + timedelta(days=1)
        codes = refused(world, lambda: world.extend(case, later, beyond))
        assert codes == ["extension.too_long"]
        world.extend(case, later, last)
        assert due(world, case, "decision", later) == last


def test_a_term_shows_the_basis_of_its_number_and_that_nobody_verified_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """行政处罚法 61: the length, its basis and its mark are those of the number that applies."""
    case, key = world.decided(BELOW, TOLD), "penalty.delivery_limit"
    held = lawbook.parameters()
    own = replace(
        held[key][-1], since=date(2026, 1, 2), value={"": 5}, basis=cite("MEM-12"), verified=False
    )
    monkeypatch.setattr(lawbook, "parameters", lambda: {**held, key: (*held[key], own)})
    terms = {one.key: one for one in queries.clocks(world.viewer(), case.id, on=TOLD)}
    found = terms["decision_delivery"]
    assert (found.due, found.basis, found.verified) == (date(2026, 1, 19), cite("MEM-12"), False)
