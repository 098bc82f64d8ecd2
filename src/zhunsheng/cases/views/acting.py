"""Pages on which something is done: register, punish on the spot, any step of a case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from zhunsheng.cases import queries, services
from zhunsheng.cases.choices import AnnulmentKind
from zhunsheng.cases.documents.parts import evidence_brief
from zhunsheng.cases.forms.base import Known, StepForm
from zhunsheng.cases.forms.deciding import EvidenceForm
from zhunsheng.cases.forms.hearing import HearingForm
from zhunsheng.cases.forms.proposing import ProposalForm
from zhunsheng.cases.forms.reviewing import ReviewForm
from zhunsheng.cases.models import PenaltyCase
from zhunsheng.cases.queries import CaseFile, standing
from zhunsheng.cases.queries.anew import STEP as REMAKING
from zhunsheng.cases.rules import CaseFacts
from zhunsheng.cases.rules.guards import not_paid_in_full
from zhunsheng.cases.rules.renaming import unchanged_findings
from zhunsheng.cases.views import closing, drafting, fining, reviewing, starting
from zhunsheng.cases.views.acts import ACT_PAGES, ActPage
from zhunsheng.cases.views.choosing import (
    PAYMENT,
    RENAMING,
    SURPLUS,
    asked_with_the_step,
    own_case_findings,
    stale_findings,
)
from zhunsheng.cases.views.clocks import clocks_of
from zhunsheng.cases.views.judging import INNER, OPENING, materials_of
from zhunsheng.cases.views.knowing import known_of
from zhunsheng.cases.views.progress import REVIEW_STEP
from zhunsheng.cases.views.reading import (
    EVIDENCE_ROLES,
    READ,
    head,
    lines_of,
    money,
)
from zhunsheng.documents import queries as documents
from zhunsheng.evidence import queries as evidence
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.citation import cite
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.money import yuan_text
from zhunsheng.kernel.procedure import Step, role_finding
from zhunsheng.web import clock, pages, parts
from zhunsheng.web import forms as fields
from zhunsheng.web.uploads import uploaded

#: Where the record of the same violation is read before the act (行政处罚法 29).
ASKING_ONCE: Final = frozenset({"opening", "not_opened", "proposal"})
#: Steps whose form has a shape of its own.
TEMPLATES: Final = {"discussion": "cases/discussing.html"}
#: What new evidence does to a review, and to a notice before and after a hearing (44, 65).
STALE: Final = "登记后已有的法制审核意见不再覆盖全部材料，应当重新送审；"
TOLD: Final = "已经告知当事人的，还应当再次告知，或者在送审时说明。"
TOLD_HEARD: Final = "听证之后加入的证据没有经过质证，还应当再次告知并送达，当事人要求的再次听证。"

#: What is done first where a party has another name.
RENAMED_FIRST: Final = "先在监管对象名录中变更名称，再在本案登记；本案登记不改变名录"


def _form_of(
    request: HttpRequest, page: ActPage, declared: Step[CaseFacts], known: Known
) -> StepForm:
    """Return the form of a step; what is done on its day alone asks for no day."""
    sent = request.GET if starting.is_live(request) else request.POST or None
    form = page.form(sent, request.FILES or None, known=known)
    if declared.of_today:
        form.done_at_once(fields.day_of(request.POST, known.on))
    return form


@pages.allow(*READ)
def case_act(request: HttpRequest, case_id: UUID, step: str) -> HttpResponse:
    """
    Take one step of a case: the same view for every step, driven by its declaration.

    :raises PermissionDenied: if the page tells what is inner to the case and closed to the reader
    """
    viewer, today = pages.viewer_of(request), clock.today()
    page = ACT_PAGES.get(step)
    file = queries.file_of(viewer, case_id, on=today)
    if page is None or step not in {one.key for one in file.procedure.steps}:
        raise Http404
    declared = file.procedure.step(step)
    inner = _reads_inner(viewer, file, declared, today)
    known = known_of(viewer, file, said=request.POST)
    if step == REVIEW_STEP:
        known = reviewing.reviewer_of(viewer, known, file)
    live = starting.is_live(request)
    form = _form_of(request, page, declared, known)
    if live and isinstance(form, ProposalForm):
        return starting.live_part(request, fining.of_proposal(viewer, file, form, today=today))
    outcome = _submitted(request, page, form, file) if request.method == "POST" else None
    label = declared.label
    if outcome is not None and outcome.done:
        shown = outcome.result.id if step == REMAKING else case_id
        return pages.go(request, "cases:detail", shown, label=label)
    facts = standing.facts_of(file, on=today)
    roles = role_finding(declared, viewer.by)
    may = not roles
    findings = (
        *roles,
        *(_of_review(file, facts, viewer) if step == REVIEW_STEP else ()),
        *(unchanged_findings(is_renamed=file.case.is_renamed) if step == RENAMING else ()),
        *file.procedure.findings(step, asked_with_the_step(facts, step)),
    )
    context = {
        **head(file, label),
        **materials_of(viewer, file, step),
        "kept": drafting.restored(viewer, case_id, step, form) if may else None,
        "form": form,
        "version": file.case.version,
        "back": reverse("cases:detail", args=[case_id]),
        "button": page.button or label,
        "consequence": page.consequence_on(today, file.bureau.jurisdiction),
        "basis": declared.basis,
        "facts": (
            *_summary(file, step),
            *_crime(file, step),
            *_amounts(money(file, facts, inner=inner), form),
        ),
        "terms": tuple(clocks_of(viewer, file, facts, today)),
        "refused": (parts.RefusedAct(label, findings),) if findings and outcome is None else (),
        "lines": lines_of(file, inner=inner),
        "caution": SURPLUS if step == PAYMENT and not_paid_in_full(facts) else "",
        "evidence_closed": not evidence.reads_of(viewer, ("case", case_id), on=today),
        "conditions": closing.conditions(viewer, file, facts, on=today)
        if step in closing.SHOWN_ON
        else (),
        "unsigned_url": _unsigned_url(file, step),
        "alike": queries.alike_to(viewer, file.case, on=today) if step in ASKING_ONCE else (),
    }
    template = TEMPLATES.get(step, "cases/act.html")
    if isinstance(form, ProposalForm):
        template = "cases/deriving.html"
        context["fining"] = fining.of_proposal(viewer, file, form, today=today)
    if isinstance(form, HearingForm):
        template = "cases/hearing.html"
        context["called"] = _called(file)
    if isinstance(form, ReviewForm):
        template = "cases/review.html"
        context |= reviewing.review_context(viewer, file, form, known, today=today)
    return pages.show(request, template, context, outcome=outcome)


def _unsigned_url(file: CaseFile, step: str) -> str:
    """Return where the paper is printed that the party signs before the step is entered."""
    signed = step == "address_confirmation"
    return reverse("cases:address_form", args=[file.case.id]) if signed else ""


def _of_review(file: CaseFile, facts: CaseFacts, viewer: Viewer) -> tuple[Finding, ...]:
    """Return what speaks against an opinion before a question is answered."""
    return (*own_case_findings(file, viewer), *stale_findings(file, facts))


def _called(file: CaseFile) -> tuple[tuple[str, object], ...]:
    """Return what the notice of the hearing says, and when it was delivered last."""
    called = file.data("hearing_notice")
    names = {
        "hearing_on": "听证日期",
        "time": "听证时间",
        "place": "听证地点",
        "manner": "听证方式",
        "chair_name": "听证主持人",
        "members": "听证员",
        "recorder": "记录人",
    }
    served = file.last("hearing_notice_delivery")
    told = ("通知书送达", served.on.isoformat() if served else "")
    return (*((label, called.get(key, "")) for key, label in names.items()), told)


def _amounts(rows: list[tuple[str, int]], form: StepForm) -> tuple[tuple[str, str], ...]:
    """Return the amounts of the case; what the record knows of the reviewer is printed too."""
    amounts = tuple((label, f"{yuan_text(fen)}元") for label, fen in rows)
    known = getattr(form, "qualification", "")
    return (*amounts, ("审核人资格", known)) if known else amounts


def _reads_inner(viewer: Viewer, file: CaseFile, declared: Step[CaseFacts], today: date) -> bool:
    """
    Return whether the reader of a step's page reads what is inner to the case.

    :raises PermissionDenied: if not, and the page tells of that, or the step is of others
    """
    inner = documents.reads_inner(viewer, file.case.id, on=today)
    if not inner and (declared.key in INNER or role_finding(declared, viewer.by)):
        raise PermissionDenied
    return inner


def _submitted(
    request: HttpRequest, page: ActPage, form: StepForm, file: CaseFile
) -> pages.Outcome[Any]:
    version = pages.version_of(request)
    return pages.submit(
        request,
        form=form,
        act=lambda ctx, data: page.run(
            ctx,
            case=file.case.id,
            version=version,
            form=form,
            on=cast(date, data["on"]),
        ),
    )


def _crime(file: CaseFile, step: str) -> tuple[tuple[str, object], ...]:
    """
    Return what was reported of a suspected crime, to who decides on it or hands it over.

    Whose reply is entered reads what was handed over, to whom and when; a report that names no
    materials means all the evidence.
    """
    reported, handed = file.data("crime_report"), file.data("crime_handover")
    if not reported or not step.startswith("crime_"):
        return ()
    materials = reported["materials"] or evidence_brief(file)
    sent = file.last("crime_handover") if step == "crime_reply" else None
    if sent:
        materials = handed["materials"]
    return (
        ("涉嫌罪名", reported["crime"]),
        ("涉嫌犯罪的事实", reported["facts"]),
        ("专案人员", reported["team_names"]),
        *((("移送", f"{sent.on.isoformat()}移送{handed['police']}"),) if sent else ()),
        ("移送材料", materials),
    )


def _fallen(file: CaseFile, step: str) -> tuple[tuple[str, object], ...]:
    """Return the paper by which a decision fell, to who confirms it."""
    entered = file.last("annulment_report")
    if step != "annulment_confirmation" or entered is None:
        return ()
    said = file.data("annulment_report")
    scan = reverse("evidence:file", args=[said["proof"]])
    return (
        ("结果", AnnulmentKind(said["kind"]).label),
        ("作出机关", said["body"]),
        ("文书号", said["number"]),
        ("失效日期", entered.on.isoformat()),
        ("扫描件", format_html('<a href="{}">{}</a>', scan, said["number"])),
    )


def _names(case: PenaltyCase, step: str) -> Iterator[tuple[str, object]]:
    """Yield the name of the party in the case beside that in the register, which changes first."""
    if step != RENAMING:
        yield from [("监管对象名录中的现名称", case.party.name)] if case.is_renamed else []
        return
    entry = reverse("registry:detail", args=[case.party_id])
    link = format_html('{} → <a href="{}">{}</a>', case.party_name, entry, case.party.name)
    yield "本案中的名称 → 名录中的名称", link
    yield "办理次序", RENAMED_FIRST


def _summary(file: CaseFile, step: str = "") -> tuple[tuple[str, object], ...]:
    case, proposed = file.case, file.data("clue").get("opinion") if step in OPENING else ""
    return (
        ("案号", case.number),
        ("案由", queries.case_name(file)),
        ("当事人", case.party_name),
        *_names(case, step),
        ("程序", case.procedure_label),
        ("立案日期", file.opened_on.isoformat() if file.opened_on else ""),
        ("承办人", file.handler_names),
        *((("建议立案的理由", proposed),) if proposed else ()),
        *([("属于另一个违法行为的理由", file.other_act)] if file.other_act else []),
        *closing.to_check(file, step),
        *_fallen(file, step),
    )


@pages.allow(*EVIDENCE_ROLES)
def add_evidence(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Add a piece of evidence to the file of a case."""
    viewer = pages.viewer_of(request)
    file = queries.file_of(viewer, case_id, on=clock.today())
    known = known_of(viewer, file, people=False)
    heard = standing.facts_of(file, on=clock.today()).hearing_was_held
    form = EvidenceForm(request.POST or None, request.FILES or None, known=known)
    outcome: pages.Outcome[Any] | None = None
    if request.method == "POST":
        outcome = pages.submit(
            request,
            form=form,
            act=lambda ctx, data: services.add_evidence(
                ctx=ctx,
                case=case_id,
                name=form.value("name"),
                kind=form.value("kind"),
                file=uploaded(form.value("content")),
                obtained_on=form.value("obtained_on"),
                proves=form.value("proves"),
                sender=form.value("sender"),
                on=cast(date, data["on"]),
            ),
        )
        if outcome.done:
            return pages.go(request, "cases:detail", case_id, label="登记证据")
    context = {
        **head(file, "登记证据"),
        "form": form,
        "version": file.case.version,
        "back": reverse("cases:detail", args=[case_id]),
        "button": "登记证据",
        "basis": cite("APL-2021:46"),
        "facts": _summary(file),
        "consequence": STALE + (TOLD_HEARD if heard else TOLD),
    }
    return pages.show(request, "cases/act.html", context, outcome=outcome)
