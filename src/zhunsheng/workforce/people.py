"""Who is of the bureau: nobody of them receives, signs or witnesses for a party."""

from __future__ import annotations

from zhunsheng.accounts import queries as accounts
from zhunsheng.accounts.records import Scope
from zhunsheng.workforce import queries


def staff(scope: Scope) -> frozenset[str]:
    """Return the names of the bureau's own people: who may sign in, and its officers."""
    people = {one.name for one in queries.officers(scope)}
    return frozenset(people | {one.name for one in accounts.users(scope)})
