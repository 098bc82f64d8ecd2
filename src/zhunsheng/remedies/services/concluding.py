"""Acts with which a remedy ends; what comes of it is recorded in the case at once."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import queries as cases
from zhunsheng.cases import rules as case_rules
from zhunsheng.cases import services as case_acts
from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.remedies import queries, rules
from zhunsheng.remedies.choices import Instance, Outcome
from zhunsheng.remedies.events import ResultReceived, RulingReceived, TakenFurther, TookEffect
from zhunsheng.remedies.models import Remedy
from zhunsheng.remedies.queries import records
from zhunsheng.remedies.queries.records import RemedyFile
from zhunsheng.remedies.services import base
from zhunsheng.web.uploads import Upload


@act
def record_result(
    *,
    ctx: Act,
    remedy: UUID,
    draft: rules.ResultDraft,
    proof: Upload | None = None,
    on: date,
    version: int | None = None,
) -> Remedy:
    """
    Record how a reconsideration ended; a decision that it changed or quashed changes with it.

    ``proof`` is the scan of the paper, without which the decision neither changes nor falls.

    :raises StepRefused: with every reason: no paper, an amount that is missing, ended already
    :raises Stale: if the remedy changed since the form was opened
    """
    file = base.begin(ctx, remedy, version)
    found = rules.result_findings(draft, file.kind, on=on, has_scan=proof is not None)
    step = "reconsideration_result"
    base.permit(ctx, file, step, on=on, extra=found)
    number = draft.number.strip()
    kept = base.keep_proof(ctx, file, step, proof, name=number, on=on)
    _conclude(ctx, file, draft, on=on)
    happened = ResultReceived(draft.outcome.label, file.remedy.body, number)
    outcome, data = draft.outcome.value, {**asdict(draft), **kept}
    base.take(ctx, file, step, happened, on=on, data=data, outcome=outcome)
    return file.remedy


@act
def record_ruling(
    *,
    ctx: Act,
    remedy: UUID,
    draft: rules.RulingDraft,
    proof: Upload | None = None,
    on: date,
    version: int | None = None,
) -> Remedy:
    """
    Record that a ruling arrived; it changes nothing before it has effect.

    ``proof`` is the scan of the paper, without which the decision neither changes nor falls.

    :raises StepRefused: with every reason
    :raises Stale: if the remedy changed since the form was opened
    """
    file = base.begin(ctx, remedy, version)
    found = rules.result_findings(draft, file.kind, on=on, has_scan=proof is not None)
    base.permit(ctx, file, "ruling", on=on, extra=found)
    kept = base.keep_proof(ctx, file, "ruling", proof, name=draft.number, on=on)
    facts = records.facts_of(file, on=on)
    instance = Instance.SECOND if facts.is_in_second_instance else Instance.FIRST
    data = {**asdict(draft), "instance": instance, **kept}
    happened = RulingReceived(instance.label, draft.outcome.label, draft.number.strip())
    outcome = draft.outcome.value
    base.take(ctx, file, "ruling", happened, on=on, data=data, outcome=outcome)
    return file.remedy


@act
def take_further(
    *, ctx: Act, remedy: UUID, draft: rules.NoteDraft, on: date, version: int | None = None
) -> Remedy:
    """
    Record that a party took the ruling of first instance to the second.

    :raises StepRefused: with every reason
    :raises Stale: if the remedy changed since the form was opened
    """
    file = base.begin(ctx, remedy, version)
    base.permit(ctx, file, "second_instance", on=on)
    happened = TakenFurther(draft.note.strip())
    base.take(ctx, file, "second_instance", happened, on=on, data=asdict(draft))
    return file.remedy


@act
def take_effect(
    *, ctx: Act, remedy: UUID, draft: rules.NoteDraft, on: date, version: int | None = None
) -> Remedy:
    """
    Record that the last ruling has effect; what it made of the decision holds from now on.

    :raises StepRefused: with every reason: no ruling that can have effect
    :raises Stale: if the remedy changed since the form was opened
    """
    file = base.begin(ctx, remedy, version)
    base.permit(ctx, file, "taking_effect", on=on, extra=_appealable(ctx, file, on))
    judged = file.last("ruling")
    assert judged is not None  # the guard saw it
    outcome, ruling = Outcome(judged.outcome), records.ruling_of(judged)
    number = ruling.number.strip()
    _conclude(ctx, file, ruling, on=on)
    data = {**asdict(draft), "number": number, "fine_fen": ruling.fine_fen}
    happened = TookEffect(outcome.label, number)
    base.take(ctx, file, "taking_effect", happened, on=on, data=data, outcome=outcome.value)
    return file.remedy


def _appealable(ctx: Act, file: RemedyFile, on: date) -> tuple[Finding, ...]:
    """Return that a ruling of first instance can still be taken further, where it can."""
    judged, facts = file.last("ruling"), records.facts_of(file, on=on)
    if judged is None or facts.judged_in_second_instance:
        return ()
    place = accounts.bureau(ctx).jurisdiction
    held = queries.policy(on=judged.on, jurisdiction=place)
    outcome, days = Outcome(judged.outcome), lawbook.site_calendar()
    last = rules.second_instance_due(held, days, judged_on=judged.on, outcome=outcome)
    return rules.effect_findings(outcome, last=last, on=on)


def _conclude(ctx: Act, file: RemedyFile, said: rules.ResultDraft, *, on: date) -> None:
    """
    Record in the case that the remedy ended, and what it made of the decision.

    A decision that fell before changes no more: the result, as that it was unlawful though the
    bureau withdrew it meanwhile (行政诉讼法 74.2(2)), is kept with the remedy.
    """
    row, outcome = file.remedy, said.outcome
    told = cases.change_of(ctx.viewer, row.case_id)
    fell = told is not None and told.kind.ends_the_decision
    if outcome.change is not None and not fell:
        change = case_rules.ChangeDraft(
            outcome.change,
            row.body,
            said.number.strip(),
            said.fine_fen,
            ground=said.ground,
            anew_until=said.anew_until,
            kinds=said.kinds,
            gains_fen=said.gains_fen,
            lighter=said.lighter,
            warning=said.warning,
            no_warning=said.no_warning,
        )
        case_acts.change_decision(ctx, case=row.case_id, draft=change, on=on)
    case_acts.record_remedy_ended(
        ctx,
        case=row.case_id,
        kind=file.kind,
        result=outcome.label,
        on=on,
        decided=outcome.decides,
        by=(row.body, said.number.strip()),
    )
