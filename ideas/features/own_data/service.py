"""Packs a person's own data into one file: what is kept as JSON, and the attachments beside it."""

import json
import shutil
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from ideas import files
from ideas.features.own_data.gathering import files_of, gather
from workflow.actors import Actor

FORMAT = "tilaa-own-data/1"


def pack(actor: Actor, at: datetime) -> IO[bytes]:
    """An open file that holds the archive; it lies on the disk, so memory does not grow with it."""
    packed = TemporaryFile()  # noqa: SIM115 - closed with the answer that it becomes
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        with archive.open("my-data.json", "w") as part:
            for chunk in json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(_document(actor, at)):
                part.write(chunk.encode())
        for attachment in files_of(actor):
            stored = files.opened(attachment.stored_as)
            if stored is not None:
                with stored, archive.open(f"attachments/{attachment.id}-{attachment.name}", "w") as part:
                    shutil.copyfileobj(stored, part)
    packed.seek(0)
    return packed


def _document(actor: Actor, at: datetime) -> dict[str, object]:
    parts = {name: rows for name, rows in gather(actor) if rows}
    return {"format": FORMAT, "made_at": at.isoformat(), **parts}
