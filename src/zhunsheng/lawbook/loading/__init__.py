"""The YAML that a lawyer edits, read into frozen values; unknown keys are refused."""

from zhunsheng.lawbook.loading.benchmarks import benchmarks
from zhunsheng.lawbook.loading.checklists import checklists
from zhunsheng.lawbook.loading.circumstances import circumstances
from zhunsheng.lawbook.loading.common import Row
from zhunsheng.lawbook.loading.glossary import Term, glossary, term
from zhunsheng.lawbook.loading.instruments import Article, Instrument, instruments
from zhunsheng.lawbook.loading.leniency import leniencies
from zhunsheng.lawbook.loading.names import everyday_words, place_names
from zhunsheng.lawbook.loading.overlay import (
    NotLoaded,
    complaints,
    forget,
    problems_of,
    put_in_force,
)
from zhunsheng.lawbook.loading.parameters import ParameterValue, parameters
from zhunsheng.lawbook.loading.reading import BadLawData
from zhunsheng.lawbook.loading.urgencies import urgencies
from zhunsheng.lawbook.loading.violations import violation_versions

__all__ = [
    "Article",
    "BadLawData",
    "Instrument",
    "NotLoaded",
    "ParameterValue",
    "Row",
    "Term",
    "benchmarks",
    "checklists",
    "circumstances",
    "complaints",
    "everyday_words",
    "forget",
    "glossary",
    "instruments",
    "leniencies",
    "parameters",
    "place_names",
    "problems_of",
    "put_in_force",
    "term",
    "urgencies",
    "violation_versions",
]
