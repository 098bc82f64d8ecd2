"""Issuing and numbering."""

import hashlib
import threading
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from zhunsheng.documents import queries, services
from zhunsheng.documents.choices import NumberSource
from zhunsheng.documents.models import Document, NumberEntry, Series
from zhunsheng.documents.tests.builders import (
    BUREAU,
    CASE,
    DAY,
    OTHER,
    ctx,
    found,
    found_other,
    issue_one,
    issue_under,
)
from zhunsheng.journal.models import Event
from zhunsheng.kernel.finding import StepRefused


def written() -> tuple[int, ...]:
    rows = (
        model.objects.across_bureaus(reason="test counts rows").count()
        for model in (Document, NumberEntry, Series)
    )
    return (*rows, Event.objects.count())


@pytest.fixture
def bureau(db: None) -> None:
    found()


@pytest.mark.usefixtures("bureau")
class TestIssue:
    def test_fixes_number_content_and_hash_and_records_the_event(self):
        document = issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        assert document.number == "（示）应急罚〔2026〕1号"
        assert document.title == "行政处罚决定书"
        assert (document.issued_on, document.issued_by_name) == (DAY, "示例乙")
        assert (document.subject_kind, document.subject_id) == CASE
        content = document.content.encode()
        assert document.content_hash == hashlib.sha256(content).hexdigest()
        event = Event.objects.get(kind="documents.issued")
        assert document.content_hash in event.data
        assert (event.subject_kind, event.subject_id) == CASE

    def test_counts_each_word_and_year_apart(self):
        later = date(2027, 1, 4)
        issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        notice = issue_one(ctx=ctx("b"), kind="prior_notice", on=DAY)
        decision = issue_one(ctx=ctx("c", on=later), kind="penalty_decision", on=later)
        assert notice.number == "（示）应急告〔2026〕1号"
        assert decision.number == "（示）应急罚〔2027〕1号"

    def test_gives_the_next_number_to_the_next_document(self):
        numbers = [issue_one(ctx=ctx(key), kind="penalty_decision", on=DAY).number for key in "abc"]
        assert numbers == [f"（示）应急罚〔2026〕{n}号" for n in (1, 2, 3)]

    def test_counts_each_bureau_apart(self):
        found_other()
        issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        other = issue_one(ctx=ctx("a", bureau=OTHER), kind="penalty_decision", on=DAY)
        assert other.number == "（样）应急罚〔2026〕1号"

    def test_is_refused_with_every_empty_content_and_writes_nothing(self):
        before = written()
        with pytest.raises(StepRefused) as refused:
            issue_one(
                ctx=ctx("a"), kind="penalty_decision", on=DAY, without=("court", "party_name")
            )
        assert [finding.message for finding in refused.value.findings] == [
            "《行政处罚决定书》缺少必须载明的内容：当事人的名称（姓名）",
            "《行政处罚决定书》缺少必须载明的内容：管辖法院",
        ]
        assert written() == before

    def test_takes_a_number_from_outside_with_its_receipt(self):
        document = issue_one(
            ctx=ctx("a"),
            kind="inspection_record",
            on=DAY,
            source=NumberSource.EXTERNAL,
            external_number="（示）应急检记〔2026〕执法一队7号",
            external_receipt="HZ-1",
        )
        assert document.number == "（示）应急检记〔2026〕执法一队7号"
        assert document.external_receipt == "HZ-1"
        assert not NumberEntry.objects.of(ctx("x")).exists()

    def test_is_refused_for_a_number_from_outside_without_receipt_or_taken(self):
        issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        before = written()
        with pytest.raises(StepRefused) as refused:
            issue_one(
                ctx=ctx("b"),
                kind="penalty_decision",
                on=DAY,
                source=NumberSource.EXTERNAL,
                external_number="（示）应急罚〔2026〕1号",
            )
        assert [finding.code for finding in refused.value.findings] == [
            "document.number.external_incomplete",
            "document.number.taken",
        ]
        assert written() == before

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE documents_document SET content = 'x'",
            "UPDATE documents_document SET number = 'x'",
            "DELETE FROM documents_document",
        ],
    )
    def test_cannot_be_changed_in_the_database_afterwards(self, statement: str):
        document = issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert queries.document(ctx("x"), document.id).content == document.content


@pytest.mark.usefixtures("bureau")
class TestReservedNumber:
    def test_is_used_by_the_document_it_was_set_aside_for(self):
        entry = services.reserve_number(ctx=ctx("r"), kind="penalty_decision", on=DAY)
        issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        document = issue_under(ctx=ctx("b"), kind="penalty_decision", number=entry.number, on=DAY)
        assert document.number == "（示）应急罚〔2026〕1号"
        assert queries.unaccounted_numbers(ctx("x"), "罚", 2026) == ()

    def test_is_refused_to_another_kind_and_writes_nothing(self):
        entry = services.reserve_number(ctx=ctx("r"), kind="penalty_decision", on=DAY)
        before = written()
        with pytest.raises(StepRefused) as refused:
            issue_under(ctx=ctx("b"), kind="prior_notice", number=entry.number, on=DAY)
        assert [f.code for f in refused.value.findings] == ["document.number.not_reserved_here"]
        assert written() == before

    def test_is_unaccounted_until_it_is_void_with_a_reason(self):
        entry = services.reserve_number(ctx=ctx("r"), kind="penalty_decision", on=DAY)
        assert queries.unaccounted_numbers(ctx("x"), "罚", 2026) == (1,)
        services.void_number(ctx=ctx("v"), number_id=entry.id, reason="填写错误", on=DAY)
        assert queries.unaccounted_numbers(ctx("x"), "罚", 2026) == ()
        assert queries.number(ctx("x"), entry.id).reason == "填写错误"
        assert issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY).number.endswith("2号")

    @pytest.mark.parametrize("reason", [" ", "Infinity"])
    def test_is_not_void_without_a_reason(self, reason):
        entry = services.reserve_number(ctx=ctx("r"), kind="penalty_decision", on=DAY)
        before = written()
        with pytest.raises(StepRefused) as refused:
            services.void_number(ctx=ctx("v"), number_id=entry.id, reason=reason, on=DAY)
        assert [f.code for f in refused.value.findings] == ["document.number.no_reason"]
        assert written() == before
        assert queries.number(ctx("x"), entry.id).state == "RESERVED"

    def test_is_not_void_once_a_document_carries_it(self):
        issue_one(ctx=ctx("a"), kind="penalty_decision", on=DAY)
        entry = queries.numbers(ctx("x"), code="罚", year=2026)[0]
        before = written()
        with pytest.raises(StepRefused) as refused:
            services.void_number(ctx=ctx("v"), number_id=entry.id, reason="填写错误", on=DAY)
        assert [f.code for f in refused.value.findings] == ["document.number.not_reserved"]
        assert written() == before


class TestNumbering:
    def test_gives_no_number_twice_and_leaves_no_gap_when_many_issue_at_once(
        self, own_database: str
    ):
        found()
        threads, each = 6, 5
        failures: list[Exception] = []

        def work(name: int) -> None:
            try:
                for turn in range(each):
                    issue_one(ctx=ctx(f"{name}-{turn}"), kind="penalty_decision", on=DAY)
            except (DatabaseError, StepRefused) as error:
                failures.append(error)
            finally:
                connection.close()

        workers = [threading.Thread(target=work, args=(name,)) for name in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

        assert failures == []
        entries = queries.numbers(ctx("x"), code="罚", year=2026)
        assert [entry.sequence for entry in entries] == list(range(1, threads * each + 1))
        issued = {document.number for document in queries.documents(ctx("x"))}
        assert issued == {entry.number for entry in entries}
        assert Series.objects.of(ctx("x")).get().bureau_id == BUREAU
