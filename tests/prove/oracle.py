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
    "clue": HANDLERS,
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
}
#: What the party does may be entered after a later act of the agency.
OF_THE_PARTY: Final = {
    "representation", "representation_waiver", "hearing_request", "hearing_waiver", "payment",
    "hearing",
}  # fmt: skip
HEARING_FROM, HEAVY_FROM = 5_000_000, 5_000_000
CHANGES: Final = {
    "investigation", "proposal", "representation", "representation_answer", "hearing_report",
}  # fmt: skip


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
    """The acts of a case, who their actors are, until when certificates hold."""

    acts: Sequence[Written]
    roles: dict[UUID, frozenset[str]]
    valid_until: dict[str, date]

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
    ended = [one for one in record.acts[:-1] if one.step in ("closing", "not_opened")]
    if ended:
        yield f"{act.step} after the case was ended"
    decided = record.last("decision", "no_penalty", before=act.sequence)
    if decided and act.step not in ("decision_delivery", "payment", "closing"):
        yield f"{act.step} after the decision"


def _people(record: Record, act: Written) -> Iterator[str]:
    """行政处罚法 42, 57, 58: two certified officers; others decide; the reviewer is another."""
    roles = record.roles.get(act.by, frozenset()) if act.by else frozenset()
    if act.step in MAY and not roles & MAY[act.step]:
        yield f"{act.step} by {sorted(roles)}"
    opened = record.last("opening")
    named = opened.data["handlers"] if opened else []
    if opened and len({row["id"] for row in named}) < 2:
        yield "fewer than two officers"
    if act.step in ("opening", "investigation", "proposal", "prior_notice"):
        lapsed = [row["id"] for row in named if record.valid_until[row["id"]] < act.on]
        if lapsed:
            yield f"{act.step} with a certificate that has lapsed"
    handlers = {UUID(row["user"]) for row in named if row["user"]}
    if act.step in ("decision", "no_penalty", "hearing_report", "extension") and act.by in handlers:
        yield f"{act.step} by one who handles the case"
    if act.step in ("investigation", "proposal") and act.by not in handlers:
        yield f"{act.step} by one who does not handle the case"
    if act.step == "legal_review" and act.by in handlers:
        yield "a handler reviewed the case"


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
    if said > max(notice.sequence, record.at("representation_answer", before=act.sequence)):
        yield f"{act.step} before a statement was answered"


def _hearing_over(
    record: Record, act: Written, notice: Written, delivered: Written
) -> Iterator[str]:
    if int(notice.data["fine_fen"]) < HEARING_FROM:
        return
    if not notice.data["hearing_offered"]:
        yield f"{act.step} though no hearing was offered"
    asked = record.at("hearing_request", before=act.sequence)
    if asked < notice.sequence:
        waived = record.at("hearing_waiver", before=act.sequence) > notice.sequence
        if not waived and act.on <= counting.last_day("工作日", delivered.on, 5):
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
    """行政处罚法 58: the bureau of the tests reviews every case."""
    review = record.last("legal_review", before=act.sequence)
    if review is None or review.outcome != "AGREED":
        yield f"{act.step} without a review that agreed"
    elif record.at(*CHANGES, before=act.sequence) > review.sequence:
        yield f"{act.step} on a file that changed after its review"


def _discussion(record: Record, act: Written) -> Iterator[str]:
    yield from _told(record, act)
    yield from _reviewed(record, act)


def _decision(record: Record, act: Written) -> Iterator[str]:
    yield from _told(record, act)
    yield from _reviewed(record, act)
    opened, proposal = record.last("opening"), record.last("proposal")
    assert opened is not None
    assert proposal is not None
    until = opened.on + timedelta(days=90)
    if extended := record.last("extension"):
        until = date.fromisoformat(extended.data["until"])
    if act.on > until:
        yield "a decision after its term"
    if int(act.data["fine_fen"]) > int(proposal.data["fine_fen"]):
        yield "a fine above the proposal"
    notice = record.last("prior_notice")
    held = record.last("hearing")
    heard = bool(held and notice and held.outcome == "HELD" and held.sequence > notice.sequence)
    heavy = int(proposal.data["fine_fen"]) >= HEAVY_FROM
    if heavy or heard or proposal.data.get("complex_case"):
        latest = {*CHANGES, "prior_notice", "hearing", "legal_review"}
        discussed = record.at("discussion", before=act.sequence)
        if discussed < record.at(*latest, before=act.sequence):
            yield "a decision without a discussion after all else"
    if proposal.data.get("deviates"):
        approved = record.at("deviation_approval", before=act.sequence)
        if approved < proposal.sequence:
            yield "an amount outside of the benchmark that nobody approved"


def _hearing(record: Record, act: Written) -> Iterator[str]:
    """行政处罚法 64: on request; seven working days' notice; held on the day that was told."""
    notice = record.last("prior_notice", before=act.sequence)
    asked = record.at("hearing_request", before=act.sequence)
    if notice is None or asked < notice.sequence:
        yield f"{act.step} that nobody asked for"
    if act.step == "hearing_notice":
        day = date.fromisoformat(act.data["hearing_on"])
        if counting.first_day("工作日", day, 7) < act.on:
            yield "a hearing called too late"
        return
    called = record.last("hearing_notice", before=act.sequence)
    if called is None or called.sequence < asked:
        yield "a hearing that nobody was called to"


def _closing(record: Record, act: Written) -> Iterator[str]:
    decided = record.last("decision", "no_penalty", before=act.sequence)
    if decided is None or record.at("decision_delivery", before=act.sequence) < decided.sequence:
        yield "closed before the decision was delivered"
        return
    paid = sum(int(one.data["amount_fen"]) for one in record.acts if one.step == "payment")
    owed = int(decided.data.get("fine_fen", 0)) if decided.step == "decision" else 0
    if paid < owed:
        yield "closed before the fine was paid"
    if paid > owed:
        yield "more was taken than was owed"
