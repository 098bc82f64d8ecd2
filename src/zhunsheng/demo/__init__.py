"""
The demo: an invented bureau's year, told through services and queries alone.

Nothing here writes a table. A scenario (``data/*.yaml``) says how many of what there were; the
story (``year``) makes that happen by the same acts that the pages use. Ids and instants come from
the scenario's seed, so two runs give the same bytes.
"""
