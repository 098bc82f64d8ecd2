"""
Evidence of cases and inspections: the catalogue, and files kept by the hash of their content.

Legal basis: 行政处罚法 40, 46 and 47. ``services.admit`` is a part that runs inside another
room's act; the public face is ``services``, ``queries`` and ``choices``.
"""
