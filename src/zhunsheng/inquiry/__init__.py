"""
Taking evidence (调查取证): interviews, scenes, samples, advance preservation, expert opinions.

Legal basis: 行政处罚法 42, 43, 45, 46, 47, 54, 55 (who asks, what is told and recorded) and 56
(sampling; advance preservation and its seven working days). The room serves a case or an
inspection by plain reference: the room of the subject names a query in the settings that tells
its party and its handlers. Every record joins the catalogue of evidence of its subject.
Public face: ``choices``, ``rules``, ``queries`` (records, open preservations, clock stops) and
``services``.
"""
