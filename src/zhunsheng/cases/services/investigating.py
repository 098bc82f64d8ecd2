"""The act that ends an investigation with its report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.cases.documents import contents
from zhunsheng.cases.events import InvestigationEnded
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import fining, loading, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.inquiring import definite_findings, interview_findings
from zhunsheng.cases.rules.saying import filler_findings
from zhunsheng.cases.services import base, sparing
from zhunsheng.cases.services.opening import times_changes, times_findings
from zhunsheng.evidence import services as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.inquiry import queries as inquiry
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.web.uploads import Upload


def _unasked(
    ctx: Act, file: CaseFile, draft: rules.InvestigationDraft, on: date
) -> tuple[Finding, ...]:
    """Return that nobody was interviewed, where the bureau asks for it and no reason is given."""
    required = standing.policy_of(file, on=on).interview_required
    subjects = [one for _, one in loading.subjects_of(file.case)]
    asked = required and inquiry.anybody_was_asked(ctx, subjects)
    return interview_findings(required=required, asked=asked, reason=draft.no_interview)


@act
def investigate(
    *,
    ctx: Act,
    case: UUID,
    draft: rules.InvestigationDraft,
    on: date,
    version: int | None = None,
    files_of_evidence: tuple[Upload | None, ...] = (),
) -> PenaltyCase:
    """
    Hand in the investigation report with the evidence that the file lacks yet.

    One report ends the investigation against all parties of the case. One that finds nothing
    established, or that who acted is not punished, proposes so for the party of this file.
    ``files_of_evidence`` stand in the order of ``draft.evidence``.

    :raises StepRefused: with every reason
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on, with_handlers=True, with_evidence=True)
    file_of = dict(enumerate(files_of_evidence))
    admitted = tuple(
        evidence.admit(
            ctx,
            subject=base.subject(file),
            name=item.name,
            kind=EvidenceKind(item.kind),
            file=file_of.get(place),
            sha256=item.sha256,
            obtained_on=item.obtained_on,
            proves=item.proves,
            after=loading.subjects_of(file.case),
        )
        for place, item in enumerate(draft.evidence)
    )
    file = replace(file, evidence=(*file.evidence, *admitted))
    times = draft.times.over(fining.known_times(file.case))
    late = rules.ended_findings(ended_on=times.ended_on, on=on) or times_findings(times, on)
    waiting_too = base.joined_files(ctx, file, on=on, with_evidence=True)
    joined = tuple(one for one in waiting_too if one.last("opening"))
    own = file.procedure.findings("investigation", standing.facts_of(file, on=on))
    others = base.joined_findings(joined, "investigation", on=on, own=own)
    unasked = _unasked(ctx, file, draft, on)
    told = (draft.facts, *(said for _, said in draft.facts_of))
    vague = definite_findings(*told)
    filler = filler_findings(*told)
    spared = _spared(draft)
    unreasoned = sparing.against(ctx, file, spared, on) if spared else ()
    early = rules.early_findings(
        ((one.name, one.kind, one.obtained_on, one.is_kept) for one in admitted),
        source=file.case.source,
        clue_on=file.case.clue_on,
    )
    extra = (*late, *others, *unasked, *vague, *early, *filler, *unreasoned)
    base.permit(ctx, file, "investigation", on=on, extra=extra)
    content = contents.investigation(file, draft, on=on, joined=joined)
    paper = base.issue(ctx, file, "investigation_report", content, on=on)
    data: dict[str, object] = {
        "facts": draft.facts,
        "correction": draft.correction,
        "corrected": draft.corrected,
        "process": draft.process,
    }
    changes = times_changes(times)
    base.take(ctx, file, "investigation", on=on, data=data, document=paper, changes=changes)
    for one in joined:
        # Whether it was put right is found of each party; the report says it of the first.
        data = {
            "facts": contents.found_of(one, draft),
            "corrected": dict(draft.corrected_of).get(one.case.id),
            "process": draft.process,
        }
        base.take(ctx, one, "investigation", on=on, data=data, document=paper)
    for one in (file, *joined):
        happened = InvestigationEnded(number=paper.number, evidence=len(one.evidence))
        record(ctx, happened, on=on, subject=base.subject(one))
    if spared:
        reported = base.begin(ctx, case, None, on=on, with_handlers=True, with_evidence=True)
        sparing.propose(ctx, reported, spared, on)
    return file.case


def _spared(draft: rules.InvestigationDraft) -> rules.ProposalDraft | None:
    """Return the proposal of a report that punishes nothing, nothing where it leaves that open."""
    if draft.ground is None:
        return None
    return rules.ProposalDraft((), discretion=draft.ground_reason, ground=draft.ground)
