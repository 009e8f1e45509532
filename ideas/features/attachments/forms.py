"""The forms of attachments, and the words for a file that is not taken."""

from typing import BinaryIO

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from ideas.extensions import settings
from ideas.features.attachments.archives import Suspect
from ideas.features.attachments.cleaning import cleaned
from ideas.features.attachments.inspection import CHECKS, Fault, inspect
from ideas.features.attachments.names import clean_name
from ideas.forms import Form

FAULTS = {
    Fault.EMPTY: _l("The file is empty."),
    Fault.TOO_LARGE: _l("The file is too large."),
    Fault.KIND_NOT_TAKEN: _l("Files of this kind are not taken here."),
    Fault.NOT_WHAT_IT_SAYS: _l(
        "The content is not what the name says. Open the file, save it anew and attach that one."
    ),
    Fault.HOLDS_MACROS: _l("The file holds macros. Save it without macros and attach that one."),
    Fault.UNPACKS_TOO_LARGE: _l("The file would unpack to something far too large."),
    Fault.MOVES: _l("Moving pictures are not taken. Save one of its pictures and attach that one."),
}
TAKEN = tuple(CHECKS)


class AttachmentForm(Form):
    """One file at a time."""

    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])

    content: BinaryIO
    """What is kept of a file that is safe."""

    @property
    def name(self) -> str:
        """The file's name, cleaned."""
        return clean_name(self.file.data.filename or "")

    def is_safe(self) -> bool:
        """Whether the file is taken; if not, the field says why."""
        most = settings().attachment_megabytes * 1024 * 1024
        fault = inspect(self.name, self.file.data.stream, most) or self._cleaned()
        if fault is not None:
            self.refuse(str(FAULTS[fault]))
        return fault is None

    def _cleaned(self) -> Fault | None:
        """Make the file ready to be kept; what it says of whoever made it is left out."""
        try:
            self.content = cleaned(self.name, self.file.data.stream)
        except Suspect as suspicion:
            return Fault(str(suspicion))
        return None

    def refuse(self, message: str) -> None:
        """Say at the field why the file was not taken."""
        self.file.errors = [*self.file.errors, message]


class RemovalForm(Form):
    """Asks once more; it has no fields of its own."""
