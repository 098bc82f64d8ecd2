"""The part of a proposal that spares the party whatever a fine would be (30, 31, 57.1(3))."""

from __future__ import annotations

from datetime import date

from zhunsheng.cases import rules
from zhunsheng.cases.choices import NoPenaltyGround
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.events import PenaltyProposed
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules import sparing
from zhunsheng.cases.rules.inquiring import definite_findings
from zhunsheng.cases.rules.saying import filler_findings
from zhunsheng.cases.services import base
from zhunsheng.journal.services import record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook.choices import PartyKind


def against(ctx: Act, file: CaseFile, draft: rules.ProposalDraft, on: date) -> tuple[Finding, ...]:
    """Return what speaks against proposing that the party is spared, beside the facts told."""
    assert draft.ground is not None  # the draft spares
    return (
        *base.ended_party(ctx, file, on),
        *sparing.underivable_findings(draft.ground),
        *person_findings(file, draft.ground, on, draft.person),
        *sparing.unexplained_findings(draft.discretion),
        *base.identified(file, draft.person, on=on),
    )


def propose(ctx: Act, file: CaseFile, draft: rules.ProposalDraft, on: date) -> PenaltyCase:
    """
    Propose to punish nothing, on a ground that no fine is derived for.

    :raises StepRefused: with every reason, such as that the ground is of a person, or of no reason
    """
    facts = draft.facts.strip() or str(file.data("investigation").get("facts", ""))
    said = (*definite_findings(facts), *filler_findings(draft.facts))
    base.permit(ctx, file, "proposal", on=on, extra=(*against(ctx, file, draft, on), *said))
    ground = draft.ground
    assert ground is not None  # ``against`` saw it
    data = {
        "fine_fen": 0,
        "warning": False,
        "late": False,
        "facts": facts,
        "discretion": draft.discretion.strip(),
        "complex_case": draft.complex_case,
        "special_ground": draft.special_ground,
        "deviates": False,
        "spares": True,
        "ground": ground,
        "derivations": [],
    }
    base.take(ctx, file, "proposal", on=on, data=data, changes=dict(draft.person.changes))
    happened = PenaltyProposed(proposal=say("spared_because", ground=ground.label), fine_fen=0)
    record(ctx, happened, on=on, subject=base.subject(file))
    return file.case


def person_findings(
    file: CaseFile,
    ground: NoPenaltyGround,
    on: date,
    person: rules.PersonDraft | None = None,
) -> tuple[Finding, ...]:
    """Return why a ground that lies in a person is not that of the party of a file."""
    case = file.case
    said = person or rules.PersonDraft()
    number, shown = said.number or case.identity_number, said.born_on or case.born_on
    return sparing.person_ground_findings(
        ground,
        is_person=case.party_kind == PartyKind.PERSON.value,
        age=rules.age_on(number, case.law_day, shown=shown),
        least=base.ages(file, on)[0],
    )
