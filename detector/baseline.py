"""Findings that are known already, so that a project with a past fails for new ones only.

A finding is known by what it says and by the words around it, not by its line: text that moves
stays known, a second occurrence is new. The file is sorted, one finding a line, so that versions
of it merge; paths in it are relative to its own folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from detector import atomic, files, patterns, readers
from detector.formats import Checked
from detector.messages import Message, reason
from detector.report import Finding
from detector.screen import keep

VERSION = 1
MAX_BYTES = 100_000_000
AROUND = 3
"""Words on either side of a finding that it is known by."""
_REACH = 200
"""Characters on either side in which these are looked for."""
_WORD = re.compile(r"\w+")


class BaselineError(Exception):
    """A baseline that cannot be used, and why."""


class Baseline:
    """The known findings of a project, and those that a run has seen again.

    ``known`` holds keys by path, as often as they occur.
    """

    def __init__(self, file: Path, known: Mapping[str, Counter[str]] | None = None) -> None:
        self.file = file
        self._folder = patterns.absolute(str(file.parent))
        self._known = dict(known or {})
        self._seen: dict[str, Counter[str]] = {}

    def screen(self, checked: Checked) -> Checked:
        """A document without the findings that are known; what it holds is remembered."""
        name = self._name(checked.path)
        seen = self._seen.setdefault(name, Counter())
        known = self._known.get(name, Counter())

        def new(finding: Finding) -> bool:
            key = fingerprint(checked.text, finding)
            seen[key] += 1
            return seen[key] > known[key]

        return keep(checked, new)

    def stale(self) -> int:
        """How many known findings are gone from the documents that were seen, or with theirs."""
        return sum(
            (keys - self._seen.get(name, Counter())).total()
            for name, keys in self._known.items()
            if name in self._seen or not self._there(name)
        )

    def renewed(self) -> dict[str, Counter[str]]:
        """What is known from now on: what was seen, and what documents not seen were known for."""
        kept = {name: keys for name, keys in self._known.items() if self._there(name)}
        return {name: keys for name, keys in sorted((kept | self._seen).items()) if keys}

    def write(self) -> int:
        """Put what is known from now on in the file, at one stroke, and say how many these are."""
        found = self.renewed()
        documents = {name: sorted(keys.elements()) for name, keys in found.items()}
        text = json.dumps(
            {"version": VERSION, "documents": documents}, ensure_ascii=False, indent=1
        )
        atomic.write(self.file, (text + "\n").encode("utf-8", "backslashreplace"))
        return sum(keys.total() for keys in found.values())

    def _name(self, path: str) -> str:
        whole = patterns.absolute(path)
        return os.path.relpath(whole, self._folder).replace(os.sep, "/")

    def _there(self, name: str) -> bool:
        return Path(self._folder, name).exists()


def load(file: Path) -> Baseline:
    """The baseline of a file; BaselineError where it is none."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise BaselineError(Message("{}: larger than {:,} bytes", file, MAX_BYTES))
        read = json.loads(readers.load(file))
        return Baseline(file, dict(_documents(read)))
    except FileNotFoundError:
        raise BaselineError(Message("{}: no such file; --write-baseline makes it", file)) from None
    except OSError as error:
        raise BaselineError(Message("{}: {}", file, files.reason(error))) from None
    except (ValueError, RecursionError) as error:
        raise BaselineError(Message("{}: is no baseline: {}", file, reason(error))) from None


def fingerprint(text: str, finding: Finding) -> str:
    """What a finding is known by: its rule, its words, and a hash of these and those around.

    Case and what stands between words do not count, so that a paragraph may be wrapped anew.
    """
    before = _WORD.findall(text[max(0, finding.start - _REACH) : finding.start])[-AROUND:]
    after = _WORD.findall(text[finding.end : finding.end + _REACH])[:AROUND]
    parts = (finding.rule, finding.surface, " ".join(before), " ".join(after))
    digest = hashlib.sha256("\0".join(parts).lower().encode("utf-8", "surrogatepass"))
    return f"{finding.rule} {finding.surface[:80]} {digest.hexdigest()[:16]}"


def _documents(read: object) -> Iterator[tuple[str, Counter[str]]]:
    if not isinstance(read, dict) or read.get("version") != VERSION:
        raise ValueError(Message("it is not of version {}", VERSION))
    documents = read.get("documents")
    if not isinstance(documents, dict):
        raise ValueError(Message("it has no documents"))  # noqa: TRY004
    for name, keys in documents.items():
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            raise ValueError(Message("the findings of {} are no list of texts", name))
        yield name, Counter(keys)
