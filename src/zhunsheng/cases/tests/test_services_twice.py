"""Two cases for one act: opened anew after its term, or opened twice (行政处罚法 29, 60)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import NoPenaltyGround, ReopeningGround, TerminationGround
from zhunsheng.cases.models import CaseAct, PenaltyCase
from zhunsheng.cases.queries.linked import links_of
from zhunsheng.cases.rules import turning
from zhunsheng.cases.rules.reopening import Reopening
from zhunsheng.cases.services.reopening import going_on
from zhunsheng.cases.services.reviewing import materials
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.world import DIGEST, World
from zhunsheng.documents import queries as documents
from zhunsheng.lawbook.choices import ConductKind

pytestmark = pytest.mark.django_db

#: One act, however often it is registered.
ACT: dict[str, Any] = {"violation_ended_on": DAY, "conduct": ConductKind.ONCE}
OVER = DAY + timedelta(days=91)
LATER = DAY + timedelta(days=100)
NEW = Reopening(ReopeningGround.NEW_EVIDENCE, "原案终止后证人提供了考勤记录。")


@pytest.fixture
def world() -> World:
    return World()


def end(
    world: World, case: PenaltyCase, on: date, ground: TerminationGround, other: UUID | None = None
) -> None:
    draft = turning.TerminationDraft(ground, "示例理由如此。", other=other)
    services.terminate(ctx=world.act("chief", on), case=case.id, draft=draft, on=on)


def ended(world: World) -> PenaltyCase:
    """Return a case that ended because its term was over."""
    case = world.opened(DAY, **ACT)
    end(world, case, OVER, TerminationGround.TERM_OVER)
    case.refresh_from_db()
    return case


def open_case(world: World, case: PenaltyCase, reopening: Reopening | None = None) -> None:
    named = (world.officers["yi"], world.officers["bing"])
    draft = rules.OpeningDraft(named, reopening=reopening or Reopening())
    services.open_case(ctx=world.act("deputy", LATER), case=case.id, draft=draft, on=LATER)


def linked(world: World, case: PenaltyCase) -> list[tuple[UUID, str, bool]]:
    file = queries.file_of(world.viewer(), case.id, on=LATER)
    return [(one.case.id, one.step, one.stands_here) for one in links_of(world.viewer(), file)]


class TestOpenedAnewAfterItsTerm:
    """行政处罚法 60: 自行政处罚案件立案之日起九十日内作出行政处罚决定; no term for the asking."""

    def test_needs_a_ground_and_facts(self, world: World) -> None:
        ended(world)
        case = world.clue(LATER, **ACT)
        for said in (None, Reopening(ReopeningGround.WENT_ON), Reopening(None, NEW.reason)):
            codes = refused(world, partial(open_case, world, case, said))
            assert codes == ["opening.term_was_over"]
        open_case(world, case, NEW)

    def test_is_told_in_both_files_and_to_the_reviewer(self, world: World) -> None:
        first = ended(world)
        case = world.clue(LATER, **ACT)
        open_case(world, case, NEW)
        assert linked(world, case) == [(first.id, "opening", True)]
        assert linked(world, first) == [(case.id, "opening", False)]
        told = (
            f"该违法行为曾以{first.number}立案（2025年3月3日立案，办案期限至2025年6月1日，"
            "2025年6月2日终止）。重新立案的情形：原案终止之后取得新的证据。"
            f"{NEW.reason}（法律没有写明重新立案后的办案期限，未核实）"
        )
        papers = [one for one in documents.documents(world.viewer()) if told in one.content]
        assert [one.kind for one in papers] == ["opening_approval"]
        file = queries.file_of(world.viewer(), case.id, on=LATER)
        [term] = queries.clocks(world.viewer(), case.id, on=LATER)
        assert (term.due, term.verified) == (LATER + timedelta(days=90), False)
        assert file.data("opening")["reopened"]["cases"][0]["id"] == str(first.id)
        item = rules.EvidenceDraft("考勤记录", "DOCUMENTARY", LATER, "当日在岗的人员", DIGEST)
        report = rules.InvestigationDraft(
            case.facts,
            evidence=(item,),
            ground=NoPenaltyGround.NOT_ESTABLISHED,
            ground_reason="考勤记录证明该人员当日没有上岗。",
        )
        services.investigate(ctx=world.act("yi", LATER), case=case.id, draft=report, on=LATER)
        file = queries.file_of(world.viewer(), case.id, on=LATER)
        assert dict(materials(file))["期限届满后重新立案"] == told

    def test_is_not_evaded_on_the_spot(self, world: World) -> None:
        case = world.opened(DAY, violations=("safety.99-1",), **ACT)
        end(world, case, OVER, TerminationGround.TERM_OVER)
        spot = partial(world.spot, OVER, violation_ended_on=DAY)
        assert refused(world, spot) == ["summary.term_was_over"]

    def test_asks_nothing_of_another_act(self, world: World) -> None:
        ended(world)
        own: dict[str, Any] = {"facts": "仓库入口未设置明显的安全警示标志。", **ACT}
        other = world.clue(LATER, violations=("safety.97-4",), **own)
        open_case(world, other)

    @pytest.mark.parametrize(
        "ground", [TerminationGround.WRONGLY_OPENED, TerminationGround.NOT_ESTABLISHED]
    )
    def test_needs_a_ground_whatever_the_case_ended_for_after_its_term(
        self, world: World, ground: TerminationGround
    ) -> None:
        """60: another name of the end gives no new ninety days."""
        end(world, world.opened(DAY, **ACT), OVER, ground)
        case = world.clue(LATER, **ACT)
        assert refused(world, partial(open_case, world, case)) == ["opening.term_was_over"]
        open_case(world, case, NEW)

    def test_needs_a_ground_under_another_key_and_day_of_the_same_facts(self, world: World) -> None:
        """60: the act is what was done, not the key and the day that are written down."""
        first = ended(world)
        day = OVER - timedelta(days=20)
        case = world.clue(
            LATER,
            violations=("safety.97-4",),
            facts=f"{first.facts.rstrip('。')} ！",
            violation_ended_on=day,
            conduct=ConductKind.ONCE,
        )
        assert refused(world, partial(open_case, world, case)) == ["opening.term_was_over"]
        open_case(world, case, NEW)

    @pytest.mark.parametrize(
        "ground", [TerminationGround.WRONGLY_OPENED, TerminationGround.NOT_ESTABLISHED]
    )
    def test_needs_a_ground_after_the_term_of_what_ended_within_it(
        self, world: World, ground: TerminationGround
    ) -> None:
        """60: the ninety days run from the first opening of the act."""
        end(world, world.opened(DAY, **ACT), DAY, ground)
        case = world.clue(LATER, **ACT)
        assert refused(world, partial(open_case, world, case)) == ["opening.term_was_over"]
        open_case(world, case, NEW)

    def test_is_decided_within_the_term_of_what_ended_within_it(self, world: World) -> None:
        """60: a case opened again within the ninety days asks nothing until they are over."""
        end(world, world.opened(DAY, **ACT), DAY, TerminationGround.WRONGLY_OPENED)
        soon = DAY + timedelta(days=30)
        case = world.investigated(soon, **ACT)
        world.propose(case, BELOW, soon)
        for said in ("", "与原案不是同一个违法行为，时间不同。"):
            propose = partial(world.propose, case, BELOW, OVER, other_act=said)
            assert refused(world, propose) == ["case.term_was_over"]
        ctx = world.act("chief", OVER)
        [found] = going_on(ctx, queries.file_of(world.viewer(), case.id, on=OVER), OVER)
        assert found.code == "case.term_was_over"
        world.propose(case, BELOW, OVER, reopening=NEW)

    def test_asks_nothing_of_a_later_duplicate(self, world: World) -> None:
        case = world.investigated(DAY, **ACT)
        end(world, world.opened(LATER, **ACT), LATER, TerminationGround.WRONGLY_OPENED)
        file = queries.file_of(world.viewer(), case.id, on=LATER)
        assert going_on(world.act("chief", LATER), file, LATER) == ()


class TestOpenedWhileTheFirstRan:
    """行政处罚法 60: 自行政处罚案件立案之日起九十日内; a second file is no longer term."""

    @pytest.fixture
    def second(self, world: World) -> PenaltyCase:
        """Return a file that was opened before the first one for the act ended for its term."""
        first = world.opened(DAY, **ACT)
        case = world.investigated(OVER - timedelta(days=20), **ACT)
        end(world, first, OVER, TerminationGround.TERM_OVER)
        return case

    def test_punishes_on_the_ground_that_an_opening_needs(
        self, world: World, second: PenaltyCase
    ) -> None:
        [first] = PenaltyCase.objects.of(world.viewer()).exclude(id=second.id)
        propose = partial(world.propose, second, BELOW, LATER)
        for said in (Reopening(), Reopening(None, NEW.reason), Reopening(NEW.ground)):
            act = partial(propose, reopening=said, other_act="与原案不是同一个违法行为，时间不同。")
            assert refused(world, act) == ["case.term_was_over"]
        propose(reopening=NEW)
        file = queries.file_of(world.viewer(), second.id, on=LATER)
        assert dict(materials(file))["期限届满后重新立案"].endswith(
            f"重新立案的情形：原案终止之后取得新的证据。{NEW.reason}"
            "（法律没有写明重新立案后的办案期限，未核实）"
        )
        assert linked(world, second) == [(first.id, "proposal", True)]
        assert linked(world, first) == [(second.id, "proposal", False)]

    def test_is_decided_on_no_proposal_that_does_not_say_so(
        self, world: World, second: PenaltyCase
    ) -> None:
        """What was proposed before this was asked is asked when it is decided."""
        world.propose(second, BELOW, LATER, reopening=NEW)
        row = CaseAct.objects.of(world.viewer()).get(case=second, step="proposal")
        bare = {key: value for key, value in row.contents.items() if key != "reopened"}
        file = queries.file_of(world.viewer(), second.id, on=LATER)
        ctx = world.act("chief", LATER)
        assert going_on(ctx, file, LATER) == ()
        file._contents[row.id] = bare
        [found] = going_on(ctx, file, LATER)
        assert found.code == "case.term_was_over"

    def test_may_end_as_over_its_term(self, world: World, second: PenaltyCase) -> None:
        """The way out where nothing is new: its own ninety days are not over yet."""
        end(world, second, LATER, TerminationGround.TERM_OVER)


class TestOpenedTwice:
    """行政处罚法 29: one act is dealt with in one case."""

    def test_the_second_ends_for_the_first_and_both_say_so(self, world: World) -> None:
        first, second = world.opened(DAY, **ACT), world.opened(LATER, **ACT)
        ground = TerminationGround.OTHER_CASE
        end_second = partial(end, world, second, LATER, ground)
        unlike = world.opened(DAY, violations=("safety.97-4",), **ACT)
        for other in (None, second.id, unlike.id):
            codes = refused(world, partial(end_second, other))
            assert codes == ["termination.no_other_case"]
        end_second(first.id)
        assert linked(world, second) == [(first.id, "termination", True)]
        assert linked(world, first) == [(second.id, "termination", False)]
        first.refresh_from_db()
        papers = [one.content for one in documents.documents(world.viewer())]
        assert any(f"（另案为{first.number}）" in text for text in papers)
        codes = refused(world, partial(end, world, first, LATER, ground, second.id))
        assert "termination.no_other_case" in codes  # that one has ended

    def test_the_first_does_not_end_for_the_later_term_of_the_second(self, world: World) -> None:
        """行政处罚法 60: the term of the act runs from the first opening."""
        first, second = world.opened(DAY, **ACT), world.opened(LATER, **ACT)
        act = partial(end, world, first, LATER, TerminationGround.OTHER_CASE, second.id)
        assert refused(world, act) == ["termination.no_other_case"]

    def test_ends_for_one_that_was_decided(self, world: World) -> None:
        first = world.decided(BELOW, DAY)
        ended = first.violation_ended_on
        second = world.opened(DAY, violation_ended_on=ended, facts="1名人员无证从事低压电工作业。")
        end(world, second, DAY, TerminationGround.OTHER_CASE, first.id)
        assert linked(world, second) == [(first.id, "termination", True)]
