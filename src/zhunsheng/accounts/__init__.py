"""
Accounts: bureaus, their units, users, the roles they hold, sign-in.

Every table of a bureau is a ``records.BureauRecord``: one UUID key, ``unique(bureau, id)``, and a
manager that refuses to read without a scope. Public face: ``choices.Role``, ``records``,
``services`` (founding, users, roles), ``queries`` (who acts, who holds which role).
"""
