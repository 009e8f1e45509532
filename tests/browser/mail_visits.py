"""Lists the pages of the post, with who opens them."""

from tests.browser.visit import NOBODY, Visit


def mail_visits() -> list[Visit]:
    """Every visit to these pages."""
    return [
        Visit("aino", "/me/mail"),
        *(Visit("raimo", path) for path in ("/mails", "/mails/1")),
        Visit(NOBODY, "/unsubscribe/worn-out", code=410),
    ]
