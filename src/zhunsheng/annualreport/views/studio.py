"""The studio: outline, text, figures and checker of the report that is being written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from zhunsheng.annualreport import exports, forms, queries, rules, services
from zhunsheng.annualreport.choices import COMPILERS, BlockState, Phrase, ReportPart
from zhunsheng.annualreport.procedure import ANNUAL_REPORT
from zhunsheng.annualreport.rules import BlockDraft, Section
from zhunsheng.annualreport.views.common import home
from zhunsheng.checker import check
from zhunsheng.kernel.figure import Figure, Row
from zhunsheng.web import clock, pages, parts

STUDIO: Final = "撰写年度报告"
COMMENT: Final = "批注"
#: So many rows of a figure stand beside the text; the others are behind the number.
ROWS_SHOWN: Final = 5
TONES: Final = {
    check.Severity.ERROR: parts.Tone.RED,
    check.Severity.WARNING: parts.Tone.ORANGE,
    check.Severity.INFO: parts.Tone.NEUTRAL,
}
POLITICAL: Final = (ReportPart.ACHIEVEMENTS, ReportPart.FIRST_PERSON)


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A block as the outline shows it."""

    section: Section
    state: BlockState
    is_proposed: bool
    open_hints: int
    comments: int
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """What the checker says, with the label and colour of its weight."""

    label: str
    tone: parts.Tone
    said: check.ReportFinding


@dataclass(frozen=True, slots=True)
class PanelFigure:
    """A figure as the panel offers it: with the place that brings it into the text."""

    figure: Figure
    text: str

    @property
    def place(self) -> str:
        """What is typed for the figure."""
        return f"{{figure:{self.figure.key}}}"

    @property
    def rows(self) -> tuple[Row, ...]:
        """The first rows behind it."""
        return tuple(self.figure.all_rows()[:ROWS_SHOWN])


@pages.allow(*COMPILERS)
@require_GET
def studio(request: HttpRequest, year: int) -> HttpResponse:
    """Show the whole text as it stands, with what the checker says of it."""
    found = _manuscript(request, year)
    context = {
        **_panels(request, found, None),
        "title": f"{STUDIO}（{year}年度）",
        "crumbs": (home(), parts.Crumb(f"{STUDIO}（{year}年度）")),
        "text": found.composed(),
    }
    return pages.show(request, "annualreport/studio.html", context)


@pages.allow(*COMPILERS)
def write_block(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """Show a block to be chosen and edited with its versions and comments, or keep a version."""
    found, (part, section) = _manuscript(request, year), _section(key)
    viewer = pages.viewer_of(request)
    draft, row = found.draft(section), queries.block(viewer, year, key)
    state = BlockState.of(is_used=draft.is_used, is_public=draft.is_public)
    form = forms.BlockForm(request.POST or None, initial={"text": draft.text, "state": state.value})
    outcome = None
    if request.method == "POST":
        outcome = pages.submit_on_record(
            request,
            form=form,
            act=lambda ctx, data: services.write_block(
                ctx=ctx, year=year, draft=_typed(key, data), version=data["version"], on=ctx.day
            ),
        )
        if outcome.done:
            return pages.go(request, "annualreport:block", year, key, label=section.heading)
    values = form.cleaned_data if request.method == "POST" and form.is_valid() else form.initial
    typed = _typed(key, values)
    context = {
        **_panels(request, found, typed),
        **_tied(found, section, year),
        "title": section.heading,
        "subtitle": part.label,
        "crumbs": (
            home(),
            parts.Crumb(f"{STUDIO}（{year}年度）", reverse("annualreport:studio", args=[year])),
            parts.Crumb(section.heading),
        ),
        "section": section,
        "is_proposed": key not in found.written,
        "form": form,
        "version": row.version if row else 0,
        "is_stale": outcome is not None and outcome.stale,
        "versions": queries.versions(row),
        "comments": queries.comments(row),
        "comment_form": forms.CommentForm(auto_id="comment_%s"),
        "duties": queries.first_person(viewer, year) if section.has_facts else (),
        "terms": rules.terms_on(clock.today()) if part in POLITICAL else (),
        "basis": ANNUAL_REPORT.step("write").basis,
    }
    return pages.show(request, "annualreport/block.html", context, outcome=outcome)


@pages.allow(*COMPILERS)
@require_POST
def preview(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """Show a block as it is typed, and what the checker says of the whole; nothing is kept."""
    found, form = _manuscript(request, year), forms.BlockForm(request.POST)
    _section(key)
    form.is_valid()
    typed = _typed(key, {"text": request.POST.get("text", ""), **form.cleaned_data})
    return pages.show(request, "annualreport/live.html", _live(found, typed))


@pages.allow(*COMPILERS)
def comment(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """Comment a block."""
    _, section = _section(key)
    form = forms.CommentForm(request.POST or None)
    outcome = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.comment_block(
                ctx=ctx, year=year, key=key, text=data["text"], on=ctx.day
            ),
        )
        if outcome.done:
            return pages.go(request, "annualreport:block", year, key, label=COMMENT)
    back = reverse("annualreport:block", args=[year, key])
    context = {
        "title": COMMENT,
        "subtitle": section.heading,
        "crumbs": (home(), parts.Crumb(section.heading, back), parts.Crumb(COMMENT)),
        "form": form,
        "back": back,
        "button": COMMENT,
        "basis": ANNUAL_REPORT.step("comment").basis,
    }
    return pages.show(request, "web/act.html", context, outcome=outcome)


def _manuscript(request: HttpRequest, year: int) -> queries.Manuscript:
    if not forms.FIRST_YEAR <= year <= clock.today().year:
        raise Http404
    return queries.manuscript(pages.viewer_of(request), year, clock.today())


def _section(key: str) -> tuple[ReportPart, Section]:
    try:
        return rules.section_of(key)
    except rules.UnknownBlock:
        raise Http404 from None


def _typed(key: str, data: Mapping[str, Any]) -> BlockDraft:
    state = data.get("state") or BlockState.PUBLIC_BLOCK.value
    return BlockDraft(
        key,
        data.get("text") or "",
        is_used=state != BlockState.LEFT_OUT.value,
        is_public=state != BlockState.INNER_BLOCK.value,
    )


def _live(found: queries.Manuscript, typed: BlockDraft | None) -> dict[str, object]:
    """Return the text of a block and what the checker says, errors first."""
    text = found.composed(typed)
    year = found.year
    title = Phrase.TITLE.label.format(bureau=found.names.bureau, year=year)
    said = queries.checked(exports.text_lines(title, text), year)
    order = list(check.Severity)
    strange = rules.typed_numbers(typed.text, tuple(found.figures)) if typed else ()
    return {
        "findings": [
            Told(check.SEVERITY_LABELS[one.severity], TONES[one.severity], one)
            for one in sorted(said, key=lambda one: order.index(one.severity))
        ],
        "strange": strange,
        "found": len(said) + bool(strange),
        "lines": [line for line in text.lines if typed and line.block == typed.key],
        "query": f"year={year}&as_of={found.names.as_of.isoformat()}",
    }


def _panels(
    request: HttpRequest, found: queries.Manuscript, typed: BlockDraft | None
) -> dict[str, object]:
    offered = [PanelFigure(one, rules.printed(one)) for one in found.figures.values()]
    standing = set(_keys(typed.text)) if typed else set()
    return {
        **_live(found, typed),
        "year": found.year,
        "outline": _outline(request, found),
        "chosen": typed.key if typed else "",
        "used": [one for one in offered if one.figure.key in standing],
        "counted": [one for one in offered if one.figure.value],
        "none": [one for one in offered if not one.figure.value],
    }


def _outline(
    request: HttpRequest, found: queries.Manuscript
) -> list[tuple[str, list[OutlineLine]]]:
    counts = queries.comment_counts(pages.viewer_of(request), found.year)
    shown: dict[ReportPart, list[OutlineLine]] = {part: [] for part in ReportPart}
    for part, section in rules.templates().sections():
        draft = found.draft(section)
        hints = sum(one.is_hint for one in rules.sentences_of(draft.text)) if draft.is_used else 0
        shown[part].append(
            OutlineLine(
                section,
                BlockState.of(is_used=draft.is_used, is_public=draft.is_public),
                section.key not in found.written,
                hints,
                counts.get(section.key, 0),
                reverse("annualreport:block", args=[found.year, section.key]),
            )
        )
    return [(part.label, lines) for part, lines in shown.items()]


def _tied(found: queries.Manuscript, section: Section, year: int) -> dict[str, object]:
    """Return the measure of a shortcoming, or the shortcoming of a measure, with its state."""
    for _, other in rules.templates().sections():
        if section.key and (other.answers == section.key or section.answers == other.key):
            draft = found.draft(other)
            state = BlockState.of(is_used=draft.is_used, is_public=draft.is_public)
            url = reverse("annualreport:block", args=[year, other.key])
            is_measure = bool(other.answers)
            return {"tied": other, "tied_state": state, "tied_url": url, "is_measure": is_measure}
    return {}


def _keys(text: str) -> list[str]:
    return [key for one in rules.sentences_of(text) for key in one.figures]
