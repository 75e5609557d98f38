"""Spark for real: two workers of one machine, their Python, what they load, what comes back."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from detector import Config, Detector, Report
from seeds.gold import fixtures
from tests.available import need

pytestmark = pytest.mark.spark

SPUN = next(fixtures("spun")).text


@pytest.fixture(scope="module")
def spark() -> Any:
    need("pyspark", "pyarrow")
    from tests.sparks import session

    return session()


@pytest.fixture
def annotate(spark: Any) -> Any:
    from detector.scale.spark import annotate

    return annotate


def test_columns_come_after_those_of_the_frame(spark: Any, annotate: Any) -> None:
    df = spark.sql("SELECT 1 AS id, current_timestamp() AS seen, 'Court.' AS body")
    found = annotate(df, "body", prefix="spin_")
    assert found.columns[:3] == ["id", "seen", "body"]
    assert found.columns[3:] == [f"spin_{name}" for name in annotate(df, "body").columns[3:]]
    assert found.first().spin_verdict == "unsupported"


def test_reports_can_be_asked_in_sql(spark: Any, annotate: Any) -> None:
    df = spark.createDataFrame([(1, SPUN), (2, None), (3, "Court.")], ["id", "text"])
    annotate(df).createOrReplaceTempView("reports")
    rows = spark.sql(
        "SELECT id, verdict, error, size(findings) AS found, signals.stopword_ratio AS stopwords,"
        " get(findings, 0).originals[0].text AS was FROM reports ORDER BY id"
    ).collect()
    report = Detector().check(SPUN)
    assert tuple(rows[0]) == (
        1,
        "spun",
        None,
        len(report.findings),
        report.signals["stopword_ratio"],
        report.findings[0].originals[0].text,
    )
    assert tuple(rows[1]) == (2, None, "The text is null", None, None, None)
    assert rows[2].verdict == "unsupported"


def test_the_detector_is_the_one_that_was_given(spark: Any, annotate: Any) -> None:
    detector = Detector(prior=0.001, signals="full")
    found = annotate(spark.createDataFrame([(SPUN,)], ["text"]), detector=detector)
    row, report = found.first(), detector.check(SPUN)
    assert row.score == report.score
    assert row.signals.asDict() == report.signals
    provenance = report.provenance._asdict()
    assert row.sha256 == provenance.pop("sha256")
    assert found.schema["sha256"].metadata == provenance


def test_parquet_keeps_reports_and_provenance(spark: Any, annotate: Any, tmp_path: Path) -> None:
    found = annotate(spark.createDataFrame([(SPUN,)], ["text"]))
    found.write.parquet(str(tmp_path / "reports"))
    read = spark.read.parquet(str(tmp_path / "reports"))
    assert read.schema["sha256"].metadata == found.schema["sha256"].metadata
    assert read.collect() == found.collect()


@pytest.mark.parametrize(
    ("query", "error", "says"),
    [
        ("SELECT 1 AS id", ValueError, "0 columns are named 'text'"),
        ("SELECT 'a' AS text, 'fr' AS language", ValueError, "\\['language'\\] already"),
        ("SELECT 1 AS text", TypeError, "column 'text' is IntegerType\\(\\), not string"),
    ],
)
def test_what_cannot_be_is_said_at_once(
    spark: Any, annotate: Any, query: str, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        annotate(spark.sql(query))


def test_workers_run_this_python(
    spark: Any, annotate: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a word of the user's they would run whatever ``python3`` comes first."""
    assert "PYSPARK_PYTHON" not in os.environ
    monkeypatch.setattr(spark.sparkContext, "pythonExec", "python3")
    assert annotate(spark.createDataFrame([(SPUN,)], ["text"])).first().verdict == "spun"
    assert spark.sparkContext.pythonExec == sys.executable
    monkeypatch.setattr(spark.sparkContext, "pythonExec", "/chosen/python")
    annotate(spark.createDataFrame([(SPUN,)], ["text"]))
    assert spark.sparkContext.pythonExec == "/chosen/python"


def test_a_worker_loads_once(spark: Any, annotate: Any, tmp_path: Path) -> None:
    """Many partitions and batches, two processes at most, one load of the model in each."""
    log = tmp_path / "loads"
    log.mkdir()

    class Watched(NamedTuple):
        """A detector that writes down how often the process that it is in has loaded the model."""

        config: Config = Config()

        def check(self, text: str) -> Report:
            from detector import checker

            report = checker.check(text)
            loads = checker.fitted.cache_info().misses
            (log / str(os.getpid())).write_text(str(loads))
            return report

    df = spark.createDataFrame([(SPUN,)] * 24, ["text"]).repartition(8)
    assert annotate(df, detector=Watched()).where("verdict = 'spun'").count() == 24
    (log / str(os.getpid())).unlink(missing_ok=True)
    assert 1 <= len(list(log.iterdir())) <= 2
    assert {path.read_text() for path in log.iterdir()} == {"1"}
