"""Several parties in one case: what is done once for the case, and what for each of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.models import CaseOfficer, PenaltyCase
from zhunsheng.cases.queries import fining, prechecks, standing
from zhunsheng.cases.tests.steps import BELOW, DAY, refused, steps
from zhunsheng.cases.tests.world import BUREAU, DIGEST, OTHER, World, obeyed
from zhunsheng.documents import queries as documents
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.kernel.finding import Stale
from zhunsheng.lawbook.choices import ConductKind, Liable, Question
from zhunsheng.registry.choices import EntityKind

pytestmark = pytest.mark.django_db
HEAD_FINE = 2_500_000
NEXT = DAY + timedelta(days=1)


@pytest.fixture
def world() -> World:
    return World(BUREAU)


def head(**changes: Any) -> rules.PartyDraft:
    values: dict[str, Any] = {
        "violations": ("safety.94",),
        "facts": "没有督促、检查本单位的安全生产工作。",
        "person_name": "示例甲",
        "role": Liable.HEAD,
        "person": rules.PersonDraft("示例证件0001，1980年1月2日出生", address="示例区示例小区1号"),
    }
    return rules.PartyDraft(**{**values, **changes})


def join(
    world: World, case: PenaltyCase, on: date = DAY, draft: rules.PartyDraft | None = None
) -> PenaltyCase:
    ctx = world.act("yi", on)
    return services.join_party(ctx=ctx, case=case.id, draft=draft or head(), on=on)


def approve(world: World, case: PenaltyCase, on: date = DAY) -> PenaltyCase:
    draft = rules.OpeningDraft((world.officers["yi"], world.officers["bing"]))
    return services.open_case(ctx=world.act("deputy", on), case=case.id, draft=draft, on=on)


def investigate(world: World, case: PenaltyCase, on: date = DAY, **changes: Any) -> PenaltyCase:
    item = rules.EvidenceDraft("现场检查记录", "SCENE_RECORD", on, "检查时的情况", DIGEST)
    draft = rules.InvestigationDraft(facts=case.facts, evidence=(item,), **changes)
    return services.investigate(ctx=world.act("yi", on), case=case.id, draft=draft, on=on)


def two(world: World) -> tuple[PenaltyCase, PenaltyCase]:
    """Return a unit and its head in one case whose investigation has ended."""
    case = world.clue(DAY)
    joined = join(world, case)
    investigate(world, approve(world, case))
    case.refresh_from_db()
    joined.refresh_from_db()
    return case, joined


def told(world: World, case: PenaltyCase, fine_fen: int) -> None:
    world.propose(case, fine_fen, DAY)
    world.review(case, DAY)
    services.notify(ctx=world.act("yi", DAY), case=case.id, on=DAY)
    world.deliver_notice(case, DAY)
    world.waive(case, DAY)


def end(world: World, case: PenaltyCase, fine_fen: int) -> None:
    """Deliver, collect and close."""
    draft = world.delivered()
    services.deliver_decision(ctx=world.act("yi", DAY), case=case.id, draft=draft, on=DAY)
    paid = rules.PaymentDraft(fine_fen, f"SL{case.id.hex[-10:]}")
    services.record_payment(ctx=world.act("finance", DAY), case=case.id, draft=paid, on=DAY)


def close(world: World, case: PenaltyCase) -> None:
    draft = obeyed(DAY)
    services.close_case(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)


def taken(world: World, case: PenaltyCase) -> list[str]:
    return [act.step for act in queries.file_of(world.viewer(), case.id, on=DAY).acts]


class TestCorrection:
    """行政处罚法 33: whether it was put right in time is found of each party, once."""

    def test_is_asked_of_each_party_with_the_report(self, world: World) -> None:
        case = world.clue(DAY)
        joined = join(world, case)
        approve(world, case)
        investigate(world, case, corrected=False, corrected_of=((joined.id, True),))
        for one, found in ((case, False), (joined, True)):
            file = queries.file_of(world.viewer(), one.id, on=DAY)
            drafts = [rules.FineDraft(key) for key in one.violation_keys]
            known = fining.recorded(world.viewer(), file, drafts, on=DAY)
            assert {row.answers[Question.CORRECTED] for row in known.values()} == {found}


class TestTwoParties:
    def test_are_one_case_with_two_decisions(self, world: World) -> None:
        case, joined = two(world)
        told(world, case, BELOW)
        world.decide(case, BELOW, DAY)
        told(world, joined, HEAD_FINE)
        world.waive_hearing(joined, DAY)
        world.discuss(joined, HEAD_FINE, DAY)
        decision = world.decide(joined, HEAD_FINE, DAY)
        viewer = world.viewer()

        assert joined.number == case.number
        assert decision.document.number != case.decision.document.number
        assert len(queries.opening_rows(viewer, DAY, DAY)) == 1
        assert len(queries.decision_rows(viewer, DAY, DAY)) == 2
        fined = queries.fine_rows(viewer, DAY, DAY)
        assert sum(row.weight for row in fined) == BELOW + HEAD_FINE
        together = queries.fined_of(queries.penalties(viewer, DAY, DAY))
        assert {row.distinct for row in together} == {str(case.id)}
        rows = queries.cases(viewer)
        assert [row.id for row in rows] == [case.id]
        assert queries.totals(viewer, rows) == queries.Totals(1, 2, BELOW + HEAD_FINE)
        others = queries.others_of(viewer, [case.id])[case.id]
        assert others == queries.Others(("示例甲（主要负责人）",), True, BELOW + HEAD_FINE)

    def test_are_found_by_the_name_of_either(self, world: World) -> None:
        case, _ = two(world)
        for typed in ("晨安化工", "示例甲"):
            found = queries.cases(world.viewer(), queries.CaseFilters(q=typed))
            assert [row.id for row in found] == [case.id]

    def test_are_one_case_of_each_of_their_entities(self, world: World) -> None:
        second = world.add_entity("示例区安平仓储有限公司", 6)
        case = world.clue(DAY)
        join(world, case)
        other = join(world, case, draft=head(entity=second, person_name="示例戊"))
        for entity, row in ((world.entity, case), (second, other)):
            found = queries.cases(world.viewer(), queries.CaseFilters(entity=entity))
            assert [one.id for one in found] == [row.id]

    def test_share_the_term_of_the_case_and_its_extension(self, world: World) -> None:
        case, joined = two(world)
        until = DAY + timedelta(days=100)
        world.extend(case, DAY, until)
        assert [term.due for term in queries.clocks(world.viewer(), joined.id, on=DAY)] == [until]

    def test_are_opened_together_with_one_paper_and_one_number(self, world: World) -> None:
        case = world.clue(DAY)
        joined = join(world, case)
        approve(world, case)
        case.refresh_from_db()
        joined.refresh_from_db()

        assert joined.number == case.number != ""
        assert taken(world, joined) == ["clue", "opening"]
        assert taken(world, case) == ["clue", "joining", "opening"]
        papers = documents.documents(world.viewer())
        assert [paper.kind for paper in papers] == ["opening_approval"]
        assert "示例甲" in papers[0].content
        assert CaseOfficer.objects.of(world.viewer()).filter(case=joined).count() == 2

    def test_have_one_report_and_the_evidence_of_the_case(self, world: World) -> None:
        case, joined = two(world)
        first = queries.file_of(world.viewer(), case.id, on=DAY)
        second = queries.file_of(world.viewer(), joined.id, on=DAY)

        assert [act.document_id for act in second.acts if act.step == "investigation"] == [
            act.document_id for act in first.acts if act.step == "investigation"
        ]
        assert second.data("investigation")["facts"] == joined.facts
        assert [item.id for item in second.evidence] == [item.id for item in first.evidence]

    def test_are_reviewed_anew_where_the_case_gets_more_evidence(self, world: World) -> None:
        case, joined = two(world)
        world.propose(joined, HEAD_FINE, DAY)
        world.review(joined, DAY)
        services.add_evidence(
            ctx=world.act("yi", DAY),
            case=case.id,
            name="询问笔录",
            kind=EvidenceKind.PARTY_STATEMENT,
            file=None,
            sha256="cd" * 32,
            obtained_on=DAY,
            proves="违法事实",
            on=DAY,
        )
        codes = refused(
            world, lambda: services.notify(ctx=world.act("yi", DAY), case=joined.id, on=DAY)
        )
        assert codes == ["case.review.stale"]

    def test_end_before_the_case_ends(self, world: World) -> None:
        case, joined = two(world)
        told(world, case, BELOW)
        world.decide(case, BELOW, DAY)
        end(world, case, BELOW)
        assert refused(world, lambda: close(world, case)) == ["case.party.open"]

        told(world, joined, HEAD_FINE)
        world.waive_hearing(joined, DAY)
        world.discuss(joined, HEAD_FINE, DAY)
        world.decide(joined, HEAD_FINE, DAY)
        end(world, joined, HEAD_FINE)
        close(world, joined)
        close(world, case)
        assert steps(world).count("closing") == 2

    def test_ask_for_the_same_queries_when_originals_are_asked_for(self, world: World) -> None:
        """A case is closed with its signed originals: many cases are asked at once."""
        later = date(2026, 12, 1)

        def asked(many: int) -> tuple[int, int, int]:
            with CaptureQueriesContext(connection) as waiting:
                waits = queries.upcoming(world.viewer(), on=later)
            with CaptureQueriesContext(connection) as fined:
                rows = queries.fined_cases(world.viewer(), on=later)
            assert [bool(row.file.originals_lacking) for row in rows] == [True] * many
            return len(waiting), len(fined), len(waits) - len(rows)

        world.spot(DAY)
        before = asked(1)
        world.spot(DAY)
        world.spot(DAY)
        assert asked(3) == before
        assert before[2] == 0

    def test_ask_for_the_same_queries_however_many_cases_there_are(self, world: World) -> None:
        def asked() -> tuple[int, int]:
            with CaptureQueriesContext(connection) as listed:
                rows = list(queries.cases(world.viewer()))
                queries.others_of(world.viewer(), [row.id for row in rows])
            with CaptureQueriesContext(connection) as waiting:
                queries.upcoming(world.viewer(), on=DAY)
            return len(listed), len(waiting)

        two(world)
        before = asked()
        two(world)
        assert asked() == before
        assert before[0] == 5  # with what became of each decision


class TestJoining:
    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"person_name": "", "role": None, "violations": ("safety.97-7",)}, "named_before"),
            ({"role": None}, "no_role"),
            ({"role": Liable.MANAGER}, "role_not_liable"),
        ],
    )
    def test_is_refused_to_who_cannot_be_a_party(
        self, world: World, changes: dict[str, Any], code: str
    ) -> None:
        case = world.clue(DAY)
        draft = head(**changes)
        assert refused(world, lambda: join(world, case, draft=draft)) == [f"party.{code}"]

    def test_is_refused_to_the_same_person_twice(self, world: World) -> None:
        case = world.clue(DAY)
        join(world, case)
        assert refused(world, lambda: join(world, case)) == ["party.named_before"]

    def test_is_refused_to_the_operator_of_a_sole_trader(self, world: World) -> None:
        trader = world.add_entity("示例区晨安五金店", 5, EntityKind.SOLE_PROPRIETOR)
        case = world.clue(DAY, entity=trader)
        assert refused(world, lambda: join(world, case)) == ["party.sole_trader"]

    def test_is_refused_for_a_violation_of_units_alone(self, world: World) -> None:
        case = world.clue(DAY)
        draft = head(violations=("safety.99-1", "safety.94"), role=Liable.MANAGER)
        codes = refused(world, lambda: join(world, case, draft=draft))
        assert codes == ["party.role_not_liable"]

    def test_is_refused_after_the_investigation(self, world: World) -> None:
        case = world.investigated(DAY)
        assert refused(world, lambda: join(world, case)) == ["case.party.investigated"]

    def test_is_refused_in_the_file_of_a_party_that_joined(self, world: World) -> None:
        joined = join(world, world.clue(DAY))
        draft = head(person_name="示例戊", role=Liable.HEAD)
        assert refused(world, lambda: join(world, joined, draft=draft)) == ["case.party.not_apart"]

    def test_is_refused_to_an_entity_of_another_bureau(self, world: World) -> None:
        other = World(OTHER, "999901")
        case, before = world.clue(DAY), world.events
        with pytest.raises(ObjectDoesNotExist):
            join(world, case, draft=head(entity=other.entity))
        assert world.events == before

    def test_is_refused_where_somebody_acted_meanwhile(self, world: World) -> None:
        case = world.clue(DAY)
        join(world, case)
        with pytest.raises(Stale):
            services.join_party(
                ctx=world.act("yi", DAY),
                case=case.id,
                draft=head(person_name="示例戊"),
                on=DAY,
                version=case.version,
            )

    def test_takes_another_entity_without_the_order_to_the_first(self, world: World) -> None:
        second = world.add_entity("示例区安平仓储有限公司", 6)
        case = world.clue(DAY)
        draft = head(entity=second, person_name="", role=None, violations=("safety.97-7",))
        joined = join(world, case, draft=draft)
        assert (joined.party_name, joined.source_id) == ("示例区安平仓储有限公司", None)
        assert joined.party_label == "示例区安平仓储有限公司"


class TestOpening:
    def test_of_one_party_waits_for_the_case(self, world: World) -> None:
        joined = join(world, world.clue(DAY))
        assert "case.party.before_opening" in refused(world, lambda: approve(world, joined))

    def test_names_what_speaks_against_a_party_and_opens_none(self, world: World) -> None:
        case = world.clue(DAY)
        long_ago = rules.TimesDraft(date(2022, 3, 1), date(2022, 3, 1), ConductKind.ONCE)
        join(world, case, draft=head(times=long_ago, harmful=False))
        codes = refused(world, lambda: approve(world, case))
        assert codes == ["case.limitation.passed"]
        assert taken(world, case) == ["clue", "joining"]

    def test_leaves_out_a_party_that_was_dropped(self, world: World) -> None:
        case = world.clue(DAY)
        joined = join(world, case)
        reason = rules.NotOpenedDraft("没有证据证明其负有责任。")
        services.refuse_to_open(ctx=world.act("deputy", DAY), case=joined.id, draft=reason, on=DAY)
        investigate(world, approve(world, case))
        assert taken(world, joined) == ["clue", "not_opened"]
        assert queries.others_of(world.viewer(), [case.id])[case.id].names == ()


class TestLaterParty:
    def test_is_approved_by_itself_under_the_number_and_term_of_the_case(
        self, world: World
    ) -> None:
        case = world.opened(DAY)
        joined = join(world, case, NEXT)
        codes = refused(world, lambda: investigate(world, case, NEXT))
        assert codes == ["case.party.waits"]

        approve(world, joined, NEXT)
        joined.refresh_from_db()
        case.refresh_from_db()
        file = queries.file_of(world.viewer(), joined.id, on=NEXT)
        first = queries.file_of(world.viewer(), case.id, on=NEXT)
        assert joined.number == case.number
        assert file.data("opening")["number"] != case.number
        assert file.handler_names == first.handler_names
        terms = [
            [term.due for term in standing.terms_of(one, standing.facts_of(one, on=NEXT), on=NEXT)]
            for one in (file, first)
        ]
        assert terms[0] == terms[1]
        kinds = [paper.kind for paper in documents.documents(world.viewer())]
        assert sorted(kinds) == ["joining_approval", "opening_approval"]
        for one in (file, first):
            papers = documents.documents_of(world.viewer(), ("case", one.case.id))
            # 行政处罚法 47: the whole course is kept; the paper of the opening is each file's own.
            assert prechecks.seen_of(world.viewer(), one, papers, on=NEXT).missing_papers == ()
            without = prechecks.seen_of(world.viewer(), one, (), on=NEXT).missing_papers
            assert len(without) == 1

    def test_is_investigated_with_the_case_alone(self, world: World) -> None:
        case = world.opened(DAY)
        joined = join(world, case)
        approve(world, joined)
        codes = refused(world, lambda: investigate(world, joined))
        assert "case.party.not_apart" in codes

        investigate(world, case, facts_of=((joined.id, "未及时消除事故隐患。"),))
        file = queries.file_of(world.viewer(), joined.id, on=DAY)
        assert file.data("investigation")["facts"] == "未及时消除事故隐患。"
