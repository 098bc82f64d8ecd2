"""
Officers of a bureau: credentials, training, interests that call for recusal, and delegations.

Legal basis: 行政处罚法 20, 21, 42 and 43. The public face is ``services``, ``queries``,
``choices`` and ``rules``; everything else is private.
"""
