"""The file of an item: who may save it, and that a changed file is never handed out."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from zhunsheng.accounts import services as accounts
from zhunsheng.accounts.choices import INQUIRERS, Role
from zhunsheng.evidence import queries
from zhunsheng.evidence.choices import EvidenceKind
from zhunsheng.evidence.tests.test_services import DAY, PHOTO, add, bureau, ctx

__all__ = ["bureau"]


@pytest.fixture(autouse=True)
def site(monkeypatch):
    monkeypatch.setattr("zhunsheng.config.menu.MENU", ())  # the menu mixes rooms


def client(role: Role) -> Client:
    user = accounts.add_user(
        ctx=ctx(f"user {role.value}"),
        username=role.value.lower(),
        name="示例甲",
        roles=frozenset({role}),
        password="",
        unit=None,
        on=DAY,
    )
    signed_in = Client()
    signed_in.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return signed_in


class TestFile:
    @pytest.mark.parametrize("role", list(Role))
    def test_is_saved_by_those_who_need_it_alone(self, bureau, role):
        url = reverse("evidence:file", args=[add().id])
        assert client(role).get(url).status_code == (200 if role in INQUIRERS else 403)

    def test_comes_as_an_attachment_with_its_content(self, bureau):
        answer = client(Role.CHIEF).get(reverse("evidence:file", args=[add().id]))
        assert answer.content == PHOTO
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Type"] == "video/mp4"
        assert unquote(answer["Content-Disposition"]).endswith("E01 现场照片.mp4")

    def test_that_was_changed_is_not_handed_out(self, bureau):
        item = add()
        queries.place_of(item.sha256).write_bytes(b"x")
        url = reverse("evidence:file", args=[item.id])
        assert client(Role.CHIEF).get(url).status_code == 404

    def test_of_an_object_does_not_exist(self, bureau):
        item = add(kind=EvidenceKind.PHYSICAL, file=None)
        url = reverse("evidence:file", args=[item.id])
        assert client(Role.CHIEF).get(url).status_code == 404
