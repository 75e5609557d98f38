"""One Spark for all tests that need it: starting takes longer than what they do with it."""

from __future__ import annotations

import os
from functools import cache
from typing import Any


@cache
def session() -> Any:
    """A session with two cores of this machine, which nothing beyond it can reach."""
    from pyspark.sql import SparkSession

    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": 2,
        "spark.ui.enabled": False,
        "spark.ui.showConsoleProgress": False,
    }
    made = SparkSession.builder.master("local[2]").config(map=settings).getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    return made
