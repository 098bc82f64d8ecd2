"""Acts of the proposal: the fine of each violation, and that it may leave the benchmark."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.cases.documents import fining as telling
from zhunsheng.cases.documents import parts
from zhunsheng.cases.documents.wording import penalty_text, say
from zhunsheng.cases.events import DeviationApproved, PenaltyProposed
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import fallen, fining, once
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.fining import BENCHMARK, DEVIATION_VERIFIED
from zhunsheng.cases.rules.inquiring import definite_findings
from zhunsheng.cases.rules.reopening import going_on_findings
from zhunsheng.cases.rules.saying import filler_findings
from zhunsheng.cases.services import base, reopening, sparing
from zhunsheng.cases.services.defended import heavier_findings
from zhunsheng.cases.services.opening import times_changes, times_findings
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.choices import OrderRule, Question, Stage


@act
def propose(
    *, ctx: Act, case: UUID, draft: rules.ProposalDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Propose a penalty whose amounts follow from law, benchmark and the facts of the file.

    What the record knows is taken from it: the days of the violation, whether an order ran out
    unrectified, earlier penalties. An amount outside of the benchmark needs its reason and is
    approved by a leader; where the law spares the party, no penalty is proposed. Where nothing is
    established, or who acted is not punished, that is proposed at once, and no fine is derived.

    :raises StepRefused: with every reason: what is not answered, what the law does not allow
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True, with_evidence=True)
    if draft.ground is not None:
        return sparing.propose(ctx, file, draft, on)
    times = fining.known_times(file.case).over(draft.times)
    found = _fined(ctx, file, draft, on)
    # While nobody said when the violation was, the rest is judged by the day that the file has.
    judged = found or _fined(ctx, file, replace(draft, times=_supposed(file, draft)), on)
    fines = bool(found and found.fine_fen)
    punishes = fines or _punishes_otherwise(draft)
    near = (
        once.near_acts(ctx, file, on, times=times, facts=_facts(file, draft))
        if fines
        else rules.NearActs()
    )
    over = reopening.unsaid(ctx, file, draft, on, times=times, facts=_facts(file, draft))
    spared = once.spared_before(
        ctx, file, on, other_act=draft.other_act, times=times, facts=_facts(file, draft)
    )
    extra = (
        *base.ended_party(ctx, file, on),
        *rules.spared_findings(spared if punishes else ()),
        *going_on_findings([one.case.number for one in over if punishes], draft.reopening),
        *rules.fined_findings(near, other_act=draft.other_act),
        *times_findings(times, on),
        *base.identified(file, draft.person, on=on),
        *rules.unknown_times_findings(known=found is not None),
        *(_objections(file, draft, judged, times, on) if judged else ()),
        *(_heavier(ctx, file, draft, judged, times, on) if judged else ()),
        *(_same_again(ctx, file, draft, judged, times, on) if judged else ()),
    )
    base.permit(ctx, file, "proposal", on=on, extra=extra)
    assert found is not None
    data = _data(file, draft, found) | reopening.kept(over, draft.reopening)
    changes = {**times_changes(times), **_harm(file, draft), **draft.person.changes}
    base.take(ctx, file, "proposal", on=on, data=data, changes=changes)
    happened = PenaltyProposed(
        proposal=say("spared")
        if data["spares"]
        else penalty_text(found.fine_fen, warning=draft.warning, measures=rules.imposed_rows(data)),
        fine_fen=found.fine_fen,
    )
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case


def _harm(file: CaseFile, draft: rules.ProposalDraft) -> dict[str, object]:
    """
    Return that harm was found, on which the limitation hangs, if that is still open (36).

    That none was found is said by the proposal alone: a later one may find it, with evidence.
    """
    found = any(one.answers.get(Question.ENDANGERED) is True for one in draft.fines)
    return {"harmful": True} if found and file.case.harmful is None else {}


def _fined(ctx: Act, file: CaseFile, draft: rules.ProposalDraft, on: date) -> rules.Fined | None:
    """Return the fines of the violations, None while it is not known when they were."""
    times = fining.case_times(file.case, draft.times, on=on)
    if times is None:
        return None
    shares = fining.fines_of(ctx.viewer, file, draft.fines, times=times, on=on)
    return fining.together(shares, draft.same_act)


def _supposed(file: CaseFile, draft: rules.ProposalDraft) -> rules.TimesDraft:
    known = rules.TimesDraft(ended_on=file.case.law_day)
    return draft.times.over(known)


def _objections(
    file: CaseFile,
    draft: rules.ProposalDraft,
    found: rules.Fined,
    times: rules.TimesDraft,
    on: date,
) -> tuple[Finding, ...]:
    return (
        *definite_findings(_facts(file, draft)),
        *filler_findings(draft.facts, draft.new_facts, draft.other_act, draft.reopening.reason),
        *rules.stranger_findings(draft.fines, file.case.violation_keys),
        *rules.proof_findings(draft.fines, {item.id for item in file.evidence}),
        *rules.warning_findings(warning=draft.warning, has_basis=_names_warning(found)),
        *rules.fining_findings(
            found,
            warning=draft.warning,
            same_act=draft.same_act,
            deviation=draft.deviation,
            discretion=draft.discretion,
        ),
        *base.young(
            file,
            draft.person,
            found,
            warning=_punishes_otherwise(draft),
            day=times.ended_on or file.case.law_day,
            on=on,
        ),
        *rules.measure_findings(
            found,
            draft.measures,
            evidence={item.id for item in file.evidence},
            bureau=file.bureau.name,
        ),
    )


def _heavier(
    ctx: Act,
    file: CaseFile,
    draft: rules.ProposalDraft,
    found: rules.Fined,
    times: rules.TimesDraft,
    on: date,
) -> tuple[Finding, ...]:
    """Return that a proposal goes beyond what the party defended itself against (45.2)."""
    earlier = once.told_elsewhere(
        ctx, file, on, other_act=draft.other_act, times=times, facts=_facts(file, draft)
    )
    return heavier_findings(ctx, file, _exceeding(file, draft, found), earlier)


def _exceeding(file: CaseFile, draft: rules.ProposalDraft, found: rules.Fined) -> dict[str, object]:
    """Return what a proposal is compared by with what the party was told."""
    return {
        "fine_fen": found.fine_fen,
        "warning": draft.warning,
        "derivations": telling.told(file, found),
        "measures": [one.row for one in draft.measures],
        "facts": _facts(file, draft),
        "new_facts": draft.new_facts,
        "new_evidence": list(map(str, draft.new_evidence)),
    }


def _same_again(
    ctx: Act,
    file: CaseFile,
    draft: rules.ProposalDraft,
    found: rules.Fined,
    times: rules.TimesDraft,
    on: date,
) -> tuple[Finding, ...]:
    """Return that what is proposed was quashed before (行政复议法 64.2, 行政诉讼法 71)."""
    facts = _facts(file, draft)
    keys = frozenset(file.case.violation_keys)
    kinds = [one.row for one in draft.measures if one.is_imposed]
    now = rules.Result(
        keys,
        facts,
        found.fine_fen,
        draft.warning,
        measures=rules.told_kinds(kinds),
        fines=rules.single_fines(_exceeding(file, draft, found)),
    )
    if not now.is_penalty:
        return ()
    return fallen.same_again(
        ctx, file, now, change=draft.anew, on=on, other_act=draft.other_act, times=times
    )


def _facts(file: CaseFile, draft: rules.ProposalDraft) -> str:
    """Return the facts of a proposal: its own, else those of the report."""
    return draft.facts.strip() or str(file.data("investigation").get("facts", ""))


def _names_warning(found: rules.Fined) -> bool:
    rows = [one.found.violation for one in found.shares if one.found]
    return any(row.warning for row in rows if row)


def _data(file: CaseFile, draft: rules.ProposalDraft, found: rules.Fined) -> dict[str, object]:
    """Return what the act keeps: amounts, derivations, and what the form said besides."""
    sums = found.sums
    return {
        "fine_fen": found.fine_fen,
        "warning": draft.warning,
        "late": any(_is_late(one) for one in found.counted),
        "facts": _facts(file, draft),
        "discretion": draft.discretion.strip(),
        "complex_case": draft.complex_case,
        "special_ground": draft.special_ground,
        "new_facts": draft.new_facts,
        **({"new_evidence": list(map(str, draft.new_evidence))} if draft.new_evidence else {}),
        "other_act": draft.other_act.strip(),
        **({"anew": draft.anew.strip()} if file.case.remade_of_id or draft.anew.strip() else {}),
        "same_act": draft.same_act,
        "deviates": found.deviates,
        "deviation": telling.reason_text(draft.deviation) if found.deviates else "",
        **({"measures": [one.row for one in draft.measures]} if draft.measures else {}),
        "spares": found.ends_without_penalty(warning=_punishes_otherwise(draft)),
        "total": {
            "least": sums.least if sums else 0,
            "most": sums.most if sums else 0,
            "fine_fen": found.fine_fen,
        },
        "derivations": telling.told(file, found, deviation=draft.deviation),
    }


def _punishes_otherwise(draft: rules.ProposalDraft) -> bool:
    """Return whether something other than a fine is proposed."""
    return draft.warning or any(one.is_imposed for one in draft.measures)


def _is_late(share: rules.Share) -> bool:
    """Return whether a fine is of the second stage, where the law has a first."""
    found = share.found
    row = found.violation if found else None
    late = found is not None and found.stage is Stage.SECOND
    return late and row is not None and row.order is not OrderRule.FIRST


@act
def approve_deviation(
    *, ctx: Act, case: UUID, draft: rules.DeviationDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Approve that the current proposal leaves the benchmark, for the reason that it names.

    :raises StepRefused: with every reason: nothing deviates, somebody who handles the case
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    base.permit(ctx, file, "deviation_approval", on=on, extra=filler_findings(draft.opinion))
    proposed = file.data("proposal")
    data = {
        "opinion": draft.opinion.strip() or say("deviation_opinion"),
        "reason": proposed["deviation"],
        "fine_fen": proposed["fine_fen"],
        "basis": BENCHMARK,
        "verified": DEVIATION_VERIFIED,
    }
    base.take(ctx, file, "deviation_approval", on=on, data=data)
    happened = DeviationApproved(
        proposal=parts.proposal_text(file),
        reason=proposed["deviation"],
        fine_fen=proposed["fine_fen"],
    )
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case
