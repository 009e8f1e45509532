"""The stores under test: a folder, a bucket, and a storage in which the bucket is missing."""

from collections.abc import Iterator

import boto3
import pytest
from flask import Flask
from moto import mock_aws
from pydantic import SecretStr

from ideas import files
from ideas.extensions import SETTINGS

BUCKET = {
    "s3_bucket": "tilaa-files",
    "s3_region": "eu-north-1",
    "s3_access_key": SecretStr("a key"),
    "s3_secret_key": SecretStr("a secret"),
}


@pytest.fixture(params=["app", "bucket_app"])
def stored_app(request: pytest.FixtureRequest) -> Flask:
    """The application with its files in a folder, and with its files in a bucket."""
    app: Flask = request.getfixturevalue(request.param)
    return app


@pytest.fixture
def bucket_app(bare_app: Flask) -> Flask:
    """The application with its files in a bucket."""
    boto3.client("s3", region_name="eu-north-1").create_bucket(
        Bucket="tilaa-files", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"}
    )
    return bare_app


@pytest.fixture
def bare_app(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The application whose files belong into a bucket that is not there."""
    with mock_aws():
        for name, value in BUCKET.items():
            monkeypatch.setattr(app.extensions[SETTINGS], name, value)
        files._bucket.cache_clear()
        yield app
        files._bucket.cache_clear()
