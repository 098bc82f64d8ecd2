"""Rules of the annual report: its text from figures, its manifest, what stands against an act."""

from zhunsheng.annualreport.rules.acts import (
    ReportFacts,
    as_of_is_not_ahead,
    no_open_hint,
    no_typed_number,
    year_is_over,
)
from zhunsheng.annualreport.rules.composing import (
    Composed,
    ComposedPart,
    Line,
    Names,
    Run,
    compose,
    printed,
)
from zhunsheng.annualreport.rules.manifest import (
    FORMAT,
    OTHER_DATABASE,
    BadManifest,
    Manifest,
    StatedFigure,
    manifest_of,
    read_manifest,
)
from zhunsheng.annualreport.rules.templates import (
    BrokenTemplate,
    Sentence,
    figures_used,
    templates,
    typed_numbers,
)
from zhunsheng.annualreport.rules.verifying import (
    Disagreement,
    disagreement_of,
    tampered,
    text_disagreements,
)

__all__ = [
    "FORMAT",
    "OTHER_DATABASE",
    "BadManifest",
    "BrokenTemplate",
    "Composed",
    "ComposedPart",
    "Disagreement",
    "Line",
    "Manifest",
    "Names",
    "ReportFacts",
    "Run",
    "Sentence",
    "StatedFigure",
    "as_of_is_not_ahead",
    "compose",
    "disagreement_of",
    "figures_used",
    "manifest_of",
    "no_open_hint",
    "no_typed_number",
    "printed",
    "read_manifest",
    "tampered",
    "templates",
    "text_disagreements",
    "typed_numbers",
    "year_is_over",
]
