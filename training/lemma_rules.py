"""Learns which edit tree turns a form into its lemma, by the form's tag and ending.

As in the suffix tries of statistical taggers (Brants 2000), the longest ending that was seen decides; a whole word is
its own longest ending. Gold lemmas count more than silver ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from spacy.pipeline._edit_tree_internals.edit_trees import EditTrees
from spacy.strings import StringStore

from training.sentences import Sentence
from wortlaut.nlp.lemma_rules import LONGEST_ENDING, START, normalised

GOLD_WEIGHT = 5
# Endings that were seen less often (by weight) decide nothing.
LEAST_ENDING, LEAST_WORD = 3, 2
NO_TREE = 2**32 - 1


def learnt(gold: Iterable[Sentence], silver: Iterable[Sentence]) -> dict[str, Any]:
    """Return the content of `wortlaut.nlp.lemma_rules.LemmaRules`.

    Args:
        gold: Sentences with gold lemmas.
        silver: Sentences with silver lemmas.
    """
    strings = StringStore()
    trees = EditTrees(strings)
    counts: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for sentences, weight in ((gold, GOLD_WEIGHT), (silver, 1)):
        for token in (token for sentence in sentences for token in sentence if token.tag and token.lemma):
            form = normalised(token.text, token.tag)
            tree = int(trees.add(form, token.lemma))
            whole = START + form
            for length in {*range(min(LONGEST_ENDING, len(whole)) + 1), len(whole)}:
                counts[token.tag, whole[len(whole) - length :]][tree] += weight
    kept: dict[tuple[str, str], int] = {}
    # From short to long, so that an ending is left out if a shorter one gives the same.
    for (tag, ending), found in sorted(counts.items(), key=lambda item: (len(item[0][1]), item[0])):
        least = LEAST_WORD if ending.startswith(START) else LEAST_ENDING
        tree, _ = min(found.items(), key=lambda item: (-item[1], item[0]))
        shorter = next((kept[tag, ending[n:]] for n in range(1, len(ending) + 1) if (tag, ending[n:]) in kept), None)
        if sum(found.values()) >= least and tree != shorter:
            kept[tag, ending] = tree
    numbers = {tree: number for number, tree in enumerate(sorted(set(kept.values())))}
    rules: dict[str, dict[str, int]] = defaultdict(dict)
    for (tag, ending), tree in sorted(kept.items()):
        rules[tag][ending] = numbers[tree]

    def nested(number: int) -> Any:
        tree = trees[number]
        if "orig" in tree:
            return [strings[tree["orig"]], strings[tree["subst"]]]
        parts = (tree["prefix_tree"], tree["suffix_tree"])
        return [tree["prefix_len"], tree["suffix_len"], *(None if p == NO_TREE else nested(p) for p in parts)]

    return {"trees": [nested(tree) for tree in numbers], "rules": rules}
