"""Who takes the steps of a penalty case, and what several steps ask for together."""

from __future__ import annotations

from typing import Final

from zhunsheng.accounts.choices import HEAD_CODES, Role, codes
from zhunsheng.cases.rules import guards as g
from zhunsheng.cases.rules import hearing as h
from zhunsheng.cases.rules.acting import AT_COUNTER

HANDLERS: Final = codes({Role.ENFORCEMENT_OFFICER, Role.TEAM_HEAD})
LEADERS: Final = HEAD_CODES
#: Who may hand up what is not of the street to punish.
STREET: Final = codes({Role.STREET_OFFICER})
REVIEWERS: Final = codes({Role.LEGAL_REVIEWER})
HEARING_STAFF: Final = codes({Role.LEGAL_REVIEWER, Role.CASE_SECRETARY})
COUNTER: Final = HANDLERS | codes({Role.CASE_SECRETARY, Role.LEGAL_REVIEWER})
CASHIERS: Final = HANDLERS | codes({Role.FINANCE})

#: Two certified officers without an interest.
TWO_OFFICERS: Final = (g.two_handlers, g.certificates_valid, g.handlers_without_interest)
#: The case is undecided and in the hands of the bureau.
GOING: Final = (g.not_decided, g.not_suspended, g.not_with_police)
#: The party acts on the last notice, after it was delivered and before the decision.
HEARD_PARTY: Final = (g.not_decided, *AT_COUNTER, h.notice_is_delivered, h.after_delivery)
