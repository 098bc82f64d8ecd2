"""Acts on the spot: call to an interview, interview, examine a scene, take samples."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

from zhunsheng.accounts import services as accounts
from zhunsheng.documents.rules import moment_text
from zhunsheng.evidence import services as evidence
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.evidence.rules import caption_of
from zhunsheng.inquiry import events, queries
from zhunsheng.inquiry.choices import Phrase, Taking
from zhunsheng.inquiry.documents import contents
from zhunsheng.inquiry.models import Interview, InterviewCall, Sampling, Scene
from zhunsheng.inquiry.procedure import INQUIRY
from zhunsheng.inquiry.rules import (
    CallDraft,
    InterviewDraft,
    SamplingDraft,
    SceneDraft,
    Subject,
    TakingFacts,
)
from zhunsheng.inquiry.services import base
from zhunsheng.inquiry.services.base import SubjectKey
from zhunsheng.journal.services import act, record
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.identity import age_on
from zhunsheng.kernel.names import explains
from zhunsheng.kernel.procedure import permit
from zhunsheng.web.uploads import Upload


@act
def call_to_interview(
    *, ctx: Act, subject: SubjectKey, draft: CallDraft, on: date
) -> InterviewCall:
    """
    Call somebody to an interview and issue the notice.

    :raises StepRefused: with every reason: the matter closed, officers, person, place, time
    """
    about = queries.subject(ctx, *subject, hold=True)
    facts = queries.takings_facts(ctx, about, on=on, officers=draft.officers)
    facts = replace(
        facts,
        person_named=bool(draft.person.strip()),
        place_named=bool(draft.place.strip()),
        called_ahead=contents.day_of(draft.called_to) >= on,
    )
    permit(INQUIRY, Taking.CALL.value, facts, by=ctx.by, on=on, entered_on=ctx.day)
    content = contents.call(ctx, about, draft, facts.officers, on=on)
    paper = base.issue(ctx, about, "interview_notice", content, on=on)
    row: InterviewCall = InterviewCall.objects.create(
        id=ctx.new_id("inquiry.call"),
        **base.common(ctx, about, facts.officers, on),
        person=draft.person.strip(),
        called_to=draft.called_to,
        place=draft.place.strip(),
        bring=draft.bring.strip(),
        document_id=paper.id,
    )
    happened = events.InterviewCalled(
        person=row.person,
        at=moment_text(draft.called_to),
        place=row.place,
        number=paper.number,
    )
    record(ctx, happened, on=on, subject=about.key)
    return row


@act
def record_interview(
    *,
    ctx: Act,
    subject: SubjectKey,
    draft: InterviewDraft,
    scan: Upload | None = None,
    on: date,
) -> Interview:
    """
    Record an interview, issue its record and admit it as evidence.

    ``scan`` is the signed original; without it the hash of the issued record is admitted.

    :raises StepRefused: with every reason: officers, identity, rights, answers, signature, or an
        interview of somebody else by the same officers at the same time
    :raises Stale: if the person's interview was recorded by somebody else at the same moment
    """
    accounts.hold_bureau(ctx)
    draft = replace(draft, recorder=draft.recorder.strip() or ctx.by.name)
    about = queries.subject(ctx, *subject, hold=True)
    facts = _interview_facts(ctx, about, draft, on)
    permit(INQUIRY, Taking.INTERVIEW.value, facts, by=ctx.by, on=on, entered_on=ctx.day)
    spot, person = draft.spot, draft.person
    age = age_on(person.id_number, on)
    if age is not None:  # a number that gives the day of birth gives the age
        person = replace(person, age=age)
        draft = replace(draft, person=person)
    name = person.name.strip()
    place = 1 + queries.rounds(ctx, about, name)
    content = contents.interview(about, draft, facts.officers, round_=place, on=on)
    paper = base.issue(ctx, about, "interview_record", content, on=on)
    item = base.admit_paper(
        ctx,
        about,
        paper,
        name=Phrase.RECORD_NAME.label.format(title=paper.title, person=name, round=place),
        kind=person.capacity.evidence,
        proves=spot.proves,
        scan=scan,
        officers=facts.officers,
        on=on,
    )
    row: Interview = Interview.objects.create(
        id=ctx.new_id("inquiry.interview"),
        **base.common(ctx, about, facts.officers, on),
        **base.spot_columns(spot, paper, item),
        call_id=draft.call,
        person=name,
        capacity=person.capacity.value,
        round=place,
        profile={k: v for k, v in asdict(person).items() if k not in {"name", "capacity"}},
        recorder=draft.recorder,
        answers=[list(pair) for pair in draft.answers],
        recusal_reply=draft.recusal_reply.strip() or Phrase.NO_RECUSAL.label,
    )
    happened = events.Interviewed(
        person=name,
        capacity=row.capacity_label,
        round=place,
        answers=len(draft.answers),
        officers=base.names_of(facts.officers),
        number=paper.number,
        sha256=paper.content_hash,
    )
    record(ctx, happened, on=on, subject=about.key)
    return row


def _interview_facts(ctx: Act, about: Subject, draft: InterviewDraft, on: date) -> TakingFacts:
    spot, name = draft.spot, draft.person.name.strip()
    calls = {one.id: one for one in queries.open_calls(ctx, about.key)}
    call = calls.get(draft.call) if draft.call else None
    return replace(
        base.spot_facts(ctx, about, spot, name, asked=True, on=on),
        person_named=bool(name),
        id_number=draft.person.id_number,
        called_on=call.on if call else None,
        called_person_is_same=draft.call is None or (call is not None and call.person == name),
        rights_told=draft.rights_told,
        answers=len(draft.answers),
        unanswered=sum(not (asked.strip() and said.strip()) for asked, said in draft.answers),
        read_back=draft.read_back,
    )


@act
def examine_scene(
    *,
    ctx: Act,
    subject: SubjectKey,
    draft: SceneDraft,
    photos: tuple[Upload, ...] = (),
    on: date,
) -> Scene:
    """
    Record the examination of a scene; the record and each photo are admitted as evidence.

    :raises StepRefused: with every reason: officers, times, findings, nobody present
    :raises Stale: if somebody else admitted evidence to the subject at the same moment
    """
    accounts.hold_bureau(ctx)
    about = queries.subject(ctx, *subject, hold=True)
    facts = replace(
        base.spot_facts(ctx, about, draft.spot, draft.present, on=on),
        party_present=bool(draft.present.strip()),
        findings_given=explains(draft.findings),
    )
    permit(INQUIRY, Taking.SCENE.value, facts, by=ctx.by, on=on, entered_on=ctx.day)
    content = contents.scene(about, draft, facts.officers, photos=len(photos), on=on)
    paper = base.issue(ctx, about, "scene_examination_record", content, on=on)
    item = base.admit_paper(
        ctx,
        about,
        paper,
        name=Phrase.PAPER_NAME.label.format(title=paper.title, place=draft.spot.place.strip()),
        kind=EvidenceKind.SCENE_RECORD,
        proves=draft.spot.proves,
        scan=None,
        officers=facts.officers,
        on=on,
    )
    for photo in photos:
        evidence.admit_on(
            ctx,
            subject=about.key,
            name=caption_of(photo.filename, Phrase.PHOTO.label),
            kind=EvidenceKind.AUDIOVISUAL,
            file=photo,
            obtained_on=on,
            proves=draft.spot.proves,
            obtained_by=tuple(one.name for one in facts.officers),
            after=about.stands_on,
            on=on,
        )
    row: Scene = Scene.objects.create(
        id=ctx.new_id("inquiry.scene"),
        **base.common(ctx, about, facts.officers, on),
        **base.spot_columns(draft.spot, paper, item),
        matter=draft.matter.strip(),
        findings=draft.findings.strip(),
        present=draft.present.strip(),
        present_post=draft.present_post.strip(),
        photos=len(photos),
    )
    happened = events.SceneExamined(
        place=row.place,
        photos=len(photos),
        officers=base.names_of(facts.officers),
        number=paper.number,
        sha256=paper.content_hash,
    )
    record(ctx, happened, on=on, subject=about.key)
    return row


@act
def take_samples(*, ctx: Act, subject: SubjectKey, draft: SamplingDraft, on: date) -> Sampling:
    """
    Record a sampling, issue its voucher and admit it as evidence.

    :raises StepRefused: with every reason: officers, samples, quantities, nobody present, no copy
    :raises Stale: if somebody else admitted evidence to the subject at the same moment
    """
    accounts.hold_bureau(ctx)
    about = queries.subject(ctx, *subject, hold=True)
    facts = replace(
        base.spot_facts(ctx, about, draft.spot, draft.present, on=on),
        party_present=bool(draft.present.strip()),
        samples=len(draft.samples),
        uncounted=sum(not one.quantity.strip() for one in draft.samples),
        copy_left=draft.copy_left,
    )
    permit(INQUIRY, Taking.SAMPLING.value, facts, by=ctx.by, on=on, entered_on=ctx.day)
    content = contents.sampling(about, draft, facts.officers, on=on)
    paper = base.issue(ctx, about, "sampling_voucher", content, on=on)
    item = base.admit_paper(
        ctx,
        about,
        paper,
        name=Phrase.PAPER_NAME.label.format(title=paper.title, place=draft.spot.place.strip()),
        kind=EvidenceKind.DOCUMENTARY,
        proves=draft.spot.proves,
        scan=None,
        officers=facts.officers,
        on=on,
    )
    row: Sampling = Sampling.objects.create(
        id=ctx.new_id("inquiry.sampling"),
        **base.common(ctx, about, facts.officers, on),
        **base.spot_columns(draft.spot, paper, item),
        samples=base.thing_rows(draft.samples),
        method=draft.method.strip(),
        present=draft.present.strip(),
        present_post=draft.present_post.strip(),
        institution=draft.institution.strip(),
    )
    happened = events.Sampled(
        place=row.place,
        samples=len(draft.samples),
        officers=base.names_of(facts.officers),
        number=paper.number,
        sha256=paper.content_hash,
    )
    record(ctx, happened, on=on, subject=about.key)
    return row
