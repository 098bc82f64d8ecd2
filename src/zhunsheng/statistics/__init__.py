"""
Figures of the bureau: each a definition, a scope, a basis, and the rows that it counts.

Legal basis: 国办发〔2018〕118号 (yearly data of enforcement), 法治政府建设与责任落实督察工作规定.

Public face: ``queries`` (figure, figures, lines, comparisons, duties), ``services`` (submit_return,
correct_return), ``rules`` (definitions, return forms), ``choices``. A figure is always counted anew
from the records of the rooms below; only returns that were handed in are kept, frozen.
"""
