"""Owns how files of ours lie on a disk: for nobody else to read, and there after a power cut."""

import os
from pathlib import Path


def private(path: str, flags: int) -> int:
    """An opener for `open`: what it makes can be read by our own account alone."""
    return os.open(path, flags, mode=0o600)


def sync_folder(folder: Path) -> None:
    """Write a folder to the disk: a rename is lasting only then."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
