"""What people do, one folder each; this module gathers their blueprints."""

from flask import Blueprint

from ideas.config import Settings
from ideas.features.attachments.views import blueprint as attachments
from ideas.features.case.views import blueprint as case
from ideas.features.comments.views import blueprint as comments
from ideas.features.desk.views import blueprint as desk
from ideas.features.evaluation.views import blueprint as evaluation
from ideas.features.health.views import blueprint as health
from ideas.features.involvement.views import blueprint as involvement
from ideas.features.listing.views import blueprint as listing
from ideas.features.moves.views import blueprint as moves
from ideas.features.pilot.views import blueprint as pilot
from ideas.features.submission.views import blueprint as submission


def blueprints(settings: Settings) -> list[Blueprint]:
    """Every blueprint of the application; the style guide only in a demo."""
    return [
        attachments,
        case,
        comments,
        desk,
        evaluation,
        health,
        involvement,
        listing,
        moves,
        pilot,
        submission,
    ]
