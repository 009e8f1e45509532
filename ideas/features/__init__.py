"""What people do, one folder each; this module gathers their blueprints."""

from flask import Blueprint

from ideas.config import Settings
from ideas.features.account.views import blueprint as account
from ideas.features.attachments.views import blueprint as attachments
from ideas.features.balance.views import blueprint as balance
from ideas.features.calendar.views import blueprint as calendar
from ideas.features.case.views import blueprint as case
from ideas.features.comments.views import blueprint as comments
from ideas.features.commitments.views import blueprint as commitments
from ideas.features.correction.views import blueprint as correction
from ideas.features.criteria.views import blueprint as criteria
from ideas.features.desk.views import blueprint as desk
from ideas.features.erasing.views import blueprint as erasing
from ideas.features.evaluation.views import blueprint as evaluation
from ideas.features.examination.views import blueprint as examination
from ideas.features.feedback.views import blueprint as feedback
from ideas.features.follow_up.views import blueprint as follow_up
from ideas.features.front.views import blueprint as front
from ideas.features.gallery.views import blueprint as gallery
from ideas.features.health.views import blueprint as health
from ideas.features.involvement.views import blueprint as involvement
from ideas.features.listing.views import blueprint as listing
from ideas.features.mail.views import blueprint as mail
from ideas.features.metrics.views import blueprint as metrics
from ideas.features.moves.views import blueprint as moves
from ideas.features.own_data.views import blueprint as own_data
from ideas.features.pages.views import blueprint as pages
from ideas.features.pending.views import blueprint as pending
from ideas.features.people.views import blueprint as people
from ideas.features.pilot.views import blueprint as pilot
from ideas.features.readings.views import blueprint as readings
from ideas.features.recording.views import blueprint as recording
from ideas.features.register.views import blueprint as register
from ideas.features.second_step.views import blueprint as second_step
from ideas.features.sheet.views import blueprint as sheet
from ideas.features.signin.views import blueprint as signin
from ideas.features.situation.views import blueprint as situation
from ideas.features.styleguide.views import blueprint as styleguide
from ideas.features.submission.views import blueprint as submission
from ideas.features.trial.views import blueprint as trial
from ideas.features.unsealing.views import blueprint as unsealing
from ideas.features.verification.views import blueprint as verification

EVERY = [
    account,
    attachments,
    balance,
    calendar,
    case,
    comments,
    commitments,
    correction,
    criteria,
    desk,
    erasing,
    evaluation,
    examination,
    feedback,
    follow_up,
    front,
    gallery,
    health,
    involvement,
    listing,
    mail,
    moves,
    own_data,
    pages,
    pending,
    people,
    pilot,
    situation,
    readings,
    recording,
    register,
    second_step,
    sheet,
    signin,
    submission,
    trial,
    unsealing,
    verification,
]


def blueprints(settings: Settings) -> list[Blueprint]:
    """Every blueprint of the application; the style guide only in a demo, the metrics only with a token."""
    asked_for = {styleguide: settings.demo, metrics: settings.metrics_token is not None}
    return [*EVERY, *(blueprint for blueprint, is_there in asked_for.items() if is_there)]
