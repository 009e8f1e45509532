"""The whole schema, one module for each concept; importing this package knows every table."""

from ideas.models.attachment import Attachment
from ideas.models.base import Base
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.comment import Comment
from ideas.models.decision import Decision, Reallocation, Verification
from ideas.models.direction import Direction, Theme
from ideas.models.entry import Entry, EntryPayload
from ideas.models.evaluation import Evaluation, EvaluationRequest, Score
from ideas.models.examination import Doubt, Evidence, Noticer, Removal
from ideas.models.experiment import Experiment, ExperimentUnit, Measure, Miss, Reading
from ideas.models.idea import Idea
from ideas.models.involvement import Follow, Join, Sparring, Support
from ideas.models.notification import Notification
from ideas.models.number import PublicNumber
from ideas.models.pairing import Pairing
from ideas.models.post import Post
from ideas.models.session import Invitation, SignInAttempt, UserSession
from ideas.models.unit import Unit
from ideas.models.user import User
from ideas.models.work_step import WorkStep

__all__ = [
    "Attachment",
    "Base",
    "Case",
    "CaseAuthor",
    "Comment",
    "Decision",
    "Direction",
    "Doubt",
    "Entry",
    "EntryPayload",
    "Evaluation",
    "EvaluationRequest",
    "Evidence",
    "Experiment",
    "ExperimentUnit",
    "Follow",
    "Idea",
    "Invitation",
    "Join",
    "Measure",
    "Miss",
    "Noticer",
    "Notification",
    "Pairing",
    "Post",
    "PublicNumber",
    "Reading",
    "Reallocation",
    "Removal",
    "Score",
    "SealedAuthor",
    "SignInAttempt",
    "Sparring",
    "Support",
    "Theme",
    "Unit",
    "User",
    "UserSession",
    "Verification",
    "WorkStep",
]
