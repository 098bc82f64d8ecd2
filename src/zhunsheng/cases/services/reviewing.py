"""Acts of legal review in a case: hand in, conclude."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from zhunsheng.accounts import queries as accounts
from zhunsheng.cases import rules
from zhunsheng.cases.documents import contents, parts, reasons
from zhunsheng.cases.documents import fining as telling
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.queries import applied, investigating, rounds, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.cases.rules.saying import filler_findings
from zhunsheng.cases.services import base
from zhunsheng.documents import queries as documents
from zhunsheng.documents.rules import date_text
from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook.choices import Measure
from zhunsheng.legalreview import queries as legalreview
from zhunsheng.legalreview import rules as review_rules
from zhunsheng.legalreview import services as reviews
from zhunsheng.legalreview.choices import Question
from zhunsheng.legalreview.queries import Opinion, Review

NOTHING_LATER: Final = rules.ReviewRequestDraft()


def review_reason(facts: CaseFacts) -> str:
    """Return why the law, or the bureau's own rule, asks for a review of this case."""
    grounds = {
        "review_reason_hearing": facts.hearing_ever_held,
        "review_reason_complex": facts.complex_case,
        "review_reason_special": facts.special_ground,
    }
    found = [say(key) for key, holds in grounds.items() if holds]
    return parts.COMMA.join(found or [say("review_reason_all")])


def _left_out(proposed: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the kinds that the article orders and that are left out, with the reason of each."""
    rows = [row for row in proposed.get("measures", ()) if row["instead"]]
    if rows:
        said = (
            say("material_left_out_text", kind=Measure(row["kind"]).label, reason=row["instead"])
            for row in rows
        )
        yield say("material_left_out"), say("semicolon").join(said)


def _resolved(file: CaseFile) -> Iterator[tuple[str, str]]:
    """Yield what the discussion resolved on, where that is another amount than the proposal's."""
    if said := parts.resolved_text(file):
        yield say("material_discussed"), said


def materials(file: CaseFile, later: str | None = None) -> tuple[tuple[str, str], ...]:
    """
    Return the summary of what is handed in, as the reviewer reads it.

    ``later`` is why evidence of after the notice does not bear against the party, by default what
    was said when the file was handed in last.
    """
    proposed = file.data("proposal")
    rows = [
        (say("material_facts"), str(proposed["facts"])),
        (say("material_evidence"), parts.evidence_brief(file)),
        (say("material_law"), say("material_law_text", **parts.law(file))),
        *_fines(file),
        (say("material_proposal"), parts.proposal_text(file)),
        *_left_out(proposed),
        (
            say("material_spared" if file.proposed_ground else "material_discretion"),
            reasons.proposed(file),
        ),
        *_resolved(file),
    ]
    if file.reviewed_doubt:
        rows.append((say("material_doubt"), str(file.data("sparing_submission")["opinion"])))
    if proposed.get("deviates"):
        rows.append((say("material_deviation"), deviation_text(file)))
    if proposed.get("other_act"):
        rows.append((say("material_other_act"), proposed["other_act"]))
    if reopened := parts.reopened_text(file.reopened):
        rows.append((say("material_reopened"), reopened))
    first = file.data("clue")
    if "former" in first:
        former = say("anew_told", decided=first["former"], by=first["former_by"])
        rows.append((say("material_former"), former))
    if named := set(proposed.get("new_evidence", ())):
        items = [f"{one.number} {one.name}" for one in file.evidence if str(one.id) in named]
        told = say("material_new_told", facts=proposed["new_facts"], items=parts.COMMA.join(items))
        rows.append((say("material_new"), told))
    if proposed.get("anew"):
        rows.append((say("material_anew"), proposed["anew"]))
    return (*rows, *_heard(file, later))


def _heard(file: CaseFile, later: str | None) -> Iterator[tuple[str, str]]:
    """Yield what the party said, and what became of evidence of after the notice."""
    if file.last("representation"):
        yield say("material_statement"), parts.statement_text(file)
    if file.last("hearing_report"):
        yield say("material_hearing"), str(file.data("hearing_report")["opinion"])
    reasons_of = file.data("review_request").get("later_evidence", "") if later is None else later
    if reasons_of:
        yield say("material_later_evidence"), reasons_of


def _fines(file: CaseFile) -> Iterator[tuple[str, str]]:
    """Yield range or derivation of the fines, and what of their law is not verified."""
    kept = telling.kept(file.data("proposal"))
    if file.proposed_ground:
        return
    if not kept:
        late = bool(file.data("proposal")["late"])
        yield say("material_range"), range_text(file, late=late)
        return
    yield say("material_derived"), "\n".join(telling.line(row) for row in kept)
    doubtful = [row["label"] for row in kept if not row["verified"]]
    if doubtful:
        labels = parts.COMMA.join(doubtful)
        yield say("material_unverified"), say("material_unverified_text", labels=labels)


def deviation_text(file: CaseFile) -> str:
    """Return why the current proposal leaves the benchmark, and who approved it."""
    reason = file.data("proposal")["deviation"]
    approved = file.last("deviation_approval")
    if approved is None or not file.deviation_is_approved:
        return say("material_deviation_open", reason=reason)
    return say(
        "material_deviation_text",
        reason=reason,
        on=date_text(approved.on),
        by=approved.by_name,
        opinion=approved.contents["opinion"],
    )


def range_text(file: CaseFile, *, late: bool) -> str:
    """Return the lawful range of a fine for the violations of an old act together."""
    limits = applied.fine_range(applied.violations_of(file.case), late=late)
    least, most = yuan_text(limits.least), yuan_text(limits.most)
    return say("material_range_text", least=least, most=most)


def _anchors(ctx: Act, file: CaseFile) -> dict[str, str]:
    return rounds.anchors_of(file, documents.documents_of(ctx, base.subject(file)))


def _current(file: CaseFile, bound: str) -> str:
    """Return the hash of a file as it is now, in the form of the hash that a review is bound to."""
    return file.former_hash if bound == file.former_hash else file.file_hash


def _unsettled(file: CaseFile) -> frozenset[Question]:
    """Return the questions on which the record waits for an expert, or for a decision on things."""
    waits = ((Question.FACTS, file.pending.awaited), (Question.PROCEDURE, file.pending.kept))
    return frozenset(question for question, open_ones in waits if open_ones)


@act
def request_legal_review(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.ReviewRequestDraft = NOTHING_LATER,
    on: date,
    version: int | None = None,
) -> Review:
    """
    Hand a case in for legal review, bound to the hash of its file as it is now.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_evidence=True)
    filler = filler_findings(draft.later_evidence)
    facts = base.permit(ctx, file, "review_request", on=on, extra=filler)
    reason, bound, later = review_reason(facts), file.file_hash, draft.later_evidence.strip()
    unit = accounts.user(ctx, ctx.by.id).unit
    due = {term.key: term.due for term in standing.terms_of(file, facts, on=on)}.get("decision")
    request = reviews.ReviewRequest(
        title=file.case.titled,
        party=file.case.named,
        reason=reason,
        page="cases:act",
        materials=materials(file, later),
        bound_hash=bound,
        unit=unit.name if unit else "",
        matters=tuple((row.key, row.label) for row in applied.applied_of(file)),
        handlers=investigating.investigators(ctx, file).users | file.interested_users,
        catalogue=tuple(_anchors(ctx, file).items()),
        due_on=due,
    )
    review = reviews.request_review(ctx, subject=base.subject(file), request=request, on=on)
    data = {
        "bound_hash": bound,
        "review": review.id,
        "reason": reason,
        "by": ctx.by.name,
        "unit": request.unit,
        "later_evidence": later,
    }
    base.take(ctx, file, "review_request", on=on, data=data)
    return review


@act
def conclude_legal_review(
    *,
    ctx: Act,
    case: UUID,
    draft: review_rules.OpinionDraft,
    on: date,
    version: int | None = None,
) -> Opinion:
    """
    Give the opinion of a legal review.

    :raises StepRefused: with every reason: seven questions, own case, changed file, taken up by
        another, a defect without its evidence
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_evidence=True)
    asked = file.data("review_request")
    held = legalreview.holder_of(ctx, UUID(asked["review"])) if asked else None
    anchors = _anchors(ctx, file)
    facts = review_rules.ReviewFacts(
        reviewer=ctx.by.id,
        handlers=investigating.investigators(ctx, file).users,
        bound_hash=str(asked.get("bound_hash", "")),
        current_hash=_current(file, asked.get("bound_hash", "")),
        anchors=anchors,
        unsettled=_unsettled(file),
        holder=held,
        is_qualified=rounds.is_legally_qualified(ctx.viewer),
    )
    extra = review_rules.opinion_findings(facts, draft)
    base.permit(ctx, file, "legal_review", on=on, extra=extra)
    review = legalreview.review(ctx, UUID(asked["review"]))
    paper = base.issue(
        ctx,
        file,
        "legal_review_opinion",
        contents.review(
            file,
            draft,
            reason=review.reason,
            bound_hash=review.bound_hash,
            anchors=anchors,
            by=ctx.by.name,
            on=on,
        ),
        on=on,
    )
    opinion = reviews.conclude_review(
        ctx, review=review, draft=draft, anchors=anchors, document=paper.id, on=on
    )
    data = {"bound_hash": review.bound_hash, "opinion": opinion.id}
    outcome = draft.outcome.value
    base.take(ctx, file, "legal_review", on=on, data=data, outcome=outcome, document=paper)
    return opinion
