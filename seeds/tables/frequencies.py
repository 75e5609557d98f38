"""Word frequencies of French and English, on the zipf scale, from wordfreq's large lists.

Zipf is log10 of occurrences per billion words (van Heuven et al. 2014): 3 is rare, 6 a function
word. A word that is not listed has 0.
"""

from __future__ import annotations

import gzip
from functools import cache

import msgpack

from seeds.sources import member


@cache
def zipf(language: str) -> dict[str, float]:
    """Word -> zipf of one language's large list; bins are centibels, as wordfreq stores them."""
    packed = member("wordfreq", f"large_{language}.msgpack.gz").read_bytes()
    _, *bins = msgpack.unpackb(gzip.decompress(packed), raw=False)
    return {word: 9 - number / 100 for number, words in enumerate(bins) for word in words}


def english(surface: str) -> float:
    """Zipf of an English word; of a phrase, that of its rarest word."""
    return min(zipf("en").get(word, 0.0) for word in surface.replace("-", " ").split())
