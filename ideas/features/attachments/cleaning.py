"""Makes of a file that was found safe the one that is kept: without what it tells of whoever made it."""

from typing import BinaryIO

from ideas.features.attachments.documents import without_names
from ideas.features.attachments.names import extension_of
from ideas.features.attachments.pictures import FORMATS, drawn_anew

DOCUMENTS = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp"})


def cleaned(name: str, stream: BinaryIO) -> BinaryIO:
    """What is kept under this name; Suspect where the content turns out not to be what it says."""
    extension = extension_of(name)
    if extension in FORMATS:
        return drawn_anew(extension, stream)
    return without_names(stream) if extension in DOCUMENTS else stream
