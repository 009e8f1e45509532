"""Lists every page that the browser tests open, with who opens it: each route of the application is here."""

from collections.abc import Callable
from pathlib import Path

from tests.browser import demo
from tests.browser.gallery_visits import gallery_visits
from tests.browser.mail_visits import mail_visits
from tests.browser.privacy_visits import privacy_visits
from tests.browser.protection_visits import protection_visits
from tests.browser.step_visits import step_visits
from tests.browser.visit import NOBODY, Made, Visit
from tests.browser.ways import send_empty, send_overtaken, send_signed_out

NO_PAGES = {
    "/static/<string:version>/<path:filename>",
    "/healthz",
    "/readyz",
    "/metrics",
    "/sign-in/second-step",
}
"""Beside files and numbers for machines, the form for somebody halfway in, which leads away without that."""
DOWNLOADS = {
    "/attachments/<int(max=2147483647):attachment_id>",
    "/<case:public_id>/readings.csv",
    "/<case:public_id>/readings/template.csv",
    "/calendar/<string:token>.ics",
    "/situation.json",
    "/me/data.zip",
    "/situation/figures.csv",
    "/situation/figures.xlsx",
    "/situation/rows.csv",
    "/situation/rows.xlsx",
    "/work-steps/export.csv",
    "/work-steps/export.xlsx",
    "/situation/sheet.pdf",
}
FRAGMENTS = {"/work-steps/similar"}
"""Parts of pages, which scripts ask for."""
MOVES = {
    "submitted": ("evaluate", "drop", "merge"),
    "evaluated": ("pilot", "drop", "merge", "adopt-at-once"),
    "piloted": ("adopt", "rethink", "drop"),
}


def visits(database: Path, made: Made) -> list[Visit]:
    """Every visit, those of one person in a row."""
    at = lambda key: demo.idea(database, key)  # noqa: E731 - read as a word in the lists below
    every = [
        *_nobody(made),
        *_employees(at, made),
        *_leads(at),
        *_corrections(database, at),
        *_pilots(database, at),
        *_followed(at),
        *_people(database),
        *privacy_visits(database),
        *mail_visits(),
        *protection_visits(at),
        *step_visits(database, at),
        *gallery_visits(database, at, made),
    ]
    return sorted(every, key=lambda visit: visit.who)


def _nobody(made: Made) -> list[Visit]:
    return [
        Visit(NOBODY, "/sign-in"),
        Visit(NOBODY, "/sign-in", send_empty, 422),
        Visit(NOBODY, made.invitation),
        Visit(NOBODY, made.invitation, send_empty, 422),
        Visit(NOBODY, "/invitations/worn-out", code=410),
    ]


def _employees(at: Callable[[str], str], made: Made) -> list[Visit]:
    mine, shown, asked = at("liite-kuvana"), at("paivystava-ratkaisija"), f"{at('blanketter')}/evaluation"
    visited = {
        "noora": ["/", mine, f"{mine}/edit", f"{mine}/answer", f"{mine}/moves?name=withdraw", asked],
        "mikael": [shown, f"{shown}/sparring"],
        "sari": [shown, f"{at('ensimmainen-rivi')}/comments"],
        "marketta": [
            "/",
            "/situation",
            "/situation/rows?figure=closed",
            "/ideas?q=ei%20mitään%20sellaista",
            at("sama-kuori"),
        ],
    }
    return [
        *(Visit(who, path) for who, paths in visited.items() for path in paths),
        *(Visit("noora", path, send_empty, 422) for path in (f"{mine}/edit", asked)),
        *_aino(at, made),
    ]


def _aino(at: Callable[[str], str], made: Made) -> list[Visit]:
    draft, read = at("kuvalliset-ohjeet"), at("tuloste")
    ended = ("tekstiviestit", "selkokieli", "ensimmainen-rivi", "opastaja", "jonotusaika", "soittopyynto")
    paths = [
        *("/", "/news", "/ideas", "/ideas/new", "/me", "/me/password", "/me/calendar", "/me/sessions"),
        "/styleguide",
        "/situation/commitments",
        *(f"{draft}/draft", f"{draft}/discard", f"{draft}/sparring", f"{draft}/attachments", draft),
        *(f"{made.comment}/edit", f"{made.comment}/remove", f"{made.attachment}/remove"),
        *(read, f"{read}/comments", f"{read}/join", f"{read}/thanks", *(at(key) for key in ended)),
        *(at("ratkaisutunti"), f"{at('tekstiviestit')}/moves?name=reopen"),
    ]
    failing = [f"{draft}/draft", f"{read}/comments", f"{read}/thanks", "/me/password", "/ideas/new"]
    return [
        *(Visit("aino", path) for path in paths),
        *(Visit("aino", path, send_empty, 422) for path in (*failing, f"{draft}/attachments")),
        Visit("aino", "/people", code=403),
        Visit("aino", "/ideas/I-1999-0001", code=404),
        Visit("aino", f"{draft}/draft", send_signed_out, 401),
    ]


def _leads(at: Callable[[str], str]) -> list[Visit]:
    ideas = {"submitted": at("tuloste"), "evaluated": at("chatt"), "piloted": at("selkokieli")}
    new, offered = ideas["submitted"], at("verkkotapaaminen")
    again = f"{ideas['evaluated']}/rounds/new"
    desk = [f"{new}/{page}" for page in ("owner", "next-date", "questions", "evaluators", "evaluation")]
    moves = [f"{ideas[state]}/moves?name={name}" for state, names in MOVES.items() for name in names]
    failing = [*desk, f"{ideas['evaluated']}/transfer", f"{new}/moves?name=drop", f"{new}/moves?name=merge"]
    return [
        *(Visit("olli", path) for path in ("/", "/desk", "/desk?view=mine", "/situation", *desk, *moves)),
        *(Visit("olli", path) for path in (*ideas.values(), at("yksi-kirje"), f"{at('chatt')}/transfer")),
        *(Visit("olli", path, send_empty, 422) for path in failing),
        Visit("olli", f"{new}/next-date", send_overtaken, 409),
        *(Visit("olli", path) for path in ("/evaluations", "/criteria", again, f"{new}/abstention")),
        *(Visit("olli", f"/situation/commitments{page}") for page in ("", "/edit")),
        *(Visit(who, "/situation/sheet") for who in ("olli", "marketta")),
        Visit("olli", "/situation/sheet/handling", send_empty, 422),
        *(Visit("olli", path, send_empty, 422) for path in (again, f"{new}/abstention")),
        *(Visit("camilla", path) for path in ("/", offered, f"{offered}/transfer/decline")),
        Visit("camilla", f"{offered}/transfer/decline", send_empty, 422),
    ]


def _corrections(database: Path, at: Callable[[str], str]) -> list[Visit]:
    """What is prepared in silence, and what is said anew."""
    ended, gone = at("tekstiviestit"), demo.step(database, "muistutuskirje")
    places = [demo.correction(database, ended, "dropped"), demo.correction(database, gone, "given-up")]
    prepared = ("/decisions/pending", f"{at('tuloste')}/moves?name=drop", at("tuloste"), ended)
    return [
        *(Visit("camilla", path) for path in (*prepared, *places)),
        *(Visit("camilla", path, send_empty, 422) for path in places),
    ]


def _pilots(database: Path, at: Callable[[str], str]) -> list[Visit]:
    plan, running = f"{at('yksi-kirje')}/pilot-plan", f"{at('soittopyynto')}/pilot-plan"
    planned, reading = demo.measure(database, "yksi-kirje"), demo.reading(database, "soittopyynto")
    readings = f"{at('soittopyynto')}/readings"
    amendment = f"/measures/{demo.measure(database, 'soittopyynto')}/amendment"
    ending = [f"{at('soittopyynto')}/pilot-{page}" for page in ("conclusion", "extension")]
    return [
        Visit("nadia", f"{at('yksi-kirje')}/pilot-aim"),
        *(Visit("olli", path) for path in (amendment, *ending)),
        *(Visit("olli", path, send_empty, 422) for path in (amendment, ending[1])),
        *(Visit("olli", path) for path in (plan, running, f"{plan}/measures", f"{plan}/measures/{planned}")),
        *(Visit("olli", path) for path in (readings, f"{readings}/import", reading)),
        Visit("olli", f"{plan}/measures", send_empty, 422),
        *(Visit("olli", path, send_empty, 422) for path in (readings, f"{readings}/import", reading)),
    ]


def _followed(at: Callable[[str], str]) -> list[Visit]:
    told, finished = at("jonotusaika"), at("ensimmainen-rivi")
    pages = [f"{told}/follow-ups", f"{told}/follow-ups/1", f"{told}/pulse"]
    return [
        *(Visit("olli", path) for path in (*pages, told, f"{finished}/follow-ups")),
        *(Visit("olli", path, send_empty, 422) for path in (*pages, f"{finished}/follow-ups")),
        Visit("olli", f"{finished}/follow-ups/1", code=409),
    ]


def _people(database: Path) -> list[Visit]:
    person, unit = demo.person(database, "paivi"), demo.unit(database, "Palvelupisteet")
    pages = ["/", "/people", "/people/invite", person, f"{person}/deactivate", f"{person}/link"]
    left = demo.person(database, "tellervo").replace("/people/", "/desk/left/")
    pages += ["/criteria", "/criteria/new", "/criteria/effort", "/criteria/customer-benefit"]
    failing = ["/people/invite", "/units", unit, "/criteria/new"]
    return [
        *(Visit("raimo", path) for path in (*pages, "/units", unit)),
        *(Visit("raimo", path, send_empty, 422) for path in failing),
        Visit("olli", left),
        Visit("olli", left, send_empty, 422),
    ]
