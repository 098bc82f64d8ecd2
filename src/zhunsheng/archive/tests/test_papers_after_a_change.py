"""Papers say what holds on their day: what is left of a decision, who delivered, what is owed."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from zhunsheng.accounts.choices import Role
from zhunsheng.archive.queries.dossier import _cover
from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import DecisionChange, PaymentKind, SuspensionGround
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import standing
from zhunsheng.cases.rules import turning
from zhunsheng.cases.tests.steps import BELOW, DAY, refused
from zhunsheng.cases.tests.test_services_parties import approve, join
from zhunsheng.cases.tests.world import World, closing_asked, obeyed
from zhunsheng.documents import queries as documents
from zhunsheng.documents.rules import date_text
from zhunsheng.execution.tests.world import give_back
from zhunsheng.journal.services import act

pytestmark = pytest.mark.django_db
NEXT = DAY + timedelta(days=1)
LATE = DAY + timedelta(days=20)
WRONG = turning.ReasonDraft("适用法律错误。")
change_decision = act(services.change_decision)


@pytest.fixture
def world() -> World:
    made = World()
    made.add_user("third", "示例寅", Role.ENFORCEMENT_OFFICER)
    made.officers["third"] = made.add_officer("third", until=date(2027, 12, 31))
    return made


def last_paper(world: World, kind: str) -> dict[str, Any]:
    """Return what the last paper of a kind says."""
    rows = [row for row in documents.documents(world.viewer()) if row.kind == kind]
    last = max(rows, key=lambda row: (len(row.number), row.number))
    contents: dict[str, Any] = documents.document(world.viewer(), last.id).contents
    return contents


def delivered(world: World) -> PenaltyCase:
    case = world.decided(BELOW, DAY)
    ctx = world.act("yi", DAY)
    services.deliver_decision(ctx=ctx, case=case.id, draft=world.delivered(), on=DAY)
    return case


def pay(world: World, case: PenaltyCase, amount: int, on: date, **changes: Any) -> None:
    draft = rules.PaymentDraft(amount, f"示票{amount}", **changes)
    services.record_payment(ctx=world.act("finance", on), case=case.id, draft=draft, on=on)


def withdraw(world: World, case: PenaltyCase, on: date) -> None:
    services.withdraw_decision(ctx=world.act("chief", on), case=case.id, draft=WRONG, on=on)
    services.deliver_withdrawal(
        ctx=world.act("yi", on), case=case.id, draft=world.delivered(), on=on
    )


def close(world: World, case: PenaltyCase, on: date) -> str:
    """Close the case and return the outcome on the cover of its volume."""
    draft = obeyed(on)
    services.close_case(ctx=world.act("deputy", on), case=case.id, draft=draft, on=on)
    outcome: str = _cover("示例局", queries.file_of(world.viewer(), case.id, on=on)).outcome
    return outcome


class TestAClosing:
    """行政处罚法 47, 48: the record of a case says what became of its decision."""

    def test_says_that_the_decision_was_withdrawn_and_its_money_given_back(self, world) -> None:
        case = delivered(world)
        pay(world, case, BELOW, NEXT)
        asked = closing_asked(NEXT, "已改正。", "已全部履行，建议结案。")
        ctx = world.act("yi", NEXT)
        services.request_closing(ctx=ctx, case=case.id, draft=asked, on=NEXT)
        withdraw(world, case, NEXT)
        give_back(world, case, BELOW, "示退1", NEXT)
        cover = close(world, case, NEXT)
        paper = last_paper(world, "closing_approval")
        assert "本机关自行撤销决定" in paper["decision"]
        assert "已退还10000.00元" in paper["performance"].replace(",", "")
        assert "不再具有效力" in paper["performance"]
        assert "建议结案" not in str(paper.get("handler_opinion", ""))
        assert cover.endswith("；本机关自行撤销决定")

    def test_says_to_what_the_decision_was_changed(self, world) -> None:
        case = delivered(world)
        change = rules.ChangeDraft(
            DecisionChange.CHANGED, "示例区人民政府", "示复决1号", fine_fen=500_000
        )
        ctx = world.act("reviewer", NEXT)
        change_decision(ctx=ctx, case=case.id, draft=change, on=NEXT)
        pay(world, case, 500_000, NEXT)
        cover = close(world, case, NEXT)
        paper = last_paper(world, "closing_approval")
        assert "变更后罚款5000.00元" in paper["decision"].replace(",", "")
        assert "决定被变更，罚款5000.00元" in cover.replace(",", "")


def test_a_withdrawal_names_all_that_goes_back(world: World) -> None:
    """国家赔偿法 36: what was paid goes back, and with it what delay had added."""
    case = delivered(world)
    pay(world, case, BELOW, LATE)
    file = queries.file_of(world.viewer(), case.id, on=LATE)
    added = standing.facts_of(file, on=LATE).surcharge_fen
    assert added > 0
    pay(world, case, added, LATE, kind=PaymentKind.SURCHARGE)
    services.withdraw_decision(ctx=world.act("chief", LATE), case=case.id, draft=WRONG, on=LATE)
    file = queries.file_of(world.viewer(), case.id, on=LATE)
    owed = standing.facts_of(file, on=LATE).refund_fen
    assert owed == BELOW + added
    refund = last_paper(world, "decision_withdrawal")["refund"].replace(",", "")
    assert f"{owed / 100:.2f}元" in refund


class TestAReceipt:
    """行政处罚法 42.1, 61: it names who delivered, not who handles the case."""

    def deliver(self, world: World, case: PenaltyCase, second: str | None) -> object:
        named = world.officers[second] if second else None
        draft = rules.DeliveryDraft(receiver="示例甲", second=named)
        ctx = world.act("third", DAY)
        return services.deliver_decision(ctx=ctx, case=case.id, draft=draft, on=DAY)

    def test_names_who_delivered_and_the_second_officer(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        self.deliver(world, case, "bing")
        assert last_paper(world, "delivery_receipt")["servers"] == "示例寅、示例丙"
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        assert file.data("decision_delivery")["servers"] == "示例寅、示例丙"

    def test_names_no_second_officer_who_could_not_be_there(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        world.declare("bing", DAY)
        for second in ("bing", "third"):
            deliver = partial(self.deliver, world, case, second)
            assert refused(world, deliver) == ["delivery.second_unfit"]


def test_a_turn_of_a_joined_party_names_the_opening_of_the_case(world: World) -> None:
    """行政处罚法 60: the term runs from the opening of the case, whoever joined it later."""
    case = world.opened(DAY)
    joined = join(world, case, NEXT)
    approve(world, joined, LATE)
    draft = turning.SuspensionDraft(SuspensionGround.OTHER_RESULT, "等待鉴定", "")
    services.suspend(ctx=world.act("deputy", LATE), case=joined.id, draft=draft, on=LATE)
    assert last_paper(world, "course_approval")["opened_on"] == date_text(DAY)
