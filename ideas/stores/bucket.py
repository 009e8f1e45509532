"""Keeps files in one bucket of an S3-compatible storage; alone speaks its protocol."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from io import RawIOBase
from typing import Any, BinaryIO, cast

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from urllib3.exceptions import HTTPError

from ideas.stores import Unreachable

ABSENT = frozenset({"NoSuchKey", "404"})
# Storages that only resemble S3 refuse the newer checksums; SigV4 signs the content anyway.
CAREFUL = Config(
    connect_timeout=3,
    read_timeout=20,
    retries={"max_attempts": 3, "mode": "standard"},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


@dataclass(frozen=True)
class BucketStore:
    """A bucket in which each file has the name it was put under."""

    bucket: str
    endpoint: str | None
    region: str | None
    access_key: str | None
    secret_key: str | None

    def put(self, name: str, stream: BinaryIO) -> None:
        """Send the whole stream; an object appears whole or not at all."""
        stream.seek(0)
        with _plain_errors():
            self._client.put_object(Bucket=self.bucket, Key=name, Body=stream)

    def open(self, name: str) -> BinaryIO | None:
        """The file's bytes as they come, or nothing where there is no such file."""
        with _plain_errors():
            try:
                found = self._client.get_object(Bucket=self.bucket, Key=name)
                return cast(BinaryIO, Arriving(found["Body"]))
            except ClientError as error:
                if _code(error) in ABSENT:
                    return None
                raise

    def remove(self, name: str) -> None:
        """Take the file away; one that is gone already is no error."""
        with _plain_errors():
            self._client.delete_object(Bucket=self.bucket, Key=name)

    def older_than(self, moment: datetime) -> Iterator[str]:
        """The name of every file that was last written before this moment."""
        with _plain_errors():
            for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket):
                for found in page.get("Contents", []):
                    if found["LastModified"] < moment:
                        yield found["Key"]

    @cached_property
    def _client(self) -> Any:
        # Without keys of ours, those of the machine's role or environment are taken.
        return boto3.session.Session().client(
            "s3",
            endpoint_url=self.endpoint,
            region_name=self.region,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            config=CAREFUL,
        )


class Arriving(RawIOBase):
    """The bytes of a file as they come; a line that breaks meanwhile makes it unreachable too."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def readable(self) -> bool:
        """They are there to be read, once."""
        return True

    def readinto(self, room: Any) -> int:
        """The next bytes; none at the end, once as many have come as were promised."""
        with _plain_errors():
            return int(self._body.readinto(room))

    def close(self) -> None:
        """Let the line go."""
        self._body.close()
        super().close()


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        raise Unreachable(_code(error)) from error
    except (BotoCoreError, HTTPError) as error:
        raise Unreachable(type(error).__name__) from error


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
