"""Acts of decision: decide, decide not to punish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.cases.choices import DecisionKind, FirstOffence, NoPenaltyGround
from zhunsheng.cases.documents import deciding, parts
from zhunsheng.cases.documents import fining as telling
from zhunsheng.cases.documents.wording import penalty_text
from zhunsheng.cases.events import (
    NoPenaltyDecided,
    PenaltyDecided,
)
from zhunsheng.cases.models import Decision
from zhunsheng.cases.queries import fallen, offences, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules import sparing
from zhunsheng.cases.services import base, defended, reopening
from zhunsheng.cases.services.sparing import person_findings
from zhunsheng.documents.rules import Paper
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Waiver
from zhunsheng.legalreview.choices import Outcome
from zhunsheng.powers import queries as powers

#: What may spare a party for its first offence: article 33, and the lists that ask for one.
FOR_THE_FIRST: Final = frozenset({Waiver.FIRST_OFFENSE_WAIVER, Waiver.LISTED})


def amount_findings(file: CaseFile, fine_fen: int, on: date) -> tuple[Finding, ...]:
    """Return why the law, or what was derived, does not allow the amount."""
    proposed = file.data("proposal")
    kept = telling.kept(proposed)
    if not kept:  # nothing is proposed, or to spare the party: there is no amount to look at
        return ()
    counted = [row for row in kept if not row["absorbed"]]
    barred = [row["label"] for row in counted if row.get("elsewhere")]
    if barred and fine_fen > file.proposal_fen:
        return tuple(map(rules.elsewhere_finding, barred))
    return rules.changed_share_findings(
        fine_fen=fine_fen,
        proposed_fen=file.proposal_fen,
        warning=bool(proposed["warning"]),
        violations=len(counted),
        band=rules.Band(counted[0]["least"], counted[0]["most"], _lowers_to(file, on)),
    )


def _lowers_to(file: CaseFile, on: date) -> int:
    place = file.bureau.jurisdiction
    held = lawbook.parameter("penalty.discussion_lowers_to", on=on, jurisdiction=place)
    return held.integer()


@act
def decide(
    *, ctx: Act, case: UUID, draft: rules.DecisionDraft, on: date, version: int | None = None
) -> Decision:
    """
    Decide a penalty; the decision and the notice on credit repair are issued together.

    :raises StepRefused: with every reason, if the law does not allow it yet
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True, with_evidence=True)
    told = file.notified_fen
    extra = rules.decision_findings(
        draft,
        notified_fen=told if told is not None else draft.fine_fen,
        resolved_fen=file.resolved_fen if file.last("proposal") else draft.fine_fen,
        proposed_fen=file.proposal_fen if file.last("proposal") else draft.fine_fen,
    )
    answered = (said for _, said in file.contents_of("representation_answer"))
    reported = (said for _, said in file.contents_of("hearing_report"))
    extra += rules.accepted_findings(
        answers=((one["accepted"], one.get("unchanged", "")) for one in answered),
        reports=(one["answer"] for one in reported),
        reason=draft.note,
    )
    ordered = not parts.put_right_before(file)
    extra += rules.correction_day_findings(draft.correct_until, on=on, ordered=ordered)
    amount = amount_findings(file, draft.fine_fen, on)
    kept = telling.kept(file.data("proposal"))
    if _rests_on_first(kept):
        amount += _known_offences(ctx, file, on)
    proposed = file.last("proposal")
    # A day before the proposal has no law to look at: that order is refused below.
    day = max(on, proposed.on) if proposed else on
    amount += rules.changed_law_findings(telling.changed_since(ctx, kept, on=day))
    again = base.again(ctx, file, fine_fen=draft.fine_fen, on=on)
    again += reopening.going_on(ctx, file, on)
    again += defended.decision_findings(ctx, file, fine_fen=draft.fine_fen, on=on)
    same = _same_again(ctx, file, draft, on) if proposed else ()
    listed = rules.listed_findings(powers.unlisted_violations(ctx, file.case.violation_keys, on=on))
    extra += base.of_age(file, on)
    base.permit(ctx, file, "decision", on=on, extra=(*extra, *amount, *again, *same, *listed))
    paper = base.issue(ctx, file, "penalty_decision", deciding.decision(file, draft), on=on)
    repair = deciding.credit_repair(file, number=paper.number, fine_fen=draft.fine_fen, on=on)
    second = base.issue(ctx, file, "credit_repair_notice", repair, on=on)
    warning = bool(file.data("proposal")["warning"])
    kinds = rules.imposed_rows(file.data("proposal"))
    decision = _decided(
        ctx,
        file,
        DecisionKind.PENALTY,
        paper,
        on=on,
        fine_fen=draft.fine_fen,
        warning=warning,
        measures=kinds,
    )
    data = {
        "fine_fen": draft.fine_fen,
        "warning": warning,
        **({"measures": kinds} if kinds else {}),
        "note": draft.note,
        "correct_until": draft.correct_until,
        "papers": [[paper.title, paper.number], [second.title, second.number]],
    }
    base.take(ctx, file, "decision", on=on, data=data, document=paper)
    happened = PenaltyDecided(
        decision=str(decision.id),
        number=paper.number,
        penalty=penalty_text(draft.fine_fen, warning=warning, measures=kinds),
        fine_fen=draft.fine_fen,
    )
    record(ctx, happened, on=on, subject=base.subject(file))
    return decision


@act
def decide_no_penalty(
    *, ctx: Act, case: UUID, draft: rules.NoPenaltyDraft, on: date, version: int | None = None
) -> Decision:
    """
    Decide not to punish, with the ground, the reason and how the party was educated.

    :raises StepRefused: with every reason, such as that a first offender is none
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True, with_evidence=True)
    found = file.data("investigation").get("facts", "")
    now = rules.Result(frozenset(file.case.violation_keys), found, ground=draft.ground.value)
    extra = (
        *rules.no_penalty_findings(draft),
        *ground_findings(ctx, file, draft.ground, on),
        *_unreviewed(file, draft.ground),
        *_unsigned(file, draft.ground, on),
        *fallen.same_again(ctx, file, now, change=draft.reason, on=on, other_act=file.other_act),
    )
    base.permit(ctx, file, "no_penalty", on=on, extra=extra)
    paper = base.issue(ctx, file, "no_penalty_decision", deciding.no_penalty(file, draft), on=on)
    decision = _decided(ctx, file, DecisionKind.NO_PENALTY, paper, on=on)
    data = {
        "fine_fen": 0,
        "ground": draft.ground,
        "reason": draft.reason,
        "papers": [[paper.title, paper.number]],
    }
    base.take(ctx, file, "no_penalty", on=on, data=data, document=paper)
    happened = NoPenaltyDecided(
        decision=str(decision.id), number=paper.number, ground=draft.ground.label
    )
    record(ctx, happened, on=on, subject=base.subject(file))
    return decision


def _unreviewed(file: CaseFile, ground: NoPenaltyGround) -> tuple[Finding, ...]:
    """Return that the ground is not the one that the legal review looked at and agreed to (58)."""
    proposed, reviewed = file.last("proposal"), file.last("legal_review")
    if proposed is None or reviewed is None or reviewed.sequence < proposed.sequence:
        return ()
    agreed = file.is_current("legal_review", Outcome.AGREED.value, file.hashes)
    return sparing.unreviewed_findings(
        ground, proposed=file.proposed_ground, doubted=file.reviewed_doubt, agreed=agreed
    )


def _unsigned(file: CaseFile, ground: NoPenaltyGround, on: date) -> tuple[Finding, ...]:
    """Return that the bureau asks for signatures and they were given for another ground."""
    if not standing.policy_of(file, on=on).endorsement:
        return ()
    return sparing.unsigned_findings(ground, file.data("sparing_submission").get("ground", ""))


def ground_findings(
    ctx: Act, file: CaseFile, ground: NoPenaltyGround, on: date
) -> tuple[Finding, ...]:
    """Return why the ground does not follow from the proposal, or is known not to hold."""
    person = person_findings(file, ground, on)
    if person:
        return person
    kept = telling.kept(file.data("proposal"))
    known = _known_offences(ctx, file, on) if _rests_on_first(kept) else ()
    derived = rules.ground_findings(ground, telling.waivers(kept), telling.elsewhere(kept))
    return (*derived, *known)


def _same_again(
    ctx: Act, file: CaseFile, draft: rules.DecisionDraft, on: date
) -> tuple[Finding, ...]:
    """Return that what is decided was quashed before (行政复议法 64.2, 行政诉讼法 71)."""
    told, keys = file.data("proposal"), frozenset(file.case.violation_keys)
    kinds = rules.told_kinds(rules.imposed_rows(told))
    now = rules.Result(keys, told["facts"], draft.fine_fen, bool(told["warning"]), measures=kinds)
    return fallen.same_again(
        ctx, file, now, change=told.get("anew", ""), on=on, other_act=file.other_act
    )


def _rests_on_first(kept: Iterable[telling.Told]) -> bool:
    """Return whether something is spared because the offence was stated to be the first."""
    return any(
        row["spared"] and row["waiver"] in FOR_THE_FIRST and row["stated"]["first_offence"]
        for row in kept
    )


def _known_offences(ctx: Act, file: CaseFile, on: date) -> tuple[Finding, ...]:
    """Return the earlier offences that are known of a party that is spared as a first offender."""
    found = offences.earlier(ctx.viewer, file.case, on=on)
    return found.findings if found.answer is FirstOffence.NO else ()


def _decided(
    ctx: Act,
    file: CaseFile,
    kind: DecisionKind,
    paper: Paper,
    *,
    on: date,
    fine_fen: int = 0,
    warning: bool = False,
    measures: Sequence[Mapping[str, Any]] = (),
) -> Decision:
    decision: Decision = Decision.objects.create(
        id=ctx.new_id("decision"),
        bureau_id=ctx.bureau,
        case=file.case,
        kind=kind.value,
        procedure=file.case.procedure,
        fine_fen=fine_fen,
        warning=warning,
        measures=list(measures),
        decided_on=on,
        decided_by=ctx.by.name,
        document_id=paper.id,
    )
    return decision
