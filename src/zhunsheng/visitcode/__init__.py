"""
Visit code (亮码入企): what officers show on entry, and what the enterprise may answer.

Purpose: a code that exists only once the officers stand at the door; its page needs no sign-in and
says who comes, why, how often so far, and what officers may not do. There the enterprise may rate
the visit without anybody learning whose rating it is, complain to the justice office, or, where
the rules of the place give that right, declare that it refuses.

Legal basis: 国办发〔2024〕54号 (code, five bans, eight must-nots, rating), 安全生产法 66, 67.
Public face: ``services`` (show the code, hand in and answer statements, rate), ``queries``,
``choices``, ``rules``.
"""
