"""
Reconsideration and litigation about the bureau's decisions, and the letters that follow.

Legal basis: 行政复议法 23, 42, 48 to 54, 63 to 70, 76; 行政诉讼法 3, 34, 45, 56, 67, 85; 行政处罚法
48 and 73. What comes of a remedy is recorded in the case in the same act, so that the fine owed,
the publication and the credit record follow from there.

Public face: ``services`` (one function for each act), ``queries`` (remedies, terms, duties, rows
for statistics, what a bundle of evidence holds), ``choices``, ``rules``, ``exports`` (the bundle
as one PDF).
"""
