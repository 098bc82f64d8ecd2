"""
Planning: the annual plan of supervision and inspection (年度监督检查计划).

Purpose: the working days of a year, the units to be inspected, sums that hold before the
government approves, and the plan against what was done. Legal basis: 安全生产法 62, the rules on
making the plan (安监总政法〔2017〕150号), 应急〔2025〕11号, 国办发〔2024〕54号.

Public face: ``services`` (draft, days, parts, units, submit, return, approve, file, publish),
``queries`` (plan, figures, progress, rows for statistics), ``rules``, ``choices``, ``exports``.
"""
