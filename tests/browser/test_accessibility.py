"""Every page, in three languages, light and dark, narrow and enlarged: nobody is kept out."""

from flask import Flask

from tests.browser.survey import Sight, complain
from tests.browser.visit import Visit
from tests.browser.visits import DOWNLOADS, FRAGMENTS, NO_PAGES


def test_every_page_of_the_application_is_visited(shared_app: Flask, every_visit: list[Visit]) -> None:
    addresses = shared_app.url_map.bind("tilaa.example")
    seen = {addresses.match(each.path.partition("?")[0], return_rule=True)[0].rule for each in every_visit}
    pages = {rule.rule for rule in shared_app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert sorted(seen) == sorted(pages - NO_PAGES - DOWNLOADS - FRAGMENTS)


def test_every_visit_leads_to_the_page_it_is_meant_for(sights: list[Sight]) -> None:
    complain(f"{sight.visit}: {sight.code}" for sight in sights if sight.code != sight.visit.code)


def test_no_page_violates_a_rule_of_accessibility(sights: list[Sight]) -> None:
    complain(f"{sight.visit}: {said}" for sight in sights for said in sight.violations)


def test_everything_that_can_be_used_has_a_name_of_its_own(sights: list[Sight]) -> None:
    complain(f"{sight.visit}: {said}" for sight in sights for said in sight.unnamed)


def test_no_page_scrolls_sideways_when_narrow_or_enlarged(sights: list[Sight]) -> None:
    complain(f"{sight.visit}: {said}" for sight in sights for said in sight.too_wide)


def test_every_target_is_large_enough_for_an_unsteady_hand(sights: list[Sight]) -> None:
    complain(f"{sight.visit}: {said}" for sight in sights for said in sight.small_targets)


def test_every_page_has_a_title_of_its_own(sights: list[Sight]) -> None:
    titled = {sight.title: sight.visit.path for sight in sights}
    complain(title for title in titled if not title.removesuffix(" – Tilaa").strip())
    assert len(titled) > len(sights) // 3


def test_no_page_complains_in_the_console(sights: list[Sight]) -> None:
    complain(f"{sight.visit}: {said}" for sight in sights for said in sight.complaints)
