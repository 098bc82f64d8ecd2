"""Contents of the paper of closing: what became of the decision, and how it was performed."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from zhunsheng.cases import rules
from zhunsheng.cases.choices import CorrectionResult, DecisionChange, PaymentKind, RemedyKind
from zhunsheng.cases.documents import parts
from zhunsheng.cases.documents.contents import sentence
from zhunsheng.cases.documents.wording import measure_text, penalty_text, say
from zhunsheng.cases.queries import booked, orders, owing
from zhunsheng.cases.queries.changes import Left, left_of
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.measures import imposed_rows
from zhunsheng.cases.rules.paying import Ordered
from zhunsheng.documents.rules import Content, date_text
from zhunsheng.kernel.act import Viewer
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook.choices import Measure


def performance(file: CaseFile) -> str:
    """Return how a decision was performed: paid, late with what that added, or ended otherwise."""
    ended = str(file.data("execution_ended").get("text", ""))
    if ended:
        return sentence(ended)
    paid = booked.payments(file.acts)
    said = [_paid(paid, kind) for kind in PaymentKind]
    said += entered_later(file)
    if back := owing.refunded_fen(file.acts):
        said.append(say("performance_refunded", amount=yuan_text(back)))
    if interest := owing.interest_fen(file.acts):
        said.append(say("performance_interest", amount=yuan_text(interest)))
    left = left_of(file.acts)
    if left and left.kind.ends_the_decision:
        said.append(say("performance_fell"))
    return "".join(said) or say("performance_none")


def entered_later(file: CaseFile) -> list[str]:
    """Return the payments whose day only their vouchers show, for who closes the case to check."""
    return [
        say(
            "performance_entered",
            on=date_text(act.on),
            amount=yuan_text(int(row["amount_fen"])),
            entered=date_text(date.fromisoformat(row["entered_on"])),
        )
        for act, row in file.contents_of("payment")
        if "entered_on" in row
    ]


def ordered(viewer: Viewer, file: CaseFile, facts: rules.CaseFacts, *, on: date) -> Ordered | None:
    """
    Return the order of the decision to put it right that a closing must answer for (28.1).

    There is none where the decision orders nothing or lost its force, or where the re-inspections
    show that all of it was put right.
    """
    stands = parts.orders_correction(file) and rules.no_decision_ended(facts)
    shown = stands and orders.all_put_right(viewer, file.case, on=on)
    return orders.correction(file) if stands and not shown else None


def corrected(file: CaseFile) -> rules.CorrectionDraft:
    """Return what the request to close a case says of the order to put it right."""
    said = file.data("closing_request")
    result, day = said.get("result"), said.get("checked_on")
    return rules.CorrectionDraft(
        correction=str(said.get("correction", "")),
        result=CorrectionResult(result) if result else None,
        checked_on=date.fromisoformat(day) if day else None,
        checked_by=str(said.get("checked_by", "")),
    )


_PERFORMED: Final = {
    PaymentKind.FINE: "performance_paid",
    PaymentKind.SURCHARGE: "performance_surcharge",
    PaymentKind.GAINS: "performance_gains",
}


def _paid(paid: tuple[rules.Booked, ...], kind: PaymentKind) -> str:
    own = [one for one in paid if one.kind is kind]
    if not own:
        return ""
    return say(
        _PERFORMED[kind],
        amount=yuan_text(sum(one.amount_fen for one in own)),
        receipts=parts.COMMA.join(one.receipt for one in own),
    )


def closing(file: CaseFile, draft: rules.ClosingDraft, *, by: str, on: date) -> Content:
    """Return the approval to close a case, with the request where one was made."""
    decided = file.last("decision") or file.last("no_penalty") or file.last("on_the_spot")
    held = decided.contents if decided else {}
    return {
        "cause": file.case.titled,
        "case_number": file.case.number or say("case_numberless"),
        "opened_on": file.opened_on or file.case.clue_on,
        **{key: parts.party(file)[key] for key in ("party_name", "party_code")},
        "decision_number": str(held.get("number", "")),
        "decided_on": decided.on if decided else on,
        "decision": decision_now(file, held),
        "performance": performance(file) + sentence(draft.kinds),
        "correction": _correction(draft),
        "remedies": remedies(file),
        **_asked(file),
        "approval_opinion": say("closing_approval"),
        "approver_name": by,
        "approved_on": on,
    }


def _correction(draft: rules.ClosingDraft) -> str:
    """Return what came of the order to put it right, with who looked and when."""
    if draft.result is None or draft.checked_on is None:
        return draft.correction or say("correction_done")
    day, by = date_text(draft.checked_on), draft.checked_by
    found = say("correction_checked", result=draft.result.label, on=day, by=by)
    return sentence(draft.correction) + found


def _asked(file: CaseFile) -> Content:
    """Return what the handler said who asked for the closing, if one did."""
    asked, changed = file.last("closing_request"), file.last("decision_changed")
    if asked is None or (changed and changed.sequence > asked.sequence):
        return {}  # what was asked before the decision changed is not of today
    opinion = asked.contents["opinion"]
    return {"handler_opinion": opinion, "handler_name": asked.by_name, "proposed_on": asked.on}


def remedies(file: CaseFile) -> str:
    """Return what the record holds of reconsideration and suits: each with its result (73)."""
    said: dict[str, str] = {}
    for act in file.acts:
        if act.step == "remedy_opened":
            said[act.outcome] = say("remedy_runs")
        elif act.step == "remedy_ended":
            said[act.outcome] = str(act.contents["result"]).rstrip("。")
    lines = (say("remedy_ran", kind=RemedyKind(k).label, result=v) for k, v in said.items())
    return "；".join(lines) + "。" if said else say("remedies_none")


def decision_now(file: CaseFile, held: dict[str, Any]) -> str:
    """Return what was decided, and what a remedy or the bureau itself made of it since."""
    decided, left = decision_line(held), left_of(file.acts)
    if left is None:
        return decided
    changed = left.kind is DecisionChange.CHANGED
    left_fine = "decision_changed_to" if left.fine_fen else "decision_changed_to_none"
    said = say(
        left_fine if changed else "decision_since",
        decided=decided,
        on=date_text(left.on),
        body=left.body,
        paper=left.paper,
        change=left.kind.label,
        amount=yuan_text(left.fine_fen),
    )
    return said + (_kinds_since(held, left) if changed else "")


def _kinds_since(held: dict[str, Any], left: Left) -> str:
    """Return which kinds beside the fine a change took away, and what it put in their place."""
    said = say("decision_warns") if left.warning else ""
    said += say("decision_unwarned") if left.no_warning else ""
    if left.measures is None:
        return said
    decided = {row["kind"] for row in imposed_rows(held)}
    stand = {row["kind"] for row in left.measures}
    for row in left.measures:
        if row["kind"] not in decided:
            said += say("decision_lighter", penalty=measure_text(row))
    fell = [Measure(row["kind"]).label for row in imposed_rows(held) if row["kind"] not in stand]
    return said + (say("decision_kinds_fell", kinds=parts.COMMA.join(fell)) if fell else "")


def decision_line(held: dict[str, Any]) -> str:
    """Return what was decided in one line, from the data of its act."""
    if "ground" in held:
        return say("nothing")
    fine, warning = int(held.get("fine_fen", 0)), bool(held.get("warning"))
    return penalty_text(fine, warning=warning, measures=imposed_rows(held))
