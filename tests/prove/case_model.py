"""
Models of the procedures of a penalty case, and the law that binds them, said once more.

The guards and the awaited steps are read from the declaration. What stands here is what an act
changes beside the order of the acts (amounts, terms that run anew), and what the law demands,
written from the law and not from the guards.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from tests.prove.asking import Rule
from tests.prove.model import Barred, Told
from zhunsheng.cases.procedure import PENALTY_ORDINARY, PENALTY_SUMMARY
from zhunsheng.cases.procedure.challenged import CHALLENGED
from zhunsheng.cases.procedure.execution import execution_steps
from zhunsheng.cases.procedure.turning import CHECKS, CRIME, EARLY, LATE
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.guards import needs_discussion

#: What a proposal may be: below a hearing, at a hearing, at a hearing and heavy.
LEVELS: Final = ("light", "hearing", "heavy")
#: A proposal whose amount lies outside of the benchmark. No other guard looks at that, so the level
#: with the longest way to a decision stands for all.
DEVIATES: Final = " deviating"
OUTCOMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "proposal": (*LEVELS, f"{LEVELS[-1]}{DEVIATES}"),
        "legal_review": ("AGREED", "RETURNED"),
        "hearing": ("HELD", "ABANDONED"),
        "payment": ("IN_PART", "IN_FULL"),
    }
)
#: Acts that change nothing of what the law asks before a decision; and those by which a case turns,
#: whose guards look at nothing but their own acts: they are walked apart (``test_turning``).
LEFT_OUT: Final = frozenset(
    {"not_opened", "extension", "joining", "closing_request", "filing"}
    | {step.key for step in (*EARLY, *CRIME, *CHECKS, *LATE, *CHALLENGED)}
    | {step.key for step in execution_steps("decision_delivery")}
)
CHANGES_THE_FILE: Final = (
    "investigation", "proposal", "representation", "representation_answer", "hearing_report",
)  # fmt: skip
BESIDE_REVIEW: Final = frozenset(step.key for step in PENALTY_ORDINARY.steps) - {"legal_review"}
LAST_OF_ALL: Final = (*CHANGES_THE_FILE, "prior_notice", "hearing", "legal_review")


def effect(step: str, outcome: str, changed: dict[str, Any]) -> None:
    """Change the values of a case as an act does."""
    if step == "proposal":
        changed["proposed"] = LEVELS.index(outcome.removesuffix(DEVIATES))
        changed["deviates"] = outcome.endswith(DEVIATES)
    elif step == "prior_notice":
        changed["notified"] = changed["proposed"]
        changed["representation_over"] = changed["hearing_window_over"] = False
    elif step == "hearing" and outcome == "HELD":
        changed["held_once"] = True
    elif step == "payment":
        changed["paid_in_full"] |= outcome == "IN_FULL"


def review_is_current(case: Any) -> bool:
    """What was reviewed last was agreed to and is the file as it is."""
    agreed = case.outcome_of("legal_review") == "AGREED"
    return agreed and bool(
        case.last("legal_review") > case.last("review_request")
        and case.last("review_request") > case.last(*CHANGES_THE_FILE)
    )


MODELLED: Final = MappingProxyType(
    {
        "review_is_current": review_is_current,
        "request_is_current": lambda case: (
            case.last("review_request") > case.last(*CHANGES_THE_FILE)
        ),
        "hearing_right": lambda case: max(case.proposed, case.notified) >= 1,
        "heavy": lambda case: case.proposed == 2,
        "notice_covers_proposal": lambda case: case.notified < 0 or case.proposed <= case.notified,
        # Only as an account of all acts does the room tell this; here it is a value of its own.
        "hearing_ever_held": lambda case: case.held_once,
        # The acts themselves are no part of a state: any other one is newer than the opinion.
        "acted_since_review": lambda case: case.last(*BESIDE_REVIEW) > case.last("legal_review"),
    }
)


# --- the law of the ordinary procedure, said once more and otherwise --------------------------


def is_told(case: Any) -> bool:
    """行政处罚法 44, 62: the last notice was delivered, and the proposal does not exceed it."""
    told, delivered = case.last("prior_notice"), case.last("notice_delivery")
    return bool(told and delivered > told) and case.proposed <= case.notified


def is_heard(case: Any) -> bool:
    """行政处罚法 45: the party waived or had its time; what it said was answered."""
    told, said = case.last("prior_notice"), case.last("representation")
    silent = case.representation_over or case.last("representation_waiver") > told
    return silent and (not said or case.last("representation_answer") > said)


def hearing_is_over(case: Any) -> bool:
    """行政处罚法 63–65: who may ask for a hearing was offered it, has had it or has let it go."""
    if case.notified < 1:
        return True
    told, ended = case.last("prior_notice"), case.last("hearing")
    if not is_asked_for(case):
        return bool(case.hearing_window_over or case.last("hearing_waiver") > told)
    if case.outcome_of("hearing") == "ABANDONED":
        return bool(ended > told)
    return bool(case.last("hearing_report") > ended and ended > told)


def is_reviewed(case: Any) -> bool:
    """行政处罚法 58: where a review is due, the last one agreed to the file as it is."""
    due = (
        case.review_every_case
        or case.special_ground  # 58.1(1) great public interest, and what else the law names
        or case.complex_case
        or case.held_once
    )
    return not due or review_is_current(case)


def is_discussed(case: Any) -> bool:
    """行政处罚法 57.2: after notice, statement, hearing and review, where it is due."""
    told = case.last("prior_notice")
    heard = case.outcome_of("hearing") == "HELD" and case.last("hearing") > told
    if not (case.complex_case or case.proposed == 2 or heard):
        return True
    return bool(case.last("discussion") > case.last(*LAST_OF_ALL))


def is_within_benchmark(case: Any) -> bool:
    """MEM-12: an amount outside of the benchmark was approved after it was proposed."""
    return not case.deviates or case.last("deviation_approval") > case.last("proposal")


def was_investigated(case: Any) -> bool:
    """行政处罚法 54: a case was opened and its facts were established before."""
    return bool(case.last("opening") and case.last("investigation") > case.last("opening"))


def is_asked_for(case: Any) -> bool:
    """行政处罚法 64(1): a hearing begins with a request on the last notice that stands."""
    return bool(case.last("hearing_request") > case.last("prior_notice", "hearing_waiver"))


def is_called(case: Any) -> bool:
    """行政处罚法 64(2): the last notice of the hearing reached the party."""
    return bool(case.last("hearing_notice_delivery") > case.last("hearing_notice") > 0)


def is_performed(case: Any) -> bool:
    """行政处罚法 61, 66: what was decided reached the party; a fine was paid in full."""
    settled = case.done("no_penalty") or case.paid_in_full
    return bool(case.done("decision_delivery") and settled)


NOTICE = "notice (44, 62)"
STATEMENT = "statement over and answered (45)"
HEARING = "hearing offered and over (63-65)"
REVIEW = "legal review where required (58)"
BENCHMARK = "approval outside of the benchmark (MEM-12)"
INVESTIGATION = "opening and investigation (54)"
LAWS: Final[Mapping[str, Mapping[str, Rule]]] = MappingProxyType(
    {
        "prior_notice": {
            INVESTIGATION: was_investigated,
            REVIEW: is_reviewed,
            BENCHMARK: is_within_benchmark,
        },
        "legal_review": {
            "a file handed in (58)": lambda case: (
                case.last("review_request") > case.last("legal_review")
            )
        },
        "hearing_notice": {"request (64)": is_asked_for},
        "hearing": {"request (64)": is_asked_for, "notice delivered (64(2))": is_called},
        "discussion": {
            INVESTIGATION: was_investigated,
            NOTICE: is_told,
            STATEMENT: is_heard,
            HEARING: hearing_is_over,
            REVIEW: is_reviewed,
            BENCHMARK: is_within_benchmark,
        },
        "decision": {
            INVESTIGATION: was_investigated,
            NOTICE: is_told,
            STATEMENT: is_heard,
            HEARING: hearing_is_over,
            REVIEW: is_reviewed,
            "discussion after all else (57.2)": is_discussed,
            BENCHMARK: is_within_benchmark,
        },
        "no_penalty": {INVESTIGATION: was_investigated, REVIEW: is_reviewed},
        "decision_delivery": {"decision (61)": lambda case: case.is_decided},
        "closing": {"delivery and payment (61, 66)": is_performed},
    }
)
_OFFICERS = ("opening", "investigation", "proposal", "prior_notice")
_LAPSED = frozenset({"示例乙"})
BARRED: Final = (
    Barred("two officers (42.1)", {"handlers": 1, "certified": 1}, _OFFICERS),
    Barred("no officer (42.1)", {"handlers": 0, "certified": 0}, _OFFICERS),
    Barred("certificates valid (42.1)", {"certified": 1, "lapsed": _LAPSED}, _OFFICERS),
    Barred("a certificate for each (42.1)", {"certified": 1}, _OFFICERS),
    Barred("no lapsed certificate (42.1)", {"lapsed": _LAPSED}, _OFFICERS),
    Barred("recusal of officers (43)", {"interested": _LAPSED},
           (*_OFFICERS, "discussion", "decision", "no_penalty")),
    Barred(
        "recusal of who acts (43)",
        {"by_has_interest": True},
        ("opening", "not_opened", "deviation_approval", "legal_review", "hearing_report",
         "extension", "decision", "no_penalty", "prior_notice", "notice_delivery",
         "representation", "representation_waiver", "representation_answer", "review_request",
         "hearing_request", "hearing_waiver", "hearing_notice", "hearing_notice_delivery",
         "hearing", "discussion", "decision_delivery", "payment", "closing"),
    ),
    Barred("a certificate of who acts (42.1)", {"by_is_uncertified": True},
           ("investigation", "proposal", "prior_notice", "notice_delivery",
            "representation_answer", "review_request", "hearing_notice_delivery",
            "decision_delivery")),
    Barred("no lapsed certificate at the counter (42.1)", {"by_has_lapsed": True},
           ("representation", "representation_waiver", "hearing_request", "hearing_waiver",
            "payment")),
    Barred(
        "who handles does not decide (57.1)",
        {"by_handles": True},
        ("opening", "deviation_approval", "legal_review", "hearing_report", "extension", "decision",
         "no_penalty", "closing"),
    ),
    Barred("only its officers investigate (42.1)", {"by_is_stranger": True},
           ("investigation", "proposal", "prior_notice", "representation_answer",
            "review_request")),
    Barred("called in time (64(2))", {"hearing_notice_late": True}, ("hearing",)),
    Barred("limitation (36)", {"limitation_passed": True}, ("opening", "prior_notice", "decision")),
    Barred("evidence (46)", {"evidence_items": 0}, ("investigation",)),
    Barred("term of ninety days (60)", {"decision_term_over": True}, ("decision", "extension")),
    Barred("no evidence that the party was not told of (44, 62)",
           {"later_evidence": frozenset({"示例证据"})}, ("discussion", "decision")),
    Barred("who is spared is not punished (33)", {"spares": True}, ("prior_notice", "decision")),
)  # fmt: skip


# --- which states are one ---------------------------------------------------------------------


def _window(case: Any) -> object:
    # A request may be taken back, and made again until the window closes.
    waived = case.last("hearing_waiver") > case.last("prior_notice", "hearing_request")
    return case.hearing_is_requested, waived, case.hearing_window_over


def _review_is_due(case: Any) -> bool:
    return bool(case.review_every_case or case.special_ground or case.complex_case)


#: Left out is what nobody looks at again before a further act overwrites it: statements and
#: hearings of an earlier notice, an outcome of a review that is not current, a discussion where
#: none is due, and a hearing once held where all is reviewed anyway. After the decision nobody
#: looks back at how it came about.
SHAPE: Final = (
    *(
        lambda case, key=step.key: case.done(key)
        for step in PENALTY_ORDINARY.steps
        if not step.repeatable
    ),
    lambda case: case.done("payment") and (True, case.paid_in_full),
)
SHAPE_UNTIL_DECIDED: Final = (
    lambda case: case.done("proposal"),
    lambda case: case.done("hearing_report"),
    lambda case: case.done("discussion"),
    lambda case: case.deviates,
    lambda case: case.deviates and case.last("deviation_approval") > case.last("proposal"),
    lambda case: case.last("proposal") > case.last("prior_notice"),
    lambda case: case.last("notice_delivery") > case.last("prior_notice"),
    lambda case: case.hearing_notice_stands,
    lambda case: (
        case.hearing_notice_stands
        and case.last("hearing_notice_delivery") > case.last("hearing_notice")
    ),
    lambda case: case.last("review_request") > case.last(*CHANGES_THE_FILE),
    lambda case: case.last("review_request") > case.last("legal_review"),
    lambda case: (
        case.request_is_current
        and case.last("legal_review") > case.last("review_request")
        and case.outcome_of("legal_review") == "RETURNED"
        and case.acted_since_review
    ),
    lambda case: (
        case.representation_over or case.last("representation_waiver") > case.last("prior_notice")
    ),
    lambda case: case.last("representation_waiver") > case.last("prior_notice", "representation"),
    lambda case: case.has_statement,
    lambda case: case.has_statement and case.statement_is_answered,
    _window,
    lambda case: case.last("hearing") > case.last("prior_notice") and case.outcome_of("hearing"),
    lambda case: case.hearing_was_held and case.last("hearing_report") > case.last("hearing"),
    review_is_current,
    lambda case: needs_discussion(case) and case.last("discussion") > case.last(*LAST_OF_ALL),
    _review_is_due,
    # Each ground of a review is walked by itself: a rule that forgets one is found.
    lambda case: case.special_ground,
    lambda case: case.complex_case,
    lambda case: case.proposed,
    lambda case: case.notified,
    lambda case: case.held_once and not _review_is_due(case),
)

#: The case's file is complete and nothing is wrong with it: ``BARRED`` spoils one thing at a time.
SOUND: Final = MappingProxyType({"handlers": 2, "certified": 2, "evidence_items": 1})
DOMAINS: Final = MappingProxyType(
    {
        "handlers": (2, 1, 0),
        "certified": (2, 1, 0),
        "evidence_items": (1, 0),
        "lapsed": (frozenset(), _LAPSED),
        "interested": (frozenset(), _LAPSED),
        "later_evidence": (frozenset(), frozenset({"示例证据"})),
        "proposed": (0, 1, 2),
        "notified": (-1, 0, 1, 2),
        "held_once": (False, True),
    }
)


def _told_is_delivered(case: Any) -> bool:
    return not case.last("decision", "no_penalty") and bool(
        case.last("notice_delivery") > case.last("prior_notice")
    )


ORDINARY: Final = Told(
    procedure=PENALTY_ORDINARY,
    kind=CaseFacts,
    names=(
        "review_every_case", "special_ground", "complex_case", "proposed", "deviates", "notified",
        "representation_over", "hearing_window_over", "held_once", "paid_in_full",
    ),
    # A bureau that reviews all, or only what it must; a case that is of great public interest or
    # complex: one ground at a time, none hides that another is forgotten.
    start=tuple(
        (review, special, complex_case, 0, False, -1, False, False, False, False)
        for review, special, complex_case in (
            (True, False, False),
            (False, True, False),
            (False, False, True),
            (False, False, False),
        )
    ),
    effect=effect,
    laws=LAWS,
    barred=BARRED,
    fixed=SOUND,
    shape=SHAPE,
    over=lambda case: case.is_decided,
    shape_until_over=SHAPE_UNTIL_DECIDED,
    modelled=MODELLED,
    domains=DOMAINS,
    outcomes=OUTCOMES,
    time={
        "term passes": ("representation_over", _told_is_delivered),
        "window passes": ("hearing_window_over", _told_is_delivered),
    },
    left_out=LEFT_OUT,
)  # fmt: skip


# --- the summary procedure --------------------------------------------------------------------


def _spot(step: str, outcome: str, changed: dict[str, Any]) -> None:
    if step == "payment":
        changed["paid_in_full"] |= outcome == "IN_FULL"


_SPOT = ("on_the_spot",)
SUMMARY: Final = Told(
    procedure=PENALTY_SUMMARY,
    kind=CaseFacts,
    names=("street_case", "fine_imposed", "paid_in_full"),
    # A street's case or the bureau's, with a fine or with a warning alone.
    start=tuple((street, fine, False) for street in (True, False) for fine in (True, False)),
    effect=_spot,
    laws=MappingProxyType(
        {
            "report_back": {"decision (52.3)": lambda case: case.done("on_the_spot")},
            "payment": {"decision (67)": lambda case: case.done("on_the_spot")},
            "closing": {
                "decision (51)": lambda case: case.done("on_the_spot"),
                "report to the agency (52.3)": lambda case: case.done("report_back"),
                "payment in full (66)": lambda case: not case.fine_imposed or case.paid_in_full,
            },
        }
    ),
    barred=(
        Barred("two officers (42.1)", {"handlers": 1, "certified": 1}, _SPOT),
        Barred("no officer (42.1)", {"handlers": 0, "certified": 0}, _SPOT),
        Barred("certificates valid (42.1)", {"certified": 1, "lapsed": _LAPSED}, _SPOT),
        Barred("a certificate for each (42.1)", {"certified": 1}, _SPOT),
        Barred("recusal of officers (43)", {"interested": _LAPSED}, _SPOT),
        Barred("limitation (36)", {"limitation_passed": True}, _SPOT),
        Barred("deed of delegation (20)", {"street_case": True, "delegation_valid": False}, _SPOT),
    ),
    fixed=SOUND,
    domains=DOMAINS,
    outcomes=MappingProxyType({"payment": OUTCOMES["payment"]}),
    left_out=frozenset(step.key for step in (*execution_steps("on_the_spot"), *CHALLENGED)),
)
