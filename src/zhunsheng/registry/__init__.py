"""
Business entities (生产经营单位) of a bureau: who is supervised, where, of which sector and risk.

Legal basis: the supervision by class and grade of 安全生产法 62, the credit code of GB 32100. The
public face is ``services``, ``queries``, ``choices`` and ``rules``; everything else is private.
"""
