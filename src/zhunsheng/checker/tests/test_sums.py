"""L01 and L02: parts and totals."""

from __future__ import annotations

import pytest

from zhunsheng.checker.tests.samples import found

WRONG_SUMS = [
    (
        "全年共计划检查66家（其中：矿山8家、工贸2家、经营企业56家、烟花批发4家、化工生产9家）。",
        "合计写66家，各部分相加为79家：8＋2＋56＋4＋9＝79；8＋2＋56＝66，烟花批发4、化工生产9未计入。",
    ),
    (
        "查处违法行为30起，其中无证经营12起，超量储存9起，违规作业14起。",
        "合计写30起，各部分相加为35起：12＋9＋14＝35，相差5起。",
    ),
    (
        "培训甲镇25人、乙镇30人、丙街道18人，共计75人。",
        "合计写75人，各部分相加为73人：25＋30＋18＝73，相差2人。",
    ),
    (
        "全年罚款12.5万元，分别为甲公司8.2万元、乙公司3.3万元、丙公司2万元。",
        "合计写12.5万元，各部分相加为13.5万元：8.2＋3.3＋2＝13.5，相差1万元。",
    ),
    (
        "检查一百二十家企业（冶金五十家、有色四十家、建材三十五家）。",
        "合计写120家，各部分相加为125家：50＋40＋35＝125，相差5家。",
    ),
    (
        "列入计划\uff11\uff12\uff10家，其中：矿山 20、冶金 60、建材 40、\n烟花 15。",
        "合计写120家，各部分相加为135家：20＋60＋40＋15＝135；20＋60＋40＝120，烟花15未计入。",
    ),
    (
        "全年检查1,250家次，其中重点检查850家次、一般检查380家次、其他10家次。",
        "合计写1250家次，各部分相加为1240家次：850＋380＋10＝1240，相差10家次。",
    ),
    (
        "办理许可90件，其中新办40件、延期30件、变更25件、注销20件。",
        "合计写90件，各部分相加为115件：40＋30＋25＋20＝115；40＋30＋20＝90，变更25未计入。",
    ),
    (
        "检查50家，其中矿山20家、冶金15家、其他5家。",
        "合计写50家，各部分相加为40家：20＋15＋5＝40，相差10家。",
    ),
]

CLEAN_SUMS = [
    "共计划对79家（其中：矿山8家、工贸2家、经营企业56家、烟花4家、化工9家）开展检查。",
    "查处违法行为35起，其中无证经营12起，超量储存9起，违规作业14起，罚款8.6万元。",
    "培训甲镇25人、乙镇30人、丙街道18人，共计73人，发放资料200余份。",
    "全年检查120家次，其中重点50家次、一般70家次，发现隐患300项，立案5起。",
    "检查100家，其中女性负责人60家，发现隐患的70家。",
    "找出隐患205项，其中重大隐患2项，已整改190项。",
    "对80家企业开展检查，其中危化企业30家、工贸企业40家，另10家为矿山。",
    "检查三十余家，其中矿山20家、冶金30家。",
    "检查A类企业20家、B类企业30家，共发现隐患100项。",
    "全年检查100家，其中矿山40家（含地下矿山25家、露天矿山15家）、冶金60家。",
    "派车12车次、出动24人次，走访商场9座、工厂33家。",
    "甲班18家77名负责人到课，乙班6个镇街、90家单位到课。",
    "甲、乙、丙三镇分别为5家、3家、2家，共10家。",
    "全年检查100家，矿山40家、冶金60家，合计100家。",
    "单独检查19家次，联合检查加油站共计27家次，发出指令31份，找出隐患205项。",
]


class TestSumOfParts:
    @pytest.mark.parametrize(("text", "message"), WRONG_SUMS)
    def test_that_misses_the_total_is_an_error_with_its_arithmetic(self, text, message):
        findings = found(text, "L01")

        assert [(f.severity.value, f.message) for f in findings] == [("error", message)]
        assert findings[0].quote in text

    @pytest.mark.parametrize("text", CLEAN_SUMS)
    def test_that_makes_the_total_or_lists_other_things_is_silent(self, text):
        assert found(text, "L01") == []
        assert found(text, "L02") == []

    def test_of_parts_that_may_overlap_is_a_question(self):
        findings = found("检查100家，其中发现问题60家、立案70家。", "L01")

        assert [(f.severity.value, f.message) for f in findings] == [
            ("warning", "合计写100家，各部分相加为130家：60＋70＝130，相差30家。")
        ]

    def test_of_people_told_from_several_sides_is_no_sum(self):
        assert found("培训100人，其中女性60人、党员70人。", "L01") == []
        assert found("执法人员36名，其中女性10名、35岁以下20名、法律专业12名。", "L01") == []
        assert len(found("执法人员36名，其中男性20名、女性18名。", "L01")) == 1

    def test_names_a_part_that_was_counted_twice(self):
        findings = found("检查甲类12家、乙类7家、丙类5家，合计31家。", "L01")

        assert "多出的7与“乙类7”相同，可能重复计入" in findings[0].message

    def test_multiplies_a_number_that_several_things_share(self):
        assert found("检查15家，分别为甲镇、乙镇各5家，丙镇5家。", "L01") == []
        assert len(found("检查16家，分别为甲镇、乙镇各5家，丙镇5家。", "L01")) == 1

    def test_tells_the_paragraph_and_the_characters(self):
        findings = found("第一句话没有数字。\n第二句话：检查9家（甲3家、乙4家）。", "L01")

        assert [(f.place, f.quote) for f in findings] == [("第2段第8至17字", "9家（甲3家、乙4家")]


class TestIncompleteList:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (
                "本年办结许可事项 240 件，其中新办 95 件，变更 65 件，没有撤销。",
                "总数写240件，“其中”只列出95＋65＝160，尚有80件没有说明去向。",
            ),
            (
                "检查单位三百家（其中：矿山一百二十家、冶金一百家）。",
                "总数写300家，“其中”只列出120＋100＝220，尚有80家没有说明去向。",
            ),
            (
                "投入经费52.6万元，其中装备购置30.1万元、培训12万元。",
                "总数写52.6万元，“其中”只列出30.1＋12＝42.1，尚有10.5万元没有说明去向。",
            ),
        ],
    )
    def test_is_a_warning_with_the_rest(self, text, message):
        findings = found(text, "L02")

        assert [(f.severity.value, f.message) for f in findings] == [("warning", message)]

    @pytest.mark.parametrize(
        "text",
        [
            "本年办结许可事项240件，其中新办95件，变更65件，其余为延期和注销。",
            "检查单位300家（其中：矿山120家、冶金100家、其他80家）。",
            "找出隐患205项，其中重大隐患2项。",
        ],
    )
    def test_with_a_named_remainder_or_a_single_part_is_silent(self, text):
        assert found(text, "L02") == []
        assert found(text, "L01") == []
