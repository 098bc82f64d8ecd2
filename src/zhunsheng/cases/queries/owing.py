"""What the party of a case owes, read from its acts; no query of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from zhunsheng.cases.choices import (
    UNDECIDED_RESULTS,
    CollectionWay,
    DecisionChange,
    PaymentKind,
)
from zhunsheng.cases.models import CaseAct
from zhunsheng.cases.rules import measures
from zhunsheng.cases.rules.facts import IMPOSING
from zhunsheng.cases.rules.owing import (
    Debt,
    Due,
    Paid,
    Stop,
    SurchargeLaw,
    Timetable,
    Waiver,
    overpaid_fen,
    surcharge_fen,
)
from zhunsheng.lawbook import queries as lawbook

#: Acts that begin and end a reconsideration or a suit; the outcome says which of the two.
OPENED: Final = "remedy_opened"
ENDED: Final = "remedy_ended"
#: Acts that say what the fine is.
SETTING: Final = (*IMPOSING, "decision_changed")
#: The numbers by which a surcharge is computed.
SURCHARGE: Final = (
    "penalty.surcharge_rate",
    "penalty.surcharge_cap",
    "penalty.surcharge_on_unpaid",
)


def paid(acts: Iterable[CaseAct], kind: PaymentKind = PaymentKind.FINE) -> tuple[Paid, ...]:
    """
    Return the payments of a kind; one of before kinds were told apart is one of the fine.

    Cash that was entered later counts from its entry while nobody compared the counterfoil (70).
    """
    acts = tuple(acts)
    unseen = {act.sequence for act in late_cash(acts)}
    rows = [act for act in acts if act.step == "payment"]
    mine = (one for one in rows if one.contents.get("kind", PaymentKind.FINE) == kind.value)
    return tuple(
        Paid(_entered_on(one) if one.sequence in unseen else one.on, _amount_fen(one))
        for one in mine
    )


def late_cash(acts: Iterable[CaseAct]) -> list[CaseAct]:
    """Return the cash that was entered later than its day, its counterfoil seen by no other yet."""
    acts = tuple(acts)
    seen = {
        (act.contents["counterfoil"], act.contents["counterfoil_on"])
        for act in acts
        if act.step == "cash_banked" and "counterfoil" in act.contents
    }
    return [
        act
        for act in acts
        if act.step == "payment"
        and act.contents.get("way") == CollectionWay.ON_SPOT.value
        and _entered_on(act) > act.on
        and (act.contents["receipt"], act.on.isoformat()) not in seen
    ]


def _entered_on(act: CaseAct) -> date:
    return date.fromisoformat(str(act.contents.get("entered_on", act.on)))


def _amount_fen(act: CaseAct) -> int:
    return int(act.contents["amount_fen"])


def paid_fen(acts: Iterable[CaseAct], kind: PaymentKind = PaymentKind.FINE) -> int:
    """Return what was paid of the fine, or of the surcharge."""
    return sum(one.amount_fen for one in paid(acts, kind))


def imposed_fen(acts: Sequence[CaseAct]) -> int:
    """Return the fine that stands (fen): as decided, or as the last change of it left it."""
    setting = (act for act in reversed(acts) if act.step in SETTING)
    last = next(setting, None)
    return int(last.contents.get("fine_fen", 0)) if last else 0


def standing_kinds(acts: Sequence[CaseAct]) -> list[dict[str, Any]]:
    """
    Return the kinds beside fine and warning that stand: as decided, or as a change left them.

    A change of before a change could name its kinds left them as they were.
    """
    for act in reversed(acts):
        if act.step not in SETTING:
            continue
        if act.step == "decision_changed" and DecisionChange(act.outcome).ends_the_decision:
            return []
        if act.step in IMPOSING or "measures" in act.contents:
            return measures.imposed_rows(act.contents)
    return []


def gains_fen(acts: Sequence[CaseAct]) -> int:
    """Return the gains to be handed over (fen), nothing once the decision fell."""
    return sum(int(row["amount_fen"]) for row in standing_kinds(acts))


def standing_warning(acts: Iterable[CaseAct]) -> bool:
    """Return whether a warning stands: as decided, or as a change gave it or took it away."""
    warns = False
    for act in acts:
        if act.step in SETTING:
            said = act.contents
            warns = (warns or bool(said.get("warning"))) and not said.get("no_warning")
    return warns


def asked_kinds(acts: Sequence[CaseAct], debt: Debt, *, until: date) -> tuple[PaymentKind, ...]:
    """Return what the decisions of a case, and delay, ever asked the party to pay."""
    setting = [act.contents for act in acts if act.step in SETTING]
    asked = {
        PaymentKind.FINE: any(int(row.get("fine_fen", 0)) for row in setting),
        PaymentKind.SURCHARGE: surcharge_fen(debt, until=until) > 0
        or paid_fen(acts, PaymentKind.SURCHARGE) > 0,
        PaymentKind.GAINS: any(
            int(own["amount_fen"]) for row in setting for own in measures.imposed_rows(row)
        ),
    }
    return tuple(kind for kind, holds in asked.items() if holds)


def gains_left_fen(acts: Sequence[CaseAct]) -> int:
    """Return the gains that are not handed over yet (fen)."""
    return max(0, gains_fen(acts) - paid_fen(acts, PaymentKind.GAINS))


def refunded_fen(acts: Iterable[CaseAct]) -> int:
    """Return what was given back (fen)."""
    return sum(int(act.contents["amount_fen"]) for act in acts if act.step == "refund")


def interest_fen(acts: Iterable[CaseAct]) -> int:
    """Return what was paid as interest on what was given back (fen)."""
    rows = (act.contents for act in acts if act.step == "refund")
    return sum(int(row.get("interest_fen", 0)) for row in rows)


def refund_owed_fen(acts: Sequence[CaseAct], owed: Debt, *, until: date) -> int:
    """
    Return what is to be given back (fen), less what went back.

    It is what was paid above the debt, and the gains handed over under a decision that fell.
    """
    gains = max(0, paid_fen(acts, PaymentKind.GAINS) - gains_fen(acts))
    return max(0, overpaid_fen(owed, until=until) + gains - refunded_fen(acts))


def refund_after_fall_fen(acts: Sequence[CaseAct]) -> int:
    """Return what is owed back (fen) once nothing of a decision is left: all that is held."""
    held = sum(paid_fen(acts, kind) for kind in PaymentKind)
    return max(0, held - refunded_fen(acts))


def cash_out_fen(acts: Iterable[CaseAct]) -> int:
    """Return what officers took on the spot and the bank has not got yet (行政处罚法 71)."""
    held = 0
    for act in acts:
        row = act.contents if act.step in ("payment", "cash_banked") else {}
        if act.step == "cash_banked":
            held -= int(row["amount_fen"])
        elif row.get("way") == CollectionWay.ON_SPOT.value:
            held += int(row["amount_fen"])
    return held


def stops(acts: Iterable[CaseAct]) -> tuple[Stop, ...]:
    """Return the reconsiderations and suits, each from its acceptance until it ended."""
    found: list[Stop] = []
    for act in acts:
        if act.step == OPENED:
            since = act.contents.get("accepted_on")
            began = date.fromisoformat(str(since)) if since else act.on
            found.append(Stop(began, None, act.outcome))
        elif act.step == ENDED:
            for place, stop in enumerate(found):
                if stop.until is None and stop.kind == act.outcome:
                    found[place] = Stop(stop.since, act.on, stop.kind, _is_decided(act))
                    break
    return tuple(found)


def _is_decided(ended: CaseAct) -> bool:
    """Return whether a remedy ended with a decision; acts of earlier versions tell the result."""
    said = ended.contents
    return bool(said.get("decided", said.get("result") not in UNDECIDED_RESULTS))


def is_stayed(acts: Iterable[CaseAct]) -> bool:
    """Return whether a remedy that still runs stopped the execution (复议法 42, 诉讼法 56)."""
    stayed: set[str] = set()
    for act in acts:
        if act.step == "stay" and act.contents["stopped"]:
            stayed.add(act.outcome)
        elif act.step in ("stay", ENDED):
            stayed.discard(act.outcome)
    return bool(stayed)


def plans(acts: Iterable[CaseAct]) -> tuple[Timetable, ...]:
    """Return the deferrals and instalments that were approved, the last one holds."""
    return tuple(
        Timetable(
            act.on,
            tuple(
                Due(date.fromisoformat(str(row["on"])), int(row["amount_fen"]))
                for row in act.contents["dues"]
            ),
        )
        for act in acts
        if act.step == "payment_plan"
    )


def waivers(acts: Iterable[CaseAct]) -> tuple[Waiver, ...]:
    """Return what agreements forgo of the surcharge."""
    rows = (act.contents for act in acts if act.step == "surcharge_waiver")
    return tuple(
        Waiver(int(row["amount_fen"]), date.fromisoformat(str(row["pay_by"]))) for row in rows
    )


def surcharge_laws(*, since: date, until: date, jurisdiction: str) -> tuple[SurchargeLaw, ...]:
    """Return how a surcharge is computed in a place by the versions of these days."""
    days = lawbook.changes(SURCHARGE, since=since, until=until, jurisdiction=jurisdiction)
    return tuple(_surcharge_law(day, jurisdiction) for day in days)


def _surcharge_law(on: date, jurisdiction: str) -> SurchargeLaw:
    rate, cap, on_unpaid = (
        lawbook.parameter(key, on=on, jurisdiction=jurisdiction).integer() for key in SURCHARGE
    )
    return SurchargeLaw(rate, cap, bool(on_unpaid), on)


def debt(
    acts: Sequence[CaseAct],
    *,
    fine_fen: int,
    term_end: date | None,
    laws: tuple[SurchargeLaw, ...],
) -> Debt:
    """Return what is owed under a decision; before its delivery nothing is due."""
    first = (Timetable(date.min, (Due(term_end, fine_fen),)),) if term_end else ()
    return Debt(
        fine_fen=fine_fen,
        timetables=(*first, *plans(acts)),
        laws=laws,
        paid=paid(acts),
        surcharge_paid=paid(acts, PaymentKind.SURCHARGE),
        stops=stops(acts),
        waivers=waivers(acts),
    )
