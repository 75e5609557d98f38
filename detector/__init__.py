"""Find the words that a spinner planted in a French text, and name those that stood there."""

from detector._version import __version__
from detector.checker import Detector, check
from detector.config import Config
from detector.report import Change, Evidence, Finding, Original, Report, Span

__all__ = [
    "Change",
    "Config",
    "Detector",
    "Evidence",
    "Finding",
    "Original",
    "Report",
    "Span",
    "__version__",
    "check",
]
