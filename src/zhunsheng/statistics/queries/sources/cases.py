"""Where the figures of penalty cases, their kinds and the taking of evidence come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import product
from typing import Final

from zhunsheng.cases import queries as cases
from zhunsheng.cases.choices import (
    CaseProcedure,
    DecisionKind,
    DeliveryWay,
    HearingOutcome,
    NoPenaltyGround,
    RecusalOutcome,
)
from zhunsheng.inquiry import queries as inquiry
from zhunsheng.inquiry.choices import Taking
from zhunsheng.statistics import rules
from zhunsheng.statistics.choices import PenaltyClass
from zhunsheng.statistics.queries.sources.base import Reads, Rows, Source, on_day, plain, to_day
from zhunsheng.web.linked import Joined, Linked


def _decisions(r: Reads, procedure: CaseProcedure) -> Linked:
    return cases.of_procedure(r.during(cases.penalties), procedure)


def _decided(procedure: CaseProcedure) -> Source:
    """Return the decisions to punish of a procedure, one for each party that was punished."""
    return lambda r: _decisions(r, procedure)


def _fines(procedure: CaseProcedure) -> Source:
    """Return the decisions to punish of a procedure, each weighed by its fine."""
    return lambda r: cases.fines_of(_decisions(r, procedure))


def _fined(procedure: CaseProcedure) -> Source:
    """Return the decisions with a fine, a case counting once whatever amounts and parties."""
    return lambda r: cases.fined_of(_decisions(r, procedure))


def _reviewed(kind: DecisionKind | None) -> Source:
    """Return the reviewed cases that were decided so by the day of the statistics, or not yet."""
    return lambda r: cases.reviewed_so(
        r.during(cases.reviewed_case_rows), r.viewer, r.period.since, r.period.as_of, kind
    )


def rounds(r: Reads) -> Rows:
    """Return every round of review: the rows of the reviewed cases, each for itself."""
    return r.during(cases.reviewed_case_rows).each()


def _acts(step: str, outcome: str = "") -> Source:
    """Return the times that a step was taken, with an outcome if asked."""
    return lambda r: cases.of_step(r.during(cases.act_rows), step, outcome)


def _delivered(way: DeliveryWay) -> Source:
    return _acts("decision_delivery", way.value)


def _unpunished(ground: NoPenaltyGround) -> Source:
    """Return the decisions not to punish on one ground."""
    return lambda r: r.split(
        "unpunished",
        ground.value,
        lambda: cases.unpunished_rows(r.viewer, r.period.since, r.period.until),
    )


def _imposed(group: str) -> Source:
    """Return decisions by the heaviest kind of their case, or by what they confiscate."""
    return lambda r: r.split("imposed", group, lambda: _of_imposed(r))


def _of_imposed(r: Reads) -> dict[str, Rows]:
    plain, days = r.during(cases.plain_penalties), r.period
    # Fine and warning are columns, which are counted; what else is imposed is read.
    read = cases.imposed(r.viewer, days.since, days.until, plain=False)
    found: dict[str, list[Rows]] = {kind: [own] for kind, own in rules.by_heaviest(read).items()}
    for fines, warns in product((True, False), repeat=2):
        kind = rules.plain_class(fines=fines, warns=warns).value
        found.setdefault(kind, []).append(cases.plain_of(plain, fines=fines, warns=warns))
    gains = (replace(one.row, weight=one.gains_fen) for one in read if one.gains_fen)
    return {
        **{kind: Joined(tuple(rows)) for kind, rows in found.items()},
        "gains": tuple(gains),
    }


def _warned(r: Reads) -> Rows:
    return cases.warned_of(r.during(cases.penalties))


SOURCES: Final[Mapping[str, Source]] = {
    "cases.opened": plain(cases.opening_rows),
    "cases.open": on_day(cases.open_rows),
    "cases.summary_decided": _decided(CaseProcedure.SUMMARY),
    "cases.ordinary_decided": _decided(CaseProcedure.ORDINARY),
    "cases.summary_fined": _fined(CaseProcedure.SUMMARY),
    "cases.ordinary_fined": _fined(CaseProcedure.ORDINARY),
    "cases.summary_fines": _fines(CaseProcedure.SUMMARY),
    "cases.ordinary_fines": _fines(CaseProcedure.ORDINARY),
    "cases.fines_in_force": to_day(cases.fine_in_force_rows),
    "cases.fallen": to_day(cases.fallen_rows),
    "cases.no_penalty": plain(cases.no_penalty_rows),
    **{f"cases.no_penalty_{one.value.lower()}": _unpunished(one) for one in NoPenaltyGround},
    "cases.deviations": plain(cases.deviation_rows),
    "cases.reviewed_penalised": _reviewed(DecisionKind.PENALTY),
    "cases.reviewed_not_penalised": _reviewed(DecisionKind.NO_PENALTY),
    "cases.reviewed_open": _reviewed(None),
    "cases.hearings": plain(cases.hearing_rows),
    "cases.hearings_abandoned": _acts("hearing", HearingOutcome.ABANDONED.value),
    "cases.delivered": plain(cases.delivered_rows),
    **{f"cases.delivered_{one.value.lower()}": _delivered(one) for one in DeliveryWay},
    "cases.paid": plain(cases.paid_rows),
    "cases.not_opened": _acts("not_opened"),
    "cases.investigated": _acts("investigation"),
    "cases.prior_notices": _acts("prior_notice"),
    "cases.representations": _acts("representation"),
    "cases.hearing_requests": _acts("hearing_request"),
    "cases.discussions": _acts("discussion"),
    "cases.term_extensions": _acts("extension"),
    "cases.suspensions": _acts("suspension"),
    "cases.terminations": _acts("termination"),
    "cases.recusals": _acts("recusal", RecusalOutcome.GRANTED.value),
    "cases.transfers": _acts("transfer"),
    "cases.crime_handovers": _acts("crime_handover"),
    "cases.major_filings": _acts("filing"),
    "cases.closed": _acts("closing"),
    "cases.self_withdrawn": _acts("withdrawal"),
    **{f"penalties.{one.value.lower()}": _imposed(one.value) for one in PenaltyClass},
    "penalties.gains": _imposed("gains"),
    "penalties.warned": _warned,
    "inquiry.interviews": plain(partial(inquiry.taken_rows, taking=Taking.INTERVIEW)),
    "inquiry.scenes": plain(partial(inquiry.taken_rows, taking=Taking.SCENE)),
    "inquiry.samplings": plain(partial(inquiry.taken_rows, taking=Taking.SAMPLING)),
    "inquiry.commissions": plain(partial(inquiry.taken_rows, taking=Taking.COMMISSION)),
    "inquiry.preservations": plain(inquiry.preservation_rows),
}
