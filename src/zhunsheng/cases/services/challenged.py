"""A decision that is challenged: parts for the room that carries on the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.cases.choices import AnnulmentKind, DecisionChange, RemedyKind
from zhunsheng.cases.documents import deciding
from zhunsheng.cases.events import DecisionAnnulled, DecisionChanged, RemedyEnded, RemedyOpened
from zhunsheng.cases.models import Annulment, PenaltyCase
from zhunsheng.cases.queries import owing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.queries.weights import weights
from zhunsheng.cases.rules.challenged import MENDED
from zhunsheng.cases.rules.turning import ReasonDraft, reason_findings
from zhunsheng.cases.services import base
from zhunsheng.cases.services.notifying import consented, deliver, proof_findings
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.money import yuan_text
from zhunsheng.web.uploads import Upload

NOTHING_SAID: Final[Mapping[str, object]] = MappingProxyType({})


def record_remedy_opened(
    ctx: Act, *, case: UUID, kind: RemedyKind, on: date, accepted_on: date | None = None
) -> None:
    """
    Record in the case that the party applied for reconsideration or sued; a part of that act.

    From the acceptance on nothing is added to the fine (行政处罚法 73.3), known later or not.

    :raises StepRefused: if nothing is decided, the same remedy is open, or the day is too early
    """
    file = base.begin(ctx, case, None, on=on)
    began = accepted_on or on
    extra = rules.opening_findings(base.facts_of(file, on=on), kind, on=min(began, on))
    base.permit(ctx, file, "remedy_opened", on=on, extra=extra)
    data = {"accepted_on": began}
    base.take(ctx, file, "remedy_opened", on=on, data=data, outcome=kind.value)
    record(ctx, RemedyOpened(kind.label), on=on, subject=base.subject(file))


def note_stay(ctx: Act, *, case: UUID, kind: RemedyKind, stopped: bool, on: date) -> None:
    """
    Write whether the execution rests while a remedy runs; a part of that act.

    :raises StepRefused: if no such remedy is open
    """
    file = base.begin(ctx, case, None, on=on)
    extra = rules.ending_findings(base.facts_of(file, on=on), kind)
    base.permit(ctx, file, "stay", on=on, extra=extra)
    base.take(ctx, file, "stay", on=on, data={"stopped": stopped}, outcome=kind.value)


def record_remedy_ended(
    ctx: Act,
    *,
    case: UUID,
    kind: RemedyKind,
    result: str,
    on: date,
    decided: bool = False,
    by: tuple[str, str] = ("", ""),
) -> None:
    """
    Record in the case that a remedy has ended, with its result in print; a part of that act.

    ``by`` are the body and the number of its paper. ``decided`` tells that it ended with a decision
    on the matter: one that was withdrawn or dismissed leaves the party the terms that ran from the
    start.

    :raises StepRefused: if no such remedy is open
    """
    file = base.begin(ctx, case, None, on=on)
    extra = rules.ending_findings(base.facts_of(file, on=on), kind)
    base.permit(ctx, file, "remedy_ended", on=on, extra=extra)
    body, paper = by
    data = {"result": result, "decided": decided, "body": body, "paper": paper}
    base.take(ctx, file, "remedy_ended", on=on, data=data, outcome=kind.value)
    record(ctx, RemedyEnded(kind.label, result), on=on, subject=base.subject(file))


def change_decision(ctx: Act, *, case: UUID, draft: rules.ChangeDraft, on: date) -> None:
    """
    Record what a remedy made of the decision; a part of that act.

    :raises StepRefused: if nothing is decided or left in force, or paper or amount are missing
    """
    file = base.begin(ctx, case, None, on=on)
    facts = base.facts_of(file, on=on)
    imposed = owing.standing_kinds(file.acts)
    extra = rules.change_findings(
        draft,
        facts,
        fine_fen=file.imposed_fen,
        imposed=imposed,
        weights=weights(),
        warns=owing.standing_warning(file.acts),
        on=on,
    )
    base.permit(ctx, file, "decision_changed", on=on, extra=extra)
    if draft.kind.ends_the_decision:
        anew = {"ground": draft.ground, "anew_until": draft.anew_until}
        kind = AnnulmentKind(draft.kind.value)
        end_decision(ctx, file, kind, draft.body, draft.number, on=on, said=anew)
        return
    left = file.imposed_fen if draft.fine_fen is None else draft.fine_fen
    said = {
        "measures": draft.left_of(imposed) if draft.kinds is not None else None,
        "warning": draft.warning or None,
        "no_warning": draft.no_warning or None,
    }
    _note(ctx, file, draft.kind, draft.body, draft.number, left, on=on, said=said)
    amount = yuan_text(left) if draft.kind is DecisionChange.CHANGED else ""
    happened = DecisionChanged(draft.kind.label, draft.body.strip(), draft.number.strip(), amount)
    record(ctx, happened, on=on, subject=base.subject(file))


@act
def withdraw_decision(
    *, ctx: Act, case: UUID, draft: ReasonDraft, on: date, version: int | None = None
) -> Annulment:
    """
    Withdraw a decision that turns out to be wrong, as the law tells the bureau to do by itself.

    :raises StepRefused: with every reason: no chief, a handler, a decision that fell already
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    extra = reason_findings("withdrawal", draft.reason, MENDED)
    base.permit(ctx, file, "withdrawal", on=on, extra=extra)
    content = deciding.withdrawal(file, draft.reason)
    paper = base.issue(ctx, file, "decision_withdrawal", content, on=on)
    data = {"reason": draft.reason, "papers": [[paper.title, paper.number]]}
    taken = base.take(ctx, file, "withdrawal", on=on, data=data, document=paper)
    file = replace(file, acts=(*file.acts, taken))
    body = file.bureau.name
    return end_decision(ctx, file, AnnulmentKind.WITHDRAWN, body, paper.number, on=on)


@act
def deliver_withdrawal(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.DeliveryDraft,
    scan: Upload | None = None,
    on: date,
    version: int | None = None,
) -> PenaltyCase:
    """
    Record that the withdrawal of the decision reached the party, with its proof.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    draft = consented(file, draft, on)
    extra = proof_findings(ctx, file, draft, on, papers_of="withdrawal", scan=scan)
    base.permit(ctx, file, "withdrawal_delivery", on=on, extra=extra)
    deliver(ctx, file, draft, scan, step="withdrawal_delivery", papers_of="withdrawal", on=on)
    return file.case


def end_decision(
    ctx: Act,
    file: CaseFile,
    kind: AnnulmentKind,
    body: str,
    number: str,
    *,
    on: date,
    fell_on: date | None = None,
    said: Mapping[str, object] = NOTHING_SAID,
) -> Annulment:
    """
    Write that nothing of a decision is left in force; a part of the act that found so.

    ``fell_on`` is its last day where that was before the day of the act, ``said`` what the paper
    says of deciding anew.
    """
    fell = fell_on or on
    row: Annulment = Annulment.objects.create(
        id=ctx.new_id("annulment"),
        bureau_id=ctx.bureau,
        decision=file.case.decision,
        kind=kind.value,
        body=body.strip(),
        number=number.strip(),
        annulled_on=fell,
    )
    _note(ctx, file, DecisionChange(kind.value), body, number, 0, on=fell, said=said)
    happened = DecisionAnnulled(str(row.decision_id), kind.label, row.body, row.number)
    record(ctx, happened, on=on, subject=base.subject(file))
    return row


def _note(
    ctx: Act,
    file: CaseFile,
    kind: DecisionChange,
    body: str,
    number: str,
    left: int,
    *,
    on: date,
    said: Mapping[str, object] = NOTHING_SAID,
) -> None:
    """Write the act whose amount is what is owed from then on."""
    told = {name: value for name, value in said.items() if value is not None}
    data = {"body": body.strip(), "paper": number.strip(), "fine_fen": left, **told}
    base.take(ctx, file, "decision_changed", on=on, data=data, outcome=kind.value)
