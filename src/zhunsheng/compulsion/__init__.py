"""
Compulsory measures (行政强制措施): sealing, seizing, stopping the supply of power or explosives.

Legal basis: 行政强制法 17 to 19 and 22 to 28 (who, with whose approval, how on the spot, for how
long), 安全生产法 65 and 70, 危险化学品安全法 8. A measure belongs to a matter of a higher room (an
inspection, a case) that it names by kind and id. Public face: ``services``, ``queries``,
``rules``, ``choices``, ``procedure``.
"""
