"""
Draw: a random draw of units and officers that anybody can recompute (双随机).

Purpose: the pool and the rule are published with their hash before the seed exists; then a seed
is bound to both; then tickets decide. Legal basis: 国发〔2019〕5号, 行政处罚法 42 and 43,
国办发〔2024〕54号.

Public face: ``services`` (publish_pool, bind_seed, run_draw, note_partner_result), ``queries``
(draw, draws, drawn, record_of, pool_of, rows for statistics), ``rules``, ``choices``. The
stand-alone verifier is ``tools/verify/draw.py``.
"""
