"""Pages of the assessment of benchmarks: the list, a new one, one with what came of it."""

from zhunsheng.fairness.views.acting import new_run
from zhunsheng.fairness.views.reading import run_detail, run_list, run_pdf

__all__ = ["new_run", "run_detail", "run_list", "run_pdf"]
