"""What the pages of a case tell somebody of himself: what bars him, and who is offered to him."""

from __future__ import annotations

import pytest

from zhunsheng.cases import queries, services
from zhunsheng.cases.queries import standing
from zhunsheng.cases.rules import turning
from zhunsheng.cases.rules.guards import by_no_handler
from zhunsheng.cases.tests.steps import DAY, HEAVY
from zhunsheng.cases.tests.test_services_checks import AGREED, strict
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World
from zhunsheng.cases.views.knowing import known_of

__all__ = ["strict"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: object) -> World:
    settings.ZHUNSHENG_PINNED_NOW = f"{DAY.isoformat()}T10:00:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
    return World()


def test_who_was_replaced_is_not_told_that_he_handles_the_case(world: World) -> None:
    """57: who investigated does not decide, also after another took over."""
    case = world.opened(DAY)
    joins = world.add_officer("head", until=DAY.replace(year=2027))
    draft = turning.ReassignmentDraft(world.officers["bing"], joins, "工作调动")
    services.reassign(ctx=world.act("deputy", DAY), case=case.id, draft=draft, on=DAY)
    told = {}
    for who in ("yi", "bing", "head"):
        file = queries.file_of(world.viewer(who), case.id, on=DAY)
        found = by_no_handler(standing.facts_of(file, on=DAY))
        told[who] = found.message.split("，")[0] if found else ""
    assert told == {
        "yi": "办理人是本案承办人",
        "bing": "办理人曾经是本案承办人（已经更换）",
        "head": "办理人是本案承办人",
    }


def test_a_head_is_not_told_of_a_certificate_for_steps_of_officers(world: World) -> None:
    """42.1: the certificate is asked of who may take the step at all."""
    case = world.opened(DAY)
    page = signed_in(world, "deputy").get(f"/cases/{case.id}/").content.decode()
    assert "办理人在办理当日没有有效的执法证件" not in page


@pytest.mark.usefixtures("strict")
def test_who_checked_a_case_first_is_not_offered_to_preside(world: World) -> None:
    """64(4): the hearing is presided over by somebody who took no part before."""
    case = world.investigated(DAY)
    world.propose(case, HEAVY, DAY)

    def chairs() -> list[str]:
        file = queries.file_of(world.viewer("secretary"), case.id, on=DAY)
        return [name for _, name in known_of(world.viewer("secretary"), file).chairs]

    assert "示例己" in chairs()
    services.check_first(ctx=world.act("head", DAY), case=case.id, draft=AGREED, on=DAY)
    assert "示例己" not in chairs()
