"""Every figure is what its records say, and changes with each of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from zhunsheng.accounts.choices import Dimension
from zhunsheng.cases.tests.world import OTHER
from zhunsheng.kernel.figure import Figure
from zhunsheng.powers.choices import PowerKind
from zhunsheng.registry.choices import Sector
from zhunsheng.remedies.choices import Outcome
from zhunsheng.remedies.tests import builders as remedy
from zhunsheng.statistics import queries, rules
from zhunsheng.statistics.choices import PenaltyClass, Remainder, Stage
from zhunsheng.statistics.tests.builders import (
    AS_OF,
    SINCE,
    UNTIL,
    YearWorld,
    kept_year,
    without_last,
)
from zhunsheng.workforce import services as workforce
from zhunsheng.workforce.rules import CredentialFacts, OfficerFacts

pytestmark = pytest.mark.django_db
YEAR_2026 = (date(2026, 1, 1), date(2026, 12, 31))

POWERS = {
    PowerKind.LICENSE: 2,
    PowerKind.PENALTY: 54,
    PowerKind.COMPULSION: 2,
    PowerKind.INSPECTION: 2,
    PowerKind.CONFIRMATION: 1,
    PowerKind.REWARD: 1,
    PowerKind.OTHER_POWER: 1,
    PowerKind.RESPONSIBILITY: 3,
    PowerKind.PUBLIC_SERVICE: 2,
}
#: Every figure that is not zero.
EXPECTED = {
    "registry.entities": 3,
    "registry.entities_b": 3,
    "registry.registered": 3,
    # The third unit of the plan was visited by nobody.
    "planning.unvisited_key_units": 1,
    "planning.planned_units": 7,
    "draw.own_draws": 1,
    "draw.own_units": 1,
    "draw.entities": 1,
    "inspection.clean_visits": 1,
    "inspection.recorded_visits": 4,
    "inspection.general_hazards": 5,
    "inspection.reinspections": 1,
    "inspection.done_reinspections": 1,
    "cases.open": 2,
    "cases.investigated": 2,
    "cases.prior_notices": 2,
    # What was handed over on the spot was delivered without a delivery of its own.
    "cases.delivered_direct": 2,
    "penalties.cases": 4,
    "penalties.fine": 4,
    "penalties.money": 4_000_000,
    "legalreview.agreed": 2,
    "publication.draw_results": 1,
    "workforce.registered": 4,
    "planning.key_units": 3,
    "planning.planned_visits": 10,
    "draw.draws": 1,
    "draw.units": 1,
    "inspection.visits": 4,
    "inspection.entities": 2,
    "inspection.planned_visits": 2,
    "inspection.visits_of_the_plan": 4,
    "inspection.own_draw_visits": 1,
    "inspection.joint_draw_visits": 1,
    "inspection.service_visits": 1,
    "inspection.orders": 3,
    "inspection.findings": 6,
    "inspection.major_hazards": 1,
    "inspection.rectified_orders": 1,
    "inspection.overdue_orders": 1,
    "cases.opened": 2,
    "cases.decided": 4,
    "cases.summary_decided": 2,
    "cases.ordinary_decided": 2,
    "cases.fined": 4,
    "cases.summary_fined": 2,
    "cases.ordinary_fined": 2,
    "cases.fines": 4_000_000,
    "cases.summary_fines": 500_000,
    "cases.ordinary_fines": 3_500_000,
    "cases.fines_in_force": 4_000_000,
    "cases.delivered": 4,
    "cases.reviewed": 2,
    "cases.reviewed_penalised": 2,
    "legalreview.reviews": 2,
    "publication.decisions": 2,
    # One published three days late, one spot decision of September not at all.
    "publication.late": 3,  # the plan of the year among them
    "publication.unpublished": 2,
    "workforce.officers": 4,
    # The list that the lawbook proposed on the day of the draw.
    "powers.items": 68,
    **{f"powers.{one.value.lower()}": POWERS[one] for one in PowerKind},
}

#: Figures of parts, of two records compared, of what is late among three rooms.
MORE = {
    "inspection.visits_of_the_plan": 5,
    "cases.decided": 2,
    "cases.fined": 2,
    "cases.fines": 2,
    "cases.fines_in_force": 2,
    "cases.fallen": 2,
    "remedies.letters": 3,
    "cases.reviewed": 3,
    # The parts, the units of their lists, and what was merged or parted since.
    "planning.key_units": 3,
    "planning.planned_units": 3,
    # The plan with its parts and units, the units that its visits answer, and what was merged or
    # parted since, of its units and of theirs.
    "planning.unvisited_key_units": 6,
    # What was merged or parted since the day is asked for once, beside the visits.
    **{
        key: 2
        for key, one in rules.definitions().items()
        if one.records == ("inspection.inspection",)
    },
    "registry.entities": 4,
    # A kind of penalty: what is read, and the plain ones that fine, warn, or do neither.
    **dict.fromkeys((f"penalties.{one.value.lower()}" for one in PenaltyClass), 3),
    "penalties.cases": 9,
    "penalties.money": 3,
    "compulsion.measures": 4,
    # With the place of the bureau, whose rule sets the term.
    "inspection.overdue_orders": 3,
    # With what the terms were extended by.
    "hazards.late": 2,
    # Decisions, those withdrawn, plans, draws, visits of draws, lines of departments, published
    # late.
    "publication.late": 8,
    # The decisions, and which of them were published.
    "publication.unpublished": 2,
    # The dates of the versions, then the items of the one in force.
    **dict.fromkeys(("powers.items", *(f"powers.{one.value.lower()}" for one in PowerKind)), 2),
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[YearWorld]:
    with django_db_blocker.unblock(), kept_year() as told:
        yield told


def all_figures(world: YearWorld, as_of: date = AS_OF) -> dict[str, Figure]:
    return queries.figures(world.viewer(), SINCE, UNTIL, as_of)


def counted_by_hand(figure: Figure) -> int:
    rows = {row.distinct or row.key: row.weight for row in figure.all_rows()}
    return sum(rows.values())


class TestFigures:
    def test_are_what_the_records_say(self, world):
        found = all_figures(world)
        assert {key: one.value for key, one in found.items() if one.value} == EXPECTED

    def test_equal_the_count_or_sum_of_their_rows(self, world):
        for key, one in all_figures(world).items():
            assert one.value == counted_by_hand(one), key
            assert all(row.url for row in one.all_rows()), key

    def test_are_counted_as_their_rows_are(self, world):
        """What the database counts is what stands behind the figure when it is opened."""
        read = all_figures(world)
        for key, one in queries.counted(world.viewer(), SINCE, UNTIL, AS_OF).items():
            assert one.value == read[key].value, key
            assert one.is_empty is read[key].is_empty, key
            assert one.value == counted_by_hand(one), key
            assert one.rows == read[key].rows, key

    def test_cut_are_counted_as_their_rows_are(self, world):
        """A number that is cut is that of its rows, which are rows of the whole."""
        sector = Sector.HAZCHEM_TRADE
        cuts = (
            queries.Cut(Dimension.OFFICER, world.officers["yi"], "示例乙"),
            queries.Cut(Dimension.SECTOR, sector.value, sector.label),
        )
        whole, period = all_figures(world), rules.Period(SINCE, UNTIL, AS_OF)
        seen = 0
        for cut in cuts:
            for key, line in queries.lines(world.viewer(), period, cuts=(cut,)).items():
                if not line.refusal:
                    number, seen = line.figure.value, seen + len(line.figure.rows)
                    assert number == counted_by_hand(line.figure), (cut, key)
                    assert set(line.figure.all_rows()) <= set(whole[key].all_rows()), (cut, key)
        assert seen > len(cuts)

    def test_count_one_query_for_each_source(self, world, django_assert_max_num_queries):
        for key in queries.defined():
            with django_assert_max_num_queries(MORE.get(key, 1), info=key):
                queries.figure(world.viewer(), key, SINCE, UNTIL, AS_OF)

    def test_look_no_further_than_their_period(self, world):
        before = queries.figures(world.viewer(), SINCE, date(2025, 9, 7), AS_OF)
        earlier = {"workforce", "planning", "draw", "powers", "registry"}
        rest = {key: one.value for key, one in before.items() if key.split(".")[0] not in earlier}
        assert [row.key.partition(":")[0] for row in before["publication.late"].rows] == [
            "planning.annualplan"  # approved in January and not published in twenty working days
        ]
        del rest["publication.late"]
        assert not any(rest.values()), rest

    def test_of_what_stands_are_those_of_the_last_day_of_their_period(self, world):
        """A year that is over is told as it ended, however late one looks."""
        day = date(2026, 1, 10)
        world.opened(on=day, facts="另一处作业现场安排2名无证人员作业。")
        now = queries.figures(world.viewer(), *YEAR_2026, AS_OF)["cases.open"]
        before = all_figures(world)["cases.open"]
        assert (now.value, now.as_of, now.scope) == (3, AS_OF, "截至2026-01-15")
        assert (before.value, before.as_of, before.scope) == (2, UNTIL, "截至2025-12-31")
        assert len(set(now.row_keys) - set(before.row_keys)) == 1

    def test_of_a_plan_are_those_of_the_year_in_which_the_days_end(self, world):
        """The scope says so: no plan of another year that the days touch is added."""
        keys = ("planning.key_units", "planning.planned_units", "planning.planned_visits")
        for since, until, told in (
            (date(2024, 7, 1), date(2025, 6, 30), [3, 7, 10]),
            (date(2025, 7, 1), date(2026, 6, 30), [0, 0, 0]),
        ):
            found = queries.figures(world.viewer(), since, until, AS_OF)
            assert [found[key].value for key in keys] == told

    def test_do_not_see_another_bureau(self, world):
        other = YearWorld(OTHER, "999901")
        assert all_figures(other)["inspection.visits"].value == 0
        assert all_figures(world)["inspection.visits"].value == 4

    def test_of_a_day_stay_as_they_were_when_more_is_done_later(self, world):
        order = all_figures(world)["inspection.overdue_orders"].rows[0].key
        world.reinspect(order.partition(":")[2], date(2026, 1, 20))
        assert all_figures(world)["inspection.overdue_orders"].value == 1
        later = all_figures(world, date(2026, 1, 20))
        assert later["inspection.overdue_orders"].value == 0
        assert later["inspection.rectified_orders"].value == 2

    def test_of_a_day_do_not_count_who_joined_later(self, world):
        facts = OfficerFacts(
            name="示例壬",
            unit=world.team.id,
            is_reviewer=True,
            credential=CredentialFacts("SL999", date(2024, 1, 1), date(2027, 12, 31)),
        )
        before = all_figures(world)["workforce.officers"].value
        day = date(2026, 1, 20)
        workforce.add_officer(ctx=world.act(world.founder, day), facts=facts, on=day)
        assert all_figures(world, day)["workforce.officers"].value == before
        later = queries.figures(world.viewer(), *YEAR_2026, day)["workforce.officers"]
        assert later.value == before + 1

    def test_refuse_an_unknown_key(self, world):
        with pytest.raises(queries.UnknownFigure):
            queries.figure(world.viewer(), "inspection.nothing", SINCE, UNTIL, AS_OF)


#: A table, and the figures that its last row of the year stands behind.
RECORDS = (
    (
        "inspection_inspectionfinding",
        {"inspection.findings": -1, "inspection.general_hazards": -1},
    ),
    (
        "inspection_reinspection",
        {
            "inspection.rectified_orders": -1,
            "inspection.overdue_orders": 1,
            "inspection.reinspections": -1,
            "inspection.done_reinspections": -1,
        },
    ),
    (
        "legalreview_opinion",
        {"cases.reviewed": -1, "legalreview.reviews": -1, "legalreview.agreed": -1},
    ),
    ("publication_publication", {"publication.decisions": -1, "publication.unpublished": 1}),
)


@pytest.mark.parametrize(("table", "changes"), RECORDS, ids=lambda one: str(one)[:30])
def test_one_deleted_record_changes_its_figures_and_no_other(world, table, changes):
    before = all_figures(world)
    with without_last(table):
        after = all_figures(world)
    moved = {k: after[k].value - one.value for k, one in before.items() if after[k] != one}
    assert {key: moved[key] for key in changes} == changes
    assert set(moved) <= set(changes) | {"publication.late", "cases.reviewed_penalised"}


class TestComparisons:
    def test_name_what_is_not_published_yet(self, world):
        found = queries.comparisons(world.viewer(), SINCE, UNTIL, AS_OF)
        assert [(one.stage, one.decided, one.inside) for one in found] == [
            (Stage.REVIEWED, 2, 2),
            (Stage.DELIVERED, 2, 2),
            (Stage.PUBLISHED, 2, 1),
            (Stage.IN_FORCE, 2, 2),
        ]
        assert [left.reason for left in found[2].leftovers] == [Remainder.PUBLICATION_OVERDUE]

    def test_call_a_running_term_explained(self, world):
        found = queries.comparisons(world.viewer(), SINCE, UNTIL, date(2025, 12, 31))
        assert [left.reason for left in found[2].leftovers] == [Remainder.NOT_PUBLISHED_YET]
        assert found[2].is_explained


class TestFallenDecision:
    def test_is_named_and_leaves_no_fine_in_force(self):
        """行政复议法 64: what is quashed was decided, and is in force no more."""
        other = YearWorld(OTHER, "999901")
        case = other.decided(1_500_000, remedy.DECIDED)
        other.decided(2_000_000, remedy.DECIDED)
        asked = remedy.received(other, case)
        remedy.concluded(other, asked, Outcome.QUASHED)
        found = all_figures(other)
        assert found["cases.fines"].value == 3_500_000
        assert found["cases.fines_in_force"].value == 2_000_000
        assert found["remedies.reconsiderations_concluded"].value == 1
        (fallen,) = found["cases.fallen"].rows
        assert fallen.key == f"cases.decision:{other.decision(case)}"
        assert "决定被撤销" in fallen.label
        in_force = queries.comparisons(other.viewer(), SINCE, UNTIL, AS_OF)[3]
        ((reason, rows),) = ((one.reason, one.rows) for one in in_force.leftovers)
        assert (reason, [row.key for row in rows]) == (Remainder.FELL, [fallen.key])
        before = all_figures(other, remedy.DECIDED)
        assert before["cases.fallen"].value == 0
        assert before["cases.fines_in_force"].value == 3_500_000
