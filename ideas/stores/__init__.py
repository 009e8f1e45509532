"""Where attached files can lie: a folder, or a bucket of an S3-compatible storage."""
