"""The file of an execution: the case, the acts of this room, what follows today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from zhunsheng.accounts.records import Scope
from zhunsheng.cases import queries as cases
from zhunsheng.cases import rules as case_rules
from zhunsheng.cases.choices import CollectionWay, PaymentKind
from zhunsheng.execution import rules
from zhunsheng.execution.choices import CodeState, ExecutionState
from zhunsheng.execution.models import Execution, ExecutionAct
from zhunsheng.execution.rules.facts import ExecutionFacts
from zhunsheng.kernel.act import Viewer, instant_of
from zhunsheng.kernel.procedure import DoneAct
from zhunsheng.lawbook import queries as lawbook

_PAYMENT: Final = "payment"
#: Steps over a sum: they fall when the sum is changed.
_OVER_A_SUM: Final = frozenset(
    {"demand_notice", "demand_delivery", "surcharge_decision", "surcharge_delivery"}
)


@dataclass(frozen=True, slots=True)
class Entered:
    """A payment code or a refund, as its act brought it."""

    on: date
    kind: str
    number: str
    amount_fen: int
    interest_fen: int = 0
    open_fen: int = 0
    void_on: date | None = None

    @property
    def state(self) -> CodeState:
        """What became of a payment code."""
        if self.void_on is not None:
            return CodeState.VOID
        return CodeState.OPEN if self.open_fen else CodeState.PAID


@dataclass(frozen=True, slots=True)
class ExecutionFile:
    """A case that asks for money with the acts of its execution."""

    fined: cases.FinedCase
    row: Execution | None = None
    acts: tuple[ExecutionAct, ...] = ()

    @property
    def codes(self) -> tuple[Entered, ...]:
        """The payment codes with what each still asks for, oldest first."""
        issued = [act for act in self.acts if act.step == "payment_code"]
        void = {a.contents["code"]: a.on for a in self.acts if a.step == "payment_code_void"}
        found: dict[int, Entered] = {}
        for kind in PaymentKind:
            own = [(one, one.contents) for one in issued if one.contents["kind"] == kind.value]
            asked = tuple(
                rules.Asked(one.on, int(row["amount_fen"]), void.get(row["code"]))
                for one, row in own
            )
            left = rules.left_of_codes(asked, _paid(self, CollectionWay.BANK, kind))
            for (one, row), code, fen in zip(own, asked, left, strict=True):
                found[one.sequence] = Entered(
                    one.on, kind.label, row["code"], code.amount_fen, 0, fen, code.void_on
                )
        return tuple(found[one.sequence] for one in issued)

    @property
    def open_codes(self) -> tuple[Entered, ...]:
        """The payment codes that still ask for something, oldest first."""
        return tuple(one for one in self.codes if one.state is CodeState.OPEN)

    def open_codes_fen(self, kind: PaymentKind) -> int:
        """Return what the codes of a kind that were not voided still ask for."""
        return sum(one.open_fen for one in self.open_codes if one.kind == kind.label)

    @property
    def refunds(self) -> tuple[Entered, ...]:
        """The refunds, oldest first."""
        rows = ((act.on, act.contents) for act in self.acts if act.step == "refund")
        return tuple(
            Entered(on, "", row["ebill"], int(row["amount_fen"]), int(row.get("interest_fen", 0)))
            for on, row in rows
        )

    @property
    def version(self) -> int:
        """The version that a form was made from."""
        return self.row.version if self.row else 0

    @property
    def standing_acts(self) -> tuple[ExecutionAct, ...]:
        """The acts without demands and decisions on a surcharge over a sum that was changed."""
        since = self.fined.lowered_on
        if since is None:
            return self.acts
        return tuple(a for a in self.acts if a.step not in _OVER_A_SUM or a.on > since)

    def last(self, step: str) -> ExecutionAct | None:
        """Return the last act of a step that stands."""
        return next((act for act in reversed(self.standing_acts) if act.step == step), None)

    def data(self, step: str) -> dict[str, Any]:
        """Return what the last act of a step brought, nothing where there is none."""
        act = self.last(step)
        return act.contents if act else {}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is owed and what follows, on a day."""

    state: ExecutionState
    fine_fen: int
    paid_fen: int
    unpaid_fen: int
    late_fen: int
    spans: tuple[case_rules.Span, ...]
    surcharge_fen: int
    waived_fen: int
    surcharge_paid_fen: int
    surcharge_owed_fen: int
    cap_fen: int
    percent: int
    is_mixed: bool
    next_due: case_rules.Due | None
    last_due: date | None
    window: rules.CourtWindow
    refund_owed_fen: int
    gains_fen: int
    gains_left_fen: int
    gains_late_fen: int
    gains_due: date | None
    cash_out_fen: int
    cash_in_fen: int
    cash_taken_on: date | None
    cash_handed_on: date | None

    @property
    def owed_fen(self) -> int:
        """Fine, surcharge and confiscated gains together."""
        return sum(self.owed_under(kind) for kind in PaymentKind)

    @property
    def owed_kinds(self) -> tuple[PaymentKind, ...]:
        """What something is owed of."""
        return tuple(kind for kind in PaymentKind if self.owed_under(kind))

    def owed_under(self, kind: PaymentKind) -> int:
        """Return what a payment of a kind may still come to (fen)."""
        return {
            PaymentKind.FINE: self.unpaid_fen,
            PaymentKind.SURCHARGE: self.surcharge_owed_fen,
            PaymentKind.GAINS: self.gains_left_fen,
        }[kind]


def load(viewer: Viewer, case_id: UUID, *, on: date) -> ExecutionFile:
    """
    Load the execution of a case that the viewer may see.

    :raises PenaltyCase.DoesNotExist: if there is none
    """
    file = cases.file_of(viewer, case_id, on=on)
    return of_case(viewer, cases.fined_case(file, cases.annulment_of(viewer, file.case), on=on))


def of_case(scope: Scope, fined: cases.FinedCase) -> ExecutionFile:
    """Return the execution of a case that is loaded already."""
    return _files(ExecutionAct.objects.of(scope).filter(execution__case=fined.case), (fined,))[0]


def of_all(viewer: Viewer, *, on: date) -> tuple[ExecutionFile, ...]:
    """Return the executions that ask for something; four queries for any number."""
    ids = cases.fined_rows(viewer).values("case_id")
    rows = ExecutionAct.objects.of(viewer).filter(execution__case__in=ids)
    return _files(rows, cases.fined_cases(viewer, on=on))


def _files(
    rows: QuerySet[ExecutionAct], held: tuple[cases.FinedCase, ...]
) -> tuple[ExecutionFile, ...]:
    """Put the acts to their cases; nothing is begun without an act."""
    acts: dict[UUID, list[ExecutionAct]] = {one.case.id: [] for one in held}
    for act in rows.select_related("execution").order_by("sequence"):
        acts[act.execution.case_id].append(act)
    found = []
    for one in held:
        own = tuple(acts[one.case.id])
        found.append(ExecutionFile(one, own[0].execution if own else None, own))
    return tuple(found)


def window(file: ExecutionFile, *, on: date) -> rules.CourtWindow:
    """Return the days between which the court may be asked; each term by the law of its start."""
    demand, delivered = file.last("demand_notice"), file.last("demand_delivery")
    is_delivered = demand and delivered and delivered.sequence > demand.sequence
    debt, told, place = file.fined.debt, file.fined.told_on, file.fined.file.bureau.jurisdiction
    demanded = delivered.on if delivered and is_delivered else None
    plan_ends = case_rules.last_due(debt) if len(debt.timetables) > 1 else None
    remedied = max((stop.until for stop in debt.stops if stop.until), default=None)

    def value(key: str, day: date | None) -> int:
        return lawbook.parameter(key, on=day or on, jurisdiction=place).integer()

    def counted(begins: date | None) -> rules.CourtWindow:
        law = rules.WindowLaw(
            reconsideration_days=value("remedies.reconsideration_limit", told),
            litigation_months=value("remedies.litigation_limit", told),
            after_reconsideration_days=value("remedies.litigation_after_reconsideration", remedied),
            demand_workdays=value("compulsion.reminder", demanded),
            court_months=value("compulsion.court_window", begins),
        )
        return rules.court_window(
            lawbook.site_calendar(),
            law,
            delivered_on=told,
            stops=debt.stops,
            demanded_on=demanded,
            plan_ends=plan_ends,
            on_the_spot=file.fined.on_the_spot,
        )

    over = counted(None).remedies_end
    return counted(max(filter(None, (over, plan_ends)), default=None))


def refund_parts(file: ExecutionFile, amount_fen: int) -> tuple[case_rules.Paid, ...]:
    """Return of which payments an amount goes back next, each with its day."""
    paid = [one for way in CollectionWay for one in _paid(file, way)]
    returned = _sum(file, "refund")
    return rules.going_back(paid, returned_fen=returned, amount_fen=amount_fen)


def refund_interest_fen(file: ExecutionFile, draft: rules.RefundDraft, *, on: date) -> int:
    """Return the interest on what goes back (国家赔偿法 36), by the days that a bank counts."""
    place = file.fined.file.bureau.jurisdiction
    year = lawbook.parameter("penalty.refund_interest_year", on=on, jurisdiction=place).integer()
    parts = refund_parts(file, draft.amount_fen)
    return rules.interest_fen(parts, rate=draft.rate, year=year, on=on)


def standing(file: ExecutionFile, *, on: date) -> Standing:
    """Return what is owed and what follows, on a day; nothing is owed under a decision annulled."""
    fined, debt = file.fined, file.fined.debt
    lives = fined.annulment is None and not fined.is_ended
    gains, term = fined.gains_left_fen if lives else 0, fined.term_end
    paid = sum(one.amount_fen for one in debt.surcharge_paid)
    spans = case_rules.surcharge_spans(debt, until=on)
    cash = _paid(file, CollectionWay.ON_SPOT)
    taken, handed = file.last("cash_handed_in"), _sum(file, "cash_handed_in")
    found = Standing(
        state=ExecutionState.IN_TERM,
        fine_fen=debt.fine_fen,
        paid_fen=debt.paid_fen,
        unpaid_fen=debt.unpaid_fen if lives else 0,
        late_fen=case_rules.overdue_fen(debt, on) if lives else 0,
        spans=spans,
        surcharge_fen=case_rules.surcharge_fen(debt, until=on),
        waived_fen=case_rules.waived_fen(debt, until=on),
        surcharge_paid_fen=paid,
        surcharge_owed_fen=case_rules.surcharge_owed_fen(debt, until=on) if lives else 0,
        cap_fen=debt.cap_fen,
        percent=debt.law.percent,
        is_mixed=case_rules.is_mixed(spans),
        next_due=case_rules.next_due(debt) if lives else None,
        last_due=case_rules.last_due(debt),
        window=window(file, on=on),
        refund_owed_fen=fined.refund_owed_fen,
        gains_fen=fined.gains_fen,
        gains_left_fen=gains,
        gains_late_fen=gains if term is not None and term < on else 0,
        gains_due=term if gains else None,
        cash_out_fen=sum(one.amount_fen for one in cash) - handed,
        cash_in_fen=handed - _sum(file, "cash_banked"),
        cash_taken_on=max((one.on for one in cash), default=None),
        cash_handed_on=taken.on if taken else None,
    )
    return _with_state(file, found)


def _paid(
    file: ExecutionFile, way: CollectionWay, kind: PaymentKind | None = None
) -> tuple[case_rules.Paid, ...]:
    """Return what was taken in a way; an old payment is one of the fine, to a bank."""
    rows = [(a.on, a.contents) for a in file.fined.file.acts if a.step == _PAYMENT]
    return tuple(
        case_rules.Paid(on, int(row["amount_fen"]))
        for on, row in rows
        if row.get("way", CollectionWay.BANK.value) == way.value
        and (kind is None or row.get("kind", PaymentKind.FINE.value) == kind.value)
    )


def late_cash(file: ExecutionFile) -> tuple[rules.LateCash, ...]:
    """Return the cash that was entered after its day, its counterfoil seen by no other yet."""
    return tuple(
        rules.LateCash(str(one.contents["receipt"]), one.on, one.by_id)
        for one in cases.late_cash(file.fined.file.acts)
    )


def _sum(file: ExecutionFile, step: str) -> int:
    return sum(int(act.contents["amount_fen"]) for act in file.acts if act.step == step)


def _with_state(file: ExecutionFile, found: Standing) -> Standing:
    return replace(found, state=_state(file, found))


def _state(file: ExecutionFile, found: Standing) -> ExecutionState:
    fined = file.fined
    answers = (
        (found.refund_owed_fen > 0, ExecutionState.REFUND_DUE),
        (fined.annulment is not None and bool(file.refunds), ExecutionState.REFUNDED),
        (fined.is_ended or fined.annulment is not None, ExecutionState.ENDED),
        (fined.told_on is None, ExecutionState.UNTOLD),
        (found.owed_fen == 0, ExecutionState.PAID),
        (_facts(file).in_court, ExecutionState.IN_COURT),
        (found.late_fen > 0, ExecutionState.OVERDUE),
        (found.unpaid_fen == 0 < found.surcharge_owed_fen, ExecutionState.SURCHARGE_DUE),
        (found.gains_late_fen > 0, ExecutionState.GAINS_DUE),
        (len(fined.debt.timetables) > 1, ExecutionState.PLANNED),
    )
    return next((state for holds, state in answers if holds), ExecutionState.IN_TERM)


def _facts(file: ExecutionFile) -> ExecutionFacts:
    acts = tuple(DoneAct(a.step, a.on, a.sequence, a.outcome) for a in file.standing_acts)
    return ExecutionFacts(acts=acts)


def facts_of(file: ExecutionFile, *, on: date) -> ExecutionFacts:
    """Return the facts of an execution on a day, as its guards look at them."""
    fined, found = file.fined, standing(file, on=on)
    return replace(
        _facts(file),
        on=on,
        asks_for_money=fined.asks_for_money or fined.annulment is not None,
        is_told=fined.told_on is not None,
        is_annulled=fined.annulment is not None,
        is_ended=fined.is_ended,
        is_closed=fined.is_closed,
        is_unpaid=found.unpaid_fen > 0,
        is_late=found.late_fen > 0,
        last_due=found.last_due,
        surcharge_owed=found.surcharge_owed_fen > 0,
        gains_left=found.gains_left_fen > 0,
        gains_late=found.gains_late_fen > 0,
        remedy_runs=fined.remedy_runs,
        court_opens=found.window.opens_on,
        court_closes=found.window.closes_on,
        refund_owed=found.refund_owed_fen > 0,
        cash_out=found.cash_out_fen > 0,
        cash_in=found.cash_in_fen > 0,
        **cases.acted_by(fined.file, on=on),
        is_stopped=fined.execution_stopped,
        is_for_reviewer=fined.is_for_reviewer,
        is_with_police=fined.is_with_police,
        code_is_open=any(file.open_codes_fen(kind) for kind in PaymentKind),
        demand_overstates=_demand_overstates(file, found, on=on),
    )


def _demand_overstates(file: ExecutionFile, found: Standing, *, on: date) -> bool:
    """Return whether the last demand names more of a kind than was due on the day."""
    said = file.data("demand_notice")
    due = {
        "fine_fen": (found.late_fen, PaymentKind.FINE),
        "surcharge_fen": (found.surcharge_owed_fen, PaymentKind.SURCHARGE),
        "gains_fen": (found.gains_late_fen, PaymentKind.GAINS),
    }
    paid = [(k, one) for k in PaymentKind for way in CollectionWay for one in _paid(file, way, k)]
    return any(
        int(said.get(name, 0)) > fen + sum(p.amount_fen for k, p in paid if k is kind and p.on > on)
        for name, (fen, kind) in due.items()
    )


def paid_since_demand_fen(file: ExecutionFile) -> int:
    """Return what was entered as paid since the last demand was made."""
    demand = file.last("demand_notice")
    if demand is None:
        return 0
    made = instant_of(demand.id)
    later = (a for a in file.fined.file.acts if a.step == _PAYMENT and instant_of(a.id) > made)
    return sum(int(one.contents["amount_fen"]) for one in later)
