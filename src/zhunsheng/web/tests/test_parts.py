"""Values of the components, and how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.template import engines

from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import DoneAct, Procedure, Step
from zhunsheng.web.parts import (
    Clock,
    NextAct,
    ProgressStep,
    RefusedAct,
    StepState,
    Tone,
    choices_of,
    progress_of,
)
from zhunsheng.web.tests.conftest import officer

RULE = cite("APL-2021:57.1")


@dataclass(frozen=True, slots=True)
class Facts:
    acts: tuple[DoneAct, ...] = ()
    is_major: bool = False


def reviewed(facts: Facts) -> Finding | None:
    if any(act.step == "review" for act in facts.acts):
        return None
    return Finding("t.review", "须经法制审核", RULE)


PROCEDURE: Procedure[Facts] = Procedure(
    key="test",
    label="示例程序",
    basis=RULE,
    steps=(
        Step("opening", "立案", RULE, frozenset({"CHIEF"})),
        Step(
            "review",
            "法制审核",
            RULE,
            frozenset({"LEGAL_REVIEWER"}),
            after=("opening",),
            required_when=lambda facts: facts.is_major,
        ),
        Step("decision", "决定", RULE, frozenset({"CHIEF"}), after=("opening", "review")),
    ),
)
OPENED = (DoneAct("opening", date(2025, 9, 15), 1),)


def draw(source: str, **values: object) -> str:
    return str(engines["django"].from_string(source).render(values))


class TestProgress:
    def test_marks_what_is_done_next_and_not_needed(self) -> None:
        assert progress_of(procedure=PROCEDURE, facts=Facts(OPENED)) == (
            ProgressStep("立案", StepState.DONE, "09-15"),
            ProgressStep("法制审核", StepState.NOT_NEEDED),
            ProgressStep("决定", StepState.CURRENT),
        )

    def test_marks_what_the_law_requires_on_these_facts(self) -> None:
        steps = progress_of(procedure=PROCEDURE, facts=Facts(OPENED, is_major=True))

        assert [step.state for step in steps] == [
            StepState.DONE,
            StepState.CURRENT,
            StepState.REQUIRED,
        ]

    def test_is_drawn_with_a_word_for_each_mark(self) -> None:
        text = draw(
            "{% progress steps %}", steps=progress_of(procedure=PROCEDURE, facts=Facts(OPENED))
        )

        assert text.count("<li") == 3
        assert "不适用" in text
        assert 'aria-current="step"' in text


class TestChoices:
    URLS = {"opening": "/o", "review": "/r", "decision": "/d"}

    def test_part_lawful_from_refused_acts_with_all_reasons(self) -> None:
        choices = choices_of(
            procedure=PROCEDURE,
            facts=Facts(OPENED, is_major=True),
            by=officer("LEGAL_REVIEWER"),
            urls=self.URLS,
        )

        assert choices.allowed == (NextAct("法制审核", RULE, "/r", main=True),)
        assert [act.label for act in choices.refused] == ["决定"]
        assert [finding.code for finding in choices.refused[0].findings] == [
            "step.decision.wrong_role",
            "test.decision.needs.review",
        ]

    def test_leave_out_steps_without_a_form(self) -> None:
        choices = choices_of(procedure=PROCEDURE, facts=Facts(OPENED), by=officer("CHIEF"), urls={})

        assert choices.allowed == ()
        assert choices.refused == ()


class TestClock:
    def test_is_red_when_overdue(self) -> None:
        term = Clock("决定", RULE, date(2026, 1, 12), -3)

        assert term.tone is Tone.RED
        text = draw("{% clocks terms %}", terms=(term,))
        assert '<span class="red">超期 3 日</span>' in text
        assert "应于 2026-01-12" in text

    def test_is_orange_within_three_working_days(self) -> None:
        assert Clock("决定", RULE, date(2026, 1, 19), 4, "日", 3).tone is Tone.ORANGE
        assert Clock("决定", RULE, date(2026, 1, 20), 4, "工作日", 4).tone is Tone.PLAIN

    def test_says_that_it_stands_still(self) -> None:
        term = Clock("决定", RULE, date(2026, 1, 12), -3, stopped="鉴定期间")

        assert not term.is_overdue
        assert "已中止计时" in draw("{% clocks terms %}", terms=(term,))

    def test_waits_for_the_holiday_notice(self) -> None:
        text = draw("{% clocks terms %}", terms=(Clock("送达", RULE, None, None),))

        assert "待公布放假安排" in text


class TestComponents:
    def test_list_each_reason_of_each_refused_act(self) -> None:
        act = RefusedAct("作出处罚决定", (Finding("a", "须经法制审核", RULE, "先送审"),))
        text = draw("{% refused_acts acts %}", acts=(act,))

        assert "暂不能办理及理由" in text
        assert "1 项未满足" in text
        assert "第五十七条第一款</em>" in text.replace("\n", "")

    def test_draw_a_card_around_its_content(self) -> None:
        text = draw(
            '{% card "当事人" sub=n link="/x" link_label="全部" %}<i>in</i>{% endcard %}', n=3
        )

        assert "<h2>当事人</h2><small>3</small>" in text
        assert '<a href="/x">全部</a>' in text
        assert "<i>in</i></section>" in text

    def test_escape_what_comes_from_records(self) -> None:
        assert draw("{% badge text 'g' %}", text="<b>") == '<span class="bd g">&lt;b&gt;</span>'
        assert "&lt;b&gt;" in draw("{% card title %}{% endcard %}", title="<b>")

    def test_print_amounts_days_and_instants(self) -> None:
        instant = datetime(2026, 1, 14, 16, 30, tzinfo=UTC)

        assert draw("{{ fen|yuan }} {{ none|yuan }}", fen=1234500, none=None) == "12,345.00 —"
        assert draw("{{ at|day }} {{ at|moment }}", at=instant) == "2026-01-15 2026-01-15 00:30"
        assert draw('{{ d|day:"unknown" }}', d=None) == "待公布放假安排"
        assert draw("{{ d|day }}", d=date(2025, 3, 4)) == "2025-03-04"
