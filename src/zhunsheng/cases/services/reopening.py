"""What an opening says of the earlier cases that ended after their term (行政处罚法 60)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zhunsheng.cases.queries import once, standing
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.drafts import ProposalDraft
from zhunsheng.cases.rules.reopening import Reopening, going_on_findings, reopening_findings
from zhunsheng.cases.rules.times import TimesDraft
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding


def before(ctx: Act, opened: Iterable[CaseFile], on: date) -> tuple[CaseFile, ...]:
    """Return the files that ended after their term, for what the opened ones may be about."""
    found = {e.case.id: e for one in opened for e in once.ended_for_term(ctx, one, on)}
    return tuple(found.values())


def against(ended: tuple[CaseFile, ...], said: Reopening) -> tuple[Finding, ...]:
    """Return why what ended after its term is not opened anew."""
    return reopening_findings([one.case.number for one in ended], said)


def unsaid(
    ctx: Act, file: CaseFile, draft: ProposalDraft, on: date, *, times: TimesDraft, facts: str
) -> tuple[CaseFile, ...]:
    """Return the files that ended after their term beside a case that is to punish their act."""
    said = filter(None, [file.data("opening").get("reopened")])
    told = draft.other_act
    return once.ended_unsaid(
        ctx, file, on, said=tuple(said), other_act=told, times=times, facts=facts
    )


def going_on(ctx: Act, file: CaseFile, on: date) -> tuple[Finding, ...]:
    """Return that another case ended after its term, of which neither opening nor proposal say."""
    told = str(file.data("proposal").get("facts", ""))
    over = once.ended_unsaid(
        ctx, file, on, said=file.reopened, other_act=file.other_act, facts=told
    )
    return going_on_findings([one.case.number for one in over])


def kept(ended: tuple[CaseFile, ...], said: Reopening) -> dict[str, dict[str, object]]:
    """Return what an act keeps of the earlier cases, nothing where there is none."""
    if not ended or said.ground is None:
        return {}
    cases = [_told(one) for one in ended]
    return {"reopened": {"ground": said.ground, "reason": said.reason.strip(), "cases": cases}}


def _told(file: CaseFile) -> dict[str, object]:
    end = file.last("termination")
    assert end is not None  # it is why the case was found
    facts = standing.facts_of(file, on=end.on)
    due = standing.days_of(file, facts, on=end.on).decision
    return {
        "id": str(file.case.id),
        "number": file.case.number,
        "opened_on": file.opened_on,
        "due_on": due,
        "ended_on": end.on,
    }
