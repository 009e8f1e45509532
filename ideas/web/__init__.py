"""What every page shares: security, errors, and the words and functions that templates use."""

from flask import Flask

from ideas.web import addresses, errors, fragments, journal, metering, pages, security, statics


def init_app(app: Flask) -> None:
    """Bind all of it to the application."""
    addresses.init_app(app)
    journal.init_app(app)
    metering.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    pages.init_app(app)
    statics.init_app(app)
    fragments.init_app(app)
