"""
The annual report on building a law-based government (法治政府建设年度报告).

Legal basis: 法治政府建设与责任落实督察工作规定 24, 25 (reported before 1 March, published before
1 April), 党政主要负责人履行推进法治建设第一责任人职责规定 (part three).

A number enters the text only through a figure; the manifest keeps definition, scope, rows and hash
of each figure, so that anybody who holds the database can count it again.

Public face: ``services`` (compile_report, publish_report), ``queries`` (report, verify, duties),
``exports`` (report_docx, report_ofd, report_pdf, figures_json), ``choices``, ``rules``.
"""
