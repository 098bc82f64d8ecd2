"""Invented texts that the tests share, and a short way to ask for one rule."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from zhunsheng.checker.check import ReportFinding, check_text

#: The day of the check: its law counts for a text that names no year.
TODAY: Final = date(2026, 1, 15)

CLEAN_REPORT: Final = """示例区应急管理局2024年度法治政府建设情况报告

2024年，示例区应急管理局坚持依法履职，现将有关情况报告如下：
一、2024年推进法治政府建设的主要举措和成效
（一）落实年度监督检查计划。计划检查生产经营单位120家，其中重点检查80家、一般检查40家；实际检查120家，完成率100%。下达责令限期整改指令书45份，查出隐患310项，其中重大隐患2项。
（二）严格公正执法。全年作出行政处罚决定18件，法制审核18件，按期公示18件，罚款金额26.5万元。行政处罚决定自作出之日起7个工作日内公开。办理行政许可33件，其中经营许可21件、变更12件。没有发生行政复议和行政诉讼。
（三）依据《示例市执法办法》（示应急〔2023〕12号）开展培训4次。3月5日，学习行政处罚法。6月6日，学习安全生产法。9月10日，学习行政复议法。11月20日，开展案卷评查。
二、存在的不足和原因
一是基层人员变动频繁，原因是人员编制不足。
三、党政主要负责人履行推进法治建设第一责任人职责的有关情况
主要负责人每季度听取一次法治工作汇报，全年4次。
四、2025年推进法治政府建设的主要安排
制定2025年监督检查计划，加强执法培训。

2025年2月20日
"""


def report(body: str, *, year: int = 2024) -> str:
    """Return a complete report whose first part holds the given sentences."""
    moved = {"2024年": f"{year}年", "2025年": f"{year + 1}年"}
    lines = re.sub("202[45]年", lambda match: moved[match[0]], CLEAN_REPORT)
    return lines.replace("二、存在的不足和原因", f"{body}\n二、存在的不足和原因")


def found(text: str, rule: str, *, year: int | None = None) -> list[ReportFinding]:
    """Return the findings of one rule on a text."""
    return [
        finding for finding in check_text(text=text, year=year, today=TODAY) if finding.rule == rule
    ]


def told(text: str, rule: str, *, year: int | None = None) -> list[tuple[str, str]]:
    """Return severity and quote of each finding of one rule on a text."""
    return [(f.severity.value, f.quote) for f in found(text, rule, year=year)]
