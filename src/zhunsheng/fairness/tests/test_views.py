"""Pages of assessments: the empty list, a draft that is handed in, the result and its paper."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from zhunsheng.cases.tests.world import World
from zhunsheng.fairness import queries
from zhunsheng.fairness.tests.builders import CLEAN, SIGNS
from zhunsheng.lawbook.choices import Liable
from zhunsheng.lawbook.tests import sheets

pytestmark = pytest.mark.django_db
FORM = {"request_key": "k1", "table": "", "since": "2025-01-01", "cliff_percent": "40"}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def client(world, settings) -> Client:
    settings.ZHUNSHENG_PINNED_NOW = "2026-01-15T10:00:00+08:00"
    made = Client()
    made.force_login(world.users["reviewer"], backend="django.contrib.auth.backends.ModelBackend")
    return made


def file(text: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("draft.yaml", text if isinstance(text, bytes) else text.encode())


class TestPages:
    def test_list_says_what_to_do_first(self, client):
        text = client.get(reverse("fairness:list")).content.decode()
        assert "还没有测算过裁量基准" in text
        assert reverse("fairness:new") in text

    def test_assess_a_draft_and_show_defects_first(self, world, client):
        done = client.post(
            reverse("fairness:new"), {**FORM, "file": file(SIGNS.read_text("utf-8"))}
        )
        (run,) = queries.runs(world.viewer())
        assert done.status_code == 302
        text = client.get(done.url).content.decode()
        assert text.index("低于法定下限10,000元") < text.index("重放测算") < text.index("分组比较")
        assert "幅度相同，都是20,000元至30,000元" in text
        assert "案件太少或者只有一组" in text
        answer = client.get(reverse("fairness:pdf", args=[run.id]))
        assert answer.headers["Content-Type"] == "application/pdf"
        assert run.label in client.get(reverse("fairness:list")).content.decode()

    def test_assess_a_clean_table_without_a_defect(self, client):
        done = client.post(reverse("fairness:new"), {**FORM, "file": file(CLEAN)}, follow=True)
        assert "没有发现缺陷" in done.content.decode()

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({}, "二者取一"),
            ({"table": "CN-2024-90-26", "file": "good"}, "二者取一"),
            ({"file": "id: x"}, "无法读取为草案"),
            ({"file": b"\xff\xfe"}, "不是 UTF-8"),
            ({"file": "x" * 2_100_000}, "超过2兆字节"),
        ],
    )
    def test_hand_back_what_is_no_draft(self, world, client, changes, message):
        given = {
            k: file(CLEAN if v == "good" else v) if k == "file" else v for k, v in changes.items()
        }
        answer = client.post(reverse("fairness:new"), {**FORM, **given})
        assert answer.status_code == 422
        assert message in answer.content.decode()
        assert not queries.runs(world.viewer()).exists()

    def test_assess_a_spreadsheet_that_leaves_the_law(self, world, client):
        low = [
            sheets.row(violation="safety.99-1", fact1="涉及处数", below1="", most=50000),
            sheets.row(
                violation="safety.99-1",
                fact1="涉及处数",
                below1="",
                who=Liable.RESPONSIBLE.label,
                stage="逾期未改正",
                least=5000,
                most=8000,
            ),
        ]
        made = sheets.xlsx(*low, sheets.row(number=2))
        sheet = SimpleUploadedFile("draft.xlsx", made)
        answer = client.post(reverse("fairness:new"), {**FORM, "file": sheet})
        assert answer.status_code == 422
        assert "请选择测算哪一项" in answer.content.decode()
        assert not queries.runs(world.viewer()).exists()
        chosen = {**FORM, "violation": "safety.99-1"}
        sheet = SimpleUploadedFile("draft.xlsx", made)
        done = client.post(reverse("fairness:new"), {**chosen, "file": sheet}, follow=True)
        assert "低于法定下限10,000元" in done.content.decode()

    def test_name_the_bad_rows_of_a_spreadsheet(self, world, client):
        sheet = SimpleUploadedFile("draft.xlsx", sheets.xlsx(sheets.row(violation="safety.0")))
        answer = client.post(reverse("fairness:new"), {**FORM, "file": sheet})
        assert answer.status_code == 422
        assert "第2行" in answer.content.decode()
        assert not queries.runs(world.viewer()).exists()

    def test_are_closed_to_an_officer(self, world, settings):
        settings.ZHUNSHENG_PINNED_NOW = "2026-01-15T10:00:00+08:00"
        made = Client()
        made.force_login(world.users["yi"], backend="django.contrib.auth.backends.ModelBackend")
        assert made.get(reverse("fairness:list")).status_code == 403
