from __future__ import annotations

import pytest

from wortlaut.german.inflection import forms


@pytest.mark.parametrize(
    ("infinitive", "finite", "participle"),
    [
        # weak
        ("sagen", "sagt sagte sagten sagen sage", "gesagt"),
        # weak, e before t
        ("melden", "meldet meldete meldeten melden melde", "gemeldet"),
        ("antworten", "antwortet antwortete antworteten antworten antworte", "geantwortet"),
        ("begegnen", "begegnet begegnete begegneten begegnen begegne", "begegnet"),
        ("warnen", "warnt warnte warnten warnen warne", "gewarnt"),
        # prefix without stress
        ("erklären", "erklärt erklärte erklärten erklären erkläre", "erklärt"),
        # -ieren
        ("kritisieren", "kritisiert kritisierte kritisierten kritisieren kritisiere", "kritisiert"),
        # -ern, -eln
        ("fordern", "fordert forderte forderten fordern fordere", "gefordert"),
        ("bemängeln", "bemängelt bemängelte bemängelten bemängeln bemängele bemängle", "bemängelt"),
        # strong
        ("sprechen", "spricht sprach sprachen sprechen spreche", "gesprochen"),
        ("schreiben", "schreibt schrieb schrieben schreiben schreibe", "geschrieben"),
        ("versprechen", "verspricht versprach versprachen versprechen verspreche", "versprochen"),
        ("beraten", "berät beriet berieten beraten berate", "beraten"),
        ("umschreiben", "umschreibt umschrieb umschrieben umschreiben umschreibe", "umschrieben"),
        # mixed
        ("nennen", "nennt nannte nannten nennen nenne", "genannt"),
        ("denken", "denkt dachte dachten denken denke", "gedacht"),
    ],
)
def test_forms(infinitive: str, finite: str, participle: str) -> None:
    found = forms(infinitive)
    assert found.finite == set(finite.split())
    assert (found.participle, found.infinitive) == (participle, infinitive)
