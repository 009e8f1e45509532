"""Owns the words of invented ideas and people: Finnish, plain, and always the same for the same seed."""

from functools import cache
from random import Random
from typing import NamedTuple

from ideas.models.case import fold

THINGS = (
    "Puhelinaika", "Hakemuslomake", "Aulan neuvonta", "Viikkopalaveri", "Kuukausiraportti", "Päätöskirje",
    "Verkkopalvelu", "Tulkkaus", "Perehdytys", "Asiakaskysely", "Ajanvaraus", "Liitteiden lähetys",
    "Ohjevihko", "Odotustila", "Takaisinsoitto", "Tekstiviesti", "Hakuohje", "Sähköinen arkisto",
    "Chat-palvelu", "Käsittelyjono",
)  # fmt: skip
DEEDS = (
    "varattavaksi verkosta", "lyhyemmäksi ja selkeämmäksi", "yhdeksi sivuksi", "avuksi iltaisin",
    "yhteiseksi kaikille yksiköille", "pois kahdesta järjestelmästä", "selkokielelle", "asiakkaan kielelle",
    "viikossa eikä kuukaudessa", "kokeiltavaksi kolmessa yksikössä", "näkyväksi asiakkaalle",
    "ilman paperia", "kerran vuodessa", "samaan paikkaan", "turvallisemmaksi", "puhelimella tehtäväksi",
)  # fmt: skip
SUBJECTS = (
    "Asiakas", "Nuori hakija", "Ensimmäistä kertaa hakeva", "Eläkkeelle jäävä", "Käsittelijä",
    "Neuvoja", "Yhteistyökumppani", "Uusi työntekijä",
)  # fmt: skip
VERBS = (
    "odottaa nyt vastausta liian kauan", "kysyy saman asian monta kertaa", "ei löydä oikeaa lomaketta",
    "kirjaa samat tiedot kahteen paikkaan", "saa kirjeen, jota on vaikea ymmärtää",
    "soittaa, koska verkko ei kerro missä asia on", "tarvitsee apua liitteiden kanssa",
    "tekee työvaiheen, jota kukaan ei enää tarvitse",
)  # fmt: skip
HOPES = (
    "Ehdotan, että kokeilemme tätä kuukauden ajan.", "Yksi yhteinen ohje riittäisi.",
    "Säästynyt aika jäisi asiakkaalle.", "Näin asiakas näkee itse, missä hänen asiansa on.",
    "Samalla voisimme luopua vanhasta tavasta.", "Muutos on pieni, mutta se näkyisi heti.",
    "Toisessa yksikössä tästä on jo hyviä kokemuksia.", "Asiakas saisi kerralla selvän vastauksen.",
)  # fmt: skip
REMARKS = (
    "Hyvä ajatus, meillä on sama kokemus.", "Tätä kannattaa kokeilla ensin pienesti.",
    "Miten tämä näkyisi asiakkaalle?", "Olen mielelläni mukana kokeilussa.",
    "Tästä puhuttiin jo keväällä, hienoa että se on nyt kirjattu.", "Mistä voisimme luopua samalla?",
)  # fmt: skip
UNITS = (
    "Eläkeasiat", "Kuntoutus", "Opintoasiat", "Perhe-etuudet", "Asumisen tuki", "Sairausasiat",
    "Asiakasneuvonta", "Yhteiset palvelut",
)  # fmt: skip
TEAMS = ("Pohjoinen", "Etelä", "Itä", "Länsi", "Keskus")
DIRECTIONS = ("Asiakas saa vastauksen kerralla", "Työ on selkeää", "Palvelu löytyy yhdestä paikasta")
FIRST_NAMES = (
    "Aino", "Eero", "Helmi", "Ilmari", "Kaisa", "Leo", "Maija", "Niilo", "Oona", "Paavo", "Riikka", "Sami",
    "Tuuli", "Urho", "Venla", "Yrjö",
)  # fmt: skip
LAST_NAMES = (
    "Aaltonen", "Forsström", "Heikkilä", "Järvinen", "Koskela", "Lehtonen", "Mäkelä", "Niemi", "Ojala",
    "Peltola", "Rantanen", "Saarinen", "Toivonen", "Väisänen", "Öhman",
)  # fmt: skip
TEXTS = 4000


def title(rng: Random) -> str:
    """A title such as an idea has."""
    return f"{rng.choice(THINGS)} {rng.choice(DEEDS)}"


def sentence(rng: Random) -> str:
    """One sentence about somebody's day."""
    return f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)}."


def essence(rng: Random) -> str:
    """Two sentences: what is, and what could be."""
    return f"{sentence(rng)} {rng.choice(HOPES)}"


def text(rng: Random) -> str:
    """A longer text of one or two paragraphs."""
    return "\n\n".join(" ".join(essence(rng) for _ in range(2)) for _ in range(rng.randint(1, 2)))


class Text(NamedTuple):
    """What somebody wrote about an idea; `folded` is how it is found."""

    title: str
    essence: str
    description: str
    benefit: str
    folded: str


@cache
def texts() -> tuple[Text, ...]:
    """So many different ones that no page shows one twice by mere chance too often."""
    rng = Random(TEXTS)  # noqa: S311 - the same texts each time
    drawn = [(title(rng), essence(rng), text(rng), rng.choice(HOPES)) for _ in range(TEXTS)]
    return tuple(Text(*each, folded=fold("\n".join(each))) for each in drawn)


def remark(rng: Random) -> str:
    """What a colleague says."""
    return rng.choice(REMARKS)


def name(rng: Random) -> str:
    """A person's name."""
    return f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}"
