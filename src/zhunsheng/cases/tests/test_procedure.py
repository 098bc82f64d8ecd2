"""The declared procedures: an exhaustive search over abstract cases finds no unlawful path."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product

import pytest

from zhunsheng.accounts.choices import HEADS, Role
from zhunsheng.cases.choices import CaseProcedure
from zhunsheng.cases.procedure import PENALTY_ORDINARY, PENALTY_SUMMARY, procedure_of
from zhunsheng.cases.procedure.turning import CHECKS, CRIME, EARLY, LATE
from zhunsheng.cases.queries.upcoming import AGAIN, ahead
from zhunsheng.cases.rules.drafted import DRAFTED, SHARED
from zhunsheng.cases.rules.facts import ENDS, CaseFacts
from zhunsheng.cases.rules.guards import FILE_CHANGES, needs_discussion, needs_review, two_handlers
from zhunsheng.cases.views.acts import ACT_PAGES
from zhunsheng.kernel.days import agrees
from zhunsheng.kernel.procedure import DoneAct, Procedure
from zhunsheng.lawbook import queries as lawbook

DAY = date(2025, 3, 3)
LONGEST = 18  # the longest way that changes nothing twice: heard, reviewed again, discussed
OUTCOMES = {"legal_review": ("AGREED", "RETURNED"), "hearing": ("HELD", "ABANDONED")}
#: Steps that do not touch what is proved here; leaving them out keeps the search small.
LEFT_OUT = {
    "not_opened", "extension", "no_penalty", "decision_delivery", "payment", "closing",
    "filing",
} | {step.key for step in (*EARLY, *CRIME, *CHECKS, *LATE)}  # fmt: skip


def with_memory(facts: CaseFacts) -> CaseFacts:
    """Return the facts with what depends on contents: which file a review looked at."""
    changed = facts.last(*FILE_CHANGES)
    agreed = facts.outcome_of("legal_review") == "AGREED"
    asked = facts.last("review_request")
    reviewed_file = agreed and asked > changed and facts.last("legal_review") > asked
    told, proposed = facts.last("prior_notice"), facts.last("proposal")
    return replace(
        facts,
        review_is_current=reviewed_file,
        request_is_current=asked > changed,
        # The worst case: every new proposal goes beyond what the party was told.
        notice_covers_proposal=not told or told > proposed,
    )


def is_idle(step: str, facts: CaseFacts) -> bool:
    """Return whether an act changes nothing that the rules look at; the search passes it over."""
    last = facts.acts[-1].step if facts.acts else ""
    idle = {
        # Statement and hearing do not meet in a guard: each is searched in cases of its own.
        "representation": lambda: facts.has_statement or facts.hearing_right,
        "representation_waiver": lambda: facts.representation_is_closed,
        "hearing_waiver": lambda: facts.hearing_is_waived,
        "hearing_notice": lambda: (
            last in {"hearing_notice", "hearing_notice_delivery"} or facts.hearing_was_held
        ),
        "hearing": lambda: facts.hearing_was_held,
        "proposal": lambda: (
            last in {"proposal", "review_request"} or facts.last("proposal") > facts.notice > 0
        ),
        "prior_notice": lambda: last == "prior_notice",
        "discussion": lambda: last == "discussion",
    }
    return step in idle and idle[step]()


def lawful_next(facts: CaseFacts) -> Iterator[CaseFacts]:
    """Yield the case after each act that the procedure allows now."""
    known = with_memory(facts)
    for step in PENALTY_ORDINARY.steps:
        if step.key in LEFT_OUT or is_idle(step.key, known):
            continue
        if PENALTY_ORDINARY.findings(step.key, known):
            continue
        outcomes = OUTCOMES.get(step.key, ("",))
        if step.key == "legal_review" and facts.hearing_right:
            outcomes = ("AGREED",)
        for outcome in outcomes:
            act = DoneAct(step.key, DAY, len(facts.acts) + 1, outcome)
            yield replace(facts, acts=(*facts.acts, act))


#: Pairs of steps of which the rules ask which came last.
ORDERED = (
    ("proposal", "prior_notice"),
    ("prior_notice", "notice_delivery"),
    ("prior_notice", "representation"),
    ("prior_notice", "representation_waiver"),
    ("prior_notice", "hearing_request"),
    ("prior_notice", "hearing_waiver"),
    ("prior_notice", "hearing"),
    ("representation", "representation_answer"),
    ("review_request", "legal_review"),
    ("hearing_request", "hearing_notice"),
    ("hearing", "hearing_notice"),
    ("hearing_notice", "hearing_notice_delivery"),
    ("hearing_request", "hearing_waiver"),
    ("hearing", "hearing_report"),
)


def shape(facts: CaseFacts) -> tuple[object, ...]:
    """Return what tells two cases apart for the rules: which steps, and which came last."""
    known = with_memory(facts)
    changes = (*FILE_CHANGES, "legal_review", "prior_notice", "hearing")
    return (
        frozenset(act.step for act in facts.acts),
        tuple(facts.last(one) < facts.last(other) for one, other in ORDERED),
        tuple(facts.outcome_of(step) for step in OUTCOMES),
        known.review_is_current,
        known.request_is_current,
        facts.hearing_ever_held,
        facts.last("discussion") > facts.last(*changes),
    )


@cache
def reachable_decisions(start: CaseFacts) -> tuple[list[CaseFacts], int]:
    """Return every case that reaches a decision, told apart by shape, and how many were seen."""
    queue, seen, decided = deque([start]), {shape(start)}, []
    while queue:
        facts = queue.popleft()
        for after in lawful_next(facts):
            if len(after.acts) > LONGEST or (key := shape(after)) in seen:
                continue
            seen.add(key)
            if after.done("decision"):
                decided.append(after)
            else:
                queue.append(after)
    return decided, len(seen)


def worlds() -> Iterator[CaseFacts]:
    """Yield a case before its first act, in the combinations of what the law asks about."""
    base = CaseFacts(handlers=2, certified=2, evidence_items=1, fine_imposed=True)
    for every, right in product((True, False), repeat=2):
        yield replace(base, review_every_case=every, hearing_right=right, heavy=right)
    yield replace(base, review_every_case=False, complex_case=True)


def name(facts: CaseFacts) -> str:
    flags = ("review_every_case", "complex_case", "hearing_right", "representation_over")
    return "-".join(flag for flag in flags if getattr(facts, flag)) or "plain"


@pytest.mark.parametrize("start", list(worlds()), ids=name)
class TestEveryPathToADecision:
    def test_keeps_the_law(self, start: CaseFacts) -> None:
        decided, seen = reachable_decisions(start)
        assert decided, "a lawful case must reach its decision"
        assert seen > 20
        for facts in decided:
            at = facts.last("decision")
            before = with_memory(replace(facts, acts=facts.acts[: at - 1]))
            assert before.notice_is_delivered
            assert before.notice > before.last("proposal")
            assert before.representation_is_closed
            assert not before.has_statement or before.statement_is_answered
            if before.hearing_right:
                assert before.hearing_is_settled
            if needs_review(before):
                assert before.review_is_current
            if needs_discussion(before):
                assert before.last("discussion") > before.last(
                    *FILE_CHANGES, "legal_review", "prior_notice", "hearing"
                )

    def test_passes_a_second_review_after_a_hearing(self, start: CaseFacts) -> None:
        decided, _ = reachable_decisions(start)
        heard = [facts for facts in decided if facts.hearing_ever_held]
        assert bool(heard) == (start.hearing_right and not start.hearing_window_over)
        for facts in heard:
            assert facts.last("legal_review") > facts.last("hearing_report") > 0


class TestDeclaration:
    @pytest.mark.parametrize("procedure", [PENALTY_ORDINARY, PENALTY_SUMMARY], ids=lambda p: p.key)
    def test_rests_on_the_lawbook_and_counts_days_as_it_does(
        self, procedure: Procedure[CaseFacts]
    ) -> None:
        for step in procedure.steps:
            known = lawbook.article(step.basis).says if step.basis.article else ""
            assert known or lawbook.instrument(step.basis).title
            if step.deadline is not None:
                basis, unit = step.deadline.basis, step.deadline.unit
                assert agrees(unit=unit, instrument=basis.instrument, length=step.deadline.length)

    def test_counts_every_term_as_the_lawbook_does(self) -> None:
        """A term of the declaration is the number that the running clocks are counted by."""
        declared = {
            (procedure.key, step.key): step.deadline.length
            for procedure in (PENALTY_ORDINARY, PENALTY_SUMMARY)
            for step in procedure.steps
            if step.deadline is not None
        }
        terms = {
            ("penalty.ordinary", "hearing_request"): "penalty.hearing_request_limit",
            ("penalty.ordinary", "decision"): "penalty.decision_limit",
            ("penalty.ordinary", "decision_delivery"): "penalty.delivery_limit",
            ("penalty.ordinary", "payment"): "penalty.payment_limit",
            ("penalty.summary", "payment"): "penalty.payment_limit",
        }
        lawful = {
            k: lawbook.parameter(v, on=DAY, jurisdiction="CN").integer() for k, v in terms.items()
        }
        assert declared == lawful

    def test_asks_for_as_many_handlers_as_the_lawbook(self) -> None:
        least = lawbook.parameter(
            "enforcement.minimum_officers", on=DAY, jurisdiction="CN"
        ).integer()
        assert two_handlers(CaseFacts(handlers=least)) is None
        assert two_handlers(CaseFacts(handlers=least - 1)) is not None

    def test_gives_decisions_to_the_persons_in_charge_alone(self) -> None:
        leaders = {role.value for role in HEADS}
        for key in ("opening", "not_opened", "decision", "no_penalty", "extension", "closing"):
            assert PENALTY_ORDINARY.step(key).actor == leaders

    def test_leaves_no_ordinary_step_to_a_street_but_to_hand_up(self) -> None:
        street = Role.STREET_OFFICER.value
        theirs = [step.key for step in PENALTY_ORDINARY.steps if street in step.actor]
        assert theirs == ["clue"]
        assert Role.STREET_OFFICER.value in PENALTY_SUMMARY.step("on_the_spot").actor

    @pytest.mark.parametrize("procedure", [PENALTY_ORDINARY, PENALTY_SUMMARY], ids=lambda p: p.key)
    def test_gives_every_step_its_page(self, procedure: Procedure[CaseFacts]) -> None:
        """A step without one would be declared, and yet be missing among the next acts."""
        own_pages = {"clue", "on_the_spot", "annulment_report"}
        of_execution = {
            *("payment_plan", "surcharge_waiver", "execution_ended", "cash_banked", "refund"),
            *("deferral_decision", "deferral_delivery"),
        }
        of_remedies = {"remedy_opened", "remedy_ended", "decision_changed", "stay"}
        without = {step.key for step in procedure.steps} - ACT_PAGES.keys()
        assert without - own_pages == of_execution | of_remedies

    def test_ends_with_the_steps_that_its_rules_name(self) -> None:
        assert {step.key for step in PENALTY_ORDINARY.steps if step.closes} == ENDS

    def test_has_every_step_that_lists_of_steps_name(self) -> None:
        known = {step.key for one in (PENALTY_ORDINARY, PENALTY_SUMMARY) for step in one.steps}
        assert (ACT_PAGES.keys() | DRAFTED | SHARED | AGAIN) - known == set()

    @pytest.mark.parametrize(
        ("acts", "again"),
        [("discussion representation representation_answer", True), ("discussion", False)],
    )
    def test_asks_again_for_a_discussion_only_after_a_late_statement(
        self, acts: str, again: bool
    ) -> None:
        """行政处罚法 57.2: it comes after what the party said; what stands is not asked for."""
        taken = ("proposal", "prior_notice", "notice_delivery", *acts.split())
        done = tuple(DoneAct(key, DAY, place) for place, key in enumerate(taken, start=1))
        found = ahead(PENALTY_ORDINARY, CaseFacts(acts=done, heavy=True))
        assert ("discussion" in {step.key for step in found}) is again

    def test_keeps_the_order_of_the_law(self) -> None:
        order = [step.key for step in PENALTY_ORDINARY.steps]
        assert order.index("prior_notice") < order.index("hearing") < order.index("discussion")
        assert order.index("discussion") < order.index("decision")
        assert procedure_of(CaseProcedure.SUMMARY) is PENALTY_SUMMARY
