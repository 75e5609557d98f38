"""``python -m detector`` is the command ``spin-detector``."""

from detector.cli import main

main()
