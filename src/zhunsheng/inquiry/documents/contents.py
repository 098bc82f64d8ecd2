"""Contents of calls, records and commissions: nothing is entered twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from zhunsheng.accounts import queries as accounts
from zhunsheng.documents.rules import moment_text
from zhunsheng.inquiry.choices import DisposalKind, Phrase
from zhunsheng.inquiry.rules import (
    CallDraft,
    CommissionDraft,
    InterviewDraft,
    OnTheSpot,
    SamplingDraft,
    SceneDraft,
    Subject,
    Thing,
)
from zhunsheng.kernel.act import SHANGHAI, Act
from zhunsheng.workforce.rules import OfficerFact, list_of

Records = list[dict[str, str]]
Content = dict[str, str | date | Records]


class HasThings(Protocol):
    """A preservation with its list."""

    @property
    def things(self) -> Sequence[Mapping[str, str]]: ...


def day_of(at: datetime) -> date:
    """Return the day of an instant in China."""
    return at.astimezone(SHANGHAI).date()


def or_not_given(text: str) -> str:
    """Return what is known, or that it is not."""
    return text or Phrase.NOT_GIVEN.label


def officers_of(officers: Iterable[OfficerFact], on: date) -> Records:
    """Return names and certificates as they were on the day."""
    return [{"name": one.name, "certificate": one.number_on(on)} for one in officers]


def names_of(officers: Iterable[OfficerFact]) -> str:
    """Return the names in one line."""
    return list_of(one.name for one in officers)


def things_of(things: Iterable[Thing | Mapping[str, str]]) -> Records:
    """Return samples or preserved things as the table of a paper."""
    rows = [one if isinstance(one, Mapping) else vars_of(one) for one in things]
    return [
        {
            "number": str(place),
            "name": row["name"],
            "sort": row["sort"] or Phrase.NONE.label,
            "quantity": row["quantity"],
            "mark": row["mark"] or Phrase.NONE.label,
            "note": row["note"] or Phrase.NONE.label,
        }
        for place, row in enumerate(rows, start=1)
    ]


def vars_of(one: Thing) -> dict[str, str]:
    """Return the texts of a thing by name."""
    return {name: getattr(one, name) for name in ("name", "sort", "quantity", "mark", "note")}


def disposals_text(row: HasThings, kinds: Sequence[DisposalKind]) -> str:
    """Return each thing with what becomes of it, in one line."""
    return Phrase.STOP.label.join(
        Phrase.DISPOSAL_LINE.label.format(
            name=thing["name"], quantity=thing["quantity"], kind=kind.label
        )
        for thing, kind in zip(row.things, kinds, strict=True)
    )


def _signature(spot: OnTheSpot, *, present: bool = True) -> str:
    if not present:
        return Phrase.ABSENT.label.format(witness=spot.witness)
    if spot.signed:
        return Phrase.SIGNED.label
    return Phrase.REFUSED.label.format(note=spot.refusal_note, witness=spot.witness)


def _spot(
    subject: Subject, spot: OnTheSpot, officers: tuple[OfficerFact, ...], on: date
) -> Content:
    return {
        "matter_title": subject.title,
        "party_name": subject.party_name,
        "place": spot.place,
        "started_at": moment_text(spot.started_at),
        "ended_at": moment_text(spot.ended_at),
        "officers": officers_of(officers, on),
        "recording": spot.recording or Phrase.NONE.label,
    }


def call(
    ctx: Act, subject: Subject, draft: CallDraft, officers: tuple[OfficerFact, ...], *, on: date
) -> Content:
    """Return the contents of a call to an interview (询问通知书)."""
    bureau = accounts.bureau(ctx)
    return {
        "person": draft.person,
        "matter_title": subject.title,
        "called_to": moment_text(draft.called_to),
        "place": draft.place,
        "bring": draft.bring or Phrase.NONE.label,
        "officers": officers_of(officers, on),
        "contact": f"{officers[0].name}，{bureau.phone}" if officers else bureau.phone,
        "bureau_address": bureau.address,
    }


def interview(
    subject: Subject,
    draft: InterviewDraft,
    officers: tuple[OfficerFact, ...],
    *,
    round_: int,
    on: date,
) -> Content:
    """Return the contents of an interview record (询问笔录)."""
    person, spot = draft.person, draft.spot
    return {
        **_spot(subject, spot, officers, on),
        "round": Phrase.ROUND.label.format(round=round_),
        "recorder": draft.recorder,
        "person": person.name,
        "capacity": person.capacity.label,
        "gender": or_not_given(person.gender),
        "age": str(person.age) if person.age is not None else Phrase.NOT_GIVEN.label,
        "id_number": or_not_given(person.id_number),
        "employer": or_not_given(person.employer),
        "post": or_not_given(person.post),
        "phone": or_not_given(person.phone),
        "address": or_not_given(person.address),
        "identity_shown": Phrase.SHOWN.label.format(officers=names_of(officers)),
        "rights": Phrase.RIGHTS.label,
        "recusal_reply": draft.recusal_reply or Phrase.NO_RECUSAL.label,
        "answers": [
            {"number": str(place), "asked": asked, "said": said}
            for place, (asked, said) in enumerate(draft.answers, start=1)
        ],
        "read_back": Phrase.READ_BACK.label,
        "signature": _signature(spot),
    }


def scene(
    subject: Subject,
    draft: SceneDraft,
    officers: tuple[OfficerFact, ...],
    *,
    photos: int,
    on: date,
) -> Content:
    """Return the contents of the record of a scene (勘验笔录)."""
    return {
        **_spot(subject, draft.spot, officers, on),
        "matter": draft.matter,
        "identity_shown": Phrase.SHOWN_ON_SITE.label,
        "present": draft.present or Phrase.NONE.label,
        "present_post": draft.present_post or Phrase.NONE.label,
        "witness": draft.spot.witness or Phrase.NONE.label,
        "findings": draft.findings,
        "photos": str(photos),
        "signature": _signature(draft.spot, present=bool(draft.present)),
    }


def sampling(
    subject: Subject, draft: SamplingDraft, officers: tuple[OfficerFact, ...], *, on: date
) -> Content:
    """Return the contents of the voucher of a sampling (抽样取证凭证)."""
    return {
        **_spot(subject, draft.spot, officers, on),
        "party_address": or_not_given(subject.party_address),
        "samples": things_of(draft.samples),
        "method": draft.method,
        "institution": draft.institution or Phrase.NONE.label,
        "identity_shown": Phrase.SHOWN_ON_SITE.label,
        "present": draft.present or Phrase.NONE.label,
        "present_post": draft.present_post or Phrase.NONE.label,
        "witness": draft.spot.witness or Phrase.NONE.label,
        "copy_left": Phrase.COPY_LEFT.label,
        "signature": _signature(draft.spot, present=bool(draft.present)),
    }


def commission(
    ctx: Act,
    subject: Subject,
    draft: CommissionDraft,
    officers: tuple[OfficerFact, ...],
    *,
    on: date,
) -> Content:
    """Return the contents of a commission to an expert (鉴定委托书)."""
    bureau: Any = accounts.bureau(ctx)
    return {
        "institution": draft.institution,
        "qualification": draft.qualification,
        "matter_title": subject.title,
        "party_name": subject.party_name,
        "questions": draft.questions,
        "materials": draft.materials,
        "due_on": draft.due_on or Phrase.NONE.label,
        "officers": officers_of(officers, on),
        "contact": f"{names_of(officers[:1])}，{bureau.phone}",
    }
