"""What the detector costs; see `tests.performance.bench`."""
