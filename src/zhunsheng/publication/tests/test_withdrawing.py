"""What stands published though its decision fell or changed (行政处罚法 48)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from zhunsheng.cases import rules as case_rules
from zhunsheng.cases.choices import AnnulmentKind
from zhunsheng.cases.models import Decision
from zhunsheng.cases.tests import steps
from zhunsheng.cases.tests import test_services_changed_kinds as kinds
from zhunsheng.cases.tests import test_services_measures as measures
from zhunsheng.cases.tests.world import OTHER, World
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.publication import queries, services
from zhunsheng.publication.models import Withdrawal
from zhunsheng.publication.tests.test_services import decision, publish, written
from zhunsheng.remedies.choices import Outcome
from zhunsheng.remedies.tests import builders as remedies

pytestmark = pytest.mark.django_db
OUT = date(2025, 9, 29)
FELL = date(2025, 12, 31)  # a Wednesday; 1 to 3 January are off, Sunday the 4th is worked
DUE = date(2026, 1, 6)


@pytest.fixture
def world() -> World:
    return World()


def published(world: World):
    return publish(world, decision(world), OUT)


def challenged(
    world: World, outcome: Outcome, fine_fen: int | None = None, **said: Any
) -> Decision:
    """Let the only decision be challenged, with this outcome."""
    found: Decision = Decision.objects.of(world.viewer()).select_related("case").get()
    remedy = remedies.received(world, found.case, date(2025, 11, 3))
    remedies.concluded(world, remedy, outcome, FELL, fine_fen=fine_fen, **said)
    return found


def annulled(world: World) -> Decision:
    """Let the bureau itself record that the only decision was annulled."""
    found: Decision = Decision.objects.of(world.viewer()).select_related("case").get()
    draft = case_rules.AnnulmentDraft(AnnulmentKind.ANNULLED, "示例区人民法院", "示行终1号")
    steps.annulled(world, found.case, draft, FELL)
    return found


class TestDuty:
    @pytest.mark.parametrize(
        ("outcome", "fine_fen"),
        [
            (Outcome.QUASHED, None),
            (Outcome.INVALID, None),
            (Outcome.UNLAWFUL, None),
            (Outcome.CHANGED, 100_000),
        ],
    )
    def test_to_withdraw_lasts_three_working_days(self, world, outcome, fine_fen):
        row = published(world)
        challenged(world, outcome, fine_fen)
        viewer = world.viewer("secretary")
        assert [(d.key, d.due_on) for d in queries.duties(viewer, FELL)] == [
            (f"publication.withdraw:{row.id}", DUE)
        ]
        late = queries.to_withdraw(viewer, date(2026, 1, 8))[0]
        assert late.workdays_left == -2

    def test_follows_from_an_annulment_that_the_bureau_records_too(self, world):
        published(world)
        annulled(world)
        found = queries.to_withdraw(world.viewer("secretary"), FELL)
        assert [one.reason for one in found] == ["决定被撤销（示例区人民法院示行终1号）"]

    def test_is_none_where_the_decision_was_upheld_and_none_before_the_change(self, world):
        published(world)
        challenged(world, Outcome.UPHELD)
        assert queries.to_withdraw(world.viewer("secretary"), FELL) == ()

    def test_is_none_of_another_bureau(self, world):
        published(world)
        challenged(world, Outcome.QUASHED)
        stranger = World(OTHER, "999901")
        assert queries.to_withdraw(stranger.viewer("secretary"), FELL) == ()

    def test_ends_with_the_withdrawal(self, world):
        row = published(world)
        challenged(world, Outcome.QUASHED)
        services.withdraw(
            ctx=world.act("secretary", FELL),
            publication=row.id,
            reason="决定被撤销",
            on=FELL,
        )
        assert queries.duties(world.viewer("secretary"), FELL) == ()
        kept = Withdrawal.objects.of(world.viewer()).get(publication=row)
        assert (kept.changed_on, kept.due_on, kept.is_late) == (FELL, DUE, False)


class TestFallenDecision:
    def test_waits_for_no_publication_and_is_refused(self, world):
        subject = decision(world)
        challenged(world, Outcome.QUASHED)
        assert queries.waiting(world.viewer("secretary"), FELL) == ()
        before = written(world)
        with pytest.raises(StepRefused) as refusal:
            publish(world, subject, FELL)
        assert [f.code for f in refusal.value.findings] == ["publication.decision_fell"]
        assert written(world) == before

    def test_that_was_changed_is_published_as_it_was_changed_to(self, world):
        subject = decision(world)
        challenged(world, Outcome.CHANGED, 100_000)
        row = publish(world, subject, FELL)
        assert dict(row.fields)["罚款金额（元）"] == "1,000.00"
        assert queries.to_withdraw(world.viewer("secretary"), FELL) == ()

    def test_shows_the_warning_that_a_change_left(self, world):
        subject = decision(world)
        challenged(world, Outcome.CHANGED, 100_000, warning=True)
        row = publish(world, subject, FELL)
        assert dict(row.fields)["处罚类别"] == "警告、罚款"

    def test_is_published_without_what_an_earlier_change_took_away(self, world):
        """行政处罚法 48.1: a decision is published as it stands after every change."""
        case = measures.decided(world)
        kinds.changed(world, case, fine_fen=100_000, kinds=())
        kinds.changed(world, case, fine_fen=50_000)
        subject = Decision.objects.of(world.viewer()).get(case=case).id
        row = publish(world, subject, kinds.CHANGED_ON)
        assert dict(row.fields)["处罚类别"] == "罚款"
        assert dict(row.fields)["处罚内容"] == "罚款人民币500.00元"


def test_costs_at_most_three_queries(world, django_assert_num_queries):
    publish(world, decision(world), OUT)
    with django_assert_num_queries(2):  # nothing changed: no publication is looked for
        queries.to_withdraw(world.viewer(), FELL)
    challenged(world, Outcome.QUASHED)
    with django_assert_num_queries(3):
        assert len(queries.to_withdraw(world.viewer(), FELL)) == 1
