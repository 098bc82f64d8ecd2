"""
The lawbook: instruments, articles, parameters and violations, each dated and cited.

It is data that a lawyer edits (``data/``, and over it the site's own); in the database are only
the benchmark tables that a bureau keeps for itself. Public face: ``queries.cite_label``,
``queries.parameter``, ``queries.violation``, ``queries.instruments``, ``queries.derived``.
"""
