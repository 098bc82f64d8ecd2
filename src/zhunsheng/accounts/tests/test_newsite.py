"""Founding a site: a wrong entry or a folder in use is refused before anything is written."""

from __future__ import annotations

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
