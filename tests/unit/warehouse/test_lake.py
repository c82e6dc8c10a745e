"""The address of a lake, and what is said when it cannot be used; tests/flows/test_lake.py has a real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.errors import LakeError
from gongkai.warehouse import lake as lake_module
from gongkai.warehouse.connect import attached
from gongkai.warehouse.lake import Lake
from gongkai.warehouse.lake_write import publish_to_lake


def test_an_address_is_taken_apart() -> None:
    lake = Lake.parse(
        "postgresql://clerk:a%40b@db.example:5433/gong%20kai?data=/srv/lake&sslmode=verify-full"
    )
    assert lake.catalogue == (
        "host='db.example' port='5433' user='clerk' dbname='gong kai' connect_timeout='10'"
        " sslmode='verify-full'"
    )
    assert (lake.data, lake.password) == ("/srv/lake", "a@b")
    assert not lake.is_on_s3
    assert Lake.parse("postgresql:///g?data=s3://bucket/lake&host=/run/postgresql").is_on_s3


def test_a_password_stands_in_no_text_of_it() -> None:
    for address in (
        "postgresql://clerk:geheim@db/g?data=/srv",
        "postgresql://db/g?data=/srv&password=geheim",
    ):
        lake = Lake.parse(address)
        assert lake.password == "geheim"
        assert "geheim" not in repr(lake) + lake.catalogue


def test_a_quote_cannot_end_a_value() -> None:
    lake = Lake.parse("postgresql://db/g?data=/srv&application_name=it's%20\\me")
    assert lake.catalogue.endswith(r"application_name='it\'s \\me'")


@pytest.mark.parametrize(
    "address",
    [
        "geheim",
        "mysql://a:geheim@db/g?data=/srv",
        "postgresql://a:geheim@db?data=/srv",
        "postgresql://a:geheim@db/g",
        "postgresql://a:geheim@db/g?data=lake",
        "postgresql://a:geheim@db:port/g?data=/srv",
        "postgresql://a:geheim@[db/g?data=/srv",
    ],
)
def test_what_is_no_address_is_said_and_not_repeated(address: str) -> None:
    with pytest.raises(LakeError, match=r"write postgresql://user@host") as caught:
        Lake.parse(address)
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_missing_extension_is_said_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(lake_module, "import_module", missing)
    lake = Lake.parse("postgresql://db/g?data=/srv")
    with pytest.raises(
        LakeError, match=r"ducklake is not installed — pip install 'gongkai\[lake\]'"
    ):
        attached(lake)
    with pytest.raises(LakeError, match="the next night mends that"):
        publish_to_lake(lake, tmp_path / "gongkai.duckdb")
