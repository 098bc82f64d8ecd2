"""A text of one's own is checked in a real browser: the file stays there, and nothing is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import People, Site

pytestmark = pytest.mark.browser

TEXT = "落实法治审核。\n" + "加强组织领导。\n" * 60 + "见示办[2020]1号。检查5家（甲1家、乙3家）。\n"


class TestChecker:
    def test_shows_a_file_with_findings_and_hands_it_out_again(
        self, people: People, site: Site, tmp_path: Path
    ) -> None:
        source = tmp_path / "甲.txt"
        source.write_text(TEXT, "utf-8")
        page = people.page("chuangkou")
        page.goto(f"{site.address}/checker/")
        page.set_input_files("#id_file", source)

        page.get_by_role("button", name="核查", exact=True).click()
        page.locator("#f3").wait_for()

        page.locator("#f3 a").click()
        page.wait_for_url("**/checker/#t3")
        assert page.locator("#t3").bounding_box() is not None
        page.locator("#t1").click()
        page.wait_for_url("**/checker/#f1")
        page.locator("label[for=show-error]").click()
        assert [page.locator(f"#f{number}").is_visible() for number in (1, 2, 3)] == [
            True,
            False,
            True,
        ]
        for _ in range(2):  # the form keeps its file: a second download needs no second choice
            with page.expect_download() as waited:
                page.get_by_role("button", name="带批注的Word").click()
            assert waited.value.suggested_filename == "甲-核查.docx"

    def test_tells_what_is_typed_while_it_is_typed(self, people: People, site: Site) -> None:
        page = people.page("zhifa1")
        page.goto(f"{site.address}/checker/")

        page.fill("#id_text", "落实法治审核。")

        page.locator("#live li").wait_for()
        assert "改为“法制审核”" in page.locator("#live").inner_text()
