"""Archives: what is refused, and why."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.markup import archive
from detector.markup.archive import Archive


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return file.getvalue()


def test_members_are_read_by_name() -> None:
    found = Archive(packed({"a/été.txt": b"un", "b": b""}))
    assert found.read("a/été.txt") == b"un"
    assert found.read("b") == b""
    assert "b" in found
    assert "c" not in found
    with pytest.raises(ValueError, match=r"^c is missing$"):
        found.read("c")


@given(st.binary(max_size=200))
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"^not a zip archive that can be read: "):
        Archive(data)


@given(st.data())
def test_a_damaged_archive_gives_what_it_held_or_an_error(data: st.DataObject) -> None:
    written = bytearray(packed({"a": b"un deux trois" * 9}))
    for at in data.draw(st.lists(st.integers(0, len(written) - 1), max_size=4)):
        written[at] = data.draw(st.integers(0, 255))
    try:
        found = Archive(bytes(written)).read("a")
    except ValueError:
        return
    assert found == b"un deux trois" * 9


def test_a_member_may_not_be_encrypted() -> None:
    written = bytearray(packed({"a": b"un"}))
    directory = written.index(b"PK\x01\x02")
    written[directory + 8] |= 1
    with pytest.raises(ValueError, match=r"^a is encrypted$"):
        Archive(bytes(written)).read("a")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_members_are_deflated_or_stored(method: int) -> None:
    with pytest.raises(ValueError, match=rf"^a is packed by method {method}, not deflated$"):
        Archive(packed({"a": b"un"}, method)).read("a")
    assert Archive(packed({"a": b"un"}, zipfile.ZIP_STORED)).read("a") == b"un"


def test_members_that_unpack_too_far_are_refused() -> None:
    bomb = Archive(packed({"a": bytes(2**22), "b": bytes(2**19)}))
    with pytest.raises(ValueError, match=r"^a is packed more than 200 times over$"):
        bomb.read("a")
    assert len(bomb.read("b")) == 2**19


def test_a_member_gives_no_more_than_it_says() -> None:
    written = bytearray(packed({"a": bytes(2**20)}))
    directory = written.index(b"PK\x01\x02")
    written[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    with pytest.raises(ValueError, match=r"^a is damaged: "):
        Archive(bytes(written)).read("a")


def test_limits_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed(dict.fromkeys("abc", b"0123456789"))
    monkeypatch.setattr(archive, "MAX_TOTAL", 25)
    found = Archive(data)
    assert found.read("a") == found.read("b")
    with pytest.raises(ValueError, match=r"^its members take more than 25 bytes together$"):
        found.read("c")
    monkeypatch.setattr(archive, "MAX_SIZE", 9)
    with pytest.raises(ValueError, match=r"^a takes 10 bytes, more than 9$"):
        Archive(data).read("a")
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)
    with pytest.raises(ValueError, match=r"^it has 3 members, more than 2$"):
        Archive(data)
