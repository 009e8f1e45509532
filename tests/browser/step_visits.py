"""Lists the pages of work steps, of the balance and of what makes room, with who opens each."""

from collections.abc import Callable
from pathlib import Path

from tests.browser import demo
from tests.browser.visit import NOBODY, Visit
from tests.browser.ways import send_empty, send_nonsense, send_signed_out, send_stale

At = Callable[[str], str]
NOTHING = "/work-steps?q=ei%20mitään%20sellaista"
NARROWED = "/work-steps?state=given-up&kind=work-step&reason=no-success&sort=hours"


def step_visits(database: Path, at: At) -> list[Visit]:
    """Every visit to do with what can be given up."""
    step = lambda key: demo.step(database, key)  # noqa: E731 - read as a word in the lists below
    return [
        *_staff(database, step),
        *_examining(step),
        *_trying(database, step),
        *_deciding(step),
        *_making_room(database, at),
    ]


def _staff(database: Path, step: At) -> list[Visit]:
    pages = ["/work-steps", NARROWED, NOTHING, "/work-steps/new", "/work-steps/new?question=never-served"]
    own, running, new = step("perjantai"), step("takaisinsoittolista"), step("avainvihko")
    pages += [own, f"{own}/edit", running, f"{running}/misses", f"{running}/notice", new, f"{new}/evidence"]
    pages += [f"{new}/comments", f"{new}/join", f"{new}/thanks", f"{own}/attachments"]
    failing = ["/work-steps/new", f"{own}/edit", f"{new}/evidence"]
    decided = [step(key) for key in ("kaksoistarkistus", "kirje-aina", "tuomikyla", "vakiokappale")]
    taken_back = demo.evidence(database, "vertaaminen", "sari")
    return [
        *(Visit("aino", path) for path in (*pages, *decided)),
        *(Visit("aino", path, send_empty, 422) for path in failing),
        Visit("aino", f"{running}/misses", send_nonsense, 422),
        Visit("aino", "/work-steps/new", send_signed_out, 401),
        Visit("sari", f"/evidence/{taken_back}/remove"),
        Visit("sari", f"{step('vakiokappale')}/edit"),
        Visit("mikael", step("samtal")),
        Visit(NOBODY, "/sign-in?next=/work-steps"),
    ]


def _examining(step: At) -> list[Visit]:
    owned, ruled, found_again = step("vastaanottotiski"), step("kotikysely"), step("viikkotilasto")
    mine = step("samtal")
    named = [f"{mine}/{page}" for page in ("owner", "next-date", "questions", "transfer")]
    return [
        *(Visit("olli", path) for path in ("/desk/work-steps", mine, *named, f"{mine}/examination")),
        *(Visit("olli", path) for path in (owned, f"{owned}/examination", found_again)),
        Visit("olli", f"{owned}/examination", send_nonsense, 422),
        Visit("olli", f"{owned}/examination", send_stale, 409),
        *(Visit("marketta", path) for path in (owned, f"{owned}/clearance", ruled, f"{ruled}/need")),
        *(Visit("marketta", path, send_empty, 422) for path in (f"{owned}/clearance", f"{ruled}/need")),
    ]


def _trying(database: Path, step: At) -> list[Visit]:
    planned, running, overdue = step("hyvaksynta"), step("takaisinsoittolista"), step("sanastoliite")
    signals, number = f"{planned}/trial-plan/signals", demo.signal(database, "hyvaksynta")
    pages = [planned, f"{planned}/trial-plan", signals, f"{signals}/{number}", f"{planned}/notice"]
    pages += [running, f"{running}/trial-plan", f"{running}/extension", overdue]
    reading = f"{running}/readings"
    return [
        *(Visit("olli", path) for path in (*pages, f"{step('vastaanottotiski')}/trial-plan", reading)),
        *(Visit("olli", path, send_empty, 422) for path in (signals, f"{running}/extension", reading)),
        Visit("olli", f"{planned}/trial-plan", send_stale, 409),
    ]


def _deciding(step: At) -> list[Visit]:
    moves = {"examine": "samtal", "try-without": "hyvaksynta", "give-up": "viikkotilasto"}
    moves |= {"keep": "tulostus", "resume": "takaisinsoittolista", "reconsider": "kaksoistarkistus"}
    asked = [f"{step(key)}/moves?name={name}" for name, key in moves.items()]
    gone, verified = step("muistutuskirje"), step("vakiokappale")
    pages = [gone, f"{gone}/verification", f"{gone}/freed-time", verified, f"{verified}/freed-time"]
    blocked = f"{step('vastaanottotiski')}/moves?name=give-up"
    failing = [*asked[2:], f"{gone}/verification", f"{verified}/freed-time"]
    return [
        *(Visit("camilla", path) for path in (*asked, blocked, *pages)),
        *(Visit("camilla", path, send_empty, 422) for path in failing),
    ]


def _making_room(database: Path, at: At) -> list[Visit]:
    unit = demo.unit(database, "Asiakaspalvelut").rpartition("/")[2]
    pairings, adopting = f"{at('chatt')}/pairings", f"{at('selkokieli')}/moves?name=adopt"
    return [
        Visit("aino", "/balance"),
        Visit("aino", f"/balance?year=all&unit={unit}"),
        Visit("olli", pairings),
        *(Visit("olli", path, send_empty, 422) for path in (pairings, adopting)),
    ]
