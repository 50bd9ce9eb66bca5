"""Keys of links by reference: short, lasting, and found without a search."""

from __future__ import annotations

from awesome_p2ti.outputs.reference_links import References


def test_addresses_of_one_key_are_numbered_and_keep_their_number() -> None:
    references = References()
    long = "https://example.org/" + "a" * 80
    first = [references.link("x", f"{long}/{i}") for i in range(3)]
    assert [f[f.index("][") :][-4:-1] for f in first] == ["aaa", "a-2", "a-3"]
    assert [references.link("x", f"{long}/{i}") for i in range(3)] == first
    assert references.definitions().count("\n") == 2


def test_many_addresses_of_one_key_are_no_search() -> None:
    class Counting(dict[str, str]):
        asked = 0

        def setdefault(self, key: str, default: str) -> str:  # type: ignore[override]
            self.asked += 1
            return super().setdefault(key, default)

    references = References()
    references._urls = counting = Counting()
    for i in range(500):
        references.link("x", "https://example.org/" + "a" * 80 + str(i))
    assert counting.asked <= 1000
    assert len(counting) == 500
