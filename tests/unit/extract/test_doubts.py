"""What the reader doubts in damaged documents, in the words of those who will read it."""

from __future__ import annotations

import re

from gongkai.errors import RefusedError
from gongkai.extract import extract
from gongkai.messages import catalogue, entries
from gongkai.readers import read_page
from tests.factory.random_document import damaged

_ENGLISH = re.compile(r"[a-z]{4,}")
_DOCUMENTS = 250


def test_every_doubt_about_damaged_documents_is_said_in_chinese() -> None:
    doubts = {**catalogue("extract/doubts.toml"), **catalogue("readers/doubts.toml")}
    kinds = set()
    for seed in range(_DOCUMENTS):
        made = damaged(seed)
        if made is None:
            continue
        document = made[0]
        try:
            report = extract(read_page(document.body, f"x.{document.extension}"))
        except RefusedError as error:
            assert error.message.code in entries()
            assert error.message.next_zh
            continue
        for found in report.doubts:
            assert found.message.code in doubts
            assert not _ENGLISH.search(found.message.zh)
            kinds.add(found.message.zh)
    assert len(kinds) > 20
