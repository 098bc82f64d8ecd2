"""The act that adds a piece of evidence to the file of a case."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhunsheng.cases import rules
from zhunsheng.cases.procedure import PENALTY_ORDINARY
from zhunsheng.cases.queries.loading import subjects_of
from zhunsheng.cases.queries.shapes import Item
from zhunsheng.cases.services import base
from zhunsheng.evidence import services as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.journal.services import act
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import refuse_if
from zhunsheng.kernel.procedure import role_finding
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce import people as own_people


@act
def add_evidence(
    *,
    ctx: Act,
    case: UUID,
    name: str,
    kind: EvidenceKind,
    file: Upload | None,
    sha256: str = "",
    obtained_on: date,
    proves: str,
    sender: str = "",
    on: date,
) -> Item:
    """
    Admit a piece of evidence into a case that goes on, by an officer who handles it (42, 54, 57).

    ``sender`` is who sent it in, where the bureau did not collect it itself.

    :raises StepRefused: if the role or the officer does not fit, the case is decided, stands still
        or is with the police, or the item does not hold
    :raises Stale: if somebody else admitted an item at the same moment
    """
    of_case = base.begin(ctx, case, None, on=on)
    spot, facts = of_case.last("on_the_spot"), base.facts_of(of_case, on=on)
    refuse_if(
        (
            *role_finding(PENALTY_ORDINARY.step("investigation"), ctx.by),
            *rules.admission_findings(facts),
            *rules.early_findings(
                ((name, kind.value, obtained_on, file is not None),),
                source=of_case.case.source,
                clue_on=of_case.case.clue_on,
                sender=sender,
            ),
            *rules.sender_findings(sender, own={of_case.bureau.name, *own_people.staff(ctx)}),
            *rules.obtained_findings(obtained_on=obtained_on, decided_on=spot.on if spot else None),
        )
    )
    return evidence.admit_on(
        ctx,
        subject=base.subject(of_case),
        name=name,
        kind=kind,
        file=file,
        sha256=sha256,
        obtained_on=obtained_on,
        proves=proves,
        obtained_by=(sender.strip(),) if sender.strip() else (),
        after=subjects_of(of_case.case),
        on=on,
    )
