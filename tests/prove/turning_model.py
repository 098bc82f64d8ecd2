"""
Where a case turns, walked apart: standing still, crime, the checks inside of a bureau, its ends.

What the big walk proves (notice, statement, hearing, review) stands here at its shortest, so that
the acts by which a case turns can come anywhere between, as often as anybody wants. What an act
makes of the case is told by ``effect`` in plain words, not by the order that the guards compare.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from tests.prove.asking import Rule, Value
from tests.prove.case_model import DOMAINS, SOUND
from tests.prove.model import Barred, Told
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.rules.facts import CaseFacts

WALKED: Final = frozenset(
    {
        "clue", "not_opened", "opening", "suspension", "resumption", "crime_report",
        "crime_decision", "crime_handover", "crime_reply", "investigation", "proposal",
        "first_check", "committee", "prior_notice", "notice_delivery", "representation",
        "representation_answer", "submission", "endorsement", "sparing_submission",
        "sparing_endorsement", "discussion", "transfer", "termination", "decision", "no_penalty",
        "decision_delivery", "payment", "filing",
        "closing", "withdrawal", "withdrawal_delivery",
    }
)  # fmt: skip
#: Whether a decision was taken back while it could still be filed, or later.
BEFORE_FILING, AFTER_FILING = "before", "after"
#: How far the signatures are under a decision that spares the party.
NOTHING, SUBMITTED, SIGNED = "nothing", "submitted", "signed"
#: Where a suspected crime stands: with the bureau, before the chief, on its way, with the police.
FREE, REPORTED, APPROVED, HANDED, OPENED = "free", "reported", "approved", "handed", "opened"
CRIME: Final = MappingProxyType(
    {
        ("crime_report", ""): REPORTED,
        ("crime_decision", "APPROVED"): APPROVED,
        ("crime_decision", "REFUSED"): FREE,
        ("crime_handover", ""): HANDED,
        ("crime_reply", "OPENED"): OPENED,
        ("crime_reply", "RETURNED"): FREE,
    }
)
SPARING: Final = MappingProxyType(
    {
        ("sparing_submission", ""): SUBMITTED,
        ("sparing_endorsement", "AGREED"): SIGNED,
        ("sparing_endorsement", "RETURNED"): NOTHING,
    }
)
AGREED: Final = MappingProxyType(
    {"first_check": "checked", "committee": "agreed", "endorsement": "signed"}
)
CHANGES: Final = ("proposal", "prior_notice", "representation", "representation_answer")


NOBODY: Final[frozenset[str]] = frozenset()


def effect(step: str, outcome: str, changed: dict[str, Any]) -> None:
    """Say what an act makes of the case."""
    changed["crime"] = CRIME.get((step, outcome), changed["crime"])
    if step in ("suspension", "resumption"):
        changed["still"] = step == "suspension"
    if step == "proposal":
        changed["checked"] = changed["agreed"] = False
    if step in CHANGES:
        changed["submitted"] = changed["signed"] = False
        changed["sparing"] = NOTHING
    changed["sparing"] = SPARING.get((step, outcome), changed["sparing"])
    if step == "submission":
        changed["submitted"] = True
    changed["unfiled"] = changed["unfiled"] - ({outcome} if step == "filing" else NOBODY)
    if step == "withdrawal":
        changed["withdrawn_before_filing"] = outcome == BEFORE_FILING
    if step == "endorsement":
        changed["submitted"] = False
    if step in AGREED:
        changed[AGREED[step]] = outcome == "AGREED"


def _filed(case: Any) -> frozenset[str]:  # the facts of the model
    """Say with whom a heavy penalty was filed."""
    filed: frozenset[str] = case.filing_bodies - case.unfiled
    return filed


def _is(*places: str) -> Rule:
    return lambda case: case.crime in places


#: What the bureau does of itself before the decision.
PROCEEDS: Final = (
    "suspension", "investigation", "proposal", "first_check", "committee", "prior_notice",
    "notice_delivery", "representation_answer", "submission", "endorsement", "discussion",
    "transfer", "decision", "no_penalty", "sparing_submission", "sparing_endorsement",
)  # fmt: skip
STILL: Final[Mapping[str, Rule]] = {
    "the case resumed (60)": lambda case: not case.still,
    "the case back from the police (27)": _is(FREE, REPORTED, APPROVED),
}
SETTLED: Final[Mapping[str, Rule]] = {
    "a decision on the crime reported (CTR 5)": lambda case: case.crime != REPORTED,
    "the transfer that was approved (CTR 5)": lambda case: case.crime != APPROVED,
    "the case back from the police (27)": _is(FREE, REPORTED, APPROVED),
}
CHECKED: Final[Mapping[str, Rule]] = {
    "a first check of the present proposal, where the bureau asks for it": lambda case: (
        not case.first_check_required or case.checked
    ),
    "the committee on the present proposal, where the bureau asks for it": lambda case: (
        not case.committee_required or case.agreed
    ),
}
LAWS: Final[Mapping[str, Mapping[str, Rule]]] = MappingProxyType(
    dict.fromkeys(PROCEEDS, STILL)
    | {
        "transfer": {**STILL, **SETTLED},
        "termination": {
            "a decision on the crime reported (CTR 5)": lambda case: case.crime != REPORTED,
            "the transfer that was approved (CTR 5)": lambda case: case.crime != APPROVED,
        },
        "no_penalty": {
            **STILL,
            **SETTLED,
            "the deputy's signature before sparing, where the bureau asks for it": (
                lambda case: not case.endorsement_required or case.sparing == SIGNED
            ),
        },
        "sparing_endorsement": {
            **STILL,
            "a submission to spare of the present case": lambda case: case.sparing == SUBMITTED,
        },
        "prior_notice": {**STILL, **CHECKED},
        "decision": {
            **STILL,
            **SETTLED,
            **CHECKED,
            "the deputy's signature on the present case, where the bureau asks for it": (
                lambda case: not case.endorsement_required or case.signed
            ),
        },
        "endorsement": {**STILL, "a submission of the present case": lambda case: case.submitted},
        "crime_report": {"the last one settled (CTR 5)": _is(FREE)},
        "crime_decision": {"a report (CTR 5)": _is(REPORTED)},
        "crime_handover": {"the chief's approval (CTR 5)": _is(APPROVED)},
        "crime_reply": {"a handover (CTR 8)": _is(HANDED, OPENED)},
        "withdrawal": {"a decision (75.2)": lambda case: case.is_decided},
        "withdrawal_delivery": {"a withdrawal (61)": lambda case: case.done("withdrawal")},
        "filing": {
            "a decision (75)": lambda case: case.done("decision"),
            "a body that is to know of it and does not": lambda case: bool(case.unfiled),
            "a penalty that was to be filed": lambda case: (
                case.outcome_of("withdrawal") != BEFORE_FILING
            ),
        },
        "closing": {
            **SETTLED,
            "the case back from the police (27)": lambda case: case.crime != HANDED,
            "a decision (57)": lambda case: case.is_decided,
            "the delivery of its withdrawal (61)": lambda case: (
                case.done("withdrawal_delivery") or not case.done("withdrawal")
            ),
            "the filing of a heavy penalty, where the bureau asks for it": lambda case: (
                case.done("no_penalty")
                or case.filing_bodies <= _filed(case)
                or case.outcome_of("withdrawal") == BEFORE_FILING
            ),
        },
    }
)
_DECIDES: Final = (
    "crime_decision", "suspension", "resumption", "first_check", "endorsement", "transfer",
    "termination", "decision", "no_penalty", "withdrawal", "closing", "sparing_endorsement",
)  # fmt: skip
_OFFICERS: Final = ("crime_report", "submission", "sparing_submission")
_SOME: Final = frozenset({"示例乙"})
BARRED: Final = (
    Barred("who handles does not decide (57.1)", {"by_handles": True}, _DECIDES),
    Barred(
        "recusal of who acts (43)",
        {"by_has_interest": True},
        ("not_opened", "opening", "closing", "filing", "committee", "crime_report",
         "crime_handover", "crime_reply", "submission", "sparing_submission", *_DECIDES),
    ),
    Barred("two officers (42.1)", {"handlers": 1, "certified": 1}, _OFFICERS),
    Barred("no lapsed certificate (42.1)", {"lapsed": _SOME}, _OFFICERS),
    Barred("recusal of officers (43)", {"interested": _SOME},
           (*_OFFICERS, "discussion", "decision", "no_penalty", "transfer", "termination")),
    Barred("a certificate of who acts (42.1)", {"by_is_uncertified": True},
           ("crime_report", "crime_handover", "submission", "sparing_submission",
            "withdrawal_delivery")),
    Barred("only its officers report (42.1)", {"by_is_stranger": True}, _OFFICERS),
    Barred("sealed things are decided on (ACL 27)", {"holds_sealed_things": True},
           ("not_opened", "closing", "termination")),
    Barred("money is given back (国家赔偿法 36)", {"refund_fen": 1}, ("closing",)),
    Barred("money taken on the spot is banked (71)", {"cash_out": True}, ("closing",)),
    Barred("the case stands still for all of its parties (60)", {"lead_is_suspended": True},
           ("opening", "resumption", *PROCEEDS)),
    Barred("preserved evidence is decided on (56)", {"preservation_open": True},
           ("not_opened", "investigation", "decision", "no_penalty", "termination", "closing")),
    Barred("preserved evidence is given back (56)", {"preservation_lapsed": True},
           ("not_opened", "investigation", "decision", "no_penalty", "termination", "closing")),
    Barred("no expert is waited for (54)", {"experts_awaited": _SOME},
           ("prior_notice", "discussion", "decision", "no_penalty")),
    Barred("all parties have ended (54)", {"parties_open": _SOME},
           ("not_opened", "closing", "transfer", "termination")),
    Barred("all parties are opened (54.2)", {"parties_waiting": _SOME}, ("investigation",)),
    Barred("one investigation for all (54.1)", {"acts_alone": True}, ("investigation",)),
    Barred("the order was re-inspected (65.1)", {"reinspection_missing": True}, ("closing",)),
    Barred("originals are kept (47)", {"originals_lacking": ("示例文书",)}, ("closing",)),
)  # fmt: skip

#: How often and in which order a crime was reported or the case stood still is told by where it
#: stands now; a check that the bureau does not ask for is looked at by nobody.
SHAPE: Final = (
    *(
        lambda case, key=step.key: case.done(key)
        for step in PENALTY_ORDINARY.steps
        if step.key in WALKED and not step.repeatable
    ),
    lambda case: case.filing_bodies,
    lambda case: case.filing_bodies & _filed(case),
    lambda case: bool(case.filing_bodies) and case.withdrawn_before_filing,
    lambda case: case.done("payment"),
    lambda case: case.crime,
    lambda case: case.still,
)
SHAPE_UNTIL_DECIDED: Final = (
    lambda case: case.done("proposal"),
    lambda case: case.done("prior_notice"),
    lambda case: case.done("notice_delivery"),
    lambda case: case.last("proposal") > case.last("prior_notice"),
    lambda case: case.last("notice_delivery") > case.last("prior_notice"),
    lambda case: case.done("representation_answer"),
    lambda case: case.has_statement,
    lambda case: case.has_statement and case.statement_is_answered,
    lambda case: case.first_check_required and (True, case.done("first_check"), case.checked),
    lambda case: case.committee_required and (True, case.done("committee"), case.agreed),
    lambda case: (
        case.endorsement_required
        and (True, case.done("submission"), case.done("endorsement"), case.signed)
    ),
    lambda case: case.submitted,
    lambda case: case.sparing,
    lambda case: (
        bool(case.filing_bodies)
        and (case.done("discussion"), case.last("discussion") > case.last(*CHANGES))
    ),
)

#: Bureaus that ask for first check, committee, endorsement and filing: all, one of them, or none.
#: A penalty that is filed is a heavy one here.
BODIES: Final = frozenset({"UPPER_BUREAU", "JUSTICE"})
BUREAUS: Final = (
    (True, True, True, BODIES),
    *((*(n == one for n in range(3)), frozenset()) for one in range(3)),
    (False, False, False, frozenset({"JUSTICE"})),
    (False, False, False, frozenset()),
)

TURNING: Final = Told(
    procedure=PENALTY_ORDINARY,
    kind=CaseFacts,
    names=(
        "first_check_required", "committee_required", "endorsement_required", "filing_bodies",
        "crime", "still", "checked", "agreed", "submitted", "signed",
        "sparing", "withdrawn_before_filing", "unfiled",
    ),
    start=tuple(
        (*asked, FREE, False, False, False, False, False, NOTHING, False, asked[3])
        for asked in BUREAUS
    ),
    effect=effect,
    laws=LAWS,
    barred=BARRED,
    shape=SHAPE,
    over=lambda case: case.is_decided,
    shape_until_over=SHAPE_UNTIL_DECIDED,
    fixed=MappingProxyType(
        {**SOUND, "review_every_case": False, "representation_over": True}
    ),
    modelled=MappingProxyType(
        {
            "heavy": lambda case: bool(case.filing_bodies),
            "heavy_decided": lambda case: bool(case.filing_bodies),
            # The acts themselves are no part of a state: with whom it was filed is a value.
            "unfiled": lambda case: case.answer(Value("unfiled")),
            "paid_in_full": lambda case: case.done("payment"),
        }
    ),
    domains=MappingProxyType(
        {
            **DOMAINS,
            "crime": (FREE, REPORTED, APPROVED, HANDED, OPENED),
            "sparing": (NOTHING, SUBMITTED, SIGNED),
            "filing_bodies": (BODIES, frozenset({"JUSTICE"}), NOBODY),
            "unfiled": (BODIES, *(frozenset({one}) for one in BODIES), frozenset()),
            **dict.fromkeys(
                ("still", "checked", "agreed", "submitted", "signed", "withdrawn_before_filing"),
                (False, True),
            ),
            "refund_fen": (0, 1),
            "parties_open": (frozenset(), _SOME),
            "parties_waiting": (frozenset(), _SOME),
            "experts_awaited": (frozenset(), _SOME),
            "originals_lacking": ((), ("示例文书",)),
        }
    ),
    outcomes=MappingProxyType(
        {
            "first_check": ("AGREED", "RETURNED"),
            "committee": ("AGREED", "RETURNED"),
            "endorsement": ("AGREED", "RETURNED"),
            "filing": tuple(sorted(BODIES)),
            "withdrawal": (BEFORE_FILING, AFTER_FILING),
            "sparing_endorsement": ("AGREED", "RETURNED"),
            "crime_decision": ("APPROVED", "REFUSED"),
            "crime_reply": ("OPENED", "RETURNED"),
        }
    ),
    left_out=frozenset(step.key for step in PENALTY_ORDINARY.steps) - WALKED,
)  # fmt: skip
