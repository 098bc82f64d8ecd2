"""
Execution of fines: payment, deferral and instalments, surcharge, demand, application to court.

Legal basis: 行政处罚法 66 to 74 (``APL-2021``), 行政强制法 36, 42, 45, 53 to 58 (``ACL-2011``),
国家赔偿法 36 (``SCL-2012``). What is owed is computed from the acts of the case and of this room,
never typed in; the surcharge of a day can be counted again by hand from the page. Payments
themselves are steps of the case.
Public face: ``choices``, ``rules``, ``services``, ``queries``.
"""
