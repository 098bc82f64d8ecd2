"""
The lawbook: instruments, articles, parameters and violations, each dated and cited.

All of it is data that a lawyer edits (``data/``); nothing is in the database. Public face:
``queries.cite_label``, ``queries.parameter``, ``queries.violation``, ``queries.instruments``.
"""
