"""What a demo leaves in its folder."""

PRODUCTS = {
    "annual-report.docx": "年度报告（可编辑）",
    "annual-report.pdf": "年度报告（版式）",
    "figures.json": "报告数字清单",
    "plan.pdf": "年度监督检查计划",
    "draw.json": "双随机抽查记录",
    "scenario.json": "情景说明（哪些数字为补足）",
    "site": "站点（数据库和文件）",
}
