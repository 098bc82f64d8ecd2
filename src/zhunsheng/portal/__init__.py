"""
Portal: public pages that need no sign-in.

Purpose: what the bureau published, in plain words, and how anybody can check a random draw.
Decisions, results, plan and report are shown from published snapshots alone, never from the live
records; what was withdrawn is gone from view. A draw is shown as it was announced, its result
only once that is published. The power list is shown in its published versions, which never change.

Legal basis: 行政处罚法 48 (publication, withdrawal), 国办发〔2018〕118号 (three systems),
国务院令第711号 (disclosure). Public face: none; nothing imports this room.
"""
