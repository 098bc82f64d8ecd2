"""行政处罚法 28.1: a case ends when it was looked whether the order to correct was obeyed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import CorrectionResult
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import standing
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.world import World, closing_asked, obeyed
from zhunsheng.cases.views import closing as listing
from zhunsheng.documents import queries as documents

pytestmark = pytest.mark.django_db
UNTIL = DAY + timedelta(days=10)
AFTER = UNTIL + timedelta(days=1)


@pytest.fixture
def world() -> World:
    return World()


def ordered(world: World) -> PenaltyCase:
    """Return a case on the spot that orders to put it right by a day, with its fine paid."""
    case = world.spot(DAY, correct_until=UNTIL)
    services.report_back(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    pay(world, case, 200_000)
    return case


def pay(world: World, case: PenaltyCase, fine_fen: int) -> None:
    draft = rules.PaymentDraft(fine_fen, "0001")
    services.record_payment(ctx=world.act("finance", DAY), case=case.id, draft=draft, on=DAY)


def closing(
    world: World, case: PenaltyCase, draft: rules.ClosingDraft, on: date
) -> Callable[[], object]:
    def close() -> object:
        return services.close_case(ctx=world.act("deputy", on), case=case.id, draft=draft, on=on)

    return close


class TestClosing:
    def test_waits_until_it_was_looked(self, world: World) -> None:
        case = ordered(world)
        said = rules.ClosingDraft("没有核实")
        for on in (DAY, AFTER):
            assert refused(world, closing(world, case, said, on)) == [
                "closing.correction_unchecked"
            ]
        closing(world, case, obeyed(DAY), DAY)()

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"checked_on": DAY - timedelta(days=1)}, "closing.check_day"),
            ({"checked_on": AFTER + timedelta(days=1)}, "closing.check_day"),
            ({"checked_by": "示例路人"}, "closing.checked_by_stranger"),
            ({"checked_by": "示例申"}, "closing.checked_by_stranger"),  # 42.1: of the finance
            ({"checked_by": "\u200b"}, "closing.correction_unchecked"),
            ({"result": None}, "closing.correction_unchecked"),
        ],
    )
    def test_names_who_looked_and_when(
        self, world: World, change: dict[str, object], code: str
    ) -> None:
        draft = replace(obeyed(DAY), **change)  # type: ignore[arg-type] # fields of the draft
        assert refused(world, closing(world, ordered(world), draft, AFTER)) == [code]

    def test_tells_disobedience_only_after_the_last_day(self, world: World) -> None:
        case = ordered(world)
        said = replace(obeyed(UNTIL), result=CorrectionResult.DEALT_WITH)
        early = closing(world, case, said, AFTER)
        assert refused(world, early) == ["closing.correction_term_runs"]
        closing(world, case, replace(said, checked_on=AFTER), AFTER)()

    def test_of_an_ordinary_case_prints_who_looked_and_when(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        ctx = world.act("yi", DAY)
        services.deliver_decision(ctx=ctx, case=case.id, draft=world.delivered(), on=DAY)
        pay(world, case, BELOW)
        bare = closing(world, case, rules.ClosingDraft("没有核实"), DAY)
        assert refused(world, bare) == ["closing.correction_unchecked"]
        street = replace(obeyed(DAY), checked_by="示例子")  # 20, 42.1: delegated no ordinary case
        assert refused(world, closing(world, case, street, DAY)) == ["closing.checked_by_stranger"]
        closing(world, case, obeyed(DAY), DAY)()
        rows = documents.documents_of(world.viewer(), ("case", case.id))
        [paper] = [row for row in rows if row.kind == "closing_approval"]
        said = "已经改正。已经改正，经核实（核实日期：2025年3月3日，核实人：示例乙）。"
        assert paper.contents["correction"] == said


class TestTheRequest:
    """28.1: what the list shows, the request asks for, and the closing stands on is one truth."""

    def delivered(self, world: World) -> PenaltyCase:
        case = world.told(BELOW, DAY)
        world.waive(case, DAY)
        draft = rules.DecisionDraft(BELOW, correct_until=UNTIL)
        services.decide(ctx=world.act("chief", DAY), case=case.id, draft=draft, on=DAY)
        ctx = world.act("yi", DAY)
        services.deliver_decision(ctx=ctx, case=case.id, draft=world.delivered(), on=DAY)
        pay(world, case, BELOW)
        return case

    def listed(self, world: World, case: PenaltyCase) -> list[str]:
        """Return what the list of the closing lacks on the day after the last for the order."""
        file = queries.file_of(world.viewer(), case.id, on=AFTER)
        facts = standing.facts_of(file, on=AFTER)
        found = listing.conditions(world.viewer(), file, facts, on=AFTER)
        return [f.code for one in found for f in one.lacks if one.label == "决定责令改正的核实"]

    def test_says_who_looked_and_the_closing_stands_on_it(self, world: World) -> None:
        case = self.delivered(world)

        def ask(draft: rules.ClosingRequestDraft) -> object:
            ctx = world.act("yi", AFTER)
            return services.request_closing(ctx=ctx, case=case.id, draft=draft, on=AFTER)

        codes = ["closing.correction_unsaid", "closing.correction_unchecked"]
        assert self.listed(world, case) == codes
        assert refused(world, lambda: ask(rules.ClosingRequestDraft())) == codes
        assert refused(world, closing(world, case, rules.ClosingDraft(), AFTER)) == codes
        ask(closing_asked(AFTER))
        assert self.listed(world, case) == []
        closing(world, case, rules.ClosingDraft(), AFTER)()


class TestTerm:
    def test_runs_until_the_case_is_closed(self, world: World) -> None:
        def due(on: date) -> list[date | None]:
            file = queries.file_of(world.viewer(), case.id, on=on)
            terms = standing.terms_of(file, standing.facts_of(file, on=on), on=on)
            return [one.due for one in terms if one.key == "correction"]

        case = ordered(world)
        assert due(DAY) == due(AFTER) == [UNTIL]
        closing(world, case, obeyed(DAY), DAY)()
        assert due(DAY) == []


class TestDelivery:
    def test_is_not_before_the_paper_was_made(self, world: World) -> None:
        """61.1: a decision is delivered after it was made; the acts of a test are at ten."""
        case = world.decided(BELOW, DAY)

        def deliver(time: str) -> Callable[[], object]:
            draft = replace(world.delivered(), time=time)
            ctx = world.act("yi", DAY)
            return lambda: services.deliver_decision(ctx=ctx, case=case.id, draft=draft, on=DAY)

        assert refused(world, deliver("9时")) == ["delivery.before_paper"]
        deliver("10时00分")()
