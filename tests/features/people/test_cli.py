"""People from the shell: the first account of an installation is made here."""

import re

import pytest
from flask import Flask

from ideas.accounts import find_account
from tests import factories
from tests.features.people.administration import again
from workflow.actors import Role

ADD = ["user", "add", "--name", "Aino Lehtinen", "--email", "Aino@example.org", "--role", "admin"]


def test_a_one_time_link_is_printed(app: Flask) -> None:
    printed = app.test_cli_runner().invoke(args=ADD).output
    found = re.search(r"/invitations/[\w-]+", printed)
    assert found
    assert app.test_client().get(found[0]).status_code == 200


def test_an_account_opens_with_a_password_from_the_input(app: Flask) -> None:
    with app.app_context():
        home = factories.unit("Arkisto")
    password = "neljä aivan toista sanaa"
    added = app.test_cli_runner().invoke(
        args=[*ADD, "--unit", "Arkisto", "--password-stdin"], input=f"{password}\n"
    )
    signed_in = app.test_client().post("/sign-in", data={"email": "aino@example.org", "password": password})
    with app.app_context():
        account = find_account("aino@example.org")
        assert account is not None
        assert (added.exit_code, signed_in.status_code) == (0, 303)
        assert (account.role, account.unit_id) == (Role.ADMIN, home.id)
    assert password not in added.output


@pytest.mark.parametrize(
    ("more", "typed"),
    [
        (["--password-stdin"], "short\n"),
        (["--password-stdin"], "salasanasalasana\n"),
        (["--unit", "Nowhere"], ""),
        (["--email", "no address"], ""),
        (["--name", "Aino\u202e"], ""),
    ],
)
def test_what_does_not_hold_is_refused(app: Flask, more: list[str], typed: str) -> None:
    result = app.test_cli_runner().invoke(args=[*ADD, *more], input=typed)
    with app.app_context():
        assert (result.exit_code != 0, find_account("aino@example.org")) == (True, None)


def test_people_are_listed_and_an_account_is_closed(app: Flask) -> None:
    with app.app_context():
        person, last = factories.person(name="Aino Lehtinen"), factories.person(Role.ADMIN)
    run = app.test_cli_runner().invoke
    codes = [run(args=["user", "deactivate", email]).exit_code for email in (person.email, last.email, "x")]
    with app.app_context():
        assert (codes, again(person).is_deactivated) == ([0, 1, 1], True)
    assert f"{person.email}\temployee\tclosed\tAino Lehtinen" in run(args=["user", "list"]).output
