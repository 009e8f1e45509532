"""What people do, one folder each; this module gathers their blueprints."""

from flask import Blueprint

from ideas.config import Settings
from ideas.features.health.views import blueprint as health


def blueprints(settings: Settings) -> list[Blueprint]:
    """Every blueprint of the application; the style guide only in a demo."""
    return [health]
