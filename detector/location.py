"""Where a finding is, for programs that look it up again: path, URI and fingerprint."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import PurePath

from detector.baseline import fingerprint
from detector.formats import Checked
from detector.patterns import absolute


def relative(path: str) -> str:
    """A path with forward slashes, from the working folder where it lies in there."""
    whole, here = PurePath(absolute(path)), PurePath(absolute("."))
    inside = whole.is_relative_to(here) and whole != here
    return (whole.relative_to(here) if inside else whole).as_posix()


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

    It depends on the document and on what a baseline knows findings by, so that it stays while
    lines move and text elsewhere changes; equal ones are numbered.
    """
    title = (relative(checked.path), checked.part or "")
    seen: Counter[str] = Counter()
    names = []
    for finding in checked.report.findings:
        known = fingerprint(checked.text, finding)
        key = "\0".join((*title, known, str(seen[known])))
        names.append(hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest())
        seen[known] += 1
    return names
