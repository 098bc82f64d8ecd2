"""The reasons of an amount: those that were derived and told, and those of what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhunsheng.cases import rules
from zhunsheng.cases.documents import fining as telling
from zhunsheng.cases.documents.wording import say
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook.choices import Degree


def proposed(file: CaseFile) -> str:
    """
    Return the reasons of the amount: what was derived of each violation, then the added words.

    That a leader approved to leave the benchmark is told once it was. A proposal of before there
    were derivations says its circumstance and its own words.
    """
    return _told(file)


def decided(file: CaseFile, draft: rules.DecisionDraft) -> str:
    """
    Return the reasons of the amount decided: those of the proposal, with what the leader added.

    Where the leaders decided on another amount, the reasons end in that one and say why it is not
    the amount that the party was told of (行政处罚法 34, 59); several fines change as proposals.
    """
    proposed_fen = file.proposal_fen
    if draft.fine_fen == proposed_fen:
        return _told(file) + draft.note
    deviation = telling.reason_text(file.data("proposal").get("deviation", ""))
    amount = yuan_text(proposed_fen)
    own = _told(
        file,
        without=(
            say("fine_chosen", amount=amount),
            say("fine_deviates", reason=deviation, amount=amount),
        ),
    )
    return own + say(
        "fine_changed" if draft.fine_fen else "fine_dropped",
        proposed=amount,
        reason=telling.reason_text(draft.note),
        amount=yuan_text(draft.fine_fen),
    )


def _told(file: CaseFile, *, without: tuple[str, ...] = ()) -> str:
    """Return the reasons of the proposal, each ``without`` one of these endings."""
    proposed = file.data("proposal")
    rows = [
        {**row, "paragraph": _ending_cut(row["paragraph"], without)}
        for row in proposed.get("derivations", ())
        if row["paragraph"]
    ]
    if rows:
        considered = _considered(proposed)
        if len(rows) == 1:
            rows[0]["paragraph"] = _before_the_amount(rows[0], considered)
            considered = ""
        reasons = [
            say("fine_item", label=row["label"], paragraph=row["paragraph"])
            if len(rows) > 1
            else row["paragraph"]
            for row in rows
        ]
        approved = say("deviation_told") if file.deviation_is_approved else ""
        said = (other_act(proposed), _anew(proposed))
        return "".join([*reasons, approved, considered, *said])
    degree = Degree(old) if (old := proposed.get("circumstance", "NONE")) != "NONE" else None
    if degree is None:
        return str(proposed["discretion"])
    return f"{degree.label}：{proposed['discretion']}"


def _considered(proposed: Mapping[str, Any]) -> str:
    """Return what the handlers add to the reasons that were derived, as a sentence of its own."""
    text = telling.reason_text(proposed["discretion"])
    return say("fine_considered", text=text) if text else ""


def _before_the_amount(row: Mapping[str, Any], considered: str) -> str:
    """Return the reasons of a fine with what was considered before the amount that follows."""
    text, chosen = str(row["paragraph"]), say("fine_chosen", amount=yuan_text(row["fine_fen"]))
    if not text.endswith(chosen):
        return text + considered
    return text.removesuffix(chosen) + considered + chosen


def _ending_cut(text: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        text = text.removesuffix(ending)
    return text


def _anew(proposed: Mapping[str, Any]) -> str:
    """Return what changed since the decision that was quashed, nothing where there was none."""
    change = telling.reason_text(proposed.get("anew", ""))
    return say("anew_change", change=change) if change else ""


def other_act(proposed: Mapping[str, Any]) -> str:
    """Return why what was fined before was another act, nothing where nobody had to say."""
    reason = telling.reason_text(proposed.get("other_act", ""))
    return say("other_act", reason=reason) if reason else ""
