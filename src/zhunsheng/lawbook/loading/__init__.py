"""The YAML that a lawyer edits, read into frozen values; unknown keys are refused."""

from zhunsheng.lawbook.loading.benchmarks import benchmark, benchmarks, draft_benchmark
from zhunsheng.lawbook.loading.circumstances import circumstances
from zhunsheng.lawbook.loading.common import BadLawData, Row, parsed
from zhunsheng.lawbook.loading.glossary import Term, glossary, term
from zhunsheng.lawbook.loading.instruments import Article, Instrument, instruments
from zhunsheng.lawbook.loading.parameters import ParameterValue, parameters
from zhunsheng.lawbook.loading.violations import violation_versions

__all__ = [
    "Article",
    "BadLawData",
    "Instrument",
    "ParameterValue",
    "Row",
    "Term",
    "benchmark",
    "benchmarks",
    "circumstances",
    "draft_benchmark",
    "glossary",
    "instruments",
    "parameters",
    "parsed",
    "term",
    "violation_versions",
]
