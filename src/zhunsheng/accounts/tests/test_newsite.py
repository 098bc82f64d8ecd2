"""Founding a site: a wrong entry or a folder in use is refused before anything is written."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from zhunsheng.accounts import newsite

ENTERED = newsite.Entered(
    name="示例县应急管理局",
    mark="例",
    division="999902",
    government="示例县人民政府",
    address="示例路1号",
    phone="000",
    admin="示例甲",
    username="guanli",
    password="0123456789",
)


SIGN_IN = """
import sys
import django
django.setup()
from django.test import Client
client = Client(headers={"host": "localhost"})
typed = {"username": sys.argv[1], "password": "wrong-" + sys.argv[2]}
print(client.post("/accounts/sign-in/", typed).status_code)
answer = client.post("/accounts/sign-in/", typed | {"password": sys.argv[2]})
print(answer.status_code, answer["Location"])
page = client.get("/accounts/")
print(page.status_code, sys.argv[3] in page.content.decode())
"""


def opened(folder: Path) -> None:
    raise AssertionError("the site was opened")


class TestFound:
    @pytest.mark.parametrize(
        ("entered", "said"),
        [
            (replace(ENTERED, phone=" "), "各项均不能为空。"),
            (replace(ENTERED, division="99990X"), "行政区划代码应为6位数字。"),
            (replace(ENTERED, password="012345678"), "密码至少10位。"),
        ],
    )
    def test_refuses_a_wrong_entry_and_makes_no_folder(self, tmp_path, entered, said):
        site = tmp_path / "site"
        with pytest.raises(newsite.SiteRefused) as refused:
            newsite.found(site=site, entered=entered, open_site=opened)
        assert str(refused.value) == said
        assert not site.exists()

    def test_refuses_a_folder_in_use_and_leaves_it_as_it_was(self, tmp_path):
        (tmp_path / "kept.txt").write_text("示例", "utf-8")
        with pytest.raises(newsite.SiteRefused):
            newsite.found(site=tmp_path, entered=ENTERED, open_site=opened)
        assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]

    def test_founds_a_site_whose_administrator_can_sign_in(self, tmp_path):
        site = tmp_path / "site"
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ZHUNSHENG_", "DJANGO_"))}
        options = [
            part
            for name in newsite.Entered.__slots__
            for part in (f"--{name}", str(getattr(ENTERED, name)))
        ]
        command = [sys.executable, "-m", "zhunsheng.cli", "found", "--site", str(site), *options]
        founded = subprocess.run(command, env=kept, capture_output=True, text=True, check=False)
        assert (founded.returncode, founded.stderr) == (0, "")
        assert f"站点已设立：{site}" in founded.stdout
        assert (site / "site.json").stat().st_mode & 0o777 == 0o600
        environment = kept | {
            "ZHUNSHENG_SITE_DIR": str(site),
            "DJANGO_SETTINGS_MODULE": "zhunsheng.config.settings",
        }
        signed_in = subprocess.run(
            [sys.executable, "-c", SIGN_IN, ENTERED.username, ENTERED.password, ENTERED.name],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert signed_in.stdout.split() == ["200", "302", "/", "200", "True"], signed_in.stderr
