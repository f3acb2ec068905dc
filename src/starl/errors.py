"""The errors that starl raises for what the user can put right."""


class StarlError(Exception):
    """Something that the user can put right. The text says what, where and what to do."""


class Unreachable(StarlError):  # noqa: N818
    """The database is away for the moment; what was asked may be asked again."""


class Conflict(StarlError):  # noqa: N818
    """Somebody else saved the same meanwhile; nothing was changed."""

    def __init__(self, text: str, newest: int) -> None:
        super().__init__(text)
        self.newest = newest
        """The number of the newest revision, as it is kept."""
