"""Rows of the table of guards: facts that a guard refuses, facts that it lets pass, the code."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhunsheng.cases.rules import guards, hearing
from zhunsheng.kernel.procedure import DoneAct

DAY = date(2025, 3, 3)


def acts(*steps: str) -> tuple[DoneAct, ...]:
    return tuple(
        DoneAct(step.partition("=")[0], DAY, number, step.partition("=")[2])
        for number, step in enumerate(steps, 1)
    )


#: Guards of who acts; an officer whose certificate has lapsed has none that is valid.
BY_ROWS: tuple[tuple[Any, dict[str, Any], dict[str, Any], str], ...] = (
    (guards.by_a_handler, {"by_is_stranger": True}, {}, "case.by.no_handler"),
    (guards.by_no_handler, {"by_handles": True}, {}, "case.by.handler"),
    (guards.by_without_interest, {"by_has_interest": True}, {}, "case.by.interest"),
    (
        guards.by_not_lapsed,
        {"by_is_uncertified": True, "by_has_lapsed": True},
        {"by_is_uncertified": True},
        "case.by.certificate_not_valid",
    ),
    (guards.recusals_are_decided, {"recusal_awaited": True}, {}, "case.recusal_awaited"),
    (guards.by_no_reviewer, {"by_reviewed": True}, {}, "case.by.reviewer"),
    (guards.by_no_endorser, {"by_endorsed": True}, {}, "case.by.endorser"),
    (guards.by_certified, {"by_is_uncertified": True}, {}, "case.by.certificate_not_valid"),
)
#: What falls once somebody stands aside (43).
_REVIEWED: dict[str, Any] = {
    "review_every_case": True,
    "acts": acts("review_request", "legal_review=AGREED"),
}
#: Guards of a case with several parties.
PARTY_ROWS: tuple[tuple[Any, dict[str, Any], dict[str, Any], str], ...] = (
    (guards.done_for_the_case, {"acts_alone": True}, {}, "case.party.not_apart"),
    (
        guards.opened_with_the_case,
        {"acts_alone": True},
        {"acts_alone": True, "lead_is_opened": True},
        "case.party.before_opening",
    ),
    (
        guards.discussion_is_last,
        {"heavy": True, "acts": acts("discussion"), "voter_aside": True},
        {"heavy": True, "acts": acts("discussion")},
        "case.discussion.voter_aside",
    ),
    (
        guards.review_has_passed,
        {**_REVIEWED, "review_fell": True},
        {**_REVIEWED, "review_is_current": True},
        "case.review.fell",
    ),
    (
        guards.parties_are_opened,
        {"acts": acts("opening"), "parties_waiting": frozenset({"示例甲（主要负责人）"})},
        {"acts": acts("clue"), "parties_waiting": frozenset({"示例甲（主要负责人）"})},
        "case.party.waits",
    ),
    (
        guards.not_investigated,
        {"acts": acts("opening", "investigation")},
        {"acts": acts("opening")},
        "case.party.investigated",
    ),
    (
        guards.parties_have_ended,
        {"parties_open": frozenset({"示例甲（主要负责人）"})},
        {},
        "case.party.open",
    ),
)
_WAIVED = ("prior_notice", "notice_delivery", "representation_waiver")
_CALLED = ("prior_notice", "notice_delivery", "hearing_request", "hearing_notice")
#: Guards of what the party gives up: once on one notice.
WAIVER_ROWS: tuple[tuple[Any, dict[str, Any], dict[str, Any], str], ...] = (
    (
        hearing.representation_not_waived,
        {"acts": acts(*_WAIVED)},
        {"acts": acts(*_WAIVED, "representation")},
        "case.statement.waived_already",
    ),
    (
        hearing.hearing_not_over,
        {"acts": acts(*_CALLED, "hearing_notice_delivery", "hearing=ABANDONED")},
        {"acts": acts(*_CALLED)},
        "case.hearing.over",
    ),
    (
        hearing.hearing_not_waived,
        {"acts": acts("prior_notice", "notice_delivery", "hearing_waiver")},
        {"acts": acts("prior_notice", "hearing_waiver", "prior_notice", "notice_delivery")},
        "case.hearing.waived_already",
    ),
)
#: Guards of the notice of a hearing (on its way, delivered, in time) and of a re-inspection.
CALL_ROWS: tuple[tuple[Any, dict[str, Any], dict[str, Any], str], ...] = (
    (
        guards.order_is_reinspected,
        {"reinspection_missing": True},
        {},
        "case.closing.not_reinspected",
    ),
    (
        hearing.hearing_is_noticed,
        {"acts": acts(*_CALLED, "hearing_waiver")},
        {"acts": acts(*_CALLED)},
        "case.hearing.not_noticed",
    ),
    (
        hearing.hearing_notice_awaits_delivery,
        {"acts": acts(*_CALLED, "hearing_notice_delivery")},
        {"acts": acts(*_CALLED, "hearing_notice_delivery", "hearing_notice")},
        "case.hearing.nothing_to_deliver",
    ),
    (
        hearing.hearing_notice_awaits_delivery,
        {"acts": acts(*_CALLED, "hearing_waiver")},
        {"acts": acts(*_CALLED)},
        "case.hearing.nothing_to_deliver",
    ),
    (
        hearing.hearing_notice_is_delivered,
        {"acts": acts(*_CALLED, "hearing_notice_delivery", "hearing_notice")},
        {"acts": acts(*_CALLED, "hearing_notice_delivery")},
        "case.hearing.not_served",
    ),
    (
        hearing.hearing_notice_in_time,
        {"hearing_notice_late": True, "hearing_notice_until": DAY},
        {"hearing_notice_until": DAY},
        "case.hearing.served_late",
    ),
)

TOLD = ("prior_notice", "notice_delivery")
LATER = frozenset({"示例证据"})
#: Guards of evidence that joins a file after its notice or its hearing.
LATER_ROWS: tuple[tuple[Any, dict[str, Any], dict[str, Any], str], ...] = (
    (
        hearing.later_evidence_is_told,
        {"later_evidence": LATER, "later_evidence_explained": True},
        {
            "later_evidence": LATER,
            "later_evidence_explained": True,
            "review_is_current": True,
            "acts": acts(*TOLD, "review_request", "legal_review=AGREED"),
        },
        "case.evidence.untold",
    ),
    (
        hearing.later_evidence_was_heard,
        {"later_evidence": LATER, "acts": acts(*TOLD, "hearing=HELD")},
        {"later_evidence": LATER, "acts": acts(*TOLD)},
        "case.evidence.unheard",
    ),
)
OTHER_ROWS = (*BY_ROWS, *PARTY_ROWS, *WAIVER_ROWS, *CALL_ROWS, *LATER_ROWS)
