"""What is owed is read from the acts of a case; no table is asked."""

from __future__ import annotations

from datetime import date

from zhunsheng.cases.choices import PaymentKind
from zhunsheng.cases.models import CaseAct
from zhunsheng.cases.queries import owing
from zhunsheng.cases.rules import Due, Stop, SurchargeLaw, surcharge_fen
from zhunsheng.kernel.canonical import canonical_text

RECONSIDERATION, LITIGATION = "RECONSIDERATION", "LITIGATION"


def act(step: str, on: str, outcome: str = "", **data: object) -> CaseAct:
    return CaseAct(step=step, on=date.fromisoformat(on), outcome=outcome, data=canonical_text(data))


class TestStops:
    def test_begin_and_end_with_the_acts_of_a_remedy_each_of_its_kind(self):
        acts = (
            act("remedy_opened", "2025-04-01", RECONSIDERATION),
            act("remedy_opened", "2025-04-10", LITIGATION),
            act("remedy_ended", "2025-05-20", RECONSIDERATION, decided=True),
        )
        assert owing.stops(acts) == (
            Stop(date(2025, 4, 1), date(2025, 5, 20), RECONSIDERATION),
            Stop(date(2025, 4, 10), None, LITIGATION),
        )

    def test_begin_with_the_acceptance_where_the_copy_came_later(self):
        """行政处罚法 73.3: nothing is added during the reconsideration, known or not."""
        opened = act("remedy_opened", "2025-04-14", RECONSIDERATION, accepted_on=date(2025, 4, 2))
        assert owing.stops((opened,)) == (Stop(date(2025, 4, 2), None, RECONSIDERATION),)

    def test_of_one_kind_twice_end_in_their_order(self):
        acts = (
            act("remedy_opened", "2025-04-01", LITIGATION),
            act("remedy_ended", "2025-05-01", LITIGATION),
            act("remedy_opened", "2025-05-10", LITIGATION),
        )
        assert [stop.until for stop in owing.stops(acts)] == [date(2025, 5, 1), None]

    def test_are_none_without_a_remedy_and_an_end_alone_stops_nothing(self):
        assert owing.stops(()) == ()
        assert owing.stops((act("remedy_ended", "2025-05-01", LITIGATION),)) == ()


class TestStay:
    """行政复议法 42, 行政诉讼法 56: until it is taken back or the remedy ends."""

    STAYED = act("stay", "2025-04-20", LITIGATION, stopped=True)

    def test_holds_until_it_is_taken_back_or_its_remedy_ends(self):
        assert not owing.is_stayed(())
        assert owing.is_stayed((self.STAYED,))
        for after in (
            act("stay", "2025-05-01", LITIGATION, stopped=False),
            act("remedy_ended", "2025-05-01", LITIGATION),
        ):
            assert not owing.is_stayed((self.STAYED, after))
        other = act("remedy_ended", "2025-05-01", RECONSIDERATION)
        assert owing.is_stayed((self.STAYED, other))


class TestDebt:
    def test_counts_payments_by_kind_and_old_ones_as_of_the_fine(self):
        acts = (
            act("payment", "2025-03-10", amount_fen=100),
            act("payment", "2025-03-11", amount_fen=200, kind="FINE"),
            act("payment", "2025-03-12", amount_fen=30, kind="SURCHARGE"),
        )
        assert owing.paid_fen(acts) == 300
        assert owing.paid_fen(acts, PaymentKind.SURCHARGE) == 30

    def test_follows_the_last_plan_and_the_stops(self):
        dues = [{"on": date(2025, 4, 10), "amount_fen": 1_000_000}]
        acts = (
            act("payment_plan", "2025-03-10", dues=dues),
            act("remedy_opened", "2025-04-13", RECONSIDERATION),
        )
        found = owing.debt(
            acts, fine_fen=1_000_000, term_end=date(2025, 3, 18), laws=(SurchargeLaw(3, 100),)
        )
        assert found.dues == (Due(date(2025, 4, 10), 1_000_000),)
        assert surcharge_fen(found, until=date(2025, 6, 1)) == 60_000

    def test_is_nothing_late_before_the_decision_was_delivered(self):
        found = owing.debt((), fine_fen=1_000_000, term_end=None, laws=(SurchargeLaw(3, 100),))
        assert surcharge_fen(found, until=date(2030, 1, 1)) == 0
