"""
The pure heart: values that every room shares, without a framework.

Public face: ``citation``, ``finding``, ``act``, ``canonical``, ``procedure``, ``figure``,
``days``, ``period``, ``money``. Nothing here knows a table, a request or a clock.
"""
