"""L12, L13 and L20: terms, document numbers and what editors leave behind."""

from __future__ import annotations

import pytest

from zhunsheng.checker.tests.samples import CLEAN_REPORT, found, told


class TestTerm:
    @pytest.mark.parametrize(
        ("text", "quote", "right"),
        [
            ("落实重大执法决定法治审核三项制度。", "法治审核", "改为“法制审核”。"),
            ("承担安全生产序行政委托执法的街道。", "安全生产序", "改为“安全生产程序”。"),
            ("推进法制政府建设。", "法制政府", "改为“法治政府”。"),
            ("依法应对行政复意案件。", "行政复意", "改为“行政复议”。"),
        ],
    )
    def test_that_is_wrong_is_an_error_with_the_right_form(self, text, quote, right):
        assert [(f.severity.value, f.quote, f.suggestion) for f in found(text, "L12")] == [
            ("error", quote, right)
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "落实重大执法决定法制审核制度，加强法治宣传。",
            "严格执行安全生产程序，维护工作秩序。安全生产秩序行政管理有序。",
            "重大行政决策经合法性审查，法治政府建设稳步推进。",
        ],
    )
    def test_that_is_right_is_silent(self, text):
        assert found(text, "L12") == []

    def test_of_two_different_systems_in_one_breath_is_a_warning(self):
        text = "制定了重大执法决定审核目录清单，凡是重大行政决策都要经过讨论。"

        assert [f.severity.value for f in found(text, "L12")] == ["warning"]


class TestDocumentNumber:
    @pytest.mark.parametrize(
        ("text", "right"),
        [
            ("按照《示例通知》（示应急【2021】8号）要求。", "示应急〔2021〕8号"),
            ("印发示安办[2022]15号文件。", "示安办〔2022〕15号"),
            ("见示应急发（2020）3号。", "示应急发〔2020〕3号"),
            ("依据示应急函〔2023〕第06号办理。", "示应急函〔2023〕6号"),
            ("依据示应急发2023年7号办理。", "示应急发〔2023〕7号"),
        ],
    )
    def test_in_the_wrong_form_is_a_warning_with_the_right_form(self, text, right):
        findings = found(text, "L13")

        assert [(f.severity.value, f.suggestion) for f in findings] == [
            ("warning", f"按公文格式写作“{right}”。")
        ]

    @pytest.mark.parametrize(
        "text",
        [
            "按照《示例通知》（示应急〔2021〕8号）要求。",
            "《执法手册》（2020版）和示例令第24号。",
            "判决书为（2021）示01行初12号。",
        ],
    )
    def test_in_the_right_form_is_silent(self, text):
        assert found(text, "L13") == []


class TestDebris:
    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ("[bookmark: OLE_LINK7]（一）加强领导。", "[bookmark: OLE_LINK7]"),
            ("见[bookmark: _GoBack]第二条。", "[bookmark: _GoBack]"),
            ("一、举措PAGEREF _Toc12345 \\h 3。", "_Toc12345"),
            ("详见错误！未找到引用源。", "错误！未找到引用源。"),
            ("全年检查&nbsp;30家。", "&nbsp;"),
        ],
    )
    def test_is_an_error_with_its_place(self, text, quote):
        assert told(text, "L20") == [("error", quote)]

    @pytest.mark.parametrize("text", ["全年检查XX家企业。", "罚款＿＿＿万元。".replace("＿", "_")])
    def test_includes_blanks_that_nobody_filled(self, text):
        assert [f.message for f in found(text, "L20")] == ["留有没有填写的空位。"]

    @pytest.mark.parametrize(
        "text",
        [
            CLEAN_REPORT,
            "使用5G执法记录仪，链接见官网（https://示例）。",
            "开展“5·12”宣传，覆盖\uff13家。",
        ],
    )
    def test_is_not_seen_in_clean_text(self, text):
        assert [f for f in found(text, "L20") if f.severity == "error"] == []

    def test_of_mixed_digits_is_only_told(self):
        assert told("检查\uff13家，处罚2家。", "L20") == [("info", "\uff13")]

    def test_of_mixed_punctuation_is_only_told(self):
        assert told("检查企业,责令改正。", "L20") == [("info", "业,责")]
