"""BLEU and ROUGE-1 recall of single texts, in sums that can be added up over any draw of texts."""

from __future__ import annotations

import numpy as np
from rouge_score.rouge_scorer import RougeScorer
from sacrebleu.metrics.bleu import BLEU

from eval.benchmarks.bootstrap import Floats

ORDER = 4
_BLEU = BLEU(effective_order=True)  # the order concerns scores of single texts, which are not used: only their counts are
_ROUGE = RougeScorer(["rouge1"], use_stemmer=False)


def bleu_sums(found: str, reference: str) -> tuple[float, ...]:
    """What BLEU is made from: n-grams matched (n = 1 to 4), n-grams found, length found, length of the reference."""
    score = _BLEU.sentence_score(found, [reference])
    return (*score.counts, *score.totals, score.sys_len, score.ref_len)


def bleu(sums: Floats) -> Floats:
    """Corpus BLEU in [0, 100] (Papineni et al. 2002) of added-up `bleu_sums`, by sacrebleu's 13a tokens, with case; 0 if a count is 0."""
    matched, found = sums[..., :ORDER], sums[..., ORDER : 2 * ORDER]
    length, reference = sums[..., 2 * ORDER], sums[..., 2 * ORDER + 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = np.exp(np.log(matched / found).mean(axis=-1))
        brevity = np.exp(np.minimum(0.0, 1 - reference / length))
        return np.asarray(np.nan_to_num(100 * precision * brevity))


def rouge1_recall(found: str, reference: str) -> float:
    """The share of the reference's words that the text has (Lin 2004), in [0, 1], words unstemmed."""
    return float(_ROUGE.score(reference, found)["rouge1"].recall)
