"""
Penalty cases: the summary and the ordinary procedure, from clue to closing.

Legal basis: 行政处罚法 2021 (``APL-2021``), chapters 5 and 6. The procedures are declared in
``procedure``; stage, deadlines and what may be done next are computed from the acts of a case.
Public face: ``choices``, ``rules``, ``services``, ``queries``.
"""
