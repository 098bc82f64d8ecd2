"""The declared procedures of penalty cases."""

from zhunsheng.cases.choices import CaseProcedure
from zhunsheng.cases.procedure.ordinary import PENALTY_ORDINARY
from zhunsheng.cases.procedure.summary import PENALTY_SUMMARY
from zhunsheng.cases.rules.facts import CaseFacts
from zhunsheng.kernel.procedure import Procedure

__all__ = ["PENALTY_ORDINARY", "PENALTY_SUMMARY", "procedure_of"]


def procedure_of(kind: CaseProcedure) -> Procedure[CaseFacts]:
    """Return the declared procedure of a kind."""
    return PENALTY_SUMMARY if kind is CaseProcedure.SUMMARY else PENALTY_ORDINARY
