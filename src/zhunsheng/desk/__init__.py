"""
Desk: what one person must do today, search over everything, the dossier of a business entity.

Purpose: pages that mix rooms. Nothing is stored here: duties come from each room's ``duties``,
figures from ``statistics``, search and dossier from each room's ``queries``, always inside the
bureau and inside what the reader's roles may see.

Legal basis: every line carries that of its own room (a term, an article); this room adds none.
Public face: ``queries.lines``, ``queries.search``, ``queries.dossier``, ``queries.overview``.
"""
