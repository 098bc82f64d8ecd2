"""
Work with others (联合执法): joint tasks, clues sent and received, supervision letters.

Purpose: a joint task names who leads, who takes part and which units are visited; the bureau's own
visits are inspections, what others found are lines of theirs, kept with the paper that told it.
What lies outside of the bureau's power is sent to whose it is, and what others send is assessed and
taken up or sent back. Letters ask a street or a department to act, and are followed until settled.

Legal basis: 安全生产法 69 (departments inspect together, hand over what is another's and keep a
record), 9 and 10 (streets and departments are supervised); 行政处罚法 22; 国办发〔2024〕54号 (one
visit of several departments). A suspected crime goes to the police from its case, never from here.
Public face: ``services`` (the acts), ``queries``, ``choices``, ``rules``.
"""
