"""Pages of supervision letters: the list, one letter, its acts; a street opens its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from zhunsheng.documents import queries as documents
from zhunsheng.documents.choices import FileFormat
from zhunsheng.jointwork import forms, queries, services
from zhunsheng.jointwork.choices import LetterStage
from zhunsheng.jointwork.models import SupervisionLetter
from zhunsheng.jointwork.procedure import SUPERVISION
from zhunsheng.jointwork.rules import LetterFacts
from zhunsheng.jointwork.rules import letters as rules
from zhunsheng.jointwork.views.common import (
    ACT_STREET,
    HANDLE,
    LETTERS,
    SEE,
    ActPage,
    act_page,
    crumbs,
    entity_of,
    new_page,
    street_choices,
    tabs,
    taking,
    timeline,
    today,
)
from zhunsheng.kernel.act import Act, Viewer
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages, parts, tables
from zhunsheng.web.forms import DatedForm

TONES: Final = {
    LetterStage.DRAFTED: parts.Tone.ORANGE,
    LetterStage.UNSIGNED: parts.Tone.NEUTRAL,
    LetterStage.ISSUED: parts.Tone.ORANGE,
    LetterStage.TO_ANSWER: parts.Tone.PLAIN,
    LetterStage.LATE: parts.Tone.RED,
    LetterStage.ANSWERED: parts.Tone.ORANGE,
    LetterStage.SETTLED: parts.Tone.GREEN,
}
DRAWN: Final = (
    "letter_draft",
    "letter_signing",
    "signing_for",
    "letter_response",
    "letter_closing",
)
#: Steps whose form asks for a new day.
NEW_DAY: Final = frozenset({"response_return", "letter_escalation"})


@pages.allow(*SEE)
def letter_list(request: HttpRequest) -> HttpResponse:
    """List the letters that the reader may see."""
    viewer, on = pages.viewer_of(request), clock.today()
    filters = forms.LetterFilter(request.GET)
    rows = queries.letters(viewer, queries.LetterFilters(**filters.chosen))
    page = tables.paginate(rows, request)
    lines = []
    for row in page.rows:
        facts = queries.letter_facts(row, on=on)
        stage = rules.stage_of(facts)
        lines.append((row, queries.number_of(row), stage, TONES[stage], facts.due_on))
    context = {
        "title": LETTERS,
        "tabs": tabs(viewer, "jointwork:letters"),
        "filters": filters,
        "page": page,
        "lines": lines,
        "new_url": pages.open_to(viewer.by, "jointwork:letter_new"),
    }
    return pages.show(request, "jointwork/letters.html", context)


@pages.allow(*SEE)
def letter_detail(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Show one letter: what is asked, what was answered, the term, what is next."""
    viewer, on = pages.viewer_of(request), clock.today()
    row = queries.letter(viewer, letter_id)
    facts = queries.letter_facts(row, on=on)
    stage, own = rules.stage_of(facts), queries.own_unit(viewer)
    context = {
        "title": row.subject,
        "crumbs": crumbs(row.subject, (LETTERS, reverse("jointwork:letters"))),
        "row": row,
        "number": queries.number_of(row),
        "stage": stage,
        "tone": TONES[stage],
        "due_on": facts.due_on,
        "steps": _progress(facts),
        "told": [(SUPERVISION.step(a.step).label, a) for a in row.acts.all() if a.step in _TOLD],
        "is_signed": facts.done("letter_signing"),
        "entity_url": _entity_url(viewer, row),
        "terms": _terms(facts, stage),
        "choices": parts.choices_of(
            procedure=SUPERVISION,
            facts=facts,
            by=viewer.by,
            urls=_urls(row, stage, facts, by_street=own is not None),
            asked=_asked,
        ),
        # How a letter was drafted is the bureau's own; its addressee reads what was told above.
        "entries": () if own else timeline(viewer, ("supervision_letter", letter_id)),
    }
    return pages.show(request, "jointwork/letter.html", context)


_TOLD: Final = frozenset(
    {
        "signing_for",
        "letter_response",
        "response_return",
        "letter_escalation",
        "letter_closing",
        "letter_refusal",
    }
)


def _entity_url(viewer: Viewer, row: SupervisionLetter) -> str:
    """Return where the unit is shown, empty where it lies outside of the reader's street."""
    seen = row.entity_id and registry.visible(viewer).filter(id=row.entity_id).exists()
    return pages.open_to(viewer.by, "registry:detail", row.entity_id) if seen else ""


def _asked(facts: LetterFacts, step: str) -> LetterFacts:
    """Return the facts as the form will complete them: it asks for a day that is ahead."""
    return replace(facts, new_due_on=facts.on + timedelta(days=1)) if step in NEW_DAY else facts


def _progress(facts: LetterFacts) -> tuple[parts.ProgressStep, ...]:
    drawn = parts.progress_of(procedure=SUPERVISION, facts=facts)
    steps = zip(SUPERVISION.steps, drawn, strict=True)
    return tuple(shown for step, shown in steps if step.key in DRAWN)


def _terms(facts: LetterFacts, stage: LetterStage) -> tuple[parts.Clock, ...]:
    runs = {LetterStage.ISSUED, LetterStage.TO_ANSWER, LetterStage.LATE}
    if facts.due_on is None or stage not in runs:
        return ()
    left = (facts.due_on - facts.on).days
    return (parts.Clock("回复期限", SUPERVISION.basis, facts.due_on, left, note="函件载明"),)


def _urls(
    row: SupervisionLetter, stage: LetterStage, facts: LetterFacts, *, by_street: bool
) -> dict[str, str]:
    if stage in {LetterStage.SETTLED, LetterStage.UNSIGNED}:
        return {}
    steps = set(OF_STREET if by_street else ACTS)
    if facts.due_on is None:
        steps -= {"letter_response", "response_return", "letter_escalation"}
    if facts.is_answered:
        steps -= {"letter_response"}
    return {key: reverse("jointwork:letter_act", args=[row.pk, key]) for key in steps}


@pages.allow(*SEE)
def letter_paper(request: HttpRequest, letter_id: UUID) -> HttpResponseBase:
    """Hand out the letter as issued, as PDF: its addressee reads it without the bureau's papers."""
    row = queries.letter(pages.viewer_of(request), letter_id)
    signed = next((one for one in row.acts.all() if one.step == "letter_signing"), None)
    if signed is None or signed.document is None:
        raise Http404
    paper = signed.document
    path = documents.rendered(paper, FileFormat.PDF)
    return FileResponse(
        path.open("rb"),
        filename=f"{paper.title}{paper.number}.pdf",
        content_type=FileFormat.PDF.media_type,
    )


@pages.allow(*HANDLE)
def letter_new(request: HttpRequest) -> HttpResponse:
    """Draft a letter."""
    viewer = pages.viewer_of(request)
    streets = street_choices(viewer)
    form = forms.LetterForm(request.POST or None, initial=today())
    form.offer([(str(one), name) for one, name in streets.items()])

    def act(ctx: Act) -> SupervisionLetter:
        entity = entity_of(viewer, form.value("party_name"))
        draft = form.draft(streets=streets, entity=entity)
        return services.draft_letter(ctx=ctx, draft=draft, on=form.value("on"))

    return new_page(
        request,
        form=form,
        step=SUPERVISION.step("letter_draft"),
        act=act,
        here=((LETTERS, reverse("jointwork:letters")),),
        to="jointwork:letter",
        consequence="由负责人签发；发往街道（镇）的，签发后该街道（镇）登录即可看到并回复。",
    )


ACTS: Final[dict[str, ActPage]] = {
    "letter_signing": ActPage(
        DatedForm,
        taking("letter", services.sign_letter),
        "提交后制作有编号的函件；收函的街道（镇）登录即可看到。",
    ),
    "letter_refusal": ActPage(
        forms.ReasonForm,
        taking("letter", services.refuse_letter, text="text"),
        "提交后函件不再发出。",
    ),
    "signing_for": ActPage(
        forms.RecipientForm,
        taking("letter", services.receive_letter, recipient="recipient"),
        "记入办理经过。",
    ),
    "letter_response": ActPage(
        forms.ResponseForm,
        taking("letter", services.answer_letter, drafted=True),
        "提交后由经办人员核对。",
    ),
    "response_return": ActPage(
        forms.ReturnForm,
        taking("letter", services.return_response, text="text", due_on="due_on"),
        "收函单位按新的期限补充回复。",
    ),
    "letter_escalation": ActPage(
        forms.EscalationForm,
        taking("letter", services.escalate_letter, drafted=True),
        "按新的期限继续督办。",
    ),
    "letter_closing": ActPage(
        forms.ReasonForm, taking("letter", services.settle_letter, text="text"), "提交后函件办结。"
    ),
}
#: A street receives and answers; all else is the bureau's.
OF_STREET: Final = frozenset({"signing_for", "letter_response"})


@pages.allow(*ACT_STREET)
def letter_act(request: HttpRequest, letter_id: UUID, letter_step: str) -> HttpResponse:
    """Take a step on a letter."""
    viewer = pages.viewer_of(request)
    by_street = queries.own_unit(viewer) is not None
    if letter_step not in ACTS or (by_street and letter_step not in OF_STREET):
        raise Http404
    row, page = queries.letter(viewer, letter_id), ACTS[letter_step]
    due_on = queries.current_due_on(row)
    return act_page(
        request,
        record=row.pk,
        version=row.version,
        page=page,
        form=page.form(request.POST or None, initial=today()),
        step=SUPERVISION.step(letter_step),
        subtitle=row.subject,
        here=(
            (LETTERS, reverse("jointwork:letters")),
            (row.subject, reverse("jointwork:letter", args=[row.pk])),
        ),
        facts=(
            ("函件种类", row.kind_label),
            ("收函单位", row.recipient),
            ("要求办理的事项", row.asked),
            ("回复期限", due_on.isoformat() if due_on else ""),
        ),
    )
