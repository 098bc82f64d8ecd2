"""The form of the proposal asks for the kinds of penalty that the article orders (9, 28.2)."""

from __future__ import annotations

import pytest

from zhunsheng.cases.models import CaseAct
from zhunsheng.cases.tests.steps import DAY
from zhunsheng.cases.tests.test_services_measures import leased, proof
from zhunsheng.cases.tests.test_views import signed_in
from zhunsheng.cases.tests.world import World
from zhunsheng.cases.views.reading import asked_for_money
from zhunsheng.kernel.canonical import canonical_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: object) -> World:
    settings.ZHUNSHENG_PINNED_NOW = f"{DAY.isoformat()}T09:00:00+08:00"  # type: ignore[attr-defined]  # pytest-django's settings
    return World()


def test_the_form_asks_for_the_gains_and_the_act_keeps_them(world: World) -> None:
    case = leased(world)
    client, address, item = (
        signed_in(world, "yi"),
        f"/cases/{case.id}/proposal/",
        proof(world, case),
    )
    sent = {
        "request_key": "k1",
        "version": str(case.version),
        "on": DAY.isoformat(),
        "facts": case.facts,
        "discretion": "租金3万元，没有造成事故。",
        "v0-amount": "100000",
        "v0-f-gains": "30000",
        "v0-e-gains": str(item),
        "v0-q-corrected": "0",
    }
    asked = client.get(address, sent, headers={"HX-Request": "true"}).text
    assert "罚则规定应当决定" in asked
    refused = client.post(address, sent)
    assert "罚则规定应当没收违法所得，拟处理意见没有提出" in refused.text
    assert not CaseAct.objects.of(world.viewer()).filter(step="proposal").exists()
    given = {"m-CONFISCATE_GAINS-amount": "30000", "m-CONFISCATE_GAINS-evidence": str(item)}
    assert client.post(address, {**sent, **given}).status_code == 302
    kept = CaseAct.objects.of(world.viewer()).get(step="proposal").contents
    assert [row["amount_fen"] for row in kept["measures"]] == [3_000_000]
    again = client.get(address).text
    assert 'name="m-CONFISCATE_GAINS-amount" value="30000.00"' in again


@pytest.mark.parametrize(
    ("violation", "offered"),
    [("safety.97-5", False), ("safety.97-7", False), ("hazard.26-1", True)],
)
def test_the_form_offers_a_warning_where_an_article_warns(
    world: World, violation: str, offered: bool
) -> None:
    """行政处罚法 16, 38: 行政处罚没有依据的无效; what no article gives is not offered."""
    case = world.investigated(DAY, violations=(violation,))
    page = signed_in(world, "yi").get(f"/cases/{case.id}/proposal/").text
    assert ('name="warning"' in page) is offered
    assert 'name="special_ground"' in page


@pytest.mark.parametrize(
    ("fine_fen", "gains_fen", "shown"),
    [(0, 3_000_000, True), (100_000, 0, True), (100_000, 3_000_000, True), (0, 0, False)],
)
def test_the_page_shows_the_execution_of_gains_without_a_fine(
    fine_fen: int, gains_fen: int, shown: bool
) -> None:
    """行政处罚法 66.1, 74: gains are handed over, with a fine beside them or without."""
    measures = [{"kind": "CONFISCATE_GAINS", "amount_fen": gains_fen, "instead": ""}]
    told = {"fine_fen": fine_fen, "measures": measures if gains_fen else []}
    decided = CaseAct(step="decision", data=canonical_text(told))
    assert asked_for_money([decided]) is shown
    other = CaseAct(step="proposal", data=canonical_text(told))
    assert not asked_for_money([other])
