"""A decision falls by a paper that is named, filed and confirmed by a second person."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from zhunsheng.cases import queries, rules, services
from zhunsheng.cases.choices import AnnulmentKind, RemedyKind
from zhunsheng.cases.models import Annulment, PenaltyCase
from zhunsheng.cases.queries import due, owing, standing
from zhunsheng.cases.rules.turning import ReasonDraft
from zhunsheng.cases.tests.steps import BELOW, DAY, annulled, refused, steps
from zhunsheng.cases.tests.world import SIGNED, World
from zhunsheng.cases.views import choosing, progress
from zhunsheng.journal.services import act

pytestmark = pytest.mark.django_db
PAPER = rules.AnnulmentDraft(AnnulmentKind.ANNULLED, "示例区人民政府", "示政复决〔2025〕8号")


@pytest.fixture
def world() -> World:
    return World()


def enter(
    world: World,
    case: PenaltyCase,
    draft: rules.AnnulmentDraft = PAPER,
    *,
    by: str = "reviewer",
    signed: bool = True,
) -> PenaltyCase:
    scan = SIGNED if signed else None
    ctx = world.act(by, DAY)
    return services.record_annulment(ctx=ctx, case=case.id, draft=draft, scan=scan, on=DAY)


def confirm(world: World, case: PenaltyCase, by: str = "deputy", on: date = DAY) -> Annulment:
    draft = ReasonDraft("已经核对文书原件。")
    return services.confirm_annulment(ctx=world.act(by, on), case=case.id, draft=draft, on=on)


@act
def remedy(*, ctx: object, case: PenaltyCase, ended: bool = False) -> None:
    """Let the party apply for reconsideration, as the room of the remedies tells the case."""
    kind = RemedyKind.RECONSIDERATION
    services.record_remedy_opened(ctx, case=case.id, kind=kind, on=DAY)  # type: ignore[arg-type]
    if ended:
        by = (PAPER.body, PAPER.number)
        services.record_remedy_ended(ctx, case=case.id, kind=kind, result="维持", on=DAY, by=by)  # type: ignore[arg-type]


class TestThePaper:
    """行政处罚法 48, 75.2: a decision falls by the paper of an authority or a court."""

    @pytest.mark.parametrize(
        ("body", "codes"),
        [
            ("某市应急管理局", ["annulment.no_authority"]),
            ("-1", ["annulment.no_authority"]),
            ("示例甲", ["annulment.no_authority"]),
            ("区应急局", ["annulment.no_authority"]),
            ("本局", ["annulment.no_authority"]),
            ("示例区公安局", ["annulment.no_authority"]),
            ("示例区999900应急管理局", ["annulment.no_authority"]),
            ("", ["change.no_paper", "annulment.no_authority"]),
        ],
    )
    def test_names_an_authority(self, world: World, body: str, codes: list[str]) -> None:
        case = world.decided(BELOW, DAY)
        draft = rules.AnnulmentDraft(AnnulmentKind.ANNULLED, body, PAPER.number)
        assert refused(world, partial(enter, world, case, draft)) == codes

    def test_has_a_number_and_is_filed(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        draft = rules.AnnulmentDraft(AnnulmentKind.ANNULLED, PAPER.body, "无")
        codes = refused(world, partial(enter, world, case, draft, signed=False))
        assert codes == ["annulment.no_number", "annulment.no_scan"]

    def test_of_a_remedy_is_entered_there(self, world: World) -> None:
        """行政复议法 64, 行政诉讼法 70: its result changes the decision, and is entered once."""
        case = world.decided(BELOW, DAY)
        enter(world, case)
        remedy(ctx=world.act("reviewer", DAY), case=case)
        assert refused(world, partial(enter, world, case)) == ["annulment.of_a_remedy"]
        assert refused(world, partial(confirm, world, case)) == ["annulment.of_a_remedy"]

    def test_with_which_a_remedy_ended_is_not_entered_twice(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        remedy(ctx=world.act("reviewer", DAY), case=case, ended=True)
        assert refused(world, partial(enter, world, case)) == ["annulment.of_a_remedy"]


class TestItsConfirmation:
    """行政处罚法 75.1: no single person takes a decision out of force, and its money with it."""

    def test_alone_lets_the_decision_fall(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        enter(world, case)
        file = queries.file_of(world.viewer(), case.id, on=DAY)
        assert (owing.imposed_fen(file.acts), steps(world)[-1]) == (BELOW, "annulment_report")
        assert not Annulment.objects.of(world.viewer()).exists()
        label = "确认决定失效"
        assert label in [one.label for one in due.duties(world.viewer("chief"), DAY)]
        later = date(2025, 3, 10)
        row = confirm(world, case, on=later)
        assert (row.annulled_on, row.body, row.number) == (DAY, PAPER.body, PAPER.number)
        file = queries.file_of(world.viewer(), case.id, on=later)
        assert owing.imposed_fen(file.acts) == 0
        assert label not in [one.label for one in due.duties(world.viewer("chief"), later)]

    def test_is_by_another_than_who_entered_it(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        enter(world, case, by="deputy")
        assert refused(world, partial(confirm, world, case)) == ["annulment.same_person"]
        for key, offered in (("deputy", False), ("chief", True)):
            file = queries.file_of(world.viewer(key), case.id, on=DAY)
            facts = standing.facts_of(file, on=DAY)
            found = choosing.choices(file, facts, world.viewer(key))
            labels = {one.label for one in found.allowed}
            assert ("确认决定失效" in labels) is offered
            duties = [one.label for one in due.duties(world.viewer(key), DAY)]
            assert ("确认决定失效" in duties) is offered
            shown = progress.required_steps(file.procedure, facts, None)
            notes = {one.label: one.note for one in shown}
            assert "确认决定失效" in notes
            assert notes["登记决定失效"].endswith("等待确认")
        confirm(world, case, "chief")

    def test_is_by_a_person_in_charge_on_what_was_entered(self, world: World) -> None:
        case = world.decided(BELOW, DAY)
        assert "annulment.none" in refused(world, partial(confirm, world, case, "reviewer"))
        enter(world, case)
        codes = refused(world, partial(confirm, world, case, "reviewer"))
        assert codes == ["step.annulment_confirmation.wrong_role", "annulment.same_person"]
        confirm(world, case)
        again = refused(world, partial(annulled, world, case, PAPER, DAY))
        assert again == ["change.ended"]
