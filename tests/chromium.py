"""A real Chromium for tests that look at pages, and what these ask of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

webdriver = pytest.importorskip(
    "selenium.webdriver", reason="no selenium: pip install --group browser"
)
BROWSER, DRIVER = (
    next(filter(None, map(shutil.which, names)), None)
    for names in (("chromium", "chromium-browser", "google-chrome"), ("chromedriver",))
)
NEEDED = [
    pytest.mark.browser,
    pytest.mark.skipif(not BROWSER, reason="no Chromium: Debian's package chromium"),
    pytest.mark.skipif(not DRIVER, reason="no ChromeDriver: Debian's package chromium-driver"),
    # Selenium leaves its sockets to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update"
).split()
ATTACKS = (
    "<script>window.hit = 1</script>",
    "</style></script><script>window.hit = 1</script>",
    '"><img src="http://127.0.0.1:9/x" onerror="window.hit = 1">',
    "<svg onload='window.hit = 1'><a href='javascript:window.hit = 1'>",
    "--></title></textarea><iframe srcdoc='<script>top.hit = 1</script>'></iframe>",
    "<style>@import 'http://127.0.0.1:9/y'; * { display: none }</style>",
    "<base href='http://127.0.0.1:9/'><meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "mot" * 400,
)
CONTRAST = """
const luminance = (colour) => {
  const [r, g, b] = colour.map((value) => {
    value /= 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const parsed = (colour) => colour.match(/[\\d.]+/g).map(Number);
const behind = (element) => {
  for (let each = element; each; each = each.parentElement) {
    const colour = parsed(getComputedStyle(each).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour.slice(0, 3);
  }
  return [255, 255, 255];
};
const found = {};
for (const element of document.querySelectorAll("body *")) {
  const own = Array.from(element.childNodes).some((n) => n.nodeType === 3 && n.data.trim());
  if (!own || element.closest("svg")) continue;
  const [one, other] = [parsed(getComputedStyle(element).color), behind(element)]
    .map((colour) => luminance(colour)).sort((a, b) => b - a);
  const name = element.tagName + "." + element.className;
  found[name] = Math.min(found[name] ?? 99, (one + 0.05) / (other + 0.05));
}
return found;
"""


@contextmanager
def started(profile: Path) -> Iterator[Any]:
    """A browser that keeps its profile in a folder."""
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    options = Options()
    options.binary_location = BROWSER or ""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


def opened(
    browser: Any, page: Path, width: int = 1200, *, dark: bool = False, paper: bool = False
) -> Any:
    """The browser with a page on a screen of a size, in a colour scheme, or on paper."""
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    media = {"media": "print" if paper else "screen", "features": [scheme]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    browser.get_log("browser"), browser.get_log("performance")
    browser.get(page.as_uri())
    return browser


def every(browser: Any, selector: str) -> list[Any]:
    return list(browser.find_elements("css selector", selector))


def requested(browser: Any) -> set[str]:
    """Addresses that the page has asked for, itself included."""
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return {
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    }
