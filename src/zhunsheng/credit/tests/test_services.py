"""Credit records of real decisions: derived, set, changed by a remedy, repaired."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from zhunsheng.cases import services as case_acts
from zhunsheng.cases.models import Decision
from zhunsheng.cases.rules import PaymentDraft
from zhunsheng.cases.tests.world import OTHER, World
from zhunsheng.credit import queries, services
from zhunsheng.credit.choices import CreditClass, CreditState
from zhunsheng.credit.models import CreditAct
from zhunsheng.kernel.finding import Stale, StepRefused
from zhunsheng.remedies.choices import Outcome
from zhunsheng.remedies.tests import builders as remedies

pytestmark = pytest.mark.django_db
DECIDED = date(2026, 5, 11)
LATER = date(2026, 8, 11)
FINE = 2_000_000


@pytest.fixture
def world() -> World:
    return World()


def decided(world: World, fine_fen: int = FINE, on: date = DECIDED) -> Decision:
    case = world.decided(fine_fen, on)
    found: Decision = Decision.objects.of(world.viewer()).get(case=case)
    return found


def classed(world: World, decision: Decision, by: str = "chief", **changes) -> CreditAct:
    values = {"credit_class": CreditClass.ORDINARY, "reason": "按一般失信掌握。", "on": DECIDED}
    return services.classify(
        ctx=world.act(by, DECIDED), decision=decision.id, **{**values, **changes}
    )


def state(world: World, decision: Decision, on: date) -> CreditState:
    return queries.record(world.viewer(), decision.id, on=on).state


def refused(world: World, act: Callable[[], object]) -> list[str]:
    rows = CreditAct.objects.of(world.viewer())
    before = (world.events, rows.count())
    with pytest.raises(StepRefused) as refusal:
        act()
    assert (world.events, rows.count()) == before
    return [finding.code for finding in refusal.value.findings]


def test_a_decision_on_the_spot_is_minor_and_not_shown(world):
    case = world.spot(DECIDED)
    decision = Decision.objects.of(world.viewer()).get(case=case)
    assert state(world, decision, DECIDED) is CreditState.NOT_SHOWN


def test_a_decision_of_before_the_measures_falls_under_the_earlier_rules(world):
    decision = decided(world, on=date(2026, 3, 31))
    assert state(world, decision, LATER) is CreditState.EARLIER_RULES


class TestGap:
    def test_waits_for_a_person_in_charge(self, world):
        decision = decided(world)
        assert state(world, decision, DECIDED) is CreditState.UNCLASSED
        assert [duty.key for duty in queries.duties(world.viewer("chief"), DECIDED)] == [
            f"credit.classification:{decision.id}"
        ]
        classed(world, decision)
        assert state(world, decision, DECIDED) is CreditState.SHOWN
        assert queries.duties(world.viewer("chief"), DECIDED) == ()

    def test_is_not_closed_by_others_or_without_a_reason(self, world):
        decision = decided(world)
        assert refused(world, lambda: classed(world, decision, by="reviewer")) == [
            "step.classification.wrong_role"
        ]
        assert refused(world, lambda: classed(world, decision, reason=" ")) == ["credit.no_reason"]

    def test_is_closed_by_one_of_two_who_act_at_once(self, world):
        decision = decided(world)
        classed(world, decision, version=0)
        with pytest.raises(Stale, match="确定失信类别"):
            classed(world, decision, by="deputy", version=0)


class TestShownClasses:
    """What a draw is told for its strata: the heaviest record of a party that is shown."""

    def test_are_those_that_are_shown_on_the_day_and_no_others(self, world):
        decision = decided(world)
        party = decision.case.party_id
        assert queries.shown_classes(world.viewer(), on=DECIDED) == {}
        classed(world, decision)
        assert queries.shown_classes(world.viewer(), on=DECIDED) == {party: "ORDINARY"}
        assert queries.shown_classes(world.viewer(), on=date(2026, 5, 10)) == {}
        classed(world, decided(world), credit_class=CreditClass.SERIOUS)
        assert queries.shown_classes(world.viewer(), on=DECIDED) == {party: "SERIOUS"}


class TestChange:
    def test_quashed_ends_the_record(self, world):
        decision = decided(world)
        classed(world, decision)
        remedy = remedies.received(world, decision.case, date(2026, 6, 1))
        remedies.concluded(world, remedy, Outcome.QUASHED, date(2026, 7, 1))
        assert state(world, decision, date(2026, 6, 30)) is CreditState.SHOWN
        assert state(world, decision, date(2026, 7, 1)) is CreditState.TAKEN_OFF

    def test_to_unlawful_takes_the_record_off_though_the_fine_is_owed(self, world):
        """行政处罚法 48.2: public no more; the decision stands, so nobody says that it fell."""
        decision = decided(world)
        classed(world, decision)
        remedy = remedies.received(world, decision.case, date(2026, 6, 1))
        remedies.concluded(world, remedy, Outcome.UNLAWFUL, date(2026, 7, 1))
        record = queries.record(world.viewer(), decision.id, on=date(2026, 7, 1))
        assert record.state is CreditState.TAKEN_OFF
        assert "失去效力" not in record.state.label
        assert record.facts.fine_fen == decision.fine_fen > 0

    def test_of_the_amount_changes_class_and_duty(self, world):
        decision = decided(world, on=DECIDED)
        remedy = remedies.received(world, decision.case, date(2026, 6, 1))
        remedies.concluded(
            world, remedy, Outcome.CHANGED, date(2026, 7, 1), fine_fen=0, warning=True
        )
        record = queries.record(world.viewer(), decision.id, on=date(2026, 7, 1))
        assert record.credit_class is CreditClass.MINOR
        assert record.facts.fine_fen == 0


class TestRepair:
    def test_follows_payment_and_the_least_term(self, world):
        decision = decided(world)
        classed(world, decision)
        case = decision.case_id

        def ask(on: date) -> CreditAct:
            return services.request_repair(
                ctx=world.act("secretary", on),
                decision=decision.id,
                promises=True,
                note="",
                on=on,
            )

        early = date(2026, 8, 10)
        assert refused(world, lambda: ask(early)) == ["credit.least_term", "credit.duty_open"]
        paid = date(2026, 5, 20)
        case_acts.deliver_decision(
            ctx=world.act("yi", DECIDED), case=case, draft=world.delivered(), on=DECIDED
        )
        case_acts.record_payment(
            ctx=world.act("finance", paid), case=case, draft=PaymentDraft(FINE, "示票9"), on=paid
        )
        ask(LATER)
        services.grant_repair(
            ctx=world.act("deputy", LATER), decision=decision.id, note="", on=LATER
        )
        assert state(world, decision, LATER) is CreditState.REPAIRED


class TestPages:
    def client(self, world: World, key: str) -> Client:
        client = Client()
        backend = "django.contrib.auth.backends.ModelBackend"
        client.force_login(world.users[key], backend=backend)
        return client

    def test_say_what_stands_and_why_not_yet(self, world, settings):
        settings.ZHUNSHENG_PINNED_NOW = "2026-06-10T10:00:00+08:00"
        decision = decided(world)
        classed(world, decision)
        page = self.client(world, "chief").get(reverse("credit:detail", args=[decision.id]))
        assert "信用公示中" in page.text
        assert "最短公示期限尚未届满，自2026-08-11起可以申请" in page.text
        listed = self.client(world, "chief").get(reverse("credit:list"))
        assert "一般失信" in listed.text

    def test_do_not_know_a_record_of_another_bureau(self, world):
        decision = decided(World(OTHER, "999901"))
        page = self.client(world, "chief").get(reverse("credit:detail", args=[decision.id]))
        assert page.status_code == 404

    def test_cost_the_same_queries_for_more_records(self, world, django_assert_num_queries):
        decided(world)
        rows = list(queries.decisions(world.viewer()))
        with django_assert_num_queries(4):
            queries.records(world.viewer(), rows, on=DECIDED)
        world.why_no_repeat = "以往处罚针对另一处作业现场，本次不作为从重情节。"
        decided(world, on=date(2026, 5, 29))
        rows = list(queries.decisions(world.viewer()))
        with django_assert_num_queries(4):
            assert len(queries.records(world.viewer(), rows, on=DECIDED)) == 2
