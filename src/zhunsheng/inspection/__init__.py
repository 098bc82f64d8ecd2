"""
Inspections of business entities: approval, visit, findings, rectification order, re-inspection.

Legal basis: 国办发〔2024〕54号 (every inspection is approved beforehand and its notice shown on
entry), 行政处罚法 42, 43 and 55, 安全生产法 62 and 65 to 68. Public face: ``services``,
``queries``, ``rules``, ``choices``, ``procedure.INSPECTION``.
"""
