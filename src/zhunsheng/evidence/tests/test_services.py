"""Evidence is admitted, catalogued, kept by hash, and verified whenever it is read."""

from __future__ import annotations

import os
import resource
import signal
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.records import UnscopedRead
from zhunsheng.evidence import queries, rules, services
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.evidence.models import EvidenceItem
from zhunsheng.journal.models import Event
from zhunsheng.kernel.act import Act, Actor, ActorKind, Viewer
from zhunsheng.kernel.finding import StepRefused
from zhunsheng.web import uploads

DAY = date(2025, 3, 3)
BUREAU = UUID("01950000-0000-7000-8000-0000000000a1")
OTHER_BUREAU = UUID("01950000-0000-7000-8000-0000000000b1")
CLERK = Actor(ActorKind.OFFICER, UUID(int=2), "示例甲")
CASE = ("case", UUID(int=77))
PHOTO = b"\0\0\0\x20ftypisom" + "示例录像".encode() * 1000


def ctx(key: str, **changes: Any) -> Act:
    start = Act(by=CLERK, bureau=BUREAU, at=datetime(2025, 3, 3, 2, tzinfo=UTC), request_key=key)
    return replace(start, **changes)


@pytest.fixture
def bureau(db, settings, tmp_path):
    settings.ZHUNSHENG_FILES_DIR = tmp_path / "files"
    facts = accounts.BureauFacts(
        "示例区应急管理局", "示", "999901", "CN", "示例区人民政府", "示例路1号", "000"
    )
    accounts.found_bureau(ctx=ctx("found"), facts=facts, on=DAY)
    return tmp_path / "files"


def add(key: str = "add", **changes: Any) -> EvidenceItem:
    values = {
        "subject": CASE,
        "name": "现场照片",
        "kind": EvidenceKind.AUDIOVISUAL,
        "file": uploads.Upload("现场录像.mp4", PHOTO),
        "obtained_on": DAY,
        "proves": "现场存在隐患",
        "obtained_by": ("示例甲", "示例乙"),
        "on": DAY,
    }
    return services.add_evidence(ctx=ctx(key), **{**values, **changes})


def film(number: int) -> uploads.Upload:
    """Return a recording that is like no other."""
    return uploads.Upload("现场录像.mp4", PHOTO + bytes([number]))


def files(folder) -> list[str]:
    return sorted(p.name for p in folder.rglob("*") if p.is_file())


class TestAddEvidence:
    def test_keeps_the_file_by_its_hash_and_records_one_event(self, bureau):
        before = Event.objects.count()
        item = add()
        digest = sha256(PHOTO).hexdigest()
        assert (item.number, item.sha256, item.size, item.obtained_by) == (
            "E01",
            digest,
            len(PHOTO),
            "示例甲、示例乙",
        )
        assert queries.kept_file(digest) == PHOTO
        assert files(bureau) == [digest]
        assert Event.objects.count() == before + 1

    def test_numbers_the_items_of_a_subject_in_order(self, bureau):
        for n in range(11):
            add(f"add {n}", name=f"照片{n}", file=film(n))
        add("elsewhere", subject=("case", UUID(int=78)))
        numbers = [item.number for item in queries.catalogue(ctx("read"), CASE)]
        assert numbers == [f"E{n:02d}" for n in range(1, 12)]

    def test_numbers_an_item_after_those_that_its_file_stands_on(self, bureau):
        former = ("case", UUID(int=78))
        add("former 1", subject=former, file=film(1))
        add("former 2", subject=former, file=film(2))
        values: dict[str, Any] = {
            "name": "现场照片",
            "kind": EvidenceKind.AUDIOVISUAL,
            "obtained_on": DAY,
            "proves": "现场存在隐患",
        }
        rows = [
            services.admit(
                ctx(f"own {n}"), subject=CASE, after=(former, CASE), file=film(n), **values
            )
            for n in (3, 4)
        ]
        assert [row.number for row in rows] == ["E03", "E04"]
        with pytest.raises(StepRefused) as refusal:
            services.admit(ctx("again"), subject=CASE, after=(former,), file=film(2), **values)
        [found] = refusal.value.findings
        assert (found.code, "E02" in found.message) == ("evidence.same_file", True)

    def test_is_refused_where_the_file_is_in_the_catalogue_already(self, bureau):
        """行政处罚法 46: one thing proves once; the refusal names the piece that it is."""
        add()
        before = Event.objects.count()
        with pytest.raises(StepRefused) as refusal:
            add("again", name="现场照片二")
        assert [f.code for f in refusal.value.findings] == ["evidence.same_file"]
        assert len(queries.catalogue(ctx("read"), CASE)) == 1
        assert Event.objects.count() == before
        add("elsewhere", subject=("case", UUID(int=78)))

    def test_acts_once_when_sent_twice(self, bureau):
        assert add() == add()
        assert len(queries.catalogue(ctx("read"), CASE)) == 1

    def test_is_refused_where_the_file_has_another_hash(self, bureau):
        before = Event.objects.count()
        with pytest.raises(StepRefused) as refusal:
            add(sha256="0" * 64)
        assert [f.code for f in refusal.value.findings] == ["evidence.digest_differs"]
        assert queries.catalogue(ctx("read"), CASE) == []
        assert not bureau.exists()
        assert Event.objects.count() == before

    def test_is_refused_with_an_empty_file(self, bureau):
        before = Event.objects.count()
        with pytest.raises(StepRefused) as refusal:
            add(file=uploads.Upload("现场录像.mp4", b""))
        assert [f.code for f in refusal.value.findings] == ["evidence.file_empty"]
        assert (Event.objects.count(), not bureau.exists()) == (before, True)

    def test_is_refused_with_a_file_that_is_too_large(self, bureau, monkeypatch):
        monkeypatch.setattr(rules, "MOST_BYTES", 3)
        before = Event.objects.count()
        with pytest.raises(StepRefused) as refusal:
            add(file=uploads.Upload("录音.mp3", b"ID3\x04"))
        [found] = refusal.value.findings
        assert (found.code, found.message) == ("evidence.file_unfit", "上传的文件超过200兆字节")
        assert Event.objects.count() == before
        assert add(file=uploads.Upload("录音.mp3", b"ID3")).size == 3

    @pytest.mark.parametrize(
        ("filename", "code"),
        [("现场录像.pdf", "文件内容与文件名的格式不一致"), ("", "不接收这种格式的文件")],
    )
    def test_is_refused_with_a_file_that_is_not_what_its_name_says(self, bureau, filename, code):
        """行政处罚法 46: evidence is verified, whichever way it comes in."""
        before = Event.objects.count()
        with pytest.raises(StepRefused) as refusal:
            add(file=uploads.Upload(filename, PHOTO))
        [found] = refusal.value.findings
        assert (found.code, found.message) == ("evidence.file_unfit", code)
        assert (Event.objects.count(), not bureau.exists()) == (before, True)


class TestCatalogue:
    def test_takes_one_query(self, bureau, django_assert_num_queries):
        add()
        with django_assert_num_queries(1):
            queries.catalogue(ctx("read"), CASE)

    def test_of_another_bureau_is_empty(self, bureau):
        item = add()
        stranger = ctx("read", bureau=OTHER_BUREAU)
        assert queries.catalogue(stranger, CASE) == []
        with pytest.raises(EvidenceItem.DoesNotExist):
            queries.item(stranger, item.id)

    def test_without_a_scope_raises(self):
        with pytest.raises(UnscopedRead):
            EvidenceItem.objects.all()


class TestFile:
    def test_that_was_changed_or_lost_is_not_read(self, bureau):
        digest = add().sha256
        place = queries.place_of(digest)
        place.write_bytes(PHOTO[:-1] + b"x")
        with pytest.raises(queries.FileDamaged):
            queries.kept_file(digest)
        place.unlink()
        with pytest.raises(queries.FileDamaged):
            queries.kept_file(digest)

    def test_cannot_name_a_place_outside(self, bureau):
        with pytest.raises(ValueError, match="SHA-256"):
            queries.place_of("../../etc/passwd")

    def test_is_written_whole_or_not_at_all_on_a_full_disk(self, bureau):
        old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        try:
            with pytest.raises(OSError, match="large"):
                services.keep_file(os.urandom(100_000))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, old)
        assert files(bureau) == []


class TestUpload:
    def test_is_given_back_to_its_sender_alone(self, bureau):
        viewer = Viewer(BUREAU, CLERK)
        token = services.hold_upload(viewer, filename="名单.csv", content=b"abc")
        assert queries.held_upload(viewer, token) == uploads.Upload("名单.csv", b"abc")
        strangers = (
            Viewer(OTHER_BUREAU, CLERK),
            Viewer(BUREAU, Actor(ActorKind.OFFICER, UUID(int=3), "示例乙")),
        )
        for stranger in strangers:
            with pytest.raises(uploads.UploadGone):
                queries.held_upload(stranger, token)
        with pytest.raises(uploads.UploadGone):
            queries.held_upload(viewer, token + "x")
