"""The act that takes a matter up anew after its decision lost its force."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.cases.choices import CaseProcedure
from zhunsheng.cases.events import CaseRemade, ClueRegistered
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import anew
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.services import base
from zhunsheng.cases.services.opening import cause_of, violation_findings
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.lawbook.choices import Liable


@act
def remake(
    *, ctx: Act, case: UUID, draft: rules.AnewDraft, on: date, version: int | None = None
) -> PenaltyCase:
    """
    Take a matter up anew whose decision was quashed, found void or withdrawn, as a new case.

    The matter was discovered when the first case found it: source, day of discovery, days of the
    violation and evidence are those of the first file (行政处罚法 36).

    :raises StepRefused: with every reason: a decision that stands, a matter that was taken up
        already, no ground, no facts or violations
    :raises Stale: if the case changed since the form was opened
    """
    file = base.begin(ctx, case, version, on=on)
    first, fallen = file.case, anew.fallen_of(file)
    violations = rules.once(draft.violations)
    person = first.party_name if first.is_person_of else ""
    extra = (
        *rules.anew_findings(draft, fallen, on=on),
        *violation_findings(violations, person, draft.facts, on=first.law_day),
    )
    base.permit(ctx, file, anew.STEP, on=on, extra=extra)
    assert fallen is not None  # the guard saw it
    role = Liable(first.party_role).label if first.party_role else ""
    case_anew: PenaltyCase = PenaltyCase.objects.create(
        id=ctx.new_id("case"),
        bureau_id=ctx.bureau,
        remade_of=first,
        procedure=CaseProcedure.ORDINARY.value,
        party=first.party,
        party_kind=first.party_kind,
        party_name=first.party_name,
        former_name=first.former_name,
        is_person_of=first.is_person_of,
        party_role=first.party_role,
        identity_number=first.identity_number,
        identity_evidence=first.identity_evidence,
        born_on=first.born_on,
        own_address=first.own_address,
        cause=cause_of(first.party_name, violations, on=first.law_day, role=role),
        violation_keys=list(violations),
        facts=draft.facts.strip(),
        source=first.source,
        source_id=first.source_id,
        clue_on=first.clue_on,
        violation_began_on=first.violation_began_on,
        violation_ended_on=first.violation_ended_on,
        conduct=first.conduct,
        harmful=first.harmful,
    )
    decided, changed = anew.decided_number(file), file.data("decision_changed")
    said = {
        "facts": case_anew.facts,
        "former": decided,
        "former_by": changed["body"] + changed["paper"],
        "anew_basis": fallen.basis,
        **({"anew_until": draft.until} if draft.until else {}),
    }
    own = CaseFile(case_anew, file.bureau, ())
    base.take(ctx, own, "clue", on=on, data=said)
    registered = ClueRegistered(cause=case_anew.cause, source=case_anew.source_label)
    record(ctx, registered, on=on, subject=base.subject(own))
    ground = anew.recorded_ground(file) or draft.ground
    data = {"file": case_anew.id, "ground": ground, "anew_until": draft.until}
    base.take(ctx, file, anew.STEP, on=on, data=data)
    record(ctx, CaseRemade(decided), on=on, subject=base.subject(file))
    return case_anew
