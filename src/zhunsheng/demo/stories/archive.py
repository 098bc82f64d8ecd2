"""The archive of a year: forms handed out, seals, originals, files of two cases, loans."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

from zhunsheng.archive import queries as archive
from zhunsheng.archive import services as filing
from zhunsheng.cases.choices import CaseProcedure
from zhunsheng.demo.engine import Story, instant
from zhunsheng.demo.founding import World
from zhunsheng.documents import queries as documents
from zhunsheng.documents import services as papers
from zhunsheng.documents.choices import FileFormat
from zhunsheng.kernel.act import Act

FORMS_ON, FILED_ON, ASKED_ON, LENT_ON = (
    date(2025, 2, 10), date(2026, 1, 6), date(2026, 1, 7), date(2026, 1, 8)
)  # fmt: skip
DUE_ON: Final = date(2026, 1, 13)
SEAL: Final = "行政机关印章"


def story(world: World) -> Story:
    """Return the story of the archive."""
    yield from _forms(world)
    filed = []
    for count, procedure in enumerate((CaseProcedure.ORDINARY, CaseProcedure.SUMMARY)):
        at = instant(FILED_ON, 9 + count)
        yield at
        waiting = archive.waiting(world.viewer).filter(procedure=procedure.value)
        ended = (one for one in waiting if not archive.running(world.viewer, one, on=FILED_ON))
        row = next(ended, None)
        if row is None:
            continue
        _signed(world, row.id, at)
        made = filing.file_case(
            ctx=_act(world, "dangan", at),
            case=row.id,
            papers=archive.prepared(world.viewer, row),
            years=None,
            remark="",
            on=FILED_ON,
        )
        filed.append(made.id)
    if filed:
        yield from _lent(world, filed[0], filed[-1])


def _act(world: World, who: str, at: datetime) -> Act:
    return world.year.act(world.who(who), at)


def _forms(world: World) -> Story:
    """Hand out on-the-spot forms, take back what was not used, void one."""
    at = instant(FORMS_ON, 9)
    yield at
    officer = world.who("zhifa1")
    block = papers.hand_out_forms(
        ctx=_act(world, "dangan", at),
        kind="inspection_notice",
        holder=officer.id,
        count=3,
        on=FORMS_ON,
    )
    at = instant(FORMS_ON, 16)
    yield at
    spoilt = documents.forms_of(world.viewer, block)[0]
    papers.void_number(
        ctx=_act(world, "dangan", at), number_id=spoilt.id, reason="现场填写错误", on=FORMS_ON
    )


def _signed(world: World, case: UUID, at: datetime) -> None:
    """Hand in the originals of the papers with a seal, and enter the seal."""
    chief = world.who("juzhang")
    for row in documents.documents_of(world.viewer, ("case", case)):
        if not documents.kind(row.kind).is_sealed:
            continue
        papers.register_seal_use(
            ctx=_act(world, "dangan", at),
            document=row.id,
            seal=SEAL,
            purpose="制发执法文书",
            copies=2,
            approver=chief.id,
            on=FILED_ON,
        )
        papers.attach_original(
            ctx=_act(world, "dangan", at),
            document=row.id,
            filename=f"{row.number}.pdf",
            content=documents.rendered(row, FileFormat.PDF).read_bytes(),
            on=FILED_ON,
        )


def _lent(world: World, first: UUID, last: UUID) -> Story:
    at = instant(ASKED_ON, 10)
    yield at
    draft = filing.LoanDraft("示例法制审核员", "案卷评查", DUE_ON, with_inner=True)
    loan = filing.request_loan(
        ctx=_act(world, "fazhi1", at), volume=first, draft=draft, on=ASKED_ON
    )
    at = instant(LENT_ON, 10)
    yield at
    filing.approve_loan(ctx=_act(world, "fujuzhang", at), loan=loan.id, on=LENT_ON)
    at = instant(LENT_ON, 11)
    yield at
    outside = filing.LoanDraft(
        "示例区人民法院", "行政诉讼证据核对", date(2026, 1, 30), outside=True
    )
    filing.request_loan(ctx=_act(world, "dangan", at), volume=last, draft=outside, on=LENT_ON)
