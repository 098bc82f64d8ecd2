"""
Major hazards under public supervision (挂牌督办): proposed, listed, followed, verified, delisted.

Purpose: a major hazard that an inspection found may be listed. The bureau proposes, follows and
verifies; the listing, a longer term and the delisting are decided by the safety committee or the
government and are recorded here with their number, never decided here.

Legal basis: 安全生产法 41(3) (supervision of the removal of major hazards), local rules of the
committee or government, which the record names.
Public face: ``services`` (propose, record decisions, follow up, verify), ``queries``, ``choices``,
``rules``.
"""
