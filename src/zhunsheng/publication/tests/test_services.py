"""Publishing and withdrawing, and what is refused without a trace."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from zhunsheng.cases.models import Decision
from zhunsheng.cases.tests.world import OTHER, World
from zhunsheng.inspection.tests import builders as inspections
from zhunsheng.kernel.canonical import canonical_text, sha256_hex
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.publication import queries, services
from zhunsheng.publication.choices import PublicationKind
from zhunsheng.publication.models import Publication, Withdrawal
from zhunsheng.registry.choices import EntityKind
from zhunsheng.registry.models import BusinessEntity

pytestmark = pytest.mark.django_db

DECIDED = date(2025, 9, 26)
DUE = date(2025, 10, 13)
KIND = PublicationKind.DECISION


@pytest.fixture
def world() -> World:
    return World()


def decision(world: World, on: date = DECIDED, **changes) -> UUID:
    case = world.spot(on, **changes)
    found: Decision = Decision.objects.of(world.viewer()).get(case=case)
    return found.id


def publish(world: World, subject: UUID, on: date, by: str = "secretary") -> Publication:
    return services.publish(ctx=world.act(by, on), kind=KIND, subject=subject, on=on)


def written(world: World) -> tuple[int, int, int]:
    scope = world.viewer()
    out, back = Publication.objects.of(scope), Withdrawal.objects.of(scope)
    return out.count(), back.count(), world.events


class TestPublish:
    def test_stores_what_the_public_sees_with_its_hash_and_term(self, world):
        row = publish(world, decision(world), DUE)

        assert (row.decided_on, row.due_on, row.published_on) == (DECIDED, DUE, DUE)
        assert row.is_late is False
        assert row.snapshot == canonical_text(row.contents)
        assert row.snapshot_hash == sha256_hex(row.contents)
        shown = dict(row.fields)
        assert shown["行政相对人名称"] == "示例区晨安化工有限公司"
        assert shown["法定代表人"] == "示例甲"
        assert shown["违法行为类型"] == "未设置明显的安全警示标志"
        assert shown["罚款金额（元）"] == "2,000.00"
        assert shown["处罚内容"] == "罚款人民币2,000.00元"

    def test_is_late_by_working_days_after_the_term(self, world):
        row = publish(world, decision(world), date(2025, 10, 15))
        assert row.is_late is True
        assert queries.running(row.due_on, row.published_on).workdays_left == -2

    def test_shows_no_personal_number_in_title_place_or_reason(self, world):
        mobile = "13900000000"
        case = world.decided(1_000_000, DECIDED)
        type(case)._base_manager.filter(pk=case.pk).update(cause=f"电话{mobile}的举报案")
        found = Decision.objects.of(world.viewer()).get(case=case)
        row = services.publish(
            ctx=world.act("secretary", DUE),
            kind=KIND,
            subject=found.id,
            on=DUE,
            place=f"栏{mobile}",
        )
        services.withdraw(
            ctx=world.act("secretary", DUE),
            publication=row.id,
            reason=f"应{mobile}要求撤销",
            corrects=True,
            on=DUE,
        )
        given = Withdrawal.objects.of(world.viewer()).get(publication=row)
        assert (row.title, row.place, given.reason) == (
            "电话****的举报案",
            "栏****",
            "应****要求撤销",
        )
        assert mobile not in row.snapshot

    def test_keeps_the_visit_of_a_natural_person_off_the_site(self):
        one = inspections.world()
        visit = inspections.visited(one)
        type(visit.entity)._base_manager.filter(pk=visit.entity_id).update(
            kind=EntityKind.PERSON.value
        )
        with pytest.raises(StepRefused, match="自然人"):
            services.publish(
                ctx=one.act("publish", DUE, one.chief),
                kind=PublicationKind.INSPECTION_RESULT,
                subject=visit.id,
                on=DUE,
            )

    def test_ends_the_duty(self, world):
        subject = decision(world)
        before = queries.duties(world.viewer(), DUE)
        publish(world, subject, DUE)
        assert [(duty.key, duty.due_on) for duty in before] == [
            (f"publication.publish:{subject}", DUE)
        ]
        assert queries.duties(world.viewer(), DUE) == ()

    def test_is_done_once_for_the_same_form(self, world):
        subject = decision(world)
        ctx = world.act("secretary", DUE, key="same-form")
        first = services.publish(ctx=ctx, kind=KIND, subject=subject, on=DUE)
        again = services.publish(ctx=ctx, kind=KIND, subject=subject, on=DUE)
        assert first == again
        assert Publication.objects.of(world.viewer()).count() == 1

    def test_is_refused_twice(self, world):
        subject = decision(world)
        publish(world, subject, DUE)
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            publish(world, subject, DUE)
        assert [one.code for one in refused.value.findings] == ["publication.out_already"]
        assert written(world) == before

    def test_is_refused_to_who_may_not_publish(self, world):
        subject = decision(world)
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            publish(world, subject, DUE, by="finance")
        assert [one.code for one in refused.value.findings] == ["step.publish.wrong_role"]
        assert written(world) == before

    def test_leaves_a_natural_person_off_the_site(self, world):
        person = world.add_entity("示例寅", 9, EntityKind.SOLE_PROPRIETOR)
        BusinessEntity.objects.of(world.viewer()).filter(id=person).update(
            kind=EntityKind.PERSON.value
        )
        subject = decision(world, entity=person, fine_fen=10_000)
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            publish(world, subject, DUE)
        assert [one.code for one in refused.value.findings] == ["publication.natural_person"]
        assert written(world) == before
        assert queries.duties(world.viewer(), DUE) == ()
        left = queries.withheld(world.viewer())
        assert [(one.matter.subject, one.reason.value) for one in left] == [
            (subject, "NATURAL_PERSON")
        ]

    def test_knows_nothing_of_another_bureau(self, world):
        subject = decision(world)
        other = World(OTHER, "999901")
        before = written(other)
        with pytest.raises(queries.NothingToPublish):
            publish(other, subject, DUE)
        assert written(other) == before


class TestWithdraw:
    def withdraw(self, world, row, reason="名称有误", on=DUE, *, corrects=True):
        return services.withdraw(
            ctx=world.act("secretary", on),
            publication=row.id,
            reason=reason,
            corrects=corrects,
            on=on,
        )

    def test_takes_the_matter_from_the_public_and_keeps_the_row(self, world):
        row = publish(world, decision(world), date(2025, 9, 30))
        self.withdraw(world, row)
        scope = world.viewer()
        assert list(queries.published(scope)) == []
        kept = queries.publication(scope, row.id)
        assert kept.snapshot_hash == row.snapshot_hash
        assert kept.withdrawal.reason == "名称有误"
        assert (kept.withdrawal.changed_on, kept.withdrawal.is_late) == (None, False)

    def test_lets_a_corrected_text_be_published_as_a_second_round(self, world):
        subject = decision(world)
        row = publish(world, subject, date(2025, 9, 30))
        self.withdraw(world, row)
        waiting = queries.waiting(world.viewer(), DUE)
        assert [one.matter.subject for one in waiting] == [subject]
        again = publish(world, subject, DUE)
        assert again.round == 2
        assert [one.id for one in queries.published(world.viewer())] == [again.id]

    @pytest.mark.parametrize("reason", [" \n ", "900", "null"])
    def test_is_refused_without_a_reason(self, world, reason):
        row = publish(world, decision(world), date(2025, 9, 30))
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            self.withdraw(world, row, reason=reason)
        assert [one.code for one in refused.value.findings] == ["publication.withdrawal.no_reason"]
        assert written(world) == before

    @pytest.mark.parametrize(
        ("on", "corrects", "code"),
        [
            (DUE, False, "publication.withdrawal.not_changed"),
            (date(2025, 9, 29), True, "publication.withdrawal.before_publication"),
        ],
    )
    def test_is_refused_where_nothing_changed_and_before_the_publication(
        self, world, on, corrects, code
    ):
        """行政处罚法 48: what stands stays published, whatever the party asks for."""
        row = publish(world, decision(world), date(2025, 9, 30))
        before = written(world)
        with pytest.raises(StepRefused) as refused:
            self.withdraw(world, row, on=on, corrects=corrects)
        assert [one.code for one in refused.value.findings] == [code]
        assert written(world) == before
