"""
Credit records of penalties: class, how long they are shown, repair (信用公示与修复).

Legal basis: 信用修复管理办法 (国家发展改革委令第36号, since 2026-04-01), 国办发〔2025〕22号.
A record exists with every decision to punish and is derived from it: class, terms and state are
computed, so a decision that a reconsideration or a court changed changes its record. Where the
measures leave the class open, a person in charge sets it with a reason. The list of serious
dishonesty (应急管理部令第11号) is not kept here.

Public face: ``services`` (set a class, request, grant and refuse a repair), ``queries`` (records,
their state on a day, duties), ``choices``, ``rules``.
"""
