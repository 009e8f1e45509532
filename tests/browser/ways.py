"""What somebody does on a page that they have opened, to come to a page that has no address of its own."""

from collections.abc import Callable

from playwright.sync_api import Page, Response

Way = Callable[[Page], Response | None]
FORM = "main form[method=post]:has(input:not([type=hidden]), textarea, select)"
EMPTY = """form => {
  for (const field of form.querySelectorAll("input, textarea, select")) {
    if (["hidden", "submit"].includes(field.type)) continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = false;
    else field.value = "";
  }
}"""
SEND = "form => form.requestSubmit(form.querySelector('button:not([type=button])'))"


def send_empty(page: Page) -> Response:
    """Send the form of the page with nothing in it."""
    form = page.locator(FORM).last
    form.evaluate(EMPTY)
    return _sent(page)


def begin_second_step(page: Page) -> Response:
    """Ask for a secret, and come back to the page that shows it."""
    with page.expect_navigation() as sent:
        page.locator("main form[action$='/second-step/begin'] button").click()
    answer = sent.value
    assert answer is not None
    return answer


def send_overtaken(page: Page) -> Response:
    """Send the form as somebody whom everybody else was faster than."""
    page.locator("main input[type=date]").fill("2031-03-05")
    page.locator("main textarea").fill("Katsotaan tätä keväällä uudestaan.")
    page.locator(f"{FORM} input[name=version]").evaluate("field => { field.value = '1'; }")
    return _sent(page)


def send_stale(page: Page) -> Response:
    """Send the form as it is, but as somebody whom everybody else was faster than."""
    page.locator(f"{FORM} input[name=version]").last.evaluate("field => { field.value = '1'; }")
    return _sent(page)


def send_nonsense(page: Page) -> Response:
    """Send the form with far too many words where few are wanted, and words where a number is."""
    form = page.locator(FORM).last
    for field in form.locator("input[inputmode=decimal], input[type=text]").all():
        field.evaluate("field => { field.value = 'en tiedä '.repeat(60); }")
    return _sent(page)


def send_signed_out(page: Page) -> Response:
    """Send the form after the session has ended."""
    cookies = page.context.cookies()
    page.context.clear_cookies()
    answer = _sent(page)
    page.context.add_cookies(cookies)  # type: ignore[arg-type]  # what was read is what is written
    return answer


def _sent(page: Page) -> Response:
    with page.expect_navigation() as sent:
        page.locator(FORM).last.evaluate(SEND)
    answer = sent.value
    assert answer is not None
    return answer
