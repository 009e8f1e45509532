"""Draws pictures anew, so that only what can be seen is kept: no place, no camera, no hidden tail."""

import io
from collections.abc import Mapping
from typing import Any, BinaryIO

from PIL import Image, ImageCms, ImageOps

from ideas.features.attachments.archives import Suspect

MOST_PIXELS = 40_000_000
"""So much is unpacked at a time: three or four bytes each."""
FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
WAYS: Mapping[str, Mapping[str, Any]] = {
    "PNG": {"optimize": False},
    "JPEG": {"quality": 90, "subsampling": 0},
    "WEBP": {"quality": 90},
}
MODES = {"PNG": ("1", "L", "LA", "RGB", "RGBA"), "JPEG": ("L", "RGB"), "WEBP": ("RGB", "RGBA")}


def drawn_anew(extension: str, stream: BinaryIO) -> BinaryIO:
    """The picture as it is seen; Suspect where it cannot be drawn, moves, or has too many points."""
    kind = FORMATS[extension]
    try:
        return _saved(_bare(_opened(kind, stream), kind), kind)
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, Image.DecompressionBombError) as error:
        raise Suspect("not-what-it-says") from error


def _opened(kind: str, stream: BinaryIO) -> Image.Image:
    stream.seek(0)
    picture = Image.open(stream, formats=[kind])
    if picture.width * picture.height > MOST_PIXELS:
        raise Suspect("unpacks-too-large")
    # A telephone keeps a small copy beside a photograph; that is no film.
    if kind != "JPEG" and getattr(picture, "is_animated", False):
        raise Suspect("moves")
    picture.load()
    return picture


def _bare(picture: Image.Image, kind: str) -> Image.Image:
    """Upright, in the colours every screen knows, and without what it says about itself."""
    upright = _in_common_colours(ImageOps.exif_transpose(picture))
    if "transparency" in upright.info or upright.mode in ("P", "PA"):
        upright = upright.convert("RGBA" if kind != "JPEG" else "RGB")
    if upright.mode not in MODES[kind]:
        upright = upright.convert("RGBA" if upright.mode.endswith(("A", "a")) and kind != "JPEG" else "RGB")
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


def _in_common_colours(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA"):
        return picture
    try:
        told = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, told, ImageCms.createProfile("sRGB")) or picture
    except (ImageCms.PyCMSError, OSError):
        return picture


def _saved(picture: Image.Image, kind: str) -> BinaryIO:
    target = io.BytesIO()
    picture.save(target, kind, **WAYS[kind])
    target.seek(0)
    return target
