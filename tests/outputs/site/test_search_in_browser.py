"""What somebody looks for stands first or second, however it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.make import listed, paper, real_list
from tests.outputs.site.browser import Visits, served
from tests.outputs.site.built import built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WANTED = {
    # As it is written, in small letters, without signs, in two words, in one.
    "DreamBooth": "dreambooth",
    "ipadapter": "ip-adapter",
    "ip adapter": "ip-adapter",
    "IP–Adapter": "ip-adapter",
    "photo maker": "photomaker",
    "zip lora": "ziplora",
    "customdiffusion": "custom-diffusion",
    "break a scene": "break-a-scene",
    "anti dreambooth": "anti-dreambooth",
    # Mistakes: a letter too few, too many, another, two swapped; in one word and in two.
    "story difusion": "storydiffusion",
    "textual invresion": "textual-inversion",
    "custom difusion": "custom-diffusion",
    "dreamboth": "dreambooth",
    "hyperdreamboooth": "hyperdreambooth",
    "photomakr": "photomaker",
    "instnatid": "instantid",
    "blip difusion": "blip-diffusion",
    "ommigen": "omnigen",
    "leite": "elite",
    "mix fo show": "mix-of-show",
    # A beginning, and words of a title.
    "storydiff": "storydiffusion",
    "an image is worth one word": "textual-inversion",
    "key-locked rank one": "perfusion",
    "apprenticeship learning": "suti",
    # Authors, with and without their accents, with a mistake; with a venue and its year.
    "lukasz": "low-rank-continual-personalization",
    "Łukasz Staniszewski": "low-rank-continual-personalization",
    "baris": "meta-lora",
    "nataniel ruiz dreambooth": "dreambooth",
    "frédo durand": "fastcomposer",
    "ruiz cvpr 2023": "dreambooth",
}


def first_two(page: Page, query: str) -> list[str]:
    """Type a query, and return the ids of the papers that stand first and second."""
    page.fill("#q", query)
    links = page.locator("#hits > li > a")
    found = [links.nth(i).get_attribute("href") for i in range(min(2, links.count()))]
    return [(href or "").removeprefix("papers/").removesuffix(".html") for href in found]


def test_what_is_looked_for_stands_first_or_second(visits: Visits) -> None:
    page = visits.list_page()
    lost = {q: found for q in WANTED if WANTED[q] not in (found := first_two(page, q))}
    assert lost == {}
    assert set(WANTED.values()) <= real_list().papers.keys()


def test_a_name_that_is_typed_whole_comes_first(visits: Visits) -> None:
    page = visits.list_page()
    for query in ("dreambooth", "omnigen", "photomaker"):
        assert first_two(page, query)[0] == query
    for query in ("xqzzkw", "朱", "qz", "p2p"):  # short words resemble too many
        assert first_two(page, query) == []
    assert page.inner_text("#count").startswith("None of ")


def test_what_is_no_paper_is_led_to(visits: Visits) -> None:
    page = visits.list_page("?q=FFHQ")
    assert page.inner_text("#count") == f"None of {len(real_list().papers)} papers fits"
    assert page.inner_text("#pages") == "See also Flickr-Faces-HQ (FFHQ) (dataset)"
    page.fill("#q", "clip-t")
    page.get_by_role("link", name="CLIPScore (CLIP-T)").click()
    page.wait_for_url("**/metrics/clip-t.html")
    wanted = {"dreambench": "See also DreamBench (leaderboard), ", "dreambench xqzzkw": "",
              "face human": "See also Face and Human Identity (task)", "a": "", "...": "", "": "",
    }  # fmt: skip
    for query, said in wanted.items():
        found = visits.list_page(f"?{urlencode({'q': query})}").locator("#pages")
        assert found.is_visible() == bool(said)
        assert found.inner_text().startswith(said)


def test_words_without_spaces_and_other_alphabets(browser: Browser) -> None:
    texts = built(
        listed(
            paper(
                "one", title="基于扩散模型的个性化文本图像生成", authors=["王小明"], date="2024-01"
            ),
            paper("two", title="文本检索", authors=["李雷"], date="2024-02"),
            paper(
                "three",
                title="个人向け画像生成",
                name="カスタム",
                authors=["山田太郎"],
                date="2024-03",
            ),
            paper("four", title="Персонализация изображений", date="2024-04"),
            paper("five", title="개인화 이미지 생성", date="2024-05"),
        )
    )
    wanted = {
        "个性化": "one", "图像生成": "one", "王小明": "one", "检索": "two", "画像": "three",
        "カスタム": "three", "персонализация": "four", "이미지": "five",
    }  # fmt: skip
    with served(texts) as root:
        page = Visits(browser, root).list_page()
        assert {query: first_two(page, query)[0] for query in wanted} == wanted
        page.context.close()
