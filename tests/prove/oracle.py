"""
What a lawful file looks like, judged from what was written alone.

No guard, no declared step and no counting of the program is used: the acts as they stand in the
table, the sentences of the law, and days counted one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from tests.golden import counting

#: Who may take a step: codes of roles.
LEADERS: Final = {"DEPUTY_HEAD", "CHIEF"}
HANDLERS: Final = {"ENFORCEMENT_OFFICER", "TEAM_HEAD"}
MAY: Final = {
    "clue": HANDLERS | {"STREET_OFFICER"},  # a street hands up, and punishes nobody
    "opening": LEADERS,
    "not_opened": LEADERS,
    "investigation": HANDLERS,
    "proposal": HANDLERS,
    "deviation_approval": LEADERS,
    "review_request": HANDLERS,
    "legal_review": {"LEGAL_REVIEWER"},
    "prior_notice": HANDLERS,
    "extension": LEADERS,
    "decision": LEADERS,
    "no_penalty": LEADERS,
    "closing": LEADERS,
    "recusal": LEADERS,
    "suspension": LEADERS,
    "resumption": LEADERS,
    "transfer": LEADERS,
    "termination": LEADERS,
    "endorsement": {"DEPUTY_HEAD"},
    "sparing_endorsement": {"DEPUTY_HEAD"},
    "first_check": {"TEAM_HEAD"},
    "submission": HANDLERS,
    "sparing_submission": HANDLERS,
    "crime_report": HANDLERS,
    "crime_decision": {"CHIEF"},
    "crime_handover": HANDLERS,
    "withdrawal": {"CHIEF"},
    "reassignment": LEADERS,
    "recusal_request": HANDLERS | LEADERS | {"LEGAL_REVIEWER", "CASE_SECRETARY"},
    "leader_recusal": LEADERS | {"CASE_SECRETARY"},
    "committee": LEADERS | {"CASE_SECRETARY"},
    "payment_paper": HANDLERS | {"FINANCE"},
}
#: Who handled a case at any time takes none of these.
DECIDES: Final = {
    "decision", "no_penalty", "hearing_report", "extension", "recusal", "suspension", "resumption",
    "transfer", "termination", "endorsement", "first_check", "crime_decision", "withdrawal",
    "closing", "sparing_endorsement", "reassignment",
}  # fmt: skip
#: Two certified officers stand behind these; who takes the second is one of them.
OF_TWO: Final = {
    "opening", "investigation", "proposal", "prior_notice", "crime_report", "submission",
    "sparing_submission", "reassignment",
}  # fmt: skip
OF_ITS_OFFICERS: Final = {
    "investigation", "proposal", "crime_report", "submission", "prior_notice", "review_request",
    "representation_answer", "closing_request", "sparing_submission",
}  # fmt: skip
#: Steps that end a case, and what may come after: it lies with others, or mends what was done.
ENDS: Final = {"closing", "not_opened", "transfer", "termination"}
AFTER_ALL: Final = {
    "withdrawal", "withdrawal_delivery", "decision_changed", "remedy_opened", "remedy_ended",
    "cash_banked", "refund", "stay", "payment", "payment_paper", "crime_reply",
}  # fmt: skip
AFTER_DECISION: Final = AFTER_ALL | {
    "decision_delivery", "closing_request", "closing", "filing", "address_confirmation",
    "crime_report",
    "crime_decision", "crime_handover", "payment_plan", "surcharge_waiver", "execution_ended",
    # Who handles a case may change as long as it is open (43): somebody has to serve and close it.
    "recusal_request", "recusal", "reassignment", "leader_recusal",
}  # fmt: skip
#: What the bureau does of itself before the decision: not while the case stands still, nor while
#: the police have it.
PROCEEDS: Final = {
    "suspension", "investigation", "proposal", "deviation_approval", "review_request",
    "legal_review", "first_check", "committee", "prior_notice", "notice_delivery",
    "representation_answer", "hearing_notice", "hearing_notice_delivery", "hearing",
    "hearing_report", "submission", "endorsement", "transfer", "discussion", "decision",
    "no_penalty", "sparing_submission", "sparing_endorsement",
}  # fmt: skip
#: What the party does may be entered after a later act of the agency.
OF_THE_PARTY: Final = {
    "representation", "representation_waiver", "hearing_request", "hearing_waiver", "payment",
    "payment_paper", "hearing", "address_confirmation", "crime_reply", "decision_changed",
    "remedy_opened",
    "remedy_ended", "stay",
}  # fmt: skip
#: What leads to a penalty, and not where a violation was found too late.
PUNISHES: Final = {"opening", "prior_notice", "decision"}
HEARING_FROM, HEAVY_FROM = 5_000_000, 5_000_000
CHANGES: Final = {
    "investigation", "proposal", "representation", "representation_answer", "hearing_report",
}  # fmt: skip
#: What a signature before the decision looks at.
SIGNED: Final = CHANGES | {"prior_notice", "hearing", "legal_review"}


@dataclass(frozen=True, slots=True)
class Bureau:
    """What a bureau asks for beside the law: every review; every check and signature (57.1)."""

    reviews_all: bool = True
    signs_all: bool = False


PLAIN: Final = Bureau()


@dataclass(frozen=True, slots=True)
class Written:
    """One act as it stands in the table."""

    step: str
    on: date
    sequence: int
    outcome: str
    by: UUID | None
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """The acts of a case, who their actors are, until when certificates hold, who is reviewed."""

    acts: Sequence[Written]
    roles: dict[UUID, frozenset[str]]
    valid_until: dict[str, date]
    ended_on: date | None = None
    found_on: date | None = None
    harmful: bool | None = None
    bureau: Bureau = PLAIN

    def last(self, *steps: str, before: int | None = None) -> Written | None:
        """Return the last act of these steps, before an act where one is named."""
        found = [
            act
            for act in self.acts
            if act.step in steps and (before is None or act.sequence < before)
        ]
        return found[-1] if found else None

    def at(self, *steps: str, before: int) -> int:
        """Return the place of the last such act, 0 where there is none."""
        found = self.last(*steps, before=before)
        return found.sequence if found else 0


def wrongs(record: Record) -> list[str]:
    """Return every sentence of the law that the last act of a file breaks."""
    act = record.acts[-1]
    return [
        *_order(record, act),
        *_people(record, act),
        *_recused(record, act),
        *_seats(record, act),
        *_signed(record, act),
        *_too_late(record, act),
        *_undecided(record, act),
        *_turning(record, act),
        *_rests(record, act),
        *(_discussion(record, act) if act.step == "discussion" else ()),
        *(_decision(record, act) if act.step == "decision" else ()),
        *(_closing(record, act) if act.step == "closing" else ()),
        *(_hearing(record, act) if act.step in ("hearing_notice", "hearing") else ()),
    ]


def _order(record: Record, act: Written) -> Iterator[str]:
    if [one.sequence for one in record.acts] != list(range(1, len(record.acts) + 1)):
        yield "the acts are not numbered in order"
    own = [one.on for one in record.acts if one.step not in OF_THE_PARTY]
    if act.step not in OF_THE_PARTY and act.on < max(own):
        yield f"{act.step} is dated before an earlier act of the agency"
    ended = [one for one in record.acts[:-1] if one.step in ENDS]
    if ended and act.step not in AFTER_ALL:
        yield f"{act.step} after the case was ended"
    if act.step == "decision_delivery" and record.last("withdrawal", before=act.sequence):
        yield "a decision that was withdrawn is served"
    decided = record.last("decision", "no_penalty", before=act.sequence)
    if decided and act.step not in AFTER_DECISION:
        yield f"{act.step} after the decision"


def _people(record: Record, act: Written) -> Iterator[str]:
    """行政处罚法 42, 57, 58: two certified officers; others decide; the reviewer is another."""
    roles = record.roles.get(act.by, frozenset()) if act.by else frozenset()
    if act.step in MAY and not roles & MAY[act.step]:
        yield f"{act.step} by {sorted(roles)}"
    seated = [one for one in record.acts if one.step in ("opening", "recusal", "reassignment")]
    named = seated[-1].data["handlers"] if seated else []
    if seated and len({row["id"] for row in named}) < 2:
        yield "fewer than two officers"
    if act.step in OF_TWO:
        lapsed = [row["id"] for row in named if record.valid_until[row["id"]] < act.on]
        if lapsed:
            yield f"{act.step} with a certificate that has lapsed"
    handlers = {UUID(row["user"]) for row in named if row["user"]}
    if act.step in OF_ITS_OFFICERS and act.by not in handlers:
        yield f"{act.step} by one who does not handle the case"
    before = [one for one in seated if one is not act] or seated
    handled = {UUID(row["user"]) for one in before for row in one.data["handlers"] if row["user"]}
    if act.step in DECIDES and act.by in handled:
        yield f"{act.step} by one who handles the case"
    if act.step == "legal_review" and act.by in handled:
        yield "a handler reviewed the case"


def _handling(record: Record, before: int) -> set[UUID]:
    """Return who handled the case at any time before an act."""
    return {
        UUID(row["user"])
        for one in record.acts
        for row in one.data.get("handlers", ())
        if one.sequence < before and row["user"]
    }


def _aside(record: Record, before: int) -> set[UUID | None]:
    """Return who takes no part: recused, or asked to be and handles nothing of the case (43)."""
    users = {
        row["id"]: UUID(row["user"])
        for one in record.acts
        for row in one.data.get("handlers", ())
        if row["user"]
    }
    asked, gone, handling = set[UUID | None](), set[UUID | None](), set[UUID | None]()
    for one in record.acts:
        if one.sequence >= before:
            break
        if "handlers" in one.data:
            handling = {users.get(row["id"]) for row in one.data["handlers"]}
        if one.step == "recusal_request":
            asked.add(one.by)
        elif one.step in ("recusal", "leader_recusal"):
            leads = one.step == "leader_recusal"
            whose = UUID(one.data["leader"]) if leads else users.get(one.data["officer"])
            asked.discard(whose)
            gone |= {whose} if one.outcome == "GRANTED" else set()
    return gone | (asked - handling)


def _recused(record: Record, act: Written) -> Iterator[str]:
    """行政处罚法 43: who stands aside takes no part any more, nor is named again."""
    gone = _aside(record, act.sequence)
    if act.by in gone and act.step != "recusal_request":
        yield f"{act.step} by one who was recused"
    if {UUID(row["user"]) for row in act.data.get("handlers", ()) if row["user"]} & gone:
        yield f"{act.step} names one who was recused"


def _seats(record: Record, act: Written) -> Iterator[str]:
    """行政处罚法 43, 57, 64(4): who sits, who must not, how many of them are in charge."""
    named = {
        "discussion": [one["member"] for one in act.data.get("views", ())],
        "committee": act.data.get("members", ()),
        "leader_recusal": act.data.get("members", ()),
        "hearing_notice": [act.data.get("chair")],
    }.get(act.step)
    if named is None and act.step == "hearing" and act.outcome == "HELD":
        called = record.last("hearing_notice", before=act.sequence)
        named = [called.data["chair"]] if called else None
    if named is None:
        return
    sitting = {UUID(str(one)) for one in named}
    if sitting & _aside(record, act.sequence):
        yield f"{act.step} with one who was recused"
    if act.step != "leader_recusal" and sitting & _handling(record, act.sequence):
        yield f"{act.step} with one who handles the case"
    leaders = sum(1 for one in sitting if record.roles[one] & LEADERS)
    fewest = {"discussion": 2, "committee": 1, "leader_recusal": 2}.get(act.step, 0)
    if leaders < fewest or (act.step == "committee" and len(sitting) < fewest + 1):
        yield f"{act.step} of too few"
    if act.step in ("discussion", "leader_recusal") and leaders < len(sitting):
        yield f"{act.step} with one who is no person in charge"
    if act.step == "leader_recusal" and UUID(act.data["leader"]) in sitting | {act.by}:
        yield "a person in charge decides on the own recusal"


def _signed(record: Record, act: Written) -> Iterator[str]:
    """行政处罚法 57.1, 75, as this bureau asks: checks, a deputy's signature, request, filing."""
    if not record.bureau.signs_all:
        return
    proposed = record.at("proposal", before=act.sequence)
    if proposed and act.step in ("prior_notice", "decision", "no_penalty"):
        for step in ("first_check", "committee"):
            checked = record.last(step, before=act.sequence)
            if checked is None or checked.outcome != "AGREED" or checked.sequence < proposed:
                yield f"{act.step} before {step} agreed"
    signs = {"decision": "endorsement", "no_penalty": "sparing_endorsement"}.get(act.step)
    if signs and not _nobody_signs(record, act):
        yield from _endorsed(record, act, signs)
    if act.step == "closing" and not record.at("closing_request", before=act.sequence):
        yield "a closing that no handler asked for"
    decided = record.last("decision")
    heavy = decided is not None and int(decided.data["fine_fen"]) >= HEAVY_FROM
    if act.step == "closing" and heavy and not record.last("filing", "withdrawal"):
        yield "a closing before a heavy penalty was filed"


def _endorsed(record: Record, act: Written, signs: str) -> Iterator[str]:
    signed = record.last(signs, before=act.sequence)
    fresh = record.at(*SIGNED, before=act.sequence)
    if signed is None or signed.outcome != "AGREED" or signed.sequence < fresh:
        yield f"{act.step} that no deputy signed"
    if any(one.step == signs and one.by == act.by for one in record.acts):
        yield f"{act.step} by the one who signed for it"


def _nobody_signs(record: Record, act: Written) -> bool:
    """Return whether no deputy is left to sign beside another person in charge who decides."""
    barred = _aside(record, act.sequence) | _handling(record, act.sequence)
    free = [held for one, held in record.roles.items() if held & LEADERS and one not in barred]
    return len(free) == 1 or not any("DEPUTY_HEAD" in held for held in free)


def _too_late(record: Record, act: Written) -> Iterator[str]:
    """行政处罚法 36: after two years no penalty, after five where somebody came to harm."""
    ended, found = record.ended_on, record.found_on
    if ended is None or found is None:
        return
    years = 5 if record.harmful else 2
    last = 28 if (ended.month, ended.day) == (2, 29) else ended.day
    is_late = found > ended.replace(year=ended.year + years, day=last)
    if is_late and act.step in PUNISHES:
        yield f"{act.step} {years} years after the violation ended"
    if not is_late and act.step == "termination" and act.outcome == "LIMITATION":
        yield "a case ended as found too late that was found in time"


def _undecided(record: Record, act: Written) -> Iterator[str]:
    """行政处罚法 57.1(3): what an investigation did not establish ends with a decision."""
    told = {"NOT_ESTABLISHED", "WRONGLY_OPENED"}
    if act.step == "termination" and act.outcome in told and record.last("investigation"):
        yield "an end without the decision that nothing was established"


def _place(record: Record, before: int) -> tuple[str, bool]:
    """Return where a suspected crime stands, and whether the case stands still."""
    crime, still = "", False
    for one in record.acts:
        if one.sequence >= before:
            break
        if one.step.startswith("crime_"):
            crime = {
                "crime_report": "undecided",
                "crime_decision": "awaits handover" if one.outcome == "APPROVED" else "",
                "crime_handover": "with the police",
                "crime_reply": "opened by the police" if one.outcome == "OPENED" else "",
            }[one.step]
        elif one.step in ("suspension", "resumption"):
            still = one.step == "suspension"
    return crime, still


#: Where a suspected crime must stand before each act about it.
_CRIME: Final = {
    "crime_report": {""},
    "crime_decision": {"undecided"},
    "crime_handover": {"awaits handover"},
    "crime_reply": {"with the police", "opened by the police"},
    "decision": {""},
    "no_penalty": {""},
    "closing": {"", "opened by the police"},
    "transfer": {""},
}


def _turning(record: Record, act: Written) -> Iterator[str]:
    """行政处罚法 27, 60, 移送规定 5: a crime is settled first; what stands still stands still."""
    crime, still = _place(record, act.sequence)
    if act.step in PROCEEDS and still:
        yield f"{act.step} while the case stands still"
    if act.step in PROCEEDS and crime.endswith("the police"):
        yield f"{act.step} while the case is with the police"
    if crime not in _CRIME.get(act.step, {crime}):
        yield f"{act.step} while a crime is {crime or 'not suspected'}"
    if act.step == "resumption" and not still:
        yield "a resumption of what goes on"
    lawful = "opened by the police" if act.outcome == "CRIME" else ""
    if act.step == "termination" and crime != lawful:
        yield f"a termination for {act.outcome} while a crime is {crime or 'not suspected'}"


def _spared(record: Record, act: Written) -> Iterator[str]:
    """行政处罚法 57.1: who signs that a party is spared looks at the case as it is."""
    spared = record.at("sparing_submission", before=act.sequence)
    if act.step == "sparing_endorsement" and spared < record.at(
        *CHANGES, "prior_notice", "sparing_endorsement", before=act.sequence
    ):
        yield "an endorsement to spare in another case than was submitted"


def _rests(record: Record, act: Written) -> Iterator[str]:
    """行政处罚法 57, 75: what an act rests on is there, and is the case as it is now."""
    signed = record.at(*SIGNED, "endorsement", before=act.sequence)
    if act.step == "endorsement" and record.at("submission", before=act.sequence) < signed:
        yield "an endorsement of another case than was submitted"
    yield from _spared(record, act)
    if act.step in ("withdrawal", "remedy_opened") and not record.last("decision", "no_penalty"):
        yield f"{act.step} without a decision"
    delivered = record.at("withdrawal_delivery", before=act.sequence)
    withdrawn = record.at("withdrawal", before=act.sequence)
    if act.step == "withdrawal_delivery" and withdrawn <= delivered:
        yield "a delivery of no withdrawal"
    if act.step == "closing" and withdrawn > delivered:
        yield "an end before the party got the withdrawal of the decision"
    if act.step == "filing" and not record.last("decision"):
        yield "a filing without a penalty"
    if act.step == "decision_changed" and act.outcome == "WITHDRAWN":
        own = record.last("withdrawal", before=act.sequence)
        if own is None or own.by is None or "CHIEF" not in record.roles[own.by]:
            yield "a withdrawal by another than the chief"


def _told(record: Record, act: Written) -> Iterator[str]:
    """行政处罚法 44, 45, 62: told, delivered, heard, answered."""
    notice = record.last("prior_notice", before=act.sequence)
    proposal = record.last("proposal", before=act.sequence)
    if notice is None or proposal is None:
        yield f"{act.step} without a notice"
        return
    delivered = record.last("notice_delivery", before=act.sequence)
    if delivered is None or delivered.sequence < notice.sequence:
        yield f"{act.step} before the notice was delivered"
        return
    if int(proposal.data["fine_fen"]) > int(notice.data["fine_fen"]):
        yield f"{act.step} on more than the party was told"
    yield from _heard(record, act, notice, delivered)
    yield from _hearing_over(record, act, notice, delivered)


def _heard(record: Record, act: Written, notice: Written, delivered: Written) -> Iterator[str]:
    waived = record.at("representation_waiver", before=act.sequence) > notice.sequence
    days = int(notice.data["representation_days"])
    if not waived and act.on <= counting.last_day("工作日", delivered.on, days):
        yield f"{act.step} while the party could still be heard"
    said = record.at("representation", before=act.sequence)
    if said > record.at("representation_answer", before=act.sequence):
        yield f"{act.step} before a statement was answered"


def _hearing_over(
    record: Record, act: Written, notice: Written, delivered: Written
) -> Iterator[str]:
    if int(notice.data["fine_fen"]) < HEARING_FROM:
        return
    if not notice.data["hearing_offered"]:
        yield f"{act.step} though no hearing was offered"
    asked = record.at("hearing_request", before=act.sequence)
    given_up = record.at("hearing_waiver", before=act.sequence)
    if asked < max(notice.sequence, given_up):
        if given_up < notice.sequence and act.on <= counting.last_day("工作日", delivered.on, 5):
            yield f"{act.step} while a hearing could still be asked for"
        return
    held = record.last("hearing", before=act.sequence)
    if held is None or held.sequence < asked:
        yield f"{act.step} before the hearing that was asked for"
    elif (
        held.outcome == "HELD" and record.at("hearing_report", before=act.sequence) < held.sequence
    ):
        yield f"{act.step} before the hearing was reported on"


def _reviewed(record: Record, act: Written) -> Iterator[str]:
    """行政处罚法 58: where the bureau reviews every case, or one of the heads of 58.1 holds."""
    proposal = record.last("proposal", before=act.sequence)
    heads = proposal is not None and any(
        proposal.data.get(head) for head in ("special_ground", "complex_case")
    )
    heard = any(one.step == "hearing" and one.outcome == "HELD" for one in record.acts)
    if not (record.bureau.reviews_all or heads or heard):
        return
    review = record.last("legal_review", before=act.sequence)
    if review is None or review.outcome != "AGREED":
        yield f"{act.step} without a review that agreed"
    elif record.at(*CHANGES, before=act.sequence) > review.sequence:
        yield f"{act.step} on a file that changed after its review"
    elif _resolved_otherwise(record, act) > review.sequence:
        yield f"{act.step} on an amount that nobody reviewed"


def _resolved_otherwise(record: Record, act: Written) -> int:
    """Return the place of a discussion on another amount than the proposal's, 0 without one."""
    discussed = record.last("discussion", before=act.sequence)
    proposal = record.last("proposal", before=act.sequence)
    if discussed is None or proposal is None or discussed.sequence < proposal.sequence:
        return 0
    differs = int(discussed.data["fine_fen"]) != int(proposal.data["fine_fen"])
    return discussed.sequence if differs else 0


def _discussion(record: Record, act: Written) -> Iterator[str]:
    yield from _told(record, act)
    yield from _reviewed(record, act)


def _amount(act: Written, proposed: int) -> Iterator[str]:
    """行政处罚法 34, 45, 59: a fine is no higher than proposed, and says why it is another."""
    if int(act.data["fine_fen"]) > proposed:
        yield "a fine above the proposal"
    if int(act.data["fine_fen"]) != proposed and not act.data["note"]:
        yield "a fine beside the proposal without its reason"


def _decision(record: Record, act: Written) -> Iterator[str]:
    yield from _told(record, act)
    yield from _reviewed(record, act)
    opened, proposal = record.last("opening"), record.last("proposal")
    assert opened is not None
    assert proposal is not None
    until = opened.on + timedelta(days=90)
    if extended := record.last("extension"):
        until = date.fromisoformat(extended.data["until"])
    if act.on > until + _stood_still(record):
        yield "a decision after its term"
    yield from _amount(act, int(proposal.data["fine_fen"]))
    notice = record.last("prior_notice")
    held = record.last("hearing")
    heard = bool(held and notice and held.outcome == "HELD" and held.sequence > notice.sequence)
    heavy = int(proposal.data["fine_fen"]) >= HEAVY_FROM
    if heavy or heard or proposal.data.get("complex_case"):
        latest = {*CHANGES, "prior_notice", "hearing"}
        if not _resolved_otherwise(record, act):
            latest.add("legal_review")
        discussed = record.at("discussion", before=act.sequence)
        if discussed < record.at(*latest, before=act.sequence):
            yield "a decision without a discussion after all else"
    if proposal.data.get("deviates"):
        approved = record.at("deviation_approval", before=act.sequence)
        if approved < proposal.sequence:
            yield "an amount outside of the benchmark that nobody approved"


def _stood_still(record: Record) -> timedelta:
    """Return how long the term stood still: where an article says so, or with the police."""
    days: set[date] = set()
    for begin, end in (("suspension", "resumption"), ("crime_handover", "crime_reply")):
        since = None
        for one in record.acts:
            if one.step == begin and (begin != "suspension" or one.data["basis"]):
                since = one.on
            elif one.step == end and one.outcome != "OPENED" and since is not None:
                days |= {since + timedelta(days=n) for n in range((one.on - since).days)}
                since = None
    return timedelta(days=len(days))


def _hearing(record: Record, act: Written) -> Iterator[str]:
    """行政处罚法 64: on request; seven working days' notice; held on the day that was told."""
    notice = record.last("prior_notice", before=act.sequence)
    asked = record.at("hearing_request", before=act.sequence)
    given_up = record.at("hearing_waiver", before=act.sequence)
    if notice is None or asked < max(notice.sequence, given_up):
        yield f"{act.step} that nobody asked for"
    if act.step == "hearing_notice":
        day = date.fromisoformat(act.data["hearing_on"])
        if counting.first_day("工作日", day, 7) < act.on:
            yield "a hearing called too late"
        if counting.moved(day) != day:
            yield "a hearing called for a rest day"
        return
    called = record.last("hearing_notice", before=act.sequence)
    if called is None or called.sequence < asked:
        yield "a hearing that nobody was called to"
        return
    yield from _called(record, act, called)


def _called(record: Record, act: Written, called: Written) -> Iterator[str]:
    served = record.last("hearing_notice_delivery", before=act.sequence)
    day = date.fromisoformat(called.data["hearing_on"])
    if act.on < day or (act.outcome == "HELD" and act.on != day):
        yield "a hearing on another day than the party was told"
    if served is None or served.sequence < called.sequence:
        yield "a hearing whose notice did not reach the party"
    elif counting.first_day("工作日", day, 7) < served.on:
        yield "a hearing of which the party was told too late"


def _closing(record: Record, act: Written) -> Iterator[str]:
    for kind in ("RECONSIDERATION", "LITIGATION"):
        steps = [one.step for one in record.acts if one.outcome == kind]
        if steps.count("remedy_opened") > steps.count("remedy_ended"):
            yield "closed while the decision was challenged"
    decided = record.last("decision", "no_penalty", before=act.sequence)
    told = record.at("decision_delivery", "withdrawal_delivery", before=act.sequence)
    if decided is None or told < decided.sequence:
        yield "closed before the decision, or what took it back, was delivered"
        return
    paid = sum(int(one.data["amount_fen"]) for one in record.acts if one.step == "payment")
    owed = int(decided.data.get("fine_fen", 0)) if decided.step == "decision" else 0
    if record.last("withdrawal"):
        return  # nothing is owed, and what was paid goes back
    if paid < owed:
        yield "closed before the fine was paid"
    if paid > owed:
        yield "more was taken than was owed"
