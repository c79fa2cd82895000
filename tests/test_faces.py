"""Widths of letters as the font files of this machine have them, and decks that are set in them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import matplotlib
import pytest
from matplotlib.ft2font import FT2Font, LoadFlags

from geo.draw.sheet import faces
from geo.draw.sheet.faces import widths_of
from geo.draw.slides.type import set_in, spare, text_width

CARRIED = Path(matplotlib.get_data_path(), "fonts", "ttf")


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the machine have one family, a font that is none, and a file of no kind."""
    for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"):
        shutil.copy(CARRIED / name, tmp_path)
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0 no font")
    (tmp_path / "broken.ttc").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("no font", encoding="utf-8")
    for folders in ("win32", "darwin"):
        monkeypatch.setitem(faces._FOLDERS, folders, (str(tmp_path),))
    monkeypatch.setattr(faces, "_OTHER_FOLDERS", (str(tmp_path), str(tmp_path / "nowhere")))
    for kept in (faces.widths_of, faces._placed):
        kept.cache_clear()
    yield
    for kept in (faces.widths_of, faces._placed):
        kept.cache_clear()


@pytest.mark.usefixtures("fonts")
def test_letters_are_as_wide_as_another_reader_has_them() -> None:
    found = widths_of("dejavu sans")
    assert found is not None
    for known, file in ((found.plain, "DejaVuSans.ttf"), (found.bold, "DejaVuSans-Bold.ttf")):
        font = FT2Font(str(CARRIED / file))
        font.set_size(1000, 72)
        for letter in "aMil9%é–":
            advance = font.load_char(ord(letter), LoadFlags.NO_SCALE).horiAdvance / font.units_per_EM * 1000
            assert known[letter] == pytest.approx(advance, abs=0.01)
    assert "极" not in found.plain
    assert widths_of("Nowhere Sans") is None


@pytest.mark.usefixtures("fonts")
def test_a_deck_is_measured_in_the_widest_of_its_faces_and_in_one_that_is_not_here_as_wide() -> None:
    words, own = "Yangtze River Delta", text_width("Yangtze River Delta", 20)
    with set_in(frozenset({"DejaVu Sans"})):
        assert text_width(words, 20) > 1.05 * own
        assert text_width(words, 20, bold=True) > text_width(words, 20)
        assert text_width("长三角", 20) == pytest.approx(20 * 3 * 1.03)
        assert 1.0 < spare(1.25) < 1.25
    with set_in(frozenset({"DejaVu Sans", "Nowhere Sans"})):
        assert text_width(words, 20) == pytest.approx(1.2 * own)
        assert spare(1.12) == 1.0
    with set_in(frozenset()):
        assert (text_width(words, 20), spare(1.12)) == (own, 1.12)
    assert text_width(words, 20) == own
