"""The whole schema, one module for each concept; importing this package knows every table."""

from ideas.models.attachment import Attachment
from ideas.models.base import Base
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.comment import Comment
from ideas.models.direction import Direction, Theme
from ideas.models.entry import Entry, EntryPayload
from ideas.models.evaluation import Evaluation, EvaluationRequest, Score
from ideas.models.experiment import Experiment, ExperimentUnit, Measure, Reading
from ideas.models.idea import Idea
from ideas.models.involvement import Follow, Join, Sparring, Support
from ideas.models.notification import Notification
from ideas.models.number import PublicNumber
from ideas.models.post import Post
from ideas.models.session import Invitation, SignInAttempt, UserSession
from ideas.models.unit import Unit
from ideas.models.user import User

__all__ = [
    "Attachment",
    "Base",
    "Case",
    "CaseAuthor",
    "Comment",
    "Direction",
    "Entry",
    "EntryPayload",
    "Evaluation",
    "EvaluationRequest",
    "Experiment",
    "ExperimentUnit",
    "Follow",
    "Idea",
    "Invitation",
    "Join",
    "Measure",
    "Notification",
    "Post",
    "PublicNumber",
    "Reading",
    "Score",
    "SealedAuthor",
    "SignInAttempt",
    "Sparring",
    "Support",
    "Theme",
    "Unit",
    "User",
    "UserSession",
]
