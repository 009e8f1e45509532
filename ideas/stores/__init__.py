"""Where attached files can lie: a folder, or a bucket of an S3-compatible storage."""


class Unreachable(Exception):
    """The place does not answer, has no room, or refuses us; the text is its code for that."""
