"""
The shell of every page: base templates, components, clock, permissions of pages, error pages.

Legal basis: none; this room shows what other rooms know. Public face: ``pages`` (who may open a
page, what a form's act gave), ``clock`` (the only place that knows the time), ``tables`` (lists),
``forms`` (fields), ``parts`` (values that components show) and the template tags of ``web``.
"""
