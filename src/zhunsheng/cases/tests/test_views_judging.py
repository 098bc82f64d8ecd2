"""What somebody reads beside the form by which he judges a case."""

from __future__ import annotations

import pytest

from zhunsheng.cases import services
from zhunsheng.cases.choices import Checked
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.procedure.roles import LEADERS
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.steps import DAY, HEARD_ON, HEAVY, MINOR, RECORD, called
from zhunsheng.cases.tests.test_services_statements import answer, say
from zhunsheng.cases.tests.test_views_parties import signed_in
from zhunsheng.cases.tests.world import World
from zhunsheng.cases.views.acts import ACT_PAGES
from zhunsheng.cases.views.judging import OPENING
from zhunsheng.documents import queries as documents

pytestmark = pytest.mark.django_db
EVIDENCE, PAPERS = 'id="evidence"', "案件调查终结报告"


def pages_of(world: World, case: PenaltyCase, key: str, steps: list[str]) -> dict[str, str]:
    client = signed_in(world, key)
    return {step: client.get(f"/cases/{case.id}/{step}/").content.decode() for step in steps}


def test_every_signature_is_given_over_evidence_and_papers() -> None:
    """行政处罚法 57.1: the person in charge examines the result of the investigation."""
    world = World()
    case = world.investigated(DAY)
    world.propose(case, 0, DAY, answers=MINOR)
    steps = [
        step.key
        for step in PENALTY_ORDINARY.steps
        if step.actor & LEADERS and step.key in ACT_PAGES and step.key not in OPENING
    ]
    assert {"sparing_endorsement", "committee", "endorsement", "withdrawal"} <= set(steps)
    shown = pages_of(world, case, "deputy", steps)
    assert [step for step in steps if PAPERS not in shown[step]] == []
    assert [step for step in steps if EVIDENCE not in shown[step]] == ["closing"]


def test_who_signs_that_a_party_is_spared_reads_the_law_and_how_it_was_checked() -> None:
    """行政处罚法 33, 57.1: the check before, the articles of the violation and the evidence."""
    world = World()
    case = world.investigated(DAY)
    world.propose(case, 0, DAY, answers=MINOR)
    check = turning.CheckDraft(Checked.AGREED, "事实清楚，情节轻微。")
    services.check_first(ctx=world.act("head", DAY), case=case.id, draft=check, on=DAY)
    shown = pages_of(world, case, "deputy", ["sparing_endorsement", "committee"])
    shown |= pages_of(world, case, "head", ["sparing_submission", "first_check"])
    for text in shown.values():
        for what in (EVIDENCE, PAPERS):
            assert what in text
    for step in ("sparing_endorsement", "committee", "first_check"):
        assert "安全生产法" in shown[step]
    for text in (shown["sparing_endorsement"], shown["committee"]):
        assert "事实清楚，情节轻微。" in text


def test_what_was_said_in_defence_and_hearing_is_for_those_who_need_it() -> None:
    """行政处罚法 50, 64: secrets and privacy that a defence or a hearing tells are kept."""
    world = World()
    case = called(world)
    services.hold_hearing(
        ctx=world.act("secretary", HEARD_ON), case=case.id, draft=RECORD, on=HEARD_ON
    )
    other = world.told(HEAVY, DAY)
    say(world, other)
    answer(world, other)
    rows = [
        *documents.documents_of(world.viewer(), ("case", case.id)),
        *documents.documents_of(world.viewer(), ("case", other.id)),
    ]
    kinds = {"hearing_record", "representation_record", "representation_review"}
    papers = [row for row in rows if row.kind in kinds]
    assert {row.kind for row in papers} == kinds
    for role in ("FINANCE", "WINDOW_CLERK", "SYSTEM_ADMIN", "JUSTICE_SUPERVISOR"):
        world.add_user(role, "示例寅", role)
        client = signed_in(world, role)
        assert {client.get(f"/documents/{row.id}/").status_code for row in papers} == {403}, role
    for key in ("yi", "deputy", "secretary", "reviewer"):
        client = signed_in(world, key)
        assert {client.get(f"/documents/{row.id}/").status_code for row in papers} == {200}, key
