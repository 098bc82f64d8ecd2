"""The fines of a case on its pages: what is asked of each violation, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.forms import BoundField
from django.urls import reverse

from zhunsheng.cases import rules
from zhunsheng.cases.documents import fining as telling
from zhunsheng.cases.documents.fining import Told
from zhunsheng.cases.forms import measures
from zhunsheng.cases.forms.fining import Slot
from zhunsheng.cases.forms.proposing import DerivingForm, ProposalForm
from zhunsheng.cases.forms.summary import SummaryForm
from zhunsheng.cases.queries import CaseFile, fining, spotting
from zhunsheng.cases.rules.fining import BENCHMARK, underived_findings
from zhunsheng.cases.rules.measures import GAINS
from zhunsheng.cases.rules.shares import Fined, Share
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import Citation
from zhunsheng.kernel.finding import Finding
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.lawbook.choices import Degree, Fact, Liable, Measure, Question, Waiver
from zhunsheng.lawbook.documents.fines import amounts, fines_text
from zhunsheng.lawbook.loading import circumstances
from zhunsheng.lawbook.rules.law import Violation, Weight

DEEPEST: Final = 3
NOBODY: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a tree: its words around citation and evidence, and the pages of both."""

    kind: str
    depth: int
    before: str
    label: str
    url: str
    middle: str
    record: str
    record_url: str
    after: str
    verified: bool
    is_result: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A derivation as a page shows it."""

    row: Told
    who: str
    degree: str
    steps: tuple[Step, ...]
    band: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A field that a derivation asks for, with the evidence that proves it, where it needs one."""

    field: BoundField
    evidence: BoundField | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A circumstance: what it does, on which basis, and the field that finds it."""

    effect: str
    label: str
    basis: Citation
    verified: bool
    field: BoundField


@dataclass(frozen=True, slots=True)
class Block:
    """What a form shows of one violation: what is known and asked, and what follows."""

    label: str
    penalty: Citation
    verified: bool
    amount: BoundField
    asked: tuple[Asked, ...]
    circumstances: tuple[Found, ...]
    no_fault: BoundField
    known: tuple[tuple[str, str, str], ...] = ()
    shown: Shown | None = None
    findings: tuple[Finding, ...] = ()
    versions: tuple[tuple[Violation, str, bool], ...] = ()
    must_spare: bool = False
    elsewhere: tuple[BoundField, ...] = ()
    is_fined_elsewhere: bool = False
    deviates: bool = False
    weighed: int = field(default=0)

    @property
    def is_settled(self) -> bool:
        """Whether there is a band within which an amount may be chosen."""
        return self.shown is not None and bool(self.shown.row["headline"])


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of penalty beside the fine: whether the article orders it, and its fields."""

    label: str
    basis: Citation
    is_ordered: bool
    must: bool
    is_said: bool
    fields: tuple[BoundField, ...]


@dataclass(frozen=True, slots=True)
class Fining:
    """All violations of a form, and the fine together."""

    blocks: tuple[Block, ...]
    times: tuple[BoundField, ...] = ()
    acts: tuple[BoundField, ...] = ()
    deviation: BoundField | None = None
    total: int | None = None
    spares: bool = False
    hint: str = ""
    kinds: tuple[Kind, ...] = ()
    basis: Citation = BENCHMARK


# --- what an act keeps -----------------------------------------------------------------------


def shown_of(file: CaseFile, rows: Iterable[Told]) -> tuple[Shown, ...]:
    """Return kept derivations as a page shows them, with links to articles and evidence."""
    kept = {str(item.id): item for item in file.evidence}
    return tuple(_shown(row, kept) for row in rows)


def _shown(row: Told, items: dict[str, Any]) -> Shown:
    return Shown(
        row=row,
        who=Liable(row["who"]).label,
        degree=Degree(row["degree"]).label,
        steps=tuple(_step(line, items) for line in row["tree"]),
        band=amounts(row["least"], row["most"]),
    )


def _step(line: Told, items: dict[str, Any]) -> Step:
    basis = Citation.parse(str(line["basis"]))
    label = lawbook.cite_label(basis)
    before, named, after = str(line["text"]).partition(label)
    if not named and line["is_result"]:
        before, named, after = f"{before}（", label, "）"
    if not named:
        before, after = "", before
    middle, record, rest = after.partition(line["record"]) if line["record"] else (after, "", "")
    return Step(
        kind=line["kind"],
        depth=min(line["depth"], DEEPEST),
        before=before,
        label=named,
        url=lawbook.url_of(basis),
        middle=middle,
        record=record,
        record_url=_evidence_url(items.get(str(line["evidence"] or ""))),
        after=rest,
        verified=line["verified"],
        is_result=line["is_result"],
    )


def _evidence_url(item: Any) -> str:  # noqa: ANN401 # a row of evidence
    if item is None:
        return ""
    return reverse("evidence:file", args=[item.id]) if item.is_kept else "#evidence"


# --- what a form asks ------------------------------------------------------------------------


def of_proposal(viewer: Viewer, file: CaseFile, form: ProposalForm, *, today: date) -> Fining:
    """Return what the proposal asks of each violation, and what follows from it so far."""
    on = form.values.get("on") or today
    acts = tuple(form[name] for name in ("acts", "same_act")[: len(form.slots) - 1])
    shown_times = tuple(form[name] for name in ("conduct", "began_on", "ended_on"))
    times = shown_times if form.times_are_asked else ()
    known = fining.case_times(file.case, form.times, on=on)
    if known is None:
        blocks = tuple(_block(form, slot, None, None) for slot in form.slots)
        return Fining(blocks, times, acts, hint="先写明违法行为的起止日期和持续情形，再推算罚款")
    shares = fining.fines_of(viewer, file, form.fines, times=known, on=on)
    found = fining.together(shares, form.same)
    reason = str(form.values.get("deviation") or "")
    is_open = not (form.values.get("warning") or any(one.is_imposed for one in form.measures))
    return Fining(
        kinds=tuple(_kinds(form, found)),
        blocks=_blocks(file, form, found, reason, is_open=is_open),
        times=times,
        acts=acts,
        deviation=form["deviation"] if found.deviates or reason else None,
        total=_total(found, is_open=is_open),
        spares=found.ends_without_penalty(warning=not is_open),
    )


def _kinds(form: ProposalForm, found: Fined) -> Iterator[Kind]:
    """Yield the kinds that the articles order on what was found, and what was said beside them."""
    law = rules.ordered(found)
    said = {one.kind for one in form.measures}
    for kind in form.kinds:
        if kind in law.known or kind in said or kind is Measure.CONFISCATE_GAINS:
            names = (measures.name(kind, part) for part in measures.PARTS[kind])
            yield Kind(
                kind.label,
                law.known.get(kind, GAINS),
                is_ordered=kind in law.known,
                must=kind in law.must,
                is_said=kind in said,
                fields=tuple(form[one] for one in names),
            )


def of_spot(viewer: Viewer, form: SummaryForm, *, today: date) -> Fining:
    """Return what a penalty on the spot asks of its violation, and what follows so far."""
    said = form.values
    party = said.get("party")
    if not form.slots:
        return Fining((), hint="选择违法行为后，这里列出需要认定的事实和推算出的幅度")
    if not isinstance(party, UUID):
        blocks = tuple(_block(form, slot, None, None) for slot in form.slots)
        return Fining(blocks, hint="填写当事人后推算罚款")
    on = said.get("on") or today
    if not _is_punished(form.slots[0].key, on):
        return Fining((), hint="法规库没有办理日期当天可适用的罚则，请核对办理日期")
    draft = rules.SummaryDraft(
        entity=party,
        fine=form.fines[0],
        facts="",
        officers=(),
        person_name=said.get("person_name") or "",
        source_id=said.get("source_id"),
    )
    file = spotting.file_of(viewer, draft, case_id=NOBODY, on=on)
    found = spotting.fined(viewer, file, draft.fine, on=on)
    is_open = not said.get("warning")
    return Fining(
        _blocks(file, form, found, "", is_open=is_open), total=_total(found, is_open=is_open)
    )


def _total(found: Fined, *, is_open: bool) -> int | None:
    """Return the fines together, None while an amount is still to be stated."""
    ends = found.ends_without_penalty(warning=not is_open)
    open_still = is_open and not found.fine_fen and not ends
    return found.fine_fen if found.is_settled and not open_still else None


def _is_punished(key: str, on: date) -> bool:
    """Return whether the lawbook holds a version of the violation for the day."""
    return key in lawbook.violations(on=on)


def _blocks(
    file: CaseFile, form: DerivingForm, found: Fined, reason: str, *, is_open: bool
) -> tuple[Block, ...]:
    told = telling.told(file, found, deviation=reason, is_open=is_open)
    rows = {row["violation"]: row for row in told}
    shown = {key: shown_of(file, (row,))[0] for key, row in rows.items()}
    return tuple(
        _block(form, slot, share, shown.get(slot.key))
        for slot, share in zip(form.slots, found.shares, strict=True)
    )


def _block(form: DerivingForm, slot: Slot, share: Share | None, shown: Shown | None) -> Block:
    row = lawbook.newest()[slot.key]
    found = share.found if share else None
    facts = share.facts if share else None
    circumstance_fields = tuple(_circumstances(form, slot))
    law = found.applicable if found else None
    return Block(
        label=row.label,
        penalty=row.penalty,
        verified=row.verified,
        amount=form[slot.name("amount")],
        asked=tuple(_asked(form, slot, share)),
        circumstances=circumstance_fields,
        no_fault=form[slot.name("no_fault")],
        known=tuple(telling.known_lines(facts, share.recorded)) if share and facts else (),
        shown=shown,
        findings=_findings(share),
        versions=tuple((one, fines_text(one), one is law.lighter) for one in law.versions)
        if law is not None and law.asks_for_choice
        else (),
        must_spare=share is not None
        and share.is_spared
        and found is not None
        and found.waiver is not Waiver.FIRST_OFFENSE_WAIVER,
        elsewhere=tuple(form[name] for name in _elsewhere(slot) if name in form.fields),
        is_fined_elsewhere=share is not None and share.is_fined_elsewhere,
        deviates=share is not None and share.deviates,
        weighed=sum(1 for one in circumstance_fields if one.field.value()),
    )


def _elsewhere(slot: Slot) -> tuple[str, str]:
    return slot.name("elsewhere"), slot.name("fined")


def _findings(share: Share | None) -> tuple[Finding, ...]:
    """Return what stands in the way beside the questions, which are asked by fields."""
    if share is None or share.found is None:
        return ()
    own = underived_findings(share, warning=False)
    asked = ("fine.unanswered.", "fine.first_offence_un", "fine.choice_unreasoned")
    return tuple(one for one in own if not one.code.startswith(asked))


def _asked(form: DerivingForm, slot: Slot, share: Share | None) -> Iterator[Asked]:
    """Yield the fields that are asked now, after those that were answered."""
    questions = _questions(slot, share)
    known = {one.value for one in share.recorded} if share else frozenset()
    for name in _names(slot):
        if name not in form.fields:
            continue
        parts = name.split("-", 2)
        if parts[1] == "q" and parts[2] in known:
            continue
        given = form[name].value() not in (None, "")
        if not (name in questions or given):
            continue
        new = not given and name != slot.name("order")  # a document is offered, not asked for
        proof = _proof(slot, name) if slot.items is not None else ""
        yield Asked(form[name], form[proof] if proof else None, is_new=new)


def _proof(slot: Slot, name: str) -> str:
    """Return the name of the field for the evidence of what a field asks, empty without one."""
    if name == slot.name("q", Question.ENDANGERED.value):
        return slot.name("harm")
    parts = name.split("-", 2)
    return slot.name("e", parts[2]) if parts[1] == "f" else ""


def _names(slot: Slot) -> Iterator[str]:
    """Yield the names of what may be asked, in the order of a derivation."""
    yield from (slot.name("who"), slot.name("order"))
    yield slot.name("q", Question.CHOICE.value)
    yield slot.name("reason")
    yield from (slot.name("f", fact.value) for fact in Fact)
    yield from (slot.name("q", q.value) for q in Question if q is not Question.CHOICE)
    yield slot.name("first")
    yield slot.name("waive")
    yield from (slot.name("w", one.key) for one in slot.weights)


def _questions(slot: Slot, share: Share | None) -> frozenset[str]:
    if share is None:
        return frozenset()
    if share.found is None:
        return frozenset({slot.name("who")})
    unlike = share.departs_from_record or share.repeats_unseen or share.repeats_unsaid
    names = {slot.name("order")} | ({slot.name("first")} if unlike else set())
    for one in share.found.questions:
        if isinstance(one, Weight):
            names.add(slot.name("w", one.key))
        else:
            names.add(slot.name("q" if isinstance(one, Question) else "f", one.value))
    if share.found.applicable is not None and share.found.applicable.asks_for_choice:
        names |= {slot.name("q", Question.CHOICE.value), slot.name("reason")}
    if share.found.waiver is Waiver.FIRST_OFFENSE_WAIVER:
        names.add(slot.name("waive"))
    return frozenset(names)


def _circumstances(form: DerivingForm, slot: Slot) -> Iterator[Found]:
    for key, one in circumstances().items():
        bound = form[slot.name("c", key)]
        yield Found(one.effect.label, one.label, one.basis, one.verified, bound)
