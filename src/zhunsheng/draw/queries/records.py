"""The record of a draw that anybody can recompute, and of the changes after it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from zhunsheng.draw import rules
from zhunsheng.draw.models import Draw, DrawRun, DrawSeed
from zhunsheng.draw.queries import reading
from zhunsheng.draw.rules import Commitment, Contribution, Drawn
from zhunsheng.kernel.act import SHANGHAI
from zhunsheng.kernel.canonical import canonical_bytes, sha256_hex

#: The form of the file of changes.
CHANGES = "zhunsheng-changes/1"
#: What the hash of a record leaves out: both follow from the hash of the pool, which is in it.
LEFT_OUT = frozenset({"pool", "digests"})


def contributions(seed: DrawSeed) -> tuple[Contribution, ...]:
    """Return what the seed was made of."""
    return tuple(Contribution(**one) for one in seed.contributions)


def commitments(row: Draw, plan: rules.SeedPlan) -> tuple[Commitment, ...]:
    """Return what the parties committed to, in the order of the pool; two queries."""
    return tuple(Commitment(one.name, one.commitment) for one in reading.parties(row, plan))


def moments(row: Draw, seed: DrawSeed, *, drawn_at: datetime) -> dict[str, Any]:
    """
    Return the instants at which the acts of a draw were taken down, in China; two queries.

    A promise that was taken back is not among them.
    """
    promised = (one.committed_at for one in reading.standing_commitments(row).values())
    opened = (one.opened_at for one in row.openings.all())
    return {
        "published_at": _told(row.published_at),
        "committed_at": sorted(map(_told, promised)),
        "opened_at": sorted(map(_told, opened)),
        "bound_at": _told(seed.bound_at),
        "drawn_at": _told(drawn_at),
    }


def _told(at: datetime) -> str:
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")


def record(
    row: Draw,
    drawn: Iterable[Drawn],
    *,
    run_on: date,
    seed: DrawSeed,
    promised: tuple[Commitment, ...],
    moments: dict[str, Any],
    version: str = rules.RULE_VERSION,
) -> dict[str, Any]:
    """
    Return the record of a draw of today's rule, or the last one, with its hash.

    Pool and digests are not in it.

    ``promised`` are the commitments in the order of the pool, ``moments`` the instants of entry.
    ``proof``, the hash of the photo, is in it where dice were thrown.
    """
    said = {
        "format": rules.FORMATS[version],
        "pool_hash": row.pool_hash,
        "commitments": list(promised),
        "contributions": list(contributions(seed)),
        "witnesses": seed.witnesses,
        "source": seed.source,
        "bound_on": seed.bound_on,
        "seed": seed.seed,
        "run_on": run_on,
        "moments": moments,
        "results": list(drawn),
    }
    if seed.proof:
        said["proof"] = seed.proof
    return {**said, "record_hash": sha256_hex(said)}


def record_of(row: Draw) -> bytes:
    """
    Return the canonical bytes of the record (draw.json); no newline follows them.

    :raises Draw.run_row.RelatedObjectDoesNotExist: if the draw was not run
    """
    pool: dict[str, Any] = json.loads(row.pool)
    run: DrawRun = row.run_row
    seed: DrawSeed = row.seed_row
    results = reading.results(row)
    whole = {"pool": pool, "digests": rules.digests(pool)}
    version = pool["rule"]["version"]
    if version in (rules.RULE_VERSION, rules.LAST_RULE):
        plan = reading.plan_of(row)
        promised = commitments(row, plan)
        said = record(
            row,
            results,
            run_on=run.run_on,
            seed=seed,
            promised=promised,
            moments=moments(row, seed, drawn_at=run.run_at),
            version=version,
        )
        return canonical_bytes({**said, **whole})
    return canonical_bytes(_old_record(row, version, whole, results, run=run, seed=seed))


def _old_record(
    row: Draw,
    version: str,
    whole: dict[str, Any],
    results: tuple[Drawn, ...],
    *,
    run: DrawRun,
    seed: DrawSeed,
) -> dict[str, Any]:
    """Return a record as the earlier rules wrote it: its hash covers pool and digests too."""
    said = {
        **whole,
        "format": rules.FORMATS[version],
        "pool_hash": row.pool_hash,
        "contributions": list(contributions(seed)),
        "bound_on": seed.bound_on,
        "seed": seed.seed,
        "run_on": run.run_on,
        "results": list(results),
    }
    return {**said, "record_hash": sha256_hex(said)}


def changes_of(row: Draw) -> bytes:
    """
    Return the canonical bytes of the file of changes (changes.json), which names its record.

    :raises Draw.run_row.RelatedObjectDoesNotExist: if the draw was not run
    """
    said = {
        "format": CHANGES,
        "record_hash": row.run_row.record_hash,
        "changes": list(reading.changes(row)),
    }
    return canonical_bytes({**said, "changes_hash": sha256_hex(said)})
