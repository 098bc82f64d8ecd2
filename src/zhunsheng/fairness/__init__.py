"""
Assessment of a benchmark before it is adopted (裁量基准测算).

Legal basis: 行政处罚法 5, 34 (a penalty fits the act; benchmarks are made by law and published),
应急管理行政裁量权基准暂行规定 (the rule under which a bureau makes and reviews its benchmarks).

A draft table is laid against the statute for defects, past and invented cases are derived under
the table in force and under the draft, and the fines of the bureau are compared by street, handler,
size of firm and month. For the legal section and the heads alone; nobody is named in it.

Public face: ``services`` (run_assessment), ``queries`` (runs, run), ``exports`` (assessment_pdf),
``choices``, ``rules``.
"""
