"""Parts that several papers share: the party, the law, the evidence, the statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from zhunsheng.cases.choices import ReopeningGround
from zhunsheng.cases.documents.wording import penalty_text, say
from zhunsheng.cases.queries import applied, files, parties
from zhunsheng.cases.queries.files import CaseFile
from zhunsheng.cases.rules.measures import imposed_rows
from zhunsheng.documents.rules import date_text
from zhunsheng.inspection.choices import Phrase
from zhunsheng.kernel.money import yuan_text
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.registry.choices import EntityKind

COMMA = "、"
SEMICOLON = "；"


def party(file: CaseFile) -> dict[str, str]:
    """Return name, code, address and representative of the party."""
    case, entity = file.case, file.case.entity
    code = case.identity_number if case.is_person_of else entity.credit_code
    shown = "identity_in_file" if case.identity_evidence else "identity_open"
    return {
        "party_name": case.party_title,
        "party_code": code or case.identity_number or say(shown),
        "party_address": case.address or say("address_open"),
        "party_representative": "" if case.is_person_of else entity.legal_representative,
    }


def addressed(file: CaseFile) -> dict[str, str]:
    """Return how a paper speaks to its party: a natural person, or a unit."""
    is_person = file.case.is_person_of or file.case.entity.kind == EntityKind.PERSON.value
    return {"addressed": say("you" if is_person else "your_unit")}


def case_name(file: CaseFile, joined: Iterable[CaseFile] = ()) -> str:
    """Return the name of a case after all of its parties: the unit and its head, or several."""
    return parties.name_of(file.case, [one.case for one in joined])


def law(file: CaseFile) -> dict[str, str]:
    """Return the rules breached and the rules that punish, in the versions that apply."""
    rows, fined = applied.applied_of(file), applied.applied_of(file, punished=True)
    return {
        "breach": COMMA.join(dict.fromkeys(lawbook.full_label(row.breach) for row in rows)),
        "penalty_basis": COMMA.join(dict.fromkeys(lawbook.full_label(r.penalty) for r in fined)),
    }


def evidence_brief(file: CaseFile) -> str:
    """Return the evidence in one line; items of one name are told apart by number and day."""
    named = Counter(item.name for item in file.evidence)
    return COMMA.join(
        item.name
        if named[item.name] == 1
        else say(
            "evidence_alike",
            name=item.name,
            number=item.number,
            on=date_text(item.obtained_on),
        )
        for item in file.evidence
    )


def proven(file: CaseFile) -> list[dict[str, str]]:
    """Return the evidence with what each piece proves, as it follows the word for it."""
    rows = ((item.name, item.proves or item.kind_label) for item in file.evidence)
    return [{"name": n, "proves": told.removeprefix(say("proving"))} for n, told in rows]


def contact(file: CaseFile) -> str:
    """Return whom to ask: the first handler, and the bureau's telephone and address."""
    names = file.handler_names.split(COMMA)
    return say("contact", name=names[0], phone=file.bureau.phone, address=file.bureau.address)


def day_of(file: CaseFile, step: str) -> date | None:
    """Return the day of the last act of a step."""
    act = file.last(step)
    return act.on if act else None


def number_of(file: CaseFile, step: str) -> str:
    """Return the number of the paper of the last act of a step."""
    return str(file.data(step).get("number", ""))


def reopened_text(kept: Iterable[Mapping[str, Any]]) -> str:
    """Return which earlier cases ended for their term, and why this one goes on all the same."""
    return "".join(map(_reopened, kept))


def _reopened(said: Mapping[str, Any]) -> str:
    days = ("opened_on", "due_on", "ended_on")
    earlier = (
        say("reopened_after", number=one["number"], **{key: _day(one[key]) for key in days})
        for one in said["cases"]
    )
    ground = ReopeningGround(said["ground"]).label
    return "".join(earlier) + say("reopened_because", ground=ground, reason=said["reason"])


def _day(day: date | str | None) -> str:
    return date_text(date.fromisoformat(str(day))) if day else say("day_unknown")


def proposal_text(file: CaseFile) -> str:
    """Return the current proposal in words, or the ground on which the handlers spare instead."""
    proposed = file.data("proposal")
    if ground := file.reviewed_doubt or file.proposed_ground:
        return say("spared_because", ground=ground.label)
    if proposed.get("spares"):
        return say("spared")
    return penalty_text(
        int(proposed["fine_fen"]),
        warning=bool(proposed["warning"]),
        measures=imposed_rows(proposed),
    )


def resolved_text(file: CaseFile) -> str:
    """Return what the discussion resolved on, where that is another amount than the proposal's."""
    if not file.discussed_otherwise or file.reviewed_doubt:
        return ""
    said = file.data("discussion")
    conclusion = str(said.get("note") or said["conclusion"]).strip().rstrip("。")
    return say("resolved_otherwise", amount=yuan_text(file.resolved_fen), conclusion=conclusion)


def orders_correction(file: CaseFile) -> bool:
    """Return whether the penalty of a case orders to put the violation right (28.1)."""
    if file.last("on_the_spot"):
        return bool(file.data("on_the_spot").get("orders_correction"))
    return bool(file.last("decision")) and not put_right_before(file)


def correction_found(file: CaseFile) -> tuple[bool, str]:
    """
    Return whether the investigation found the violation put right, and how it says so.

    One report ends the investigation of a case: a party that joined has the finding of the case,
    unless another one was made of it.
    """
    own = file.data("investigation")
    of_case = file.lead.data("investigation") if file.lead else own
    corrected = own.get("corrected")
    if corrected is None:
        corrected = of_case.get("corrected")
    noted = str(own.get("correction") or of_case.get("correction") or "").strip()
    if file.lead and not corrected and of_case.get("corrected"):
        noted = ""  # the case's words tell of a correction that this party did not make
    return bool(corrected), noted


def put_right_before(file: CaseFile) -> bool:
    """Return whether the investigation noted how the violation was put right (28.1)."""
    corrected, noted = correction_found(file)
    return corrected and bool(noted)


def statement_text(file: CaseFile) -> str:
    """Return all that the party said in the case and how it was answered (45.1, 59, 62)."""
    told = "".join(_statements(file))
    course = files.course_of(file.acts)
    if course.last("representation") > course.notice:
        return told
    again = told and say("told_again")
    if course.last("representation_waiver") > course.notice:
        return told + again + say("statement_waived")
    held = course.hearing_was_held
    return told + again + say("statement_at_hearing" if held else "statement_none")


def _statements(file: CaseFile) -> Iterator[str]:
    """Yield each statement, and after those that it answers each answer."""
    for act, row in file.contents_of("representation", "representation_answer"):
        if act.step == "representation":
            said = str(row["text"]).strip().rstrip("。")
            yield say("statement_heard", on=date_text(act.on), by=row["by"], said=said)
        else:
            result = say("statement_accepted" if row.get("accepted") else "statement_rejected")
            text = str(row.get("text", "")).rstrip("。")
            yield say("statement_reviewed", result=result, text=text)


def hearing_text(file: CaseFile) -> str:
    """Return what came of the right to a hearing, nothing where there never was one."""
    before = _heard_before(file)
    if not file.data("prior_notice").get("hearing_offered"):
        return before
    return before + (before and say("told_again")) + _told_of_hearing(file) + _hearing_course(file)


def _heard_before(file: CaseFile) -> str:
    """Return the hearings on earlier notices: a new notice leaves them heard (59, 65)."""
    notice, text = files.course_of(file.acts).notice, ""
    for act, row in file.contents_of("hearing", "hearing_report"):
        if act.sequence > notice:
            break
        if act.step == "hearing_report":
            text += _heard(row)
        elif act.outcome == "HELD":
            text += say("hearing_held", on=date_text(act.on))
    return text


def _told_of_hearing(file: CaseFile) -> str:
    """Return that the right to a hearing was told, by the number of its notice."""
    numbers = [number for _, number in file.data("prior_notice").get("papers", ())[1:]]
    return say("hearing_told", number=numbers[0]) if numbers else ""


def _hearing_course(file: CaseFile) -> str:
    course, on = files.course_of(file.acts), day_of(file, "hearing")
    if course.hearing_was_held and on:
        return say("hearing_held", on=date_text(on)) + _heard(file.data("hearing_report"))
    served = day_of(file, "hearing_notice_delivery")
    absent = course.hearing_was_abandoned and not file.data("hearing").get("withdrawn")
    if absent and on and served:
        return say("hearing_absent", on=date_text(on), served=date_text(served))
    asked = course.last("hearing_request") > course.notice
    return say("hearing_withdrawn" if asked else "hearing_waived")


def _heard(report: Mapping[str, Any]) -> str:
    """Return what the party put forward at its hearing and how it was judged (45, 59, 65)."""
    if not report:
        return ""
    answer = report.get("answer") or report["findings"]  # a report of before it was asked for
    return say("hearing_heard", said=report["party_view"].rstrip("。"), answer=answer.rstrip("。"))


def court(_file: CaseFile) -> str:
    """Return the court of a lawsuit as the order to rectify names it: no court is guessed."""
    return Phrase.COURT.label
