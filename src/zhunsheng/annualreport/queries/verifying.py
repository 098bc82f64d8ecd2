"""The check of a manifest against the open database."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ObjectDoesNotExist

from zhunsheng.accounts import queries as accounts
from zhunsheng.annualreport import rules
from zhunsheng.annualreport.models import Report
from zhunsheng.annualreport.rules import BadManifest, Disagreement, Manifest
from zhunsheng.kernel.act import Actor, ActorKind, Viewer
from zhunsheng.kernel.figure import Figure
from zhunsheng.statistics import queries as statistics


def verify(content: bytes) -> list[Disagreement]:
    """
    Count every figure of a ``figures.json`` again on the open database; empty where all agree.

    A number that the note or the text prints without a figure does not agree either.

    The manifest names its bureau and its days, so that nobody needs to be signed in.

    :raises BadManifest: if the file is no manifest, or its bureau is not in this database
    """
    manifest = rules.read_manifest(content)
    viewer = _reader(manifest)
    keys = [stated.key for stated in manifest.figures]
    found = _counted(viewer, manifest, keys)
    changed = rules.tampered(manifest)
    differences = [rules.disagreement_of(s, found.get(s.key)) for s in manifest.figures]
    named = {one.key for one in differences if one is not None}
    said = [one for one in rules.text_disagreements(manifest) if one.key not in named]
    typed = rules.typed_disagreements(manifest)
    return [one for one in (changed, *differences, *said, *typed) if one is not None]


def moved(report: Report) -> list[Disagreement]:
    """Return what the records say otherwise by now than a stored draft does; empty if nothing."""
    return verify(rules.manifest_file(report.contents, report.manifest_hash))


def verify_own(viewer: Viewer, content: bytes) -> list[Disagreement]:
    """
    Count a file of figures again for somebody who is signed in: only the own bureau's.

    :raises BadManifest: if the file is no manifest, or is another bureau's
    """
    if rules.read_manifest(content).bureau != viewer.bureau:
        raise BadManifest(rules.OTHER_DATABASE)
    return verify(content)


def _counted(viewer: Viewer, manifest: Manifest, keys: Iterable[str]) -> dict[str, Figure]:
    known = [key for key in keys if key in statistics.defined()]
    return statistics.figures(viewer, manifest.since, manifest.until, manifest.as_of, keys=known)


def _reader(manifest: Manifest) -> Viewer:
    actor = Actor(ActorKind.SYSTEM, manifest.bureau, "")
    viewer = Viewer(bureau=manifest.bureau, by=actor)
    try:
        accounts.bureau(viewer)
    except ObjectDoesNotExist:
        raise BadManifest(rules.OTHER_DATABASE) from None
    return viewer
