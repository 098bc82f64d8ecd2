"""Contents of the papers of an advance preservation."""

from __future__ import annotations

from datetime import date

from zhunsheng.accounts import queries as accounts
from zhunsheng.documents.rules import date_text
from zhunsheng.inquiry.choices import Keeping, Phrase
from zhunsheng.inquiry.documents.contents import (
    Content,
    Records,
    officers_of,
    or_not_given,
    things_of,
)
from zhunsheng.inquiry.models import Preservation
from zhunsheng.inquiry.queries.preserved import LIMIT, Line
from zhunsheng.inquiry.rules import NoticeDraft, Subject, term_end
from zhunsheng.inquiry.rules.facts import PRESERVATION
from zhunsheng.kernel.act import Act
from zhunsheng.lawbook import queries as lawbook
from zhunsheng.workforce import queries as workforce
from zhunsheng.workforce.rules import OfficerFact


def term(on: date, jurisdiction: str) -> tuple[date | None, int]:
    """Return the last day of a term that begins on a day, and its working days."""
    days = lawbook.parameter(LIMIT, on=on, jurisdiction=jurisdiction).integer()
    return term_end(lawbook.site_calendar(), noticed_on=on, days=days), days


def _common(subject: Subject, row: Preservation) -> Content:
    officers: Records = [
        {"name": one["name"], "certificate": one["certificate"]} for one in row.officers
    ]
    return {
        "matter_title": subject.title,
        "party_name": subject.party_name,
        "party_code": or_not_given(subject.party_code),
        "party_address": or_not_given(subject.party_address),
        "party_representative": or_not_given(subject.party_representative),
        "things": things_of(row.things),
        "officers": officers,
    }


def approval(subject: Subject, now: Line, *, opinion: str, by: str, on: date) -> Content:
    """Return the contents of the approval of a preservation (先行登记保存证据审批表)."""
    row, asked = now.row, now.act(Keeping.REQUEST)
    return {
        **_common(subject, row),
        "reason": row.reason,
        "keeping": row.keeping_label,
        "place": row.place,
        "keeper": row.keeper,
        "asked_by": asked.by_name if asked else "",
        "asked_on": row.on,
        "approval_opinion": opinion,
        "approver_name": by,
        "approved_on": on,
    }


def notice(
    ctx: Act,
    subject: Subject,
    row: Preservation,
    draft: NoticeDraft,
    officers: tuple[OfficerFact, ...],
    *,
    on: date,
) -> Content:
    """Return the contents of the notice with its list (先行登记保存证据通知书)."""
    bureau = accounts.bureau(ctx)
    until, days = term(on, bureau.jurisdiction)
    length = Phrase.TERM if until else Phrase.TERM_OPEN
    return {
        **_common(subject, row),
        "officers": officers_of(officers, on),
        "reason": row.reason,
        "basis": lawbook.full_label(PRESERVATION),
        "keeping": row.keeping_label,
        "place": row.place,
        "keeper": row.keeper,
        "noticed_on": on,
        "term": length.label.format(days=days, until=date_text(until) if until else ""),
        "receiver": draft.receiver if draft.signed else Phrase.NONE.label,
        "refusal": draft.refusal_note or Phrase.NONE.label,
        "witness": draft.witness or Phrase.NONE.label,
        "contact": f"{officers[0].name}，{bureau.phone}" if officers else bureau.phone,
    }


def disposal_approval(ctx: Act, subject: Subject, now: Line, *, opinion: str, on: date) -> Content:
    """Return the contents of the approval of the disposal (先行登记保存证据处理审批表)."""
    proposed = now.act(Keeping.PROPOSAL)
    return {
        **_common(subject, now.row),
        "officers": officers_of(_handlers(ctx, subject), on),
        "things": _disposed(now),
        "noticed_on": now.noticed_on or on,
        "notice_number": _number(now),
        "term": date_text(now.until) if now.until else Phrase.NONE.label,
        "reason": (proposed.contents["reason"] if proposed else "") or Phrase.NONE.label,
        "proposed_by": proposed.by_name if proposed else "",
        "proposed_on": proposed.on if proposed else on,
        "approval_opinion": opinion,
        "approver_name": ctx.by.name,
        "approved_on": on,
    }


def disposal_decision(ctx: Act, subject: Subject, now: Line, *, on: date) -> Content:
    """Return the contents of the decision on the things (先行登记保存证据处理决定书)."""
    bureau, handlers = accounts.bureau(ctx), _handlers(ctx, subject)
    proposed = now.act(Keeping.PROPOSAL)
    return {
        **_common(subject, now.row),
        "officers": officers_of(handlers, on),
        "things": _disposed(now),
        "noticed_on": now.noticed_on or "",
        "notice_number": _number(now),
        "basis": lawbook.full_label(PRESERVATION),
        "reason": (proposed.contents["reason"] if proposed else "") or Phrase.NONE.label,
        "contact": f"{handlers[0].name}，{bureau.phone}" if handlers else bureau.phone,
    }


def _handlers(ctx: Act, subject: Subject) -> tuple[OfficerFact, ...]:
    """Return who handles the matter now: somebody else may have asked for the preservation."""
    return workforce.officer_facts(ctx, subject.handlers)


def _number(now: Line) -> str:
    notice = now.act(Keeping.NOTICE)
    return notice.document.number if notice and notice.document else ""


def _disposed(now: Line) -> Records:
    return [
        {
            "number": str(place),
            "name": thing["name"],
            "sort": thing["sort"] or Phrase.NONE.label,
            "quantity": thing["quantity"],
            "disposal": kind,
        }
        for place, (thing, kind) in enumerate(now.disposals, start=1)
    ]
