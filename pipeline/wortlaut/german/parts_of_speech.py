"""The universal part of speech of each tag of the STTS, for pipelines that have a tagger alone.

Source: Universal Dependencies, https://universaldependencies.org/tagset-conversion/de-stts-uposf.html; modal verbs are
auxiliaries, as in the German treebanks since version 2. `_SP` is spaCy's tag of white space.
"""

from __future__ import annotations

from collections.abc import Mapping

_TAGS = {
    "ADJ": "ADJA ADJD",
    "ADP": "APPO APPR APPRART APZR PTKVZ",
    "ADV": "ADV PAV PROAV PWAV",
    "AUX": "VAFIN VAIMP VAINF VAPP VMFIN VMINF VMPP",
    "CCONJ": "KOKOM KON",
    "DET": "ART PDAT PIAT PIDAT PPOSAT PRELAT PWAT",
    "INTJ": "ITJ",
    "NOUN": "NN",
    "NUM": "CARD",
    "PART": "PTKA PTKANT PTKNEG PTKZU",
    "PRON": "PDS PIS PPER PPOSS PRELS PRF PWS",
    "PROPN": "NE NNE",
    "PUNCT": "$( $, $.",
    "SCONJ": "KOUI KOUS",
    "SPACE": "_SP",
    "VERB": "VVFIN VVIMP VVINF VVIZU VVPP",
    "X": "FM TRUNC XY",
}
UNIVERSAL: Mapping[str, str] = {tag: pos for pos, tags in _TAGS.items() for tag in tags.split()}
"""Universal parts of speech by STTS tag."""
