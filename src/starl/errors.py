"""The one error that starl raises for bad input."""


class StarlError(Exception):
    """Something that the user can put right. The text says what, where and what to do."""
