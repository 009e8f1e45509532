"""The shell commands that ask whether the history is true, and count anew what follows from it."""

import sys

import click
from flask.cli import with_appcontext

from ideas.features.audit import service
from ideas.heads import Head, StillWriting, Unreadable, read_head
from ideas.recounting import rebuild
from ideas.schema import ASIDE, is_cut_off


@click.command("check-history")
@click.option("--head", "is_head", is_flag=True, help="Only print the head of the log, to be kept elsewhere.")
@click.option(
    "--expect", metavar="HEAD", help="Compare the log with a head that was kept, then check it all."
)
@with_appcontext
def check_history(is_head: bool, expect: str | None) -> None:
    """Replay the log against the rows; the first difference ends it with exit code 1."""
    try:
        if is_head:
            click.echo(service.present_head())
            return
        if expect is not None:
            _compare(read_head(expect))
    except Unreadable:
        raise click.BadParameter("this is no head of a log", param_hint="--expect") from None
    except StillWriting:
        raise click.ClickException("Somebody is still writing. Try again in a moment.") from None
    _check()


def _compare(kept: Head) -> None:
    found = service.head_up_to(kept.last)
    if found != kept:
        click.echo(
            f"The history is not the one that was kept, up to entry {kept.last}:\n"
            f"  kept:  {kept.entries} entries, {kept.hash}\n"
            f"  found: {found.entries} entries, {found.hash}"
        )
        sys.exit(1)
    click.echo(f"Up to entry {kept.last} the history is the one that was kept")


def _check() -> None:
    if is_cut_off():
        click.echo(f"A restore was cut off: the schema {ASIDE} is still there (docs/keeping.md)", err=True)
    findings = service.check_history(lambda cases: click.echo(f"{cases} cases so far", err=True))
    if findings.difference:
        click.echo(f"The history is not true: {findings.difference}")
        sys.exit(1)
    click.echo(f"{findings.cases} cases, {findings.entries} entries: the history is true")


@click.command("rebuild-visits")
@with_appcontext
def rebuild_visits() -> None:
    """Count the visits of all cases, and the numbers of the situation view, anew out of the log."""
    click.echo(f"{rebuild(_so_far)} cases counted")


def _so_far(cases: int) -> None:
    if cases % 10_000 == 0:
        click.echo(f"{cases} cases so far", err=True)
