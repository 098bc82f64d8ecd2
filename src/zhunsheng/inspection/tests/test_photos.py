"""Photos that come with the findings of a visit (国办发〔2018〕118号: the whole is recorded)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zhunsheng.documents import queries as documents
from zhunsheng.documents.tests.scans import picture
from zhunsheng.evidence import queries as evidence
from zhunsheng.evidence.models import EvidenceItem
from zhunsheng.inspection import queries, services
from zhunsheng.inspection.models import FindingPhoto
from zhunsheng.inspection.tests import builders
from zhunsheng.inspection.tests.builders import VISITED, World
from zhunsheng.inspection.tests.refusals import refused
from zhunsheng.inspection.tests.test_views import at, browser, typed

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'name="(f\d+-kept)" value="([^"]+)" checked')


@pytest.fixture
def world(db: None, settings: Any) -> World:
    settings.ZHUNSHENG_PINNED_NOW = "2025-09-08T18:00:00+08:00"
    return builders.world()


def photo(name: str = "配电间.png", width: int = 40) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture("PNG", size=(width, 30)), content_type="image/png")


def kept_in(page: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for field, token in TOKEN.findall(page.content.decode()):
        found.setdefault(field, []).append(token)
    return found


class TestVisit:
    def test_keeps_several_photos_of_each_finding_with_their_hashes(self, world: World):
        row = builders.approved(world)
        services.record_visit(
            ctx=world.act("visit", VISITED),
            inspection=row.id,
            visit=builders.visit(),
            photos=tuple(
                (number, name, picture("PNG", size=(40 + place, 30)))
                for place, (number, name) in enumerate(
                    ((1, "一.png"), (1, "二.png"), (2, "三.png"))
                )
            ),
            version=0,
            on=VISITED,
        )
        first, second = queries.findings_of(world.viewer(), row.id)
        photos = queries.photos_of(world.viewer(), row.id)
        assert [one.evidence.number for one in photos[first.id]] == ["E01", "E02"]
        assert [one.evidence.number for one in photos[second.id]] == ["E03"]
        catalogue = evidence.catalogue(world.viewer(), ("inspection", row.id))
        assert [len(one.sha256) for one in catalogue] == [64, 64, 64, 64]
        papers = documents.documents_of(world.viewer(), ("inspection", row.id))
        record = next(one for one in papers if one.kind == "inspection_record")
        assert catalogue[-1].sha256 == record.content_hash  # the record itself is evidence (46)
        assert record.contents["photos"] == "第1项问题附照片E01、E02；第2项问题附照片E03"

    def test_keeps_nothing_where_the_visit_is_refused(self, world: World):
        row = builders.approved(world)
        assert "inspection.visit.unsigned" in refused(
            lambda: services.record_visit(
                ctx=world.act("visit", VISITED),
                inspection=row.id,
                visit=builders.visit(signed=False),
                photos=((1, "一.png", b"1"),),
                version=0,
                on=VISITED,
            )
        )
        assert not EvidenceItem.objects.of(world.viewer()).exists()


class TestForm:
    def post(self, world: World, row: Any, **changes: object) -> Any:
        client = browser(world, world.officer)
        return client.post(at("visit", row), typed(world, **changes))

    def test_offers_camera_and_album_on_a_phone(self, world: World):
        page = browser(world, world.officer).get(at("visit", builders.approved(world)))
        text = page.content.decode()
        assert 'enctype="multipart/form-data"' in text
        assert 'name="f1-photos" accept="image/jpeg,image/png" capture="environment"' in text
        assert 'name="f1-photos" accept="image/jpeg,image/png" multiple' in text

    def test_takes_the_photos_with_the_visit(self, world: World):
        row = builders.approved(world)
        done = self.post(world, row, **{"f1-photos": [photo(), photo("全景.png", 50)]})
        assert done.status_code == 302
        (finding,) = queries.findings_of(world.viewer(), row.id)
        names = [one.evidence.name for one in queries.photos_of(world.viewer(), row.id)[finding.id]]
        assert names == ["配电间", "全景"]
        page = browser(world, world.officer).get(at("detail", row)).content.decode()
        assert "照片 E01" in page

    def test_lets_one_photo_show_two_findings_as_one_piece(self, world: World):
        row = builders.approved(world)
        second = {
            "f2-violation_key": "safety.97-7",
            "f2-description": "应急照明损坏",
            "f2-place": "机房",
        }
        shown = {"f1-photos": [photo(), photo()], "f2-photos": [photo()]}
        assert self.post(world, row, **second, **shown).status_code == 302
        piece, _record = EvidenceItem.objects.of(world.viewer()).order_by("number")
        numbers = FindingPhoto.objects.of(world.viewer()).order_by("finding__number")
        assert [(one.finding.number, one.evidence_id) for one in numbers] == [
            (1, piece.id),
            (2, piece.id),
        ]

    def test_loses_no_photo_where_the_form_is_refused_for_another_reason(self, world: World):
        row = builders.approved(world)
        page = self.post(world, row, signed="", **{"f1-photos": [photo(), photo("全景.png", 41)]})
        assert "现场负责人未签字" in page.content.decode()
        held = kept_in(page)
        assert len(held["f1-kept"]) == 2
        assert self.post(world, row, **held).status_code == 302
        assert FindingPhoto.objects.of(world.viewer()).count() == 2

    def test_keeps_photos_while_rows_are_added(self, world: World):
        row = builders.approved(world)
        page = self.post(world, row, more="1", **{"f2-photos": [photo()]})
        assert list(kept_in(page)) == ["f2-kept"]

    def test_says_which_file_is_no_photo_and_keeps_the_others(self, world: World):
        row = builders.approved(world)
        sham = SimpleUploadedFile("假的.jpg", b"MZ not a picture")
        page = self.post(world, row, **{"f1-photos": [photo(), sham]})
        text = page.content.decode()
        assert page.status_code == 422
        assert "“假的.jpg”没有收下" in text
        assert len(kept_in(page)["f1-kept"]) == 1
        assert not FindingPhoto.objects.of(world.viewer()).exists()
        assert not EvidenceItem.objects.of(world.viewer()).exists()

    def test_asks_a_photo_without_words_for_its_finding(self, world: World):
        row = builders.approved(world)
        page = self.post(world, row, **{"f2-photos": [photo()]})
        assert "第2项问题未填写完整。" in page.content.decode()
        assert list(kept_in(page)) == ["f2-kept"]

    def test_takes_no_token_of_somebody_else(self, world: World):
        row = builders.approved(world)
        page = self.post(world, row, **{"f1-kept": ["forged"]})
        assert "有照片已经过期或者不是本人上传的" in page.content.decode()
        assert not FindingPhoto.objects.of(world.viewer()).exists()


@pytest.mark.parametrize("number", [0, -1, 3])
def test_no_photo_shows_a_finding_that_is_not_there(world: World, number: int) -> None:
    """安全生产法65：照片所证明的问题应当载于检查记录。"""
    row = builders.approved(world)
    file = photo()
    codes = refused(
        lambda: services.record_visit(
            ctx=world.act("v", VISITED),
            inspection=row.id,
            visit=builders.visit(),
            photos=((number, "配电间.png", file.read()),),
            version=None,
            on=VISITED,
        )
    )
    assert codes == ["inspection.photo.finding"]
