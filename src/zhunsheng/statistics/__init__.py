"""
Figures of the bureau: each a definition, a scope, a basis, and the rows that it counts.

Legal basis: 国办发〔2018〕118号 (yearly data of enforcement), 法治政府建设与责任落实督察工作规定.

Public face: ``queries`` (figure, figures, comparisons), ``rules`` (definitions), ``choices``.
The room has no tables: a figure is always counted anew from the records of the rooms below.
"""
