"""Acts on supervision letters (安全生产法 9, 10)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from zhunsheng.documents import queries as documents
from zhunsheng.jointwork import queries, services
from zhunsheng.jointwork.choices import LetterStage, SupervisionKind
from zhunsheng.jointwork.models import SupervisionLetter
from zhunsheng.jointwork.rules import EscalationDraft
from zhunsheng.jointwork.rules.letters import stage_of
from zhunsheng.jointwork.tests.builders import DAY, DUE, FIRE, JointWorld, refused, stranger
from zhunsheng.kernel.finding import Stale

pytestmark = pytest.mark.django_db

LATE = DUE + timedelta(days=1)
NEW = LATE + timedelta(days=10)


@pytest.fixture
def world(db: None) -> JointWorld:
    return JointWorld()


def stage(world: JointWorld, row: SupervisionLetter, on: date = DAY) -> LetterStage:
    found = queries.letter(world.viewer(), row.id)
    return stage_of(queries.letter_facts(found, on=on))


def settle(world: JointWorld, row: SupervisionLetter, on: date = DAY, text: str = "属实。") -> Any:
    return services.settle_letter(
        ctx=world.act("yi", on), letter=row.id, text=text, version=None, on=on
    )


def escalate(world: JointWorld, row: SupervisionLetter, on: date, due_on: date = NEW) -> Any:
    draft = EscalationDraft("示例区安全生产委员会办公室", "逾期未回复。", due_on)
    return services.escalate_letter(
        ctx=world.act("deputy", on), letter=row.id, draft=draft, version=None, on=on
    )


class TestLetter:
    def test_goes_from_draft_to_settled(self, world: JointWorld) -> None:
        row = world.lettered()
        assert stage(world, row) is LetterStage.DRAFTED
        services.sign_letter(ctx=world.act("deputy", DAY), letter=row.id, version=1, on=DAY)
        assert stage(world, row) is LetterStage.ISSUED
        services.receive_letter(
            ctx=world.act("street_one", DAY),
            letter=row.id,
            recipient="示例子",
            version=2,
            on=DAY,
        )
        assert stage(world, row) is LetterStage.TO_ANSWER
        world.responded(row)
        assert stage(world, row) is LetterStage.ANSWERED
        assert refused(lambda: settle(world, row, text=" ")) == ["letter.text"]
        settle(world, row)
        assert stage(world, row) is LetterStage.SETTLED
        assert queries.duties(world.viewer(), DAY) == ()

    @pytest.mark.parametrize("kind", list(SupervisionKind))
    def test_is_a_paper_of_its_kind_with_a_number(
        self, world: JointWorld, kind: SupervisionKind
    ) -> None:
        row = world.signed(kind=kind)
        (paper,) = documents.documents_of(world.viewer(), ("supervision_letter", row.id))
        assert (paper.kind, paper.title) == (kind.value.lower(), kind.label)
        assert queries.number_of(queries.letter(world.viewer(), row.id)) == paper.number

    def test_says_to_whom_about_what_and_a_supervision_letter_by_when(
        self, world: JointWorld
    ) -> None:
        codes = refused(lambda: world.lettered(recipient="", subject=" ", asked="", due_on=None))
        assert codes == ["letter.recipient", "letter.subject", "letter.asked", "letter.no_due"]
        assert refused(lambda: world.lettered(due_on=DAY)) == ["letter.due"]
        codes = refused(lambda: world.lettered(recipient="示例区999900应急管理局"))
        assert codes == ["letter.self"]

    def test_is_signed_by_a_head_before_its_day(self, world: JointWorld) -> None:
        row = world.lettered()

        def sign(who: str, on: date) -> object:
            ctx = world.act(who, on)
            return services.sign_letter(ctx=ctx, letter=row.id, version=None, on=on)

        assert refused(lambda: sign("yi", DAY)) == ["step.letter_signing.wrong_role"]
        assert refused(lambda: sign("deputy", DUE)) == ["letter.due"]

    def test_may_be_turned_down_until_it_is_signed(self, world: JointWorld) -> None:
        row, other = world.lettered(), world.signed()

        def refuse(one: SupervisionLetter) -> SupervisionLetter:
            ctx = world.act("deputy", DAY)
            return services.refuse_letter(
                ctx=ctx, letter=one.id, text="电话沟通即可。", version=None, on=DAY
            )

        refuse(row)
        assert stage(world, row) is LetterStage.UNSIGNED
        assert refused(lambda: refuse(other)) == ["letter.signed"]

    def test_that_asks_for_no_answer_is_settled_after_receipt(self, world: JointWorld) -> None:
        row = world.handed(
            kind=SupervisionKind.SUGGESTION_LETTER, recipient=FIRE, unit=None, due_on=None, by="yi"
        )
        settle(world, row)
        assert stage(world, row) is LetterStage.SETTLED

    def test_is_not_settled_without_an_answer(self, world: JointWorld) -> None:
        row = world.handed()
        assert refused(lambda: settle(world, row)) == ["letter.unanswered"]

    def test_is_answered_anew_where_more_is_asked(self, world: JointWorld) -> None:
        row = world.handed()
        world.responded(row)
        assert refused(lambda: world.responded(row)) == ["letter.answered"]

        def ask(due_on: date) -> SupervisionLetter:
            ctx = world.act("yi", DAY)
            return services.return_response(
                ctx=ctx, letter=row.id, text="缺照片。", due_on=due_on, version=None, on=DAY
            )

        assert refused(lambda: ask(DAY)) == ["letter.due"]
        ask(NEW)
        found = queries.letter(world.viewer(), row.id)
        assert (stage(world, row), queries.current_due_on(found)) == (LetterStage.TO_ANSWER, NEW)
        world.responded(row)
        assert stage(world, row) is LetterStage.ANSWERED

    def test_goes_one_level_up_when_nobody_answered_in_time(self, world: JointWorld) -> None:
        row = world.handed()
        assert refused(lambda: escalate(world, row, DUE)) == ["letter.not_late"]
        assert stage(world, row, LATE) is LetterStage.LATE
        (duty,) = queries.duties(world.viewer(), LATE)
        assert (duty.label, duty.due_on) == ("提级督办", DUE)
        assert refused(lambda: escalate(world, row, LATE, LATE)) == ["letter.due"]
        escalate(world, row, LATE)
        assert stage(world, row, LATE) is LetterStage.TO_ANSWER

    def test_of_an_older_form_is_stale_and_of_another_bureau_unknown(
        self, world: JointWorld
    ) -> None:
        row = world.handed()
        with pytest.raises(Stale) as stale:
            services.answer_letter(
                ctx=world.act("street_one", DAY),
                letter=row.id,
                draft=services.ResponseDraft("已办"),
                version=2,
                on=DAY,
            )
        assert [one.what for one in stale.value.later] == ["签收函件"]
        other = stranger()
        with pytest.raises(SupervisionLetter.DoesNotExist):
            settle(other, row)


class TestStreet:
    def test_sees_the_signed_letters_addressed_to_it_alone(self, world: JointWorld) -> None:
        world.lettered()
        row = world.signed()
        world.signed(unit=None, recipient=FIRE)
        assert list(queries.letters(world.viewer("street_one"))) == [row]
        assert list(queries.letters(world.viewer("far"))) == []

    def test_cannot_answer_for_another_street(self, world: JointWorld) -> None:
        row = world.handed()
        with pytest.raises(SupervisionLetter.DoesNotExist):
            world.responded(row, by="far")
        assert stage(world, row) is LetterStage.TO_ANSWER

    def test_answers_in_the_system_and_the_bureau_with_the_paper(self, world: JointWorld) -> None:
        row = world.handed()
        assert refused(lambda: world.responded(row, by="yi")) == ["letter.paper"]
        assert refused(lambda: world.responded(row, text=" ")) == ["letter.text"]
        world.responded(row, by="yi", paper="示街函〔2025〕2号")
        assert stage(world, row) is LetterStage.ANSWERED

    def test_is_told_what_it_owes(self, world: JointWorld) -> None:
        row = world.signed()
        near = world.viewer("street_one")
        assert [one.label for one in queries.duties(near, DAY)] == ["签收函件"]
        services.receive_letter(
            ctx=world.act("street_one", DAY),
            letter=row.id,
            recipient="示例子",
            version=None,
            on=DAY,
        )
        (duty,) = queries.duties(near, DAY)
        assert (duty.label, duty.due_on) == ("回复函件", DUE)
        assert queries.duties(world.viewer("far"), DAY) == ()
