"""The errors that entityx raises on its own account.

    EntityxError
    ├── PatternError     a row or rule in patterns/ is wrong; names file and line
    ├── ModelError       a trained pipeline is missing, or does not fit this version
    ├── InputError       a file or text cannot be read as text
    └── FormatError      an output format is unknown, or what is read is not of it

Plain misuse of an argument stays a ``ValueError`` or ``TypeError``.
"""


class EntityxError(Exception):
    """Be the root of everything that entityx raises by itself."""


class PatternError(EntityxError):
    """Say which row or rule in ``patterns/`` is wrong, where, and what is right."""


class ModelError(EntityxError):
    """Say which trained pipeline is missing or does not fit."""


class InputError(EntityxError):
    """Say which input cannot be read as text, and why."""


class FormatError(EntityxError):
    """Say which format is unknown, or what in the data is not of that format."""
