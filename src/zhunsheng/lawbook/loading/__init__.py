"""The YAML that a lawyer edits, read into frozen values; unknown keys are refused."""

from zhunsheng.lawbook.loading.benchmarks import benchmarks
from zhunsheng.lawbook.loading.circumstances import circumstances
from zhunsheng.lawbook.loading.common import BadLawData, Row
from zhunsheng.lawbook.loading.glossary import Term, glossary, term
from zhunsheng.lawbook.loading.instruments import Article, Instrument, instruments
from zhunsheng.lawbook.loading.leniency import leniencies
from zhunsheng.lawbook.loading.parameters import ParameterValue, parameters
from zhunsheng.lawbook.loading.places import place_names
from zhunsheng.lawbook.loading.violations import violation_versions

__all__ = [
    "Article",
    "BadLawData",
    "Instrument",
    "ParameterValue",
    "Row",
    "Term",
    "benchmarks",
    "circumstances",
    "glossary",
    "instruments",
    "leniencies",
    "parameters",
    "place_names",
    "term",
    "violation_versions",
]
