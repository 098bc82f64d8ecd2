"""The page of one case, and what the other pages of cases show alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from zhunsheng.accounts.choices import READERS, Role
from zhunsheng.cases import queries, services
from zhunsheng.cases.choices import CaseProcedure, DecisionChange, PaymentKind, Stage
from zhunsheng.cases.documents import fining as telling
from zhunsheng.cases.documents.parts import reopened_text
from zhunsheng.cases.models import CaseAct
from zhunsheng.cases.procedure import PENALTY_ORDINARY, PENALTY_SUMMARY
from zhunsheng.cases.procedure.challenged import RESPONDENTS
from zhunsheng.cases.procedure.roles import HANDLERS
from zhunsheng.cases.queries import CaseFile, owing, standing
from zhunsheng.cases.queries.anew import STEP as REMAKING
from zhunsheng.cases.queries.shapes import undecided_recusals
from zhunsheng.cases.rules import CaseFacts, admission_findings
from zhunsheng.cases.rules.challenged import no_decision_ended, open_remedies
from zhunsheng.cases.rules.fining import BENCHMARK
from zhunsheng.cases.rules.measures import gains_fen
from zhunsheng.cases.rules.terms import days_warned
from zhunsheng.cases.views import fining
from zhunsheng.cases.views.choosing import choices, stands_in_the_way, told_once, waits_for
from zhunsheng.cases.views.clocks import cash_terms, clocks_of, ends_of
from zhunsheng.cases.views.mending import with_mending
from zhunsheng.cases.views.progress import required_steps
from zhunsheng.cases.views.sourced import links_of, source_of
from zhunsheng.compulsion import queries as compulsion
from zhunsheng.documents import queries as documents
from zhunsheng.evidence import queries as evidence
from zhunsheng.inquiry import queries as inquiry
from zhunsheng.journal import queries as journal
from zhunsheng.kernel.act import SHANGHAI, Viewer
from zhunsheng.legalreview import queries as legalreview
from zhunsheng.registry import queries as registry
from zhunsheng.web import clock, pages, parts

ROOM: Final = "案件"
READ: Final = tuple(sorted(role.value for role in READERS | {Role.STREET_OFFICER}))
CLUE_ROLES: Final = tuple(sorted(PENALTY_ORDINARY.step("clue").actor))
EVIDENCE_ROLES: Final = tuple(sorted(HANDLERS))
SPOT_ROLES: Final = tuple(sorted(PENALTY_SUMMARY.step("on_the_spot").actor))
TONES: Final = {
    Stage.CLOSED: parts.Tone.GREEN,
    Stage.EXECUTION: parts.Tone.PLAIN,
    Stage.DECIDED: parts.Tone.PLAIN,
    Stage.NOTICE: parts.Tone.ORANGE,
    Stage.REVIEW: parts.Tone.ORANGE,
}


def _stage(code: str) -> tuple[str, parts.Tone]:
    stage = Stage(code)
    return stage.label, TONES.get(stage, parts.Tone.NEUTRAL)


@pages.allow(*READ)
def case_detail(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show a case: progress, facts, papers, terms, what may be done and what not yet, and why."""
    viewer, today = pages.viewer_of(request), clock.today()
    file = queries.file_of(viewer, case_id, on=today)
    facts = standing.facts_of(file, on=today)
    inner = documents.reads_inner(viewer, case_id, on=today)
    entries = list(timeline(viewer, case_id, inner=inner))
    event = request.GET.get("event", "")
    shown = overview(viewer, file, facts, today=today, inner=inner)
    defects = shown["returned"][1] if shown["returned"] else None
    offered = with_mending(choices(file, facts, viewer), file, facts, viewer, defects)
    anew_url = reverse("cases:act", args=[case_id, REMAKING])
    context = {
        **shown,
        "choices": replace(offered, refused=told_once(offered.refused)),
        "remaking_url": next((one.url for one in offered.allowed if one.url == anew_url), ""),
        "waits": waits_for(file, facts),
        "obstacle": stands_in_the_way(file, facts),
        "entries": [entry for entry, label in entries if event in ("", label)],
        "events": list(dict.fromkeys(label for _, label in entries)),
        "event": event,
        "may_add_evidence": viewer.by.holds(HANDLERS) and not admission_findings(facts),
        "source": source_of(viewer, file.case),
        "execution_url": _execution(viewer, file),
        "publication_url": _publication(viewer, file),
        "referral_url": pages.open_to(viewer.by, settings.ZHUNSHENG_PAGES["referral"]),
    }
    return pages.show(request, "cases/detail.html", context)


@pages.allow(*READ)
def case_print(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the overview of a case as it is printed: no menu, nothing folded."""
    viewer, today = pages.viewer_of(request), clock.today()
    file = queries.file_of(viewer, case_id, on=today)
    facts = standing.facts_of(file, on=today)
    inner = documents.reads_inner(viewer, case_id, on=today)
    context = {
        **overview(viewer, file, facts, today=today, inner=inner),
        "entries": [entry for entry, _ in timeline(viewer, case_id, inner=inner)],
        "open_tree": True,
    }
    return pages.show(request, "cases/print.html", context)


def overview(
    viewer: Viewer, file: CaseFile, facts: CaseFacts, *, today: date, inner: bool
) -> dict[str, Any]:
    """
    Return what the page of a case and its print show alike.

    What stands in the ``inner`` folder alone is left out for who may not read that.
    """
    case, papers = file.case, papers_of(viewer, file)
    measures = _measures(viewer, file, facts, today)
    subject = ("case", case.id)
    reviews = legalreview.of_subject(viewer, subject) if inner else []
    return {
        **head(file),
        "case": case,
        "file": file,
        "stage": _stage(queries.stage_of(facts).value),
        "marks": (*marks_of(facts), *asides_of(file)),
        "served_late": queries.delivered_later(file),
        "lines": lines_of(file, inner=inner),
        "steps": required_steps(file.procedure, facts, waits_for(file, facts)),
        "violations": queries.applied_of(file),
        **(fines_of(file) if inner or facts.is_decided else {}),
        "papers": papers,
        "closed_papers": documents.closed_to(viewer, papers, on=today),
        "evidence_closed": not evidence.reads_of(viewer, subject, on=today),
        "own_only": registry.sees_own_street_only(viewer),
        "inquiry_url": pages.open_to(viewer.by, "inquiry:subject", "case", case.id),
        "originals": documents.originals_of(viewer, [paper.id for paper in papers]),
        "measures": measures,
        "taken": inquiry.taken(viewer, subject),
        "kept": inquiry.lines_of(viewer, subject, on=today),
        "reviews": reviews,
        "returned": _returned(viewer, facts, reviews),
        "external": documents.external_numbers(viewer, [case.id]).get(case.id),
        "money": money(file, facts, inner=inner),
        "terms": [
            *clocks_of(viewer, file, facts, today),
            *cash_terms(viewer, file, today),
            *ends_of(measures, today),
        ],
        "links": links_of(viewer, file),
        "reopened": reopened_text(file.reopened),
        "remade": queries.remaking_of(viewer, case) if file.last(REMAKING) else None,
        "punished_before": _punished_before(viewer, file, facts),
        "unverified": _unverified(file, facts),
        **_lost_force(viewer, file, facts),
    }


def _measures(
    viewer: Viewer, file: CaseFile, facts: CaseFacts, today: date
) -> compulsion.MatterMeasures:
    """Return the compulsory measures of a case, and those of the inspection that it came from."""
    *before, own = queries.subjects_of(file.case)
    over = (
        facts.is_suspended or facts.is_decided or any(facts.done(step) for step in queries.ENDING)
    )
    return compulsion.beside(viewer, own, on=today, is_open=not over, also=before)


def _execution(viewer: Viewer, file: CaseFile) -> str:
    """Return where the execution of fine and gains is shown, nothing where none was imposed."""
    if not asked_for_money(file.acts):
        return ""
    return pages.open_to(viewer.by, settings.ZHUNSHENG_PAGES["execution"], file.case.id)


def asked_for_money(acts: Iterable[CaseAct]) -> bool:
    """Return whether a decision, or a change of it, ever imposed a fine or took gains."""
    setting = (act.contents for act in acts if act.step in owing.SETTING)
    return any(int(row.get("fine_fen", 0)) or gains_fen(row) for row in setting)


def _publication(viewer: Viewer, file: CaseFile) -> str:
    """Return where it is shown that the decision was published, and taken back, if it ever was."""
    decided = file.last("decision") or file.last("on_the_spot")
    url = pages.open_to(viewer.by, settings.ZHUNSHENG_PAGES["publications"]) if decided else ""
    number = str(decided.contents.get("number", "")) if decided else ""
    return f"{url}?{urlencode({'view': 'published', 'q': number})}" if url and number else ""


def _lost_force(viewer: Viewer, file: CaseFile, facts: CaseFacts) -> dict[str, object]:
    """Return what became of the decision, what is pending, and whether the reader may end it."""
    changed = file.last("decision_changed")
    kind = DecisionChange(changed.outcome) if changed else None
    stands = no_decision_ended(facts) and not file.procedure.findings("annulment_report", facts)
    pending = [one.label for one in open_remedies(facts)]
    may = stands and not pending and viewer.by.holds(RESPONDENTS)
    label = kind.label if kind else ""
    return {"change_label": label, "may_annul": may, "pending_remedies": pending}


def _suspended(facts: CaseFacts) -> str:
    """Say since when a case stands still, and for how many days by now."""
    since = facts.day_of("suspension")
    if since is None or facts.on is None or facts.lead_is_suspended:
        return "已中止调查"
    return f"{since.isoformat()}起中止调查，至今{(facts.on - since).days}日"


def _is_returned(facts: CaseFacts) -> bool:
    """Return whether the last review returned the case and it was not handed in again."""
    is_answered = facts.last("legal_review") > facts.last("review_request")
    return facts.outcome_of("legal_review") == "RETURNED" and is_answered and not facts.is_decided


def _returned(
    viewer: Viewer, facts: CaseFacts, reviews: Sequence[Any]
) -> tuple[Any, tuple[str, ...]] | None:
    """Return the review that returned the case and the defects it names, while they are to mend."""
    if not reviews or not _is_returned(facts):
        return None
    last = reviews[-1]
    named = legalreview.defects_named(viewer, [last.opinion.id])
    return last, named.get(last.opinion.id, ())


def marks_of(facts: CaseFacts) -> tuple[str, ...]:
    """Return what stands in the way of a case beside its stage: it stands still, or is a crime."""
    marks = {
        "审核退回，待补正后重新送审": _is_returned(facts),
        _suspended(facts): facts.is_suspended,
        "须回避的除外，没有其他负责人可以审签，呈批后直接决定": facts.endorsement_required
        and facts.endorser_lacking
        and facts.last("submission", "sparing_submission") > 0
        and not facts.is_decided,
        "待决定是否移送公安": facts.crime_is_undecided,
        "待移送公安": facts.crime_awaits_handover,
        "公安机关办理中": facts.is_with_police,
    }
    warned = 0 if facts.is_decided else days_warned(facts.opened_on, facts.on)
    marks[f"立案已满{warned}日，尚未作出决定"] = warned > 0
    return tuple(label for label, holds in marks.items() if holds)


def asides_of(file: CaseFile) -> tuple[str, ...]:
    """Return who asked to stand aside: of whom it is to be decided, and who takes no part now."""

    def told(act: CaseAct, *, handles: bool) -> str:
        if handles:
            return f"承办人{act.by_name}申请回避，待决定"
        leads = act.contents.get("leads")
        then = "没有其他负责人的报请上级部门" if leads else "不再参加本案办理"
        return f"{act.by_name}已申请回避，{then}"

    found = undecided_recusals((file.lead or file).acts)
    return tuple(told(act, handles=handles) for act, handles in found)


def fines_of(file: CaseFile) -> dict[str, object]:
    """Return the derivations of a case as its pages show them, and why it leaves the benchmark."""
    kept = file.data("proposal") or file.data("on_the_spot")
    return {
        "fines": fining.shown_of(file, telling.kept(kept)),
        "deviation": services.deviation_text(file) if kept.get("deviates") else "",
        "deviation_basis": BENCHMARK,
    }


def head(file: CaseFile, label: str = "") -> dict[str, Any]:
    """Return title and places above of a case's page."""
    case, lead = file.case, file.lead
    crumbs = [parts.Crumb(ROOM, reverse("cases:list"))]
    name = case.number or case.party_name
    if lead is not None:
        first = lead.case
        crumbs.append(
            parts.Crumb(first.number or first.party_name, reverse("cases:detail", args=[first.id]))
        )
        name = case.party_label
    url = reverse("cases:detail", args=[case.id]) if label else ""
    crumbs.append(parts.Crumb(name, url))
    if label:
        crumbs.append(parts.Crumb(label))
    return {"title": label or queries.case_name(file), "crumbs": tuple(crumbs)}


def lines_of(
    file: CaseFile, *, inner: bool = True
) -> list[tuple[queries.PartyLine, str, parts.Tone]]:
    """
    Return the parties of the case with their stages, nothing where there is one alone.

    What is proposed against one of them is ``inner``.
    """
    if not file.kin:
        return []
    lines = (
        line if inner or line.is_decided else replace(line, spares=False, fine_fen=None)
        for line in queries.party_lines(file)
    )
    return [(line, *_stage(line.stage.value)) for line in lines]


def timeline(
    viewer: Viewer, case_id: UUID, *, inner: bool
) -> Iterable[tuple[parts.TimelineEntry, str]]:
    """Return what happened in a case, newest first, each with the label of its kind."""
    for entry in journal.timeline(viewer, [("case", case_id)], inner=inner):
        late = f"（补记：{entry.late_reason}）" if entry.late_reason else ""
        at = entry.at.astimezone(SHANGHAI)
        shown = f"{at:%Y-%m-%d %H:%M}" if at.date() == entry.on else entry.on.isoformat()
        yield parts.TimelineEntry(shown, entry.sentence + late, entry.actor), entry.label


def papers_of(viewer: Viewer, file: CaseFile) -> list[Any]:
    """Return the papers of a case in the order in which its acts made them."""
    by_id = {act.document_id: act.sequence for act in file.acts}
    by_kind = {
        (kind, act.on): act.sequence
        for act in file.acts
        for kind in file.procedure.step(act.step).documents
    }
    papers = documents.documents_of(viewer, ("case", file.case.id))
    if file.case.lead_id:  # what was done for the whole case stands in every file
        shared = {one for one in by_id if one} - {paper.id for paper in papers}
        papers = [*documents.documents_by_id(viewer, shared).values(), *papers]

    def place(paper: Any) -> tuple[date, int]:  # noqa: ANN401 # a row of documents
        made = by_kind.get((paper.kind, paper.issued_on), 0)
        return paper.issued_on, by_id.get(paper.id, made)

    return sorted(papers, key=place)


def money(file: CaseFile, facts: CaseFacts, *, inner: bool = True) -> list[tuple[str, int]]:
    """
    Return the amounts of a case as far as it has come, up to what is still to be paid.

    What was proposed and discussed is ``inner``.
    """
    rows: list[tuple[str, int]] = []
    decided = file.last("decision") or file.last("on_the_spot")
    if inner and file.last("proposal") and not facts.spares:
        final = int(decided.contents["fine_fen"]) if decided else file.proposal_fen
        rows += [("拟罚款", file.proposal_fen)] * (not decided or final != file.proposal_fen)
        if not decided and file.resolved_fen != file.proposal_fen:
            rows.append(("讨论决定罚款", file.resolved_fen))
    if file.notified_fen is not None:
        rows.append(("已告知", file.notified_fen))
    if decided:
        fine, left = int(decided.contents["fine_fen"]), file.imposed_fen
        rows += [("决定罚款", fine), *[("变更后罚款", left)] * (left != fine)]
        rows += [("已缴纳", file.paid_fen)]
        rows += _beside_the_fine(file, facts)
    return rows


def _beside_the_fine(file: CaseFile, facts: CaseFacts) -> list[tuple[str, int]]:
    """Return what is to be paid of the fine, and of the surcharge and the refund what there is."""
    goes_on = not facts.done("execution_ended")
    rows = [
        ("待缴纳", max(0, file.imposed_fen - file.paid_fen) * goes_on),
        ("待缴没收违法所得", facts.gains_left_fen * goes_on),
        ("已缴没收违法所得", owing.paid_fen(file.acts, PaymentKind.GAINS)),
        ("已缴加处罚款", owing.paid_fen(file.acts, PaymentKind.SURCHARGE)),
        ("已退还", owing.refunded_fen(file.acts)),
        ("应退还", facts.refund_fen),
    ]
    return [row for row in rows if row[1]]


def _punished_before(viewer: Viewer, file: CaseFile, facts: CaseFacts) -> tuple[str, ...]:
    """Return earlier penalties for the same conduct, as a warning before a decision is taken."""
    if facts.is_decided:
        return ()
    return queries.punished_before(viewer, file.case, same_source=False)


def _unverified(file: CaseFile, facts: CaseFacts) -> str:
    """Say that the threshold of the hearing is not verified where it decides something."""
    policy = standing.policy_of(file, on=clock.today())
    is_ordinary = file.case.procedure == CaseProcedure.ORDINARY.value
    if (
        not is_ordinary
        or facts.spares
        or policy.hearing_threshold_verified
        or not file.last("proposal")
    ):
        return ""
    return "应当听证" if facts.hearing_right else "未达到听证数额"
