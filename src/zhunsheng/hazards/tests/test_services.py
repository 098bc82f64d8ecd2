"""A major hazard: proposed, listed by others, followed, verified, delisted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from zhunsheng.hazards import queries, rules, services
from zhunsheng.hazards.choices import HazardStage, ListingBody
from zhunsheng.hazards.models import HazardRecord, MajorHazard, TermExtension
from zhunsheng.hazards.rules import Decision, HazardFacts
from zhunsheng.inspection import queries as inspections
from zhunsheng.inspection import services as inspection
from zhunsheng.inspection.choices import BasisKind, HazardGrade, RectificationResult
from zhunsheng.inspection.rules import FindingDraft
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import VISITED, World
from zhunsheng.inspection.tests.refusals import record
from zhunsheng.journal.models import Event
from zhunsheng.kernel.finding import Stale, StepRefused
from zhunsheng.registry import services as registry
from zhunsheng.workforce import services as workforce

pytestmark = pytest.mark.django_db

LISTED = VISITED + timedelta(days=3)
DUE = VISITED + timedelta(days=60)
VERIFIED = VISITED + timedelta(days=50)
MAJOR = FindingDraft(
    "可燃气体报警装置停用。",
    "甲类仓库",
    "safety.99-4",
    HazardGrade.MAJOR,
    standard="示例判定标准第五条",
)
LISTING = Decision(
    ListingBody.SAFETY_COMMITTEE, "示安委督〔2025〕1号", LISTED, DUE, "停用期间不得作业"
)


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


def found(world: World, **changes: Any) -> Any:
    row = record(world, builders.approved(world), findings=(replace(MAJOR, **changes),))
    (finding,) = inspections.findings_of(world.viewer(), row.id)
    return finding


def proposed(world: World) -> MajorHazard:
    return services.propose(
        ctx=world.act("propose", VISITED, world.chief),
        finding=found(world).id,
        reason="需要停用整条管线。",
        on=VISITED,
    )


def listed(world: World) -> MajorHazard:
    row = proposed(world)
    return services.record_listing(
        ctx=world.act("list", LISTED), hazard=row.id, decision=LISTING, version=0, on=LISTED
    )


def verified(world: World, row: MajorHazard, *, is_removed: bool, on: date = VERIFIED) -> Any:
    return services.verify(
        ctx=world.act(f"verify-{on}-{is_removed}", on),
        hazard=row.id,
        officers=world.officers,
        is_removed=is_removed,
        text="现场核验报警装置。",
        version=None,
        on=on,
    )


def delist(world: World, row: MajorHazard, decided_on: date = DUE) -> MajorHazard:
    decision = replace(LISTING, number="示安委销〔2025〕1号", decided_on=decided_on, due_on=None)
    return services.record_delisting(
        ctx=world.act("delist", decided_on),
        hazard=row.id,
        decision=decision,
        version=None,
        on=decided_on,
    )


def refused(act: Any) -> list[str]:
    """Return the codes of a refusal that wrote nothing and recorded nothing."""
    tables = (MajorHazard, TermExtension, HazardRecord, Event)
    before = [list(table._base_manager.order_by("pk").values()) for table in tables]
    with pytest.raises(StepRefused) as refusal:
        act()
    assert [list(table._base_manager.order_by("pk").values()) for table in tables] == before
    return [finding.code for finding in refusal.value.findings]


def stage(world: World, row: MajorHazard, on: date) -> HazardStage:
    return queries.hazard(world.viewer(), row.id, on=on).stage


class TestAdvice:
    """国办发〔2024〕54号: advice and resumption are kept apart from enforcement."""

    def test_leads_to_no_proposal(self, world: World) -> None:
        row = found(world)
        visit = row.inspection
        visit.basis_kind = BasisKind.SERVICE.value
        visit.save(update_fields=["basis_kind"])
        ctx = world.act("p", VISITED, world.chief)
        codes = refused(
            lambda: services.propose(ctx=ctx, finding=row.id, reason="停用整条管线", on=VISITED)
        )
        assert codes == ["hazards.proposal.from_advice"]
        assert queries.open_major_findings(world.viewer()) == ()


class TestHazard:
    def test_goes_from_proposal_to_delisting(self, world: World) -> None:
        """安全生产法 41(3): the bureau supervises the removal; others list and delist."""
        row = listed(world)
        assert stage(world, row, LISTED) is HazardStage.LISTED
        assert stage(world, row, DUE + timedelta(days=1)) is HazardStage.PAST_TERM
        services.follow_up(
            ctx=world.act("f", LISTED), hazard=row.id, text="已停用管线。", version=1, on=LISTED
        )
        verified(world, row, is_removed=True)
        assert stage(world, row, VERIFIED) is HazardStage.VERIFIED
        done = delist(world, row)
        assert (done.delisted_on, done.delisting_number) == (DUE, "示安委销〔2025〕1号")
        assert stage(world, row, DUE) is HazardStage.DELISTED
        assert queries.duties(world.viewer(), DUE) == ()

    def test_is_due_to_be_verified_until_the_term_and_to_be_delisted_after(
        self, world: World
    ) -> None:
        row = listed(world)
        (duty,) = queries.duties(world.viewer(), LISTED)
        assert (duty.label, duty.due_on) == ("现场核验", DUE)
        verified(world, row, is_removed=True)
        (duty,) = queries.duties(world.viewer(), VERIFIED)
        assert (duty.label, duty.due_on) == ("登记摘牌决定", None)

    def test_that_is_no_major_one_or_put_right_is_not_proposed(self, world: World) -> None:
        general = found(world, grade=HazardGrade.GENERAL, immediate_fix=True)
        codes = refused(
            lambda: services.propose(
                ctx=world.act("p", VISITED, world.chief),
                finding=general.id,
                reason="停用整条管线。",
                on=VISITED,
            )
        )
        assert codes == ["hazards.proposal.not_major", "hazards.proposal.put_right"]

    def test_is_proposed_by_a_head_and_once(self, world: World) -> None:
        row = proposed(world)

        def again(key: str, by: Any) -> Any:
            return services.propose(
                ctx=world.act(key, VISITED, by),
                finding=row.finding_id,
                reason="再次提请。",
                on=VISITED,
            )

        assert refused(lambda: again("again", world.chief)) == ["hazards.proposal.twice"]
        assert len(refused(lambda: again("officer", world.officer))) == 2

    def test_is_not_listed_by_the_bureau_itself(self, world: World) -> None:
        """law.md A22: a listing without the number of the committee's paper is none."""
        row = proposed(world)
        for changes, code in (
            ({"number": " "}, "hazards.decision.no_number"),
            ({"decided_on": VISITED - timedelta(days=1)}, "hazards.decision.day"),
            ({"due_on": None}, "hazards.listing.term"),
            ({"due_on": LISTED}, "hazards.listing.term"),
        ):
            decision = replace(LISTING, **changes)
            codes = refused(
                lambda: services.record_listing(
                    ctx=world.act("l", LISTED),
                    hazard=row.id,
                    decision=decision,  # noqa: B023  # called at once
                    version=None,
                    on=LISTED,
                )
            )
            assert codes == [code]

    def test_is_answered_once(self, world: World) -> None:
        row = listed(world)
        codes = refused(
            lambda: services.record_refusal(
                ctx=world.act("d", LISTED),
                hazard=row.id,
                decision=LISTING,
                version=None,
                on=LISTED,
            )
        )
        assert codes == ["hazards.decision.twice"]

    def test_is_not_delisted_before_its_removal_was_verified(self, world: World) -> None:
        row = listed(world)
        assert "hazards.delisting.unverified" in refused(lambda: delist(world, row))
        verified(world, row, is_removed=True)
        verified(world, row, is_removed=False, on=VERIFIED + timedelta(days=1))
        assert refused(lambda: delist(world, row)) == ["hazards.delisting.unverified"]

    def test_is_verified_by_two_whose_certificates_hold(self, world: World) -> None:
        """行政处罚法 42."""
        row = listed(world)
        codes = refused(
            lambda: services.verify(
                ctx=world.act("one", VERIFIED),
                hazard=row.id,
                officers=(world.officers[0],),
                is_removed=True,
                text="已经核验。",
                version=None,
                on=VERIFIED,
            )
        )
        assert codes == ["officers.fewer_than_two"]

    def test_is_not_verified_by_an_interested_nor_by_an_unknown_officer(self, world: World) -> None:
        """行政处罚法 43: who has an interest in the party recuses; 42: officers of the body."""
        row = listed(world)
        workforce.declare_interest(
            ctx=world.act("interest", LISTED, builders.SYSTEM),
            officer=world.officers[0],
            entity=world.entities[0],
            reason="近亲属任职",
            on=LISTED,
        )
        assert refused(lambda: verified(world, row, is_removed=True)) == [
            "hazards.verification.interested"
        ]
        strangers = replace(world, officers=(world.officers[1], row.id))
        assert refused(lambda: verified(strangers, row, is_removed=True)) == [
            "officers.fewer_than_two",
            "hazards.verification.unknown_officer",
            "hazards.verification.actor_absent",
        ]

    def test_is_not_verified_by_who_is_close_to_an_entry_merged_into_the_unit(
        self, world: World
    ) -> None:
        """行政处罚法 43: an interest in a merged entry is one in the unit that is kept."""
        row = listed(world)
        kept, duplicate = world.entities[:2]
        workforce.declare_interest(
            ctx=world.act("interest", LISTED, builders.SYSTEM),
            officer=world.officers[0],
            entity=duplicate,
            reason="近亲属任职",
            on=LISTED,
        )
        registry.merge_entities(
            ctx=world.act("merge", LISTED, builders.SYSTEM),
            kept=kept,
            duplicate=duplicate,
            registration="示市监登记查询〔2025〕7号",
            reason="同一单位，重复登记",
            version=0,
            on=LISTED,
        )
        assert refused(lambda: verified(world, row, is_removed=True)) == [
            "hazards.verification.interested"
        ]

    def test_agrees_with_the_reinspection_of_the_day(self, world: World) -> None:
        """安全生产法 65.1(3): whether a hazard is gone has one answer on one day."""
        row = listed(world)
        visited = row.finding.inspection
        inspection.issue_order(
            ctx=world.act("order", VISITED),
            inspection=visited.id,
            due_on=DUE,
            version=None,
            on=VISITED,
        )
        order = inspections.orders(world.viewer()).get(inspection=visited)
        inspection.reinspect(
            ctx=world.act("again", VERIFIED),
            order=order.id,
            officers=(),
            results=builders.results(world, visited, RectificationResult.IN_PROGRESS),
            **builders.early(VERIFIED),
            version=None,
            on=VERIFIED,
        )
        assert refused(lambda: verified(world, row, is_removed=True)) == [
            "hazards.verification.contradiction"
        ]
        assert verified(world, row, is_removed=False).is_removed is False

    def test_is_extended_and_delisted_by_the_body_that_listed_it(self, world: World) -> None:
        """安全生产法 41(3): who listed a hazard decides on its term and on taking it off."""
        row = listed(world)
        verified(world, row, is_removed=True)
        other = replace(LISTING, body=ListingBody.GOVERNMENT, decided_on=DUE)

        def extend() -> object:
            return services.record_extension(
                ctx=world.act("x", DUE),
                hazard=row.id,
                decision=replace(other, due_on=DUE + timedelta(days=9)),
                version=None,
                on=DUE,
            )

        def strike() -> object:
            return services.record_delisting(
                ctx=world.act("d", DUE), hazard=row.id, decision=other, version=None, on=DUE
            )

        assert refused(extend) == ["hazards.decision.other_body"]
        assert refused(strike) == ["hazards.decision.other_body"]

    def test_that_was_declined_may_be_proposed_again(self, world: World) -> None:
        row = proposed(world)
        services.record_refusal(
            ctx=world.act("d", LISTED), hazard=row.id, decision=LISTING, version=None, on=LISTED
        )
        (open_one,) = queries.open_major_findings(world.viewer())
        again = services.propose(
            ctx=world.act("again", LISTED, world.chief),
            finding=open_one.id,
            reason="又发现管线腐蚀。",
            on=LISTED,
        )
        assert (again.finding_id, again.declined_on) == (row.finding_id, None)

    def test_gets_a_longer_term_only_before_the_old_one_ends(self, world: World) -> None:
        row = listed(world)
        longer = replace(
            LISTING, number="示安委延〔2025〕1号", decided_on=DUE, due_on=DUE + timedelta(days=30)
        )
        services.record_extension(
            ctx=world.act("x", DUE), hazard=row.id, decision=longer, version=None, on=DUE
        )
        day = DUE + timedelta(days=31)
        late = replace(longer, decided_on=day, due_on=day + timedelta(days=9))
        codes = refused(
            lambda: services.record_extension(
                ctx=world.act("y", day), hazard=row.id, decision=late, version=None, on=day
            )
        )
        assert codes == ["hazards.extension.term"]

    def test_of_an_older_form_is_stale(self, world: World) -> None:
        row = listed(world)
        with pytest.raises(Stale) as stale:
            services.follow_up(
                ctx=world.act("f", LISTED), hazard=row.id, text="已停。", version=0, on=LISTED
            )
        assert [one.what for one in stale.value.later] == ["登记挂牌决定"]

    def test_of_another_bureau_does_not_exist(self, world: World) -> None:
        row = listed(world)
        other = builders.world(builders.OTHER)
        with pytest.raises(MajorHazard.DoesNotExist):
            services.follow_up(
                ctx=other.act("f", LISTED), hazard=row.id, text="已停。", version=None, on=LISTED
            )


def test_the_day_after_the_term_is_past_it() -> None:
    facts = HazardFacts(on=DUE, proposed_on=VISITED, listed_on=LISTED, due_on=DUE)
    assert rules.stage_of(facts) is HazardStage.LISTED
    late = replace(facts, on=DUE + timedelta(days=1))
    assert rules.stage_of(late) is HazardStage.PAST_TERM


class TestRows:
    def test_tell_what_was_listed_and_what_is_late_on_a_day(self, world: World):
        listed(world)
        viewer, year = world.viewer(), (date(2025, 1, 1), date(2025, 12, 31))
        (row,) = queries.listed_rows(viewer, *year)
        assert row.label == "示安委督〔2025〕1号 示例区晨安化工有限公司"
        assert queries.listed_rows(viewer, LISTED + timedelta(days=1), year[1]) == ()
        assert queries.delisted_rows(viewer, *year) == ()
        assert queries.late_rows(viewer, *year, DUE) == ()
        assert queries.late_rows(viewer, *year, DUE + timedelta(days=1)) == (row,)
        assert queries.late_rows(viewer, *year, LISTED - timedelta(days=1)) == ()
