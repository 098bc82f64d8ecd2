"""
The journal: every lawful act leaves an event that nobody can change.

Events are append-only rows, chained by hash within a bureau and guarded by database triggers.
Basis: 行政处罚法 47 (recording of the whole process). Public face: ``services.act`` and
``services.record`` for writers, ``registry.event`` to declare an event class,
``queries.timeline`` for pages, ``queries.verify`` and ``queries.checkpoint`` for auditors.
"""
