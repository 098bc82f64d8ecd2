"""Hashing of passwords that everybody knows."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class PublicPasswordHasher(PBKDF2PasswordHasher):
    """
    For a demo alone: its passwords are printed, so a slow hash would guard nothing.

    A site of a bureau keeps the framework's own hasher.
    """

    algorithm = "public_pbkdf2_sha256"
    iterations = 1_000
