"""What a mail says and what its headers say: everything for its hearer, and nothing of whoever is hidden."""

import re
from datetime import timedelta
from email.message import EmailMessage

import pytest
from flask import Flask

from ideas.extensions import SETTINGS, db
from ideas.features.mail.letter import one_line
from ideas.models import Idea, Sparring, User
from ideas.transaction import command
from tests import factories
from tests.factories import NOW
from tests.features.mail import post
from tests.features.mail.smtp import Postbox
from workflow.mailing import Topic, Way
from workflow.permissions import Visibility

HOME = "https://tilaa.example.org"


def sent(box: Postbox) -> EmailMessage:
    """The only mail that was sent."""
    (message,) = box.taken
    return message


def part(message: EmailMessage, kind: str) -> str:
    """Its words, as plain text or as HTML."""
    body = message.get_body((kind,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def test_a_mail_says_what_happened_in_words(
    app: Flask, people: dict[str, User], idea: Idea, box: Postbox
) -> None:
    with app.app_context():
        post.comment(idea, people["lead"], "Tätä <b>tarvitaan</b>.\n\nKiitos!")
        post.weigh()
        post.carry()
    message, place = sent(box), f"{HOME}/ideas/{idea.public_id}"
    text, html = part(message, "plain"), part(message, "html")
    assert text.splitlines()[:8] == [
        f"{idea.public_id} {idea.title}", "", "Liisa Lehto commented (5.3.2026 14:30)",
        "> Tätä <b>tarvitaan</b>.", "> ", "> Kiitos!", "", place,
    ]  # fmt: skip
    assert "Tätä &lt;b&gt;tarvitaan&lt;/b&gt;.<br><br>Kiitos!" in html
    assert '<html lang="en">' in html
    assert re.findall(r"<(img|link|script|style)\b", html) == []
    assert sorted(set(re.findall(r'(?:href|src)="([^"]*)"', html))) == sorted(
        [place, f"{HOME}/me/mail", str(message["List-Unsubscribe"]).strip("<>")]
    )


def test_its_headers_say_whose_it_is_what_it_answers_and_how_to_end_it(
    app: Flask, people: dict[str, User], idea: Idea, box: Postbox
) -> None:
    with app.app_context():
        post.comment(idea, people["lead"])
        post.weigh()
        mail = post.mails()[0]
        post.carry()
    message, root = sent(box), f"<{idea.public_id}@example.org>"
    assert {name: str(message[name]) for name in message if name != "List-Unsubscribe"} == {
        "From": "Tilaa <tilaa@example.org>",
        "To": f"Aino Aarnio <{people['author'].email}>",
        "Subject": f"{idea.public_id} {idea.title}",
        "Date": "Thu, 05 Mar 2026 12:32:00 +0000",
        "Message-ID": mail.message_id,
        "References": root,
        "In-Reply-To": root,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": str(message["Content-Type"]),
    }
    assert re.fullmatch(rf"<{HOME}/unsubscribe/[\w.-]+>", message["List-Unsubscribe"])


def test_what_programs_of_mail_read_stands_on_one_line_as_it_is(
    app: Flask, people: dict[str, User], idea: Idea, box: Postbox
) -> None:
    """A parser that decodes sees no difference, but RFC 8058 asks for the address itself."""
    settings = app.extensions[SETTINGS]
    settings.mail_from = f"tilaa@{'posti.' * 12}example.org"
    with app.app_context():
        post.comment(idea, people["lead"])
        post.weigh()
        post.carry()
    names = ("Message-ID", "References", "In-Reply-To", "List-Unsubscribe")
    assert [line for line in box.lines[0] if line.partition(":")[0] in names] == [
        f"{name}: {sent(box)[name]}" for name in names
    ]


def test_a_digest_is_one_mail_about_everything_in_the_persons_language(
    app: Flask, people: dict[str, User], idea: Idea, box: Postbox
) -> None:
    with app.app_context():
        post.wants(people["author"], Way.DAILY)
        other = factories.submitted(people["author"], title="Toinen idea")
        for case in (idea, other):
            post.comment(case, people["lead"])
        post.weigh()
        assert post.carry(post.NEXT_MORNING) == 1
    message = sent(box)
    assert (message["Subject"], message["References"]) == ("What moved, 6.3.2026", None)
    heads = [line for line in part(message, "plain").splitlines() if line.startswith("I-")]
    assert heads == [f"{case.public_id} {case.title}" for case in (idea, other)]


@pytest.mark.parametrize("way", [Way.AT_ONCE, Way.DAILY])
def test_a_hidden_author_stands_nowhere_in_a_mail(
    app: Flask, people: dict[str, User], way: Way, box: Postbox
) -> None:
    with app.app_context():
        author = factories.person(name="Hiidenkivi Hiljainen")
        idea = factories.submitted(author, hidden=True)
        factories.answer_for(idea, people["lead"])
        post.wants(people["lead"], way)
        post.comment(idea, author, "Sana.")
        post.weigh()
        assert post.carry(post.NEXT_MORNING + timedelta(hours=1)) == 1
    told = sent(box).as_string() + part(sent(box), "plain") + part(sent(box), "html")
    marks = ("Hiidenkivi", "Hiljainen", author.email, "12:30", "14:30", "14.30")
    assert [mark for mark in marks if mark in told] == []
    assert "Esittäjä kommentoi (5.3.2026)" in part(sent(box), "plain")


def test_what_the_hearer_may_no_longer_see_is_not_sent(
    app: Flask, people: dict[str, User], box: Postbox
) -> None:
    with app.app_context():
        draft = factories.draft(people["author"])
        spar(draft, people["lead"])
        post.wants(people["lead"], Way.AT_ONCE)
        post.comment(draft, people["author"])
        post.weigh()
        unspar(draft, people["lead"])
        assert post.carry(post.NEXT_MORNING) == 0
        assert {mail.error for mail in post.mails()} == {"nothing-left"}
    assert box.given == []


def test_what_the_hearer_ended_meanwhile_is_not_sent(
    app: Flask, people: dict[str, User], idea: Idea, box: Postbox
) -> None:
    with app.app_context():
        post.comment(idea, people["lead"])
        post.weigh()
        post.wants(people["author"], Way.INBOX, [Topic.TALK])
        assert post.carry() == 0
        assert [mail.error for mail in post.mails()] == ["nothing-left"]


def test_words_that_were_taken_back_are_not_sent(
    app: Flask, people: dict[str, User], idea: Idea, box: Postbox
) -> None:
    with app.app_context():
        post.comment(idea, people["lead"], "Tuhannesti.")
        post.weigh()
        take_back(idea)
        post.carry()
    assert "Tuhannesti" not in part(sent(box), "plain") + part(sent(box), "html")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Idea\r\nBcc: x@example.org", "Idea Bcc: x@example.org"),
        ("a\u202eb\u2028c", "a b c"),
        (" ä  ö ", "ä ö"),
    ],
)
def test_no_header_holds_what_cannot_be_seen(text: str, line: str) -> None:
    assert one_line(text) == line


def test_a_name_that_breaks_the_line_makes_no_header(
    app: Flask, people: dict[str, User], idea: Idea, box: Postbox
) -> None:
    with app.app_context():
        rename(people["author"], "Aino\r\nBcc: x@example.org")
        retitle(idea, "Otsikko\r\nBcc: y@example.org")
        post.comment(idea, people["lead"])
        post.weigh()
        post.carry()
    assert (sent(box)["Bcc"], sent(box)["To"].addresses[0].display_name) == (None, "Aino Bcc: x@example.org")


@command
def spar(idea: Idea, person: User) -> None:
    """Let the person spar with the author of a draft."""
    row = db.session.get_one(Idea, idea.id)
    row.sparrings.append(Sparring(user_id=person.id, at=NOW))
    row.visibility = Visibility.SPARRING


@command
def unspar(idea: Idea, person: User) -> None:
    """Let the sparring be over."""
    db.session.delete(db.session.get_one(Sparring, (idea.id, person.id)))


@command
def take_back(idea: Idea) -> None:
    """Take every comment back."""
    for comment in db.session.get_one(Idea, idea.id).comments:
        comment.body, comment.removed_at = "", NOW


@command
def rename(person: User, name: str) -> None:
    """Another name, past every form."""
    db.session.get_one(User, person.id).name = name


@command
def retitle(idea: Idea, title: str) -> None:
    """Another title, past every form."""
    db.session.get_one(Idea, idea.id).title = title
