"""Acts on what a visit found: photos of findings, measures on the spot, the return to work."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from zhunsheng.documents import services as documents
from zhunsheng.inspection import queries
from zhunsheng.inspection.choices import STOPS, Phrase, on_site_label
from zhunsheng.inspection.events import MeasureDecided, MeasureLifted
from zhunsheng.inspection.models import FindingPhoto, MeasureFinding, OnSiteMeasure
from zhunsheng.inspection.procedure import INSPECTION
from zhunsheng.inspection.rules import MeasureDraft, explains_a_stop, names_a_scope
from zhunsheng.inspection.services.contents_ordering import measure_content
from zhunsheng.inspection.services.locking import changed, locked
from zhunsheng.inspection.services.papers import admit_paper
from zhunsheng.inspection.services.photos import admit_photo, photographed
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import permit
from zhunsheng.web.uploads import Upload
from zhunsheng.workforce import queries as workforce


@act
def add_photo(
    *,
    ctx: Act,
    inspection: UUID,
    finding: UUID,
    file: Upload,
    version: int | None,
    on: date,
) -> FindingPhoto:
    """
    Keep a photo of a finding in the catalogue of evidence of the inspection.

    A photo of the day of the visit that one of the visitors enters was taken by them; every other
    one was taken by who carries on from the visit on its day.

    :raises StepRefused: with every reason, or as ``evidence.services.admit`` does
    :raises Stale: if the inspection changed since the form was opened
    :raises InspectionFinding.DoesNotExist: if the inspection has no such finding
    """
    row = locked(ctx, inspection, version)
    went = workforce.officer_facts(ctx, queries.officer_ids(ctx, row.id))
    own = tuple(one for one in went if one.user_id == ctx.by.id and on == row.visited_on)
    taken_by = went if own else workforce.officer_facts(ctx, queries.acting_ids(ctx, row, on))
    # Of that day the visitor answers alone: a colleague may stand back since.
    facts = queries.facts_of(ctx, row, on=on, by=ctx.by, officers=own or taken_by)
    permit(INSPECTION, "photo", facts, by=ctx.by)
    shown = row.findings.get(id=finding)
    names = tuple(one.name for one in taken_by)
    cases = queries.case_subjects(ctx.viewer, row.id)
    item = admit_photo(ctx, row, shown, file, obtained_by=names, on=on, after=cases)
    made: FindingPhoto = FindingPhoto.objects.create(
        id=ctx.new_id("finding_photo"), bureau_id=ctx.bureau, finding=shown, evidence=item
    )
    changed(row)
    record(ctx, photographed(row, shown, item), on=on, subject=("inspection", row.id))
    return made


@act
def decide_measure(
    *, ctx: Act, inspection: UUID, draft: MeasureDraft, version: int | None, on: date
) -> OnSiteMeasure:
    """
    Decide measures on the spot against dangers that the visit found (安全生产法 65.1(3)).

    :raises StepRefused: with every reason
    :raises Stale: if the inspection changed since the form was opened
    """
    row = locked(ctx, inspection, version)
    sent = queries.acting_ids(ctx, row, on)
    asked = draft.officers or sent
    officers = workforce.officer_facts(ctx, asked)
    chosen = [one for one in row.findings.order_by("number") if one.number in draft.findings]
    still_open = queries.unsettled_among(ctx, chosen) if row.is_enforcement else frozenset()
    fixed = [one.number for one in chosen if row.is_enforcement and one.id not in still_open]
    facts = replace(
        queries.facts_of(ctx, row, on=on, by=ctx.by, officers=officers),
        entered_on=ctx.day,
        measure_kinds=len(draft.kinds),
        unapproved=frozenset(one.name for one in officers if one.id not in sent),
        officers_unknown=len(set(asked)) - len(officers),
        measure_scope_given=names_a_scope(draft.scope),
        measure_findings=len(chosen),
        measure_findings_foreign=len(set(draft.findings)) - len(chosen),
        measure_findings_fixed=frozenset(fixed),
        measure_stops=not STOPS.isdisjoint(draft.kinds),
        measure_is_of_major=not chosen or any(one.is_major for one in chosen),
        measure_unsafe_given=explains_a_stop(draft.unsafe),
    )
    permit(INSPECTION, "on_site_measure", facts, by=ctx.by)
    codes = ",".join(dict.fromkeys(one.value for one in draft.kinds))
    scope, unsafe = draft.scope.strip(), draft.unsafe.strip()
    said = Phrase.SCOPE_AND_WHY.label.format(scope=scope, unsafe=unsafe) if unsafe else scope
    document = documents.issue(
        ctx,
        kind="on_site_measure_decision",
        subject=("inspection", row.id),
        content=measure_content(
            ctx, row, officers, chosen, kinds=on_site_label(codes), scope=said, on=on
        ),
        on=on,
    )
    admit_paper(
        ctx,
        row,
        document,
        Phrase.MEASURE_PROVES,
        officers=officers,
        on=on,
        after=queries.case_subjects(ctx.viewer, row.id),
    )
    made: OnSiteMeasure = OnSiteMeasure.objects.create(
        id=ctx.new_id("on_site_measure"),
        bureau_id=ctx.bureau,
        inspection=row,
        number=1 + row.measures.count(),
        kinds=codes,
        scope=scope,
        unsafe=unsafe,
        officers_text=Phrase.COMMA.label.join(one.name for one in officers),
        decided_on=on,
        document=document,
    )
    MeasureFinding.objects.bulk_create(
        MeasureFinding(
            id=ctx.new_id("measure_finding", one.number),
            bureau_id=ctx.bureau,
            measure=made,
            finding=one,
        )
        for one in chosen
    )
    changed(row)
    happened = MeasureDecided(
        entity=row.entity.name,
        measures=on_site_label(codes),
        scope=made.scope,
        number=document.number,
    )
    record(ctx, happened, on=on, subject=("inspection", row.id))
    return made


@act
def lift_measure(
    *, ctx: Act, measure: UUID, note: str, version: int | None, on: date
) -> OnSiteMeasure:
    """
    Agree, after review, that work or use goes on; ``version`` is that of the inspection.

    :raises StepRefused: with every reason
    :raises Stale: if the inspection changed since the form was opened
    :raises OnSiteMeasure.DoesNotExist: if the bureau has none of this id
    """
    row = locked(ctx, queries.inspection_of_measure(ctx, measure), version)
    found: OnSiteMeasure = row.measures.get(id=measure)
    tied = [one.finding for one in found.finding_rows.select_related("finding__inspection")]
    still_open = queries.unsettled_among(ctx, tied) if found.is_stop else frozenset()
    facts = replace(
        queries.facts_of(ctx, row, on=on, by=ctx.by),
        stopped_hazards_open=frozenset(
            one.number for one in tied if one.is_major and one.id in still_open
        ),
        measure_stands=found.lifted_on is None,
        measure_decided_on=found.decided_on,
        reason_given=explains(note),
    )
    permit(INSPECTION, "measure_lifting", facts, by=ctx.by, on=on, entered_on=ctx.day)
    found.lifted_on, found.lifting_note, found.lifter_name = on, note.strip(), ctx.by.name
    found.save(update_fields=["lifted_on", "lifting_note", "lifter_name"])
    changed(row)
    happened = MeasureLifted(
        entity=row.entity.name, measures=found.kinds_label, note=found.lifting_note
    )
    record(ctx, happened, on=on, subject=("inspection", row.id))
    return found
