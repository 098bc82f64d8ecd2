"""Officers are not swapped behind a visit that has begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.inspection import queries, services
from zhunsheng.inspection.models import Inspection
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import FOUNDED, VISITED, World
from zhunsheng.inspection.tests.refusals import record, refused
from zhunsheng.inspection.tests.test_views import at, browser
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.workforce import services as workforce
from zhunsheng.workforce.models import Credential
from zhunsheng.workforce.services import CredentialFacts, OfficerFacts

pytestmark = pytest.mark.django_db
MORNING = datetime(2025, 9, 8, 9, 30, tzinfo=SHANGHAI)
NOON = MORNING.replace(hour=12)


@pytest.fixture
def world(db: None) -> World:
    return builders.world()


@pytest.fixture
def third(world: World) -> UUID:
    """Somebody else of the team who may be sent."""
    credential = CredentialFacts("SL0097", date(2024, 1, 1), date(2027, 12, 31))
    facts = OfficerFacts(name="示例庚", unit=world.team, credential=credential)
    act = builders.act("third", FOUNDED)
    return workforce.add_officer(ctx=act, facts=facts, on=FOUNDED).id


def show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhunsheng.visitcode.queries.shown_at", lambda *_: MORNING)


def send(world: World, row: Inspection, *officers: UUID) -> Inspection:
    return services.change_officers(
        ctx=replace(world.act("change", VISITED, world.chief), at=NOON),
        inspection=row.id,
        officers=officers,
        reason="原检查人员另有任务",
        version=None,
        on=VISITED,
    )


class TestAfterTheCode:
    """行政处罚法 42, 55: who entered and showed the certificate is who inspected and signs."""

    def test_others_are_neither_sent_nor_offered(
        self, world: World, third: UUID, monkeypatch: pytest.MonkeyPatch, settings: Any
    ):
        settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
        row = builders.approved(world)
        head = browser(world, world.chief)
        assert at("officers", row) in head.get(at("detail", row)).text
        show(monkeypatch)
        assert refused(lambda: send(world, row, world.officers[0], third)) == [
            "inspection.officers.code_shown"
        ]
        assert at("officers", row) not in head.get(at("detail", row)).text

    def test_others_are_sent_where_somebody_has_to_recuse(
        self, world: World, third: UUID, monkeypatch: pytest.MonkeyPatch, settings: Any
    ):
        """行政处罚法 43: who recuses is replaced, and the visit begins anew with the others."""
        settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
        row = builders.approved(world)
        show(monkeypatch)
        workforce.declare_interest(
            ctx=builders.act("interest", VISITED),
            officer=world.officers[1],
            entity=world.entities[0],
            reason="近亲属在该单位任职",
            on=VISITED,
        )
        assert at("officers", row) in browser(world, world.chief).get(at("detail", row)).text
        send(world, row, world.officers[0], third)
        early: dict[str, Any] = {"started_at": MORNING, "ended_at": NOON}
        assert refused(lambda: record(world, row, **early)) == ["inspection.visit.before_sending"]
        hours: dict[str, Any] = {"started_at": NOON, "ended_at": NOON.replace(hour=13)}
        assert record(world, row, **hours).started_at == NOON
        assert queries.officer_ids(world.viewer(), row.id) == (world.officers[0], third)


def test_officers_sent_at_noon_have_not_begun_in_the_morning(world: World, third: UUID):
    """国办发〔2024〕54号: no code was shown; who is sent at noon did not inspect at nine."""
    row = builders.approved(world)
    assert send(world, row, world.officers[0], third).officers_sent_at == NOON
    assert refused(lambda: record(world, row)) == ["inspection.visit.before_sending"]


class TestWhoMayGoOn:
    """行政处罚法 42, 43, 55: who is barred is replaced; who entered and is not barred inspects."""

    def test_is_not_replaced_with_the_one_who_recuses(
        self, world: World, third: UUID, monkeypatch: pytest.MonkeyPatch
    ):
        row = builders.approved(world)
        show(monkeypatch)
        workforce.declare_interest(
            ctx=builders.act("interest", VISITED),
            officer=world.officers[1],
            entity=world.entities[0],
            reason="近亲属在该单位任职",
            on=VISITED,
        )
        credential = CredentialFacts("SL0098", date(2024, 1, 1), date(2027, 12, 31))
        facts = OfficerFacts(name="示例辛", unit=world.team, credential=credential)
        act = builders.act("fourth", FOUNDED)
        fourth = workforce.add_officer(ctx=act, facts=facts, on=FOUNDED).id
        codes = refused(lambda: send(world, row, third, fourth))
        assert codes == ["inspection.officers.may_go_on"]
        send(world, row, world.officers[0], third)
        assert queries.officer_ids(world.viewer(), row.id) == (world.officers[0], third)

    def test_is_replaced_where_the_certificate_was_withdrawn_on_the_day(
        self, world: World, third: UUID, monkeypatch: pytest.MonkeyPatch
    ):
        """行政处罚法 42: the visit cannot be recorded without a certificate, so others are sent."""
        row = builders.approved(world)
        show(monkeypatch)
        lost = Credential.objects.of(world.viewer()).filter(officer=world.officers[1])
        lost.update(valid_until=VISITED - timedelta(days=1))
        assert "officers.credential" in ",".join(refused(lambda: record(world, row)))
        codes = refused(lambda: send(world, row, third, world.lapsing))
        assert "inspection.officers.may_go_on" in codes
        send(world, row, world.officers[0], third)
        early: dict[str, Any] = {"started_at": MORNING, "ended_at": NOON}
        assert refused(lambda: record(world, row, **early)) == ["inspection.visit.before_sending"]
        hours: dict[str, Any] = {"started_at": NOON, "ended_at": NOON.replace(hour=13)}
        assert record(world, row, **hours).started_at == NOON

    def test_is_not_replaced_for_a_certificate_that_held_on_the_day_of_the_code(
        self, world: World, third: UUID, monkeypatch: pytest.MonkeyPatch
    ):
        row = builders.approved(world)
        show(monkeypatch)
        lost = Credential.objects.of(world.viewer()).filter(officer=world.officers[1])
        lost.update(valid_until=VISITED)
        after = VISITED + timedelta(days=1)
        codes = refused(
            lambda: services.change_officers(
                ctx=world.act("change", after, world.chief),
                inspection=row.id,
                officers=(world.officers[0], third),
                reason="证件已经收回",
                version=None,
                on=after,
            )
        )
        assert "inspection.officers.code_shown" in codes


def test_the_hour_of_sending_is_told_as_it_was_here(world: World, third: UUID):
    """国办发〔2024〕54号: the record tells the time of the place, as the database does not."""
    row = builders.approved(world)
    send(world, row, world.officers[0], third)
    with pytest.raises(StepRefused) as refusal:
        record(world, row)
    assert "早于改派检查人员的时间09月08日12:30" in refusal.value.findings[0].message
