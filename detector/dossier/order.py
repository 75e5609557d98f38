"""What a dossier was asked for, written into it, so that it can be made again the same way."""

from __future__ import annotations

import hashlib
import json
import shlex
from functools import cache
from pathlib import Path
from typing import NamedTuple

from detector import __version__, files
from detector.checker import data_hash
from detector.dossier.expectation import ALL, registers
from detector.messages import Message, codes
from detector.settings import Settings
from detector.terminal import FOLDER

NAME = "dossier.json"
FORMAT = 1
MAX_BYTES = 10_000_000
_CODE = frozenset((".css", ".json", ".py", ".tsv"))


class OrderError(Exception):
    """A folder that holds no dossier that can be made again, and why."""


class Order(NamedTuple):
    """The documents of a dossier, and the options that its pages depend on.

    Those that are None were not given: configuration files and profiles decide.
    """

    paths: tuple[str, ...]
    by: str = FOLDER
    register: str = ALL
    messages: str = "en"
    language: str | None = None
    profile: str | None = None
    min_confidence: float | None = None
    config: str | None = None

    @property
    def command(self) -> str:
        """The command line that gives the same dossier, whatever else it was made with."""
        words = ["spin-detector", "dossier"]
        for name, value in self._asdict().items():
            if name != "paths" and value is not None:
                words += ["--" + name.replace("_", "-"), str(value)]
        return shlex.join([*words, *self.paths])

    @property
    def key(self) -> str:
        """A hash of all that the pages of documents follow from but for the documents."""
        return _digest((self, program()))


class Maker(NamedTuple):
    """What a dossier was made by: the version, and hashes of the code and of tables and model."""

    version: str
    program: str
    data: str


def maker() -> Maker:
    """The maker that is running."""
    return Maker(__version__, program(), data_hash("fr"))


def digest(settings: Settings) -> str:
    """A hash of the settings that decide what is found in a document and shown of it."""
    values = settings._asdict()
    for name in ("by", "exclude", "fail_on", "include", "messages", "origins"):
        del values[name]
    return _digest(sorted(values.items()))


@cache
def program() -> str:
    """A hash of the code of this package and of its small lists, wherever it is installed."""
    package = Path(__file__).parents[1]
    found = sorted(file for file in package.rglob("*") if file.suffix in _CODE)
    named = ((file.relative_to(package).as_posix(), file.read_bytes()) for file in found)
    return _digest([(name, hashlib.sha256(data).hexdigest()) for name, data in named])


def written(order: Order) -> bytes:
    """An order with its maker as it stands in a dossier."""
    values = {"format": FORMAT, "order": order._asdict(), "maker": maker()._asdict()}
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def read(folder: Path) -> tuple[Order, Maker]:
    """The order of a dossier, and what it was made by; OrderError where there is none."""
    file = folder / NAME
    try:
        if file.stat().st_size > MAX_BYTES:
            raise OrderError(Message("{}: larger than {:,} bytes", file, MAX_BYTES))
        values = json.loads(file.read_bytes())
        if values["format"] != FORMAT:
            raise OrderError(Message("{}: made for another version of this program", file))
        return _order(**values["order"]), Maker(*map(_text, values["maker"].values()))
    except FileNotFoundError:
        raise OrderError(Message("{} is no dossier: it has no {}", folder, NAME)) from None
    except OSError as error:
        raise OrderError(Message("{}: {}", file, files.reason(error))) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise OrderError(Message("{}: is damaged", file)) from None


def _order(paths: object, **options: object) -> Order:
    """An order of plain values; ValueError or TypeError where they are none of an order."""
    least = options.pop("min_confidence", None)
    given = {name: _text(value) for name, value in options.items() if value is not None}
    if not isinstance(paths, list) or not paths or not isinstance(least, float | None):
        raise TypeError
    order = Order(tuple(map(_text, paths)), **given, min_confidence=least)
    if order.register not in registers() or order.messages not in codes():
        raise ValueError
    return order


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()
