"""Where the figures of compulsory measures and of the execution of fines come from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from zhunsheng.cases import queries as cases
from zhunsheng.cases.choices import CollectionWay, PaymentKind
from zhunsheng.compulsion import queries as compulsion
from zhunsheng.compulsion.choices import HandlingKind, MeasureKind
from zhunsheng.execution import queries as execution
from zhunsheng.execution.choices import CourtRuling, DeferralResult
from zhunsheng.statistics.queries.sources.base import Reads, Rows, Source, plain


def _measures(kind: MeasureKind) -> Source:
    """Return the measures of a kind that took hold."""
    return plain(partial(compulsion.act_rows, step="execution", kind=kind))


def _acts(step: str, outcome: str = "") -> Source:
    return plain(partial(compulsion.act_rows, step=step, outcome=outcome))


def _steps(step: str, outcome: str = "") -> Source:
    return plain(partial(execution.act_rows, step=step, outcome=outcome))


def _paid(kind: PaymentKind, way: CollectionWay | None = None) -> Source:
    return plain(partial(cases.payment_rows, kind=kind, way=way))


def _payments(r: Reads) -> Rows:
    """Return the payments of fines, each for one."""
    days = r.period
    return cases.payment_rows(r.viewer, days.since, days.until, PaymentKind.FINE).each()


def _refunds(r: Reads) -> Rows:
    return execution.refund_rows(r.viewer, r.period.since, r.period.until).each()


SOURCES: Final[Mapping[str, Source]] = {
    "compulsion.sealings": _measures(MeasureKind.SEALING),
    "compulsion.seizures": _measures(MeasureKind.SEIZING),
    "compulsion.power_cuts": _measures(MeasureKind.POWER_CUT),
    "compulsion.explosives_cuts": _measures(MeasureKind.EXPLOSIVES_CUT),
    "compulsion.items": plain(compulsion.item_rows),
    "compulsion.extensions": _acts("extension"),
    "compulsion.releases": _acts("handling", HandlingKind.RELEASE.value),
    "compulsion.confiscations": _acts("handling", HandlingKind.CONFISCATION.value),
    "compulsion.restorations": _acts("restoration"),
    "compulsion.abandoned": _acts("abandonment"),
    "execution.deferrals": _steps("deferral_decision", DeferralResult.APPROVED.value),
    "execution.deferrals_refused": _steps("deferral_decision", DeferralResult.REFUSED.value),
    "execution.surcharges": _steps("surcharge_decision"),
    "execution.demands": _steps("demand_notice"),
    "execution.agreements": _steps("agreement"),
    "execution.applications": _steps("court_application"),
    "execution.granted": _steps("court_ruling", CourtRuling.GRANTED.value),
    "execution.not_granted": _steps("court_ruling", CourtRuling.NOT_GRANTED.value),
    "execution.ended": _steps("end"),
    "execution.refunds": _refunds,
    "execution.refunded": plain(execution.refund_rows),
    "execution.fines_paid": _payments,
    "execution.spot_cash": _paid(PaymentKind.FINE, CollectionWay.ON_SPOT),
    "execution.surcharges_paid": _paid(PaymentKind.SURCHARGE),
    "execution.gains_paid": _paid(PaymentKind.GAINS),
}
