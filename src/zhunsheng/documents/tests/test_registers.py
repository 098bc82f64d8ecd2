"""Signed originals, seals and numbered forms through the services."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import Role
from zhunsheng.documents import queries, rules, services
from zhunsheng.documents.events import NumberVoided
from zhunsheng.documents.models import (
    Document,
    FileClosure,
    FormBlock,
    NumberEntry,
    SealUse,
    SignedOriginal,
)
from zhunsheng.documents.tests.builders import (
    CASE,
    CLERK,
    DAY,
    OTHER,
    ctx,
    found,
    found_other,
    issue_one,
)
from zhunsheng.documents.tests.scans import scan
from zhunsheng.journal import services as journal
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import Act
from zhunsheng.kernel.finding import StepRefused

TABLES = (Document, SignedOriginal, SealUse, FormBlock, NumberEntry, FileClosure)


def written() -> list[int]:
    rows = [model.objects.across_bureaus(reason="test counts rows").count() for model in TABLES]
    return [*rows, Event.objects.count()]


def refused(act: Any) -> list[str]:
    before = written()
    with pytest.raises(StepRefused) as refusal:
        act()
    assert written() == before
    return [one.code for one in refusal.value.findings]


@pytest.fixture
def people(db: None) -> dict[str, UUID]:
    found()
    held = {"chief": Role.CHIEF, "officer": Role.ENFORCEMENT_OFFICER, "clerk": Role.ARCHIVIST}
    return {
        name: accounts.add_user(
            ctx=ctx(f"user-{name}"),
            username=f"{name}-documents",
            name=f"示例{name}",
            roles=frozenset({role}),
            password="",
            unit=None,
            on=DAY,
        ).id
        for name, role in held.items()
    }


@journal.act
def close(*, ctx: Act, on: date) -> Document:
    """File the case, as the archive does."""
    services.close_file(ctx, subject=CASE, volume=1)
    row: Document = Document.objects.of(ctx)[0]
    journal.record(ctx, NumberVoided("示例", "示例"), on=on, subject=CASE)
    return row


@pytest.mark.usefixtures("people")
class TestOriginal:
    def attach(self, row: Document, key: str = "scan", **changes: Any) -> SignedOriginal:
        values = {"filename": "决定书.pdf", "content": scan(2), "on": DAY, **changes}
        return services.attach_original(ctx=ctx(key, on=values["on"]), document=row.id, **values)

    def test_is_bound_to_the_document_by_both_hashes(self):
        row = issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        assert [
            one.id for one in queries.lacking_originals(ctx("q"), CASE[0], [CASE[1]])[CASE[1]]
        ] == [row.id]
        original = self.attach(row)
        assert (original.pages, original.document_hash) == (2, row.content_hash)
        assert queries.kept_file(original.sha256) == scan(2)
        assert queries.lacking_originals(ctx("q"), CASE[0], [CASE[1]]) == {}
        event = Event.objects.get(kind="documents.original_scanned")
        assert original.sha256 in event.data
        assert row.content_hash in event.data

    def test_a_better_scan_takes_its_place_with_its_reason_and_the_first_one_stays(self):
        """行政处罚法 47: what was kept of the course is not replaced without a word."""
        row = issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        first = self.attach(row, reason="多写的原因")
        for said, code in (
            *((said, "no_reason") for said in (" ", "…", "x", "无无无", "900", "Infinity")),
            ("由于扫描不清" * 40, "long_reason"),
        ):
            found = refused(lambda said=said: self.attach(row, "no", content=scan(3), reason=said))
            assert found == [f"document.original.{code}"]
        second = self.attach(row, "again", content=scan(3), reason="第一次扫描缺页")
        assert (first.round, first.reason) == (1, "")
        assert (second.round, second.reason) == (2, "第一次扫描缺页")
        assert [one.id for one in queries.scans_of(ctx("q"), row.id)] == [second.id, first.id]
        told = Event.objects.filter(kind="documents.original_scanned").order_by("sequence")
        assert ["第一次扫描缺页" in one.data for one in told] == [False, True]
        assert queries.originals_of(ctx("q"), [row.id])[row.id].pages == 3
        assert queries.kept_file(first.sha256) == scan(2)

    def test_one_picture_is_the_original_of_one_paper(self):
        """行政处罚法 47: a scan of several papers is not an original of each."""
        row = issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        other = issue_one(ctx=ctx("b"), kind="prior_notice", on=DAY)
        self.attach(row)
        with pytest.raises(StepRefused) as refusal:
            self.attach(other, "other")
        (found,) = refusal.value.findings
        assert found.code == "document.original.of_another_paper"
        assert f"{row.title}{row.number}" in found.message
        assert SignedOriginal.objects.of(ctx("q")).count() == 1
        self.attach(other, "own", content=scan(3))

    def test_is_refused_with_every_reason(self):
        row = issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        early = DAY - timedelta(days=1)
        found = refused(lambda: self.attach(row, content=b"text", filename="a.txt", on=early))
        assert found == ["document.original.not_a_scan", "document.original.before_issue"]

    def test_the_same_form_sent_twice_is_one_original(self):
        row = issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        assert self.attach(row).id == self.attach(row).id
        assert SignedOriginal.objects.of(ctx("q")).count() == 1

    def test_another_bureau_knows_no_such_document(self):
        found_other()
        row = issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        with pytest.raises(Document.DoesNotExist):
            services.attach_original(
                ctx=ctx("b", bureau=OTHER),
                document=row.id,
                filename="a.pdf",
                content=scan(),
                on=DAY,
            )


@pytest.mark.usefixtures("people")
def test_registers_and_originals_are_entered_by_who_keeps_them(people):
    """行政处罚法 47: the page is no guard, the act is."""
    row = issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
    block = services.hand_out_forms(
        ctx=ctx("b"), kind="inspection_notice", holder=people["officer"], count=1, on=DAY
    )
    (number,) = NumberEntry.objects.of(ctx("q")).filter(block=block)
    street = replace(CLERK, roles=frozenset({Role.STREET_OFFICER.value}))
    by = replace(ctx("c"), by=street)
    acts = {
        "document.forms": lambda: services.hand_out_forms(
            ctx=by, kind="inspection_notice", holder=people["officer"], count=1, on=DAY
        ),
        "document.forms_back": lambda: services.return_forms(ctx=by, block=block.id, on=DAY),
        "document.number": lambda: services.void_number(
            ctx=by, number_id=number.id, reason="填错", on=DAY
        ),
        "document.seal": lambda: services.register_seal_use(
            ctx=by,
            document=row.id,
            seal="示例局公章",
            purpose="制发文书",
            copies=1,
            approver=people["chief"],
            on=DAY,
        ),
        "document.original": lambda: services.attach_original(
            ctx=by, document=row.id, filename="a.pdf", content=scan(), on=DAY
        ),
    }
    for code, act in acts.items():
        assert refused(act) == [f"{code}.wrong_role"]


@pytest.mark.usefixtures("people")
class TestClosedFile:
    """行政处罚法 47: nothing is added to a file after it was archived."""

    def test_takes_no_paper_and_no_original(self):
        row = issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        close(ctx=ctx("close"), on=DAY)
        issued = refused(lambda: issue_one(ctx=ctx("b"), kind="prior_notice", on=DAY))
        scanned = refused(lambda: TestOriginal().attach(row))
        assert issued == scanned == ["document.file.archived"]


class TestSeal:
    def use(self, row: Document, approver: UUID, key: str = "seal", **changes: Any) -> SealUse:
        values = {"seal": "行政机关印章", "purpose": "制发决定书", "copies": 2, **changes}
        return services.register_seal_use(
            ctx=ctx(key), document=row.id, approver=approver, on=DAY, **values
        )

    def test_is_entered_once_on_the_approval_of_a_head(self, people):
        row = issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        assert [one.id for one in queries.awaiting_seal(ctx("q"))] == [row.id]
        self.use(row, people["chief"])
        assert list(queries.awaiting_seal(ctx("q"))) == []
        twice = refused(lambda: self.use(row, people["chief"], "twice"))
        assert twice == ["document.seal.twice"]

    def test_is_refused_with_every_reason(self, people):
        row = issue_one(ctx=ctx("a"), kind="closing_approval", on=DAY)
        found = refused(lambda: self.use(row, people["officer"], seal=" ", purpose="", copies=0))
        assert [one.rpartition(".")[2] for one in found] == [
            "not_sealed", "no_seal", "no_purpose", "no_copies", "not_approved"
        ]  # fmt: skip


class TestForms:
    def hand(self, people: dict[str, UUID], holder: str = "officer", count: int = 3) -> FormBlock:
        return services.hand_out_forms(
            ctx=ctx(f"hand-{holder}-{count}"),
            kind="summary_penalty_decision",
            holder=people[holder],
            count=count,
            on=DAY,
        )

    def counted(self, block: FormBlock) -> rules.BlockCount:
        row = queries.form_block(ctx("q"), block.id)
        return queries.block_lines(ctx("q"), (row,))[0].count

    def test_every_number_is_accounted_for(self, people):
        block = self.hand(people)
        first, *_ = queries.forms_of(ctx("q"), block)
        services.void_number(ctx=ctx("void"), number_id=first.id, reason="填错", on=DAY)
        assert self.counted(block) == rules.BlockCount(void=1, out=2)
        services.return_forms(ctx=ctx("back"), block=block.id, on=DAY)
        assert self.counted(block) == rules.BlockCount(void=1, returned=2)
        assert queries.unaccounted_numbers(ctx("q"), "简罚", DAY.year) == (2, 3)

    def test_a_number_is_used_by_its_holder_alone(self, people):
        block = self.hand(people)
        number = block.first_number
        content = rules.example(queries.kind("summary_penalty_decision"))

        @journal.act
        def use(*, ctx: Act, on: date) -> Document:
            return services.issue_reserved(
                ctx, kind=block.kind, subject=CASE, content=content, on=on, number=number
            )

        assert refused(lambda: use(ctx=ctx("use"), on=DAY)) == ["document.number.with_another"]

    def test_is_refused_to_who_enforces_nothing(self, people):
        assert refused(lambda: self.hand(people, "clerk", 0)) == [
            "document.forms.count", "document.forms.holder"
        ]  # fmt: skip

    def test_comes_back_once(self, people):
        block = self.hand(people)
        services.return_forms(ctx=ctx("back"), block=block.id, on=DAY)
        twice = refused(lambda: services.return_forms(ctx=ctx("twice"), block=block.id, on=DAY))
        assert twice == ["document.forms.returned"]
