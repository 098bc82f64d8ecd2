"""
How often an enterprise may be inspected (入企检查频次), and visiting it together (联合检查).

Legal basis: 国办发〔2024〕54号 (a published cap for each enterprise and year, several inspections
merged into one visit) and the caps that provinces and cities published. The room lies above
``inspection``, whose visits it counts; the approval asks for the answer through a setting
(decision record 0023). Public face: ``services``, ``queries``, ``rules``, ``choices``.
"""
