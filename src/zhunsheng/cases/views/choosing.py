"""What a case page offers: the next lawful acts, and those that are not lawful yet, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.urls import reverse

from zhunsheng.cases import queries
from zhunsheng.cases.queries import CaseFile
from zhunsheng.cases.queries.booked import payments
from zhunsheng.cases.rules import CaseFacts
from zhunsheng.cases.rules.guards import not_paid_in_full
from zhunsheng.cases.views.acts import ACT_PAGES
from zhunsheng.cases.views.progress import REVIEW_STEP
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.finding import Finding
from zhunsheng.kernel.procedure import Step
from zhunsheng.legalreview.rules import (
    ReviewFacts,
    review_binds_the_file,
    reviewer_is_not_handler,
)
from zhunsheng.web import parts
from zhunsheng.workforce.rules import FEWEST_OFFICERS

HEARING_REQUEST: Final = "hearing_request"
PAYMENT: Final = "payment"
PAPER: Final = "payment_paper"
#: How the codes begin of what bars the reader, whatever the state of the case.
OF_THE_READER: Final = "case.by."
#: The end of the code of a refusal of a step that is for another role.
WRONG_ROLE: Final = ".wrong_role"
RENAMING: Final = "renaming"
#: Beside the act without which nothing else is done under a name that is no longer right.
RENAMED: Final = "名录中当事人的名称已经变更，登记以后方可办理其他事项"
#: Beside an act of the party whose term is over: what came in time may be entered later.
LATE_ENTRY: Final = "申请期限已满，限补记期限内收到的申请"
#: Beside a payment where nothing is owed: what came in all the same is booked and given back.
SURPLUS: Final = "没有待缴款项，限登记多缴或者此前收到的款项"


def waits_for(file: CaseFile, facts: CaseFacts) -> Step[CaseFacts] | None:
    """Return the step that the case waits for and that the law allows now, with who takes it."""
    over = any(facts.done(step) for step in queries.ENDING)
    return None if over else queries.next_step(file, facts)


def stands_in_the_way(
    file: CaseFile, facts: CaseFacts
) -> tuple[Finding, tuple[tuple[str, str], ...]] | None:
    """Return why no step of a case is open, with the files of the parties that must end first."""
    over = any(facts.done(step) for step in queries.ENDING)
    found = None if over or waits_for(file, facts) else queries.obstacle_of(file, facts)
    if found is None:
        return None
    kin = queries.open_kin(file, found)
    return found, tuple((one.party_label, reverse("cases:detail", args=[one.id])) for one in kin)


def choices(file: CaseFile, facts: CaseFacts, viewer: Viewer) -> parts.Choices:
    """Return what the reader may do now, and what not yet with every reason."""
    urls = {
        step.key: reverse("cases:act", args=[file.case.id, step.key])
        for step in file.procedure.steps
        if step.key in ACT_PAGES and (step.key != RENAMING or file.case.is_renamed)
    }
    found = parts.choices_of(
        procedure=file.procedure,
        facts=facts,
        by=viewer.by,
        urls=urls,
        asked=asked_with_the_step,
    )
    surplus = SURPLUS if not_paid_in_full(facts) else ""
    if any(act.step in queries.ENDING for act in facts.acts):
        # A bill alone does for the file: after its end nobody is asked for the bank's reference.
        unasked = None if any(one.lacks_bill for one in payments(file.acts)) else PAPER
        late = (
            replace(act, optional=True, note=surplus) if act.url == urls.get(PAYMENT) else act
            for act in found.allowed
            if unasked is None or act.url != urls.get(unasked)
        )
        return parts.Choices(tuple(late), ())
    reviews = [act for act in found.allowed if act.url == urls.get(REVIEW_STEP)]
    barred = own_case_findings(file, viewer) if reviews else ()
    own = reviews if barred else []
    # A step that was taken and may be taken again is no news while nothing asks for it anew.
    done = {file.procedure.step(act.step).label for act in facts.acts}
    awaited = waits_for(file, facts)
    main = urls.get(awaited.key) if awaited else None
    anew = _asked_anew(file, facts)
    notes = {
        urls.get(HEARING_REQUEST): LATE_ENTRY if facts.hearing_window_over else "",
        urls.get(PAYMENT): surplus,
        urls.get(RENAMING): RENAMED,
    }
    return parts.Choices(
        tuple(
            replace(
                act,
                main=act.url == main,
                optional=(act.optional or notes.get(act.url) == SURPLUS)
                and notes.get(act.url) != RENAMED
                and act.url != main
                and act.label not in anew,
                note=notes.get(act.url) or act.note,
            )
            for act in found.allowed
            if act not in own
        ),
        (
            *(parts.RefusedAct(act.label, barred) for act in own),
            *(act for act in found.refused if act.label not in done - anew),
        ),
    )


def told_once(refused: tuple[parts.RefusedAct, ...]) -> tuple[parts.RefusedAct, ...]:
    """
    Return refused acts with what bars the reader from several of them told once, before them.

    Of a step of another role it is not told what else bars the reader from it.
    """
    refused = tuple(map(_of_the_role, refused))
    personal: dict[Finding, list[str]] = {}
    for act in refused:
        for found in act.findings:
            if found.code.startswith(OF_THE_READER):
                personal.setdefault(found, []).append(act.label)
    shared = {found: labels for found, labels in personal.items() if len(labels) > 1}
    own = (
        parts.RefusedAct(act.label, tuple(one for one in act.findings if one not in shared))
        for act in refused
    )
    return (
        *(parts.RefusedAct("、".join(labels), (one,)) for one, labels in shared.items()),
        *(act for act in own if act.findings),
    )


def _of_the_role(act: parts.RefusedAct) -> parts.RefusedAct:
    if not any(one.code.endswith(WRONG_ROLE) for one in act.findings):
        return act
    said = tuple(one for one in act.findings if not one.code.startswith(OF_THE_READER))
    return replace(act, findings=said)


def _asked_anew(file: CaseFile, facts: CaseFacts) -> set[str]:
    """Return what a returned review asks for, so that the page says what it still lacks."""
    returned = queries.returned_by(facts)
    is_asked = facts.last("review_request") > facts.last("legal_review")
    if returned is None or returned.code != queries.RETURNED or is_asked:
        return set()
    return {file.procedure.step("review_request").label}


def asked_with_the_step(facts: CaseFacts, step: str) -> CaseFacts:
    """
    Return the facts as the form of a step will complete them.

    It names the day of the act, the opening names the handlers, the investigation report may bring
    its evidence, and a request for a hearing may have come in time; what is then missing is
    refused when the form is sent.
    """
    facts = replace(facts, on=None)
    if step == HEARING_REQUEST:
        facts = replace(facts, hearing_window_over=False)
    if not facts.done("opening") and not facts.handlers:
        facts = replace(facts, handlers=FEWEST_OFFICERS, certified=FEWEST_OFFICERS)
    if not facts.done("investigation"):
        facts = replace(facts, evidence_items=max(1, facts.evidence_items))
    return facts


def stale_findings(file: CaseFile, facts: CaseFacts) -> tuple[Finding, ...]:
    """Return that the file which waits for its opinion changed since it was handed in (58)."""
    if not facts.last("review_request") > facts.last("legal_review"):
        return ()
    bound = str(file.data("review_request").get("bound_hash", ""))
    current = bound if bound == file.former_hash else file.file_hash
    found = review_binds_the_file(ReviewFacts(file.case.id, frozenset(), bound, current))
    return (found,) if found else ()


def own_case_findings(file: CaseFile, viewer: Viewer) -> tuple[Finding, ...]:
    """Return why the reader may not review this case: who investigated may not (第五十八条)."""
    if file.by in file.handling:
        return ()  # the guard of the step says so
    barred = queries.investigators(viewer, file).users
    facts = ReviewFacts(viewer.by.id, barred, "", "")
    found = reviewer_is_not_handler(facts)
    return (found,) if found else ()
