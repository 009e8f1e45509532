"""What people do, one folder each; this module gathers their blueprints."""

from flask import Blueprint

from ideas.config import Settings
from ideas.features.case.views import blueprint as case
from ideas.features.comments.views import blueprint as comments
from ideas.features.health.views import blueprint as health
from ideas.features.involvement.views import blueprint as involvement
from ideas.features.listing.views import blueprint as listing


def blueprints(settings: Settings) -> list[Blueprint]:
    """Every blueprint of the application; the style guide only in a demo."""
    return [case, comments, health, involvement, listing]
