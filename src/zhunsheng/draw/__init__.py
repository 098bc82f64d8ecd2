"""
Draw: a random draw of units and officers that anybody can recompute (双随机).

Purpose: the pool and the rule are published with their hash before the seed exists; parties commit
and then open what makes the seed; then tickets decide, by strata of risk and credit; officers who
cannot go are replaced by the next ticket; departments report unit by unit. Legal basis:
国发〔2019〕5号, 行政处罚法 42 and 43, 国办发〔2024〕54号.

Public face: ``services`` (publish_pool, commit_contribution, open_contribution, bind_seed,
run_draw, change_officer, note_partner_result), ``queries`` (draw, draws, drawn, record_of,
changes_of, pool_of, own_visits, standing_results, rows for statistics), ``rules``, ``choices``.
The stand-alone verifier is ``tools/verify/draw.py``, the visitor's ``static/draw/verify.js``.
"""
