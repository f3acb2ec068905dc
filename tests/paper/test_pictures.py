"""The pictures of the documentation, from real PDF files. STARL_UPDATE_SNAPSHOTS=1 takes them anew."""

from __future__ import annotations

import os
import struct
import subprocess
from pathlib import Path

import pytest

from starl.paper.make import Form, Layout, make
from starl.practice.sample_journal import load
from starl.store.store import open_store

from .conftest import NOW
from .test_files import program

PICTURES = Path(__file__).parents[2] / "docs/pictures"


@pytest.mark.parametrize("layout", [Layout.SHEET, Layout.PACK])
def test_the_pictures_of_paper(layout: Layout, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "journal.sqlite"), clock=lambda: NOW) as store:
        load(store)
        data = make(store, store.stories.select()[:3], Form.PDF, layout, NOW).data
    (tmp_path / "paper.pdf").write_bytes(data)
    name = f"paper-{layout.value}"
    command = [program("pdftoppm"), "-png", "-r", "72", "-singlefile", "paper.pdf", name]
    subprocess.run(command, check=True, cwd=tmp_path)
    taken, kept = tmp_path / f"{name}.png", PICTURES / f"{name}.png"
    if "STARL_UPDATE_SNAPSHOTS" in os.environ:
        kept.write_bytes(taken.read_bytes())
    assert _size(taken) == _size(kept)


def _size(path: Path) -> tuple[int, int]:
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    return width, height
