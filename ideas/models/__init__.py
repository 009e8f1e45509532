"""The whole schema, one module for each concept; importing this package knows every table."""

from ideas.models.application import Application
from ideas.models.attachment import Attachment
from ideas.models.base import Base
from ideas.models.calendar import CalendarFeed
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.chore import Chore
from ideas.models.comment import Comment
from ideas.models.criterion import CriteriaVersion, Criterion, CriterionStep
from ideas.models.decision import Decision, Reallocation, Verification
from ideas.models.direction import CustomerGroup, Direction, Theme
from ideas.models.entry import Entry, EntryPayload
from ideas.models.evaluation import Evaluation, EvaluationRequest, EvaluationRound, Score
from ideas.models.examination import Doubt, Evidence, Noticer, Removal
from ideas.models.experiment import (
    Conclusion,
    Experiment,
    ExperimentGroup,
    ExperimentMember,
    ExperimentUnit,
    Miss,
)
from ideas.models.feedback import AnswerMail, Feedback, FeedbackAttempt
from ideas.models.flow import Commitment, CourseRow, FlowCell, VisitRow
from ideas.models.follow_up import FollowUp, FollowUpReading, Pulse, PulseTaken
from ideas.models.handling import HandledCase, Handling
from ideas.models.idea import Idea
from ideas.models.involvement import Follow, Join, Sparring, Support
from ideas.models.mail import Mail, MailChoice, QuietHours
from ideas.models.measure import Amendment, Measure, Reading, ReadingCorrection
from ideas.models.notification import Notification
from ideas.models.number import PublicNumber
from ideas.models.page import Page
from ideas.models.pairing import Pairing
from ideas.models.pending import PendingDecision
from ideas.models.post import Post
from ideas.models.resting import RestingDraft
from ideas.models.second_step import HalfSignIn, RecoveryCode, SecondStep
from ideas.models.session import Invitation, SignInAttempt, UserSession
from ideas.models.unit import Unit
from ideas.models.user import User
from ideas.models.work_step import WorkStep

__all__ = [
    "Amendment",
    "AnswerMail",
    "Application",
    "Attachment",
    "Base",
    "CalendarFeed",
    "Case",
    "CaseAuthor",
    "Chore",
    "Comment",
    "Commitment",
    "Conclusion",
    "CourseRow",
    "CriteriaVersion",
    "Criterion",
    "CriterionStep",
    "CustomerGroup",
    "Decision",
    "Direction",
    "Doubt",
    "Entry",
    "EntryPayload",
    "Evaluation",
    "EvaluationRequest",
    "EvaluationRound",
    "Evidence",
    "Experiment",
    "ExperimentGroup",
    "ExperimentMember",
    "ExperimentUnit",
    "Feedback",
    "FeedbackAttempt",
    "FlowCell",
    "Follow",
    "FollowUp",
    "FollowUpReading",
    "HalfSignIn",
    "HandledCase",
    "Handling",
    "Idea",
    "Invitation",
    "Join",
    "Mail",
    "MailChoice",
    "Measure",
    "Miss",
    "Noticer",
    "Notification",
    "Page",
    "Pairing",
    "PendingDecision",
    "Post",
    "PublicNumber",
    "Pulse",
    "PulseTaken",
    "QuietHours",
    "Reading",
    "ReadingCorrection",
    "Reallocation",
    "RecoveryCode",
    "Removal",
    "RestingDraft",
    "Score",
    "SealedAuthor",
    "SecondStep",
    "SignInAttempt",
    "Sparring",
    "Support",
    "Theme",
    "Unit",
    "User",
    "UserSession",
    "Verification",
    "VisitRow",
    "WorkStep",
]
