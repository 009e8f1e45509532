"""What is taken and what is not: by name and by content, without ever opening a file."""

import io

import pytest

from ideas.features.attachments.inspection import CHECKS, Fault, inspect
from ideas.features.attachments.names import LONGEST, clean_name
from tests.features.attachments.corpus import GOOD, HOSTILE, NAMES

MOST = 1024 * 1024


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_good_file_is_taken(name: str) -> None:
    assert inspect(name, io.BytesIO(GOOD[name]), MOST) is None


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_is_not_taken(name: str) -> None:
    content, fault = HOSTILE[name]
    assert inspect(name, io.BytesIO(content), MOST) == fault


@pytest.mark.parametrize("extension", sorted(CHECKS))
@pytest.mark.parametrize("content", [b"\0", b"PK\x03\x04", b"\xff" * 100, b"<html>", b"GIF89a\0\0"])
def test_rubbish_is_not_taken_under_any_name(extension: str, content: bytes) -> None:
    if (extension in ("txt", "csv")) and content == b"\xff" * 100:
        content += b"\0"
    assert inspect(f"a.{extension}", io.BytesIO(content), MOST) == Fault.NOT_WHAT_IT_SAYS


def test_a_file_over_the_limit_is_too_large() -> None:
    content = b"%PDF-" + b"a" * MOST
    assert inspect("a.pdf", io.BytesIO(content), MOST) == Fault.TOO_LARGE
    assert inspect("a.pdf", io.BytesIO(content[:MOST]), MOST) is None


@pytest.mark.parametrize(("name", "cleaned"), NAMES.items())
def test_a_name_is_cleaned(name: str, cleaned: str) -> None:
    assert clean_name(name) == cleaned
    assert clean_name(cleaned) == cleaned
    assert 0 < len(cleaned) <= LONGEST
