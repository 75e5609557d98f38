"""Where a finding is, for programs that look it up again: path, URI and fingerprint."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from pathlib import PurePath

from detector.formats import Checked
from detector.report import Finding

_WORD = re.compile(r"\w+")
_WINDOW = 80
"""Characters on either side of a finding that its fingerprint looks at."""
_WORDS = 3


def relative(path: str) -> str:
    """A path with forward slashes, from the working folder where it lies in there."""
    here = os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118
    whole = os.path.abspath(path)  # noqa: PTH100
    return PurePath(whole.removeprefix(here)).as_posix()


def uri(path: str) -> str:
    """A reference relative to the working folder, or a file URI for what lies outside.

    Bytes of a file name that are no UTF-8 are encoded as they are.
    """
    from urllib.parse import quote

    plain = relative(path)
    try:
        quoted = quote(plain.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        quoted = quote(plain.encode("utf-8", "surrogatepass"))
    if not PurePath(plain).is_absolute():
        return quoted
    return "file://" + quoted if quoted.startswith("/") else "file:///" + quoted


def fingerprints(checked: Checked) -> list[str]:
    """A name for each finding, unique in a collection: SHA-256 in hexadecimal.

    It depends on the path, the rule, the finding's text and the words beside it, so that it stays
    while lines move and text elsewhere changes; equal ones are numbered.
    """
    path = relative(checked.path)
    seen: Counter[tuple[str, ...]] = Counter()
    names = []
    for finding in checked.report.findings:
        key = (path, finding.rule, finding.text, *_neighbours(checked.text, finding))
        named = "\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")
        names.append(hashlib.sha256(named).hexdigest())
        seen[key] += 1
    return names


def _neighbours(text: str, finding: Finding) -> tuple[str, str]:
    before = _WORD.findall(text, max(0, finding.start - _WINDOW), finding.start)[-_WORDS:]
    after = _WORD.findall(text, finding.end, finding.end + _WINDOW)[:_WORDS]
    return " ".join(before), " ".join(after)
