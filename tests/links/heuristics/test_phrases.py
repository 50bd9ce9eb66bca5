"""Pages that are none, in many languages; and pages of works that sound like them and are fine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.heuristics.phrases import (
    is_error_number,
    states_for_sale,
    states_missing,
)
from awesome_p2ti.links.heuristics.repurposed_domain import is_spam_topic
from awesome_p2ti.links.models import Status
from tests.links.server import page, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.models import Verdict
    from tests.links.server import Server

    Check = Callable[..., Verdict]

TITLE = "WovenLantern: Few-Shot Portraits of One Subject"
LONG = "<p>Given a few images of a subject, the model renders it in new scenes.</p>" * 20

MISSING = [
    ("Laboratoire", "<h1>Erreur 404</h1><p>La page que vous cherchez est introuvable.</p>"),
    ("提示信息", "<p>抱歉，您要访问的网页不存在！</p><a href='/'>返回首页</a>"),
    ("云盘-链接不存在", "<p>啊哦，你来晚了，分享的文件已经被删除了</p>"),
    ("Labor", "<h1>Diese Seite existiert leider nicht</h1>"),
    ("Página no encontrada", "<h1>Error 404</h1><p>La página que busca no existe.</p>"),
    ("お探しのページが見つかりません｜研究室", "<p>移動または削除された可能性があります。</p>"),
    ("Sidan kunde inte hittas", "<h1>Sidan kunde inte hittas</h1>"),
    ("Stránka nenalezena", "<h1>Stránka nebyla nalezena</h1>"),
    ("Η σελίδα δεν βρέθηκε", "<h1>404</h1>"),
    ("ไม่พบหน้าที่ค้นหา", "<h1>404</h1><p>ไม่พบหน้าที่คุณต้องการ</p>"),
    ("User not found", "<h1>User not found</h1><p>This user has been deleted.</p>"),
]


@pytest.mark.parametrize(("title", "text"), MISSING)
def test_not_found_in_many_languages(title: str, text: str, check: Check, server: Server) -> None:
    server.answers["x.test"] = page(title, text)
    verdict = check("http://x.test/works/a", title=TITLE, role="project")
    assert verdict.status is Status.WRONG


PARKED = [
    ("Namecheap Parking Page", "<p>This domain was recently registered at Namecheap.</p>"),
    ("域名出售", "<h1>该域名正在出售</h1><p>联系</p>"),
    ("ドメインの有効期限切れ", "<p>このドメインは有効期限が切れています。</p>"),
    ("Diese Domain steht zum Verkauf", "<h1>Diese Domain steht zum Verkauf</h1>"),
    ("Ce domaine est à vendre", "<h1>Ce domaine est à vendre</h1>"),
]
SOLD = [
    ("สล็อตเว็บตรง แตกง่าย", "<h1>สล็อตเว็บตรง</h1><p>ฝากถอนไม่มีขั้นต่ำ เครดิตฟรี</p>"),
    ("Nhà cái uy tín - cá cược bóng đá", "<p>Cá cược thể thao trực tuyến</p>"),
    ("Deneme Bonusu Veren Siteler", "<p>Bahis siteleri güncel giriş</p>"),
    ("澳门新葡京-首页", "<h1>澳门新葡京</h1><p>真人百家乐 彩票 注册送</p>"),
    ("Онлайн казино Вулкан", "<p>Играть на деньги</p>"),
    ("オンラインカジノおすすめ", "<p>入金不要ボーナス</p>"),
    ("Best Online Casino 2025 – Top Slots & Bonuses", "<p>Free spins.</p>"),
    ("Buy Essay Online – Cheap Essay Writing Service", "<p>Our writers deliver.</p>"),
    ("Cheap Flights and Hotel Deals", "<p>Compare and book.</p>"),
]


@pytest.mark.parametrize(("title", "text"), PARKED + SOLD)
@pytest.mark.parametrize("path", ["", "project/"])
def test_lapsed_domains_in_many_languages(
    title: str, text: str, path: str, check: Check, server: Server
) -> None:
    server.answers["x.test"] = page(title, text)
    assert check(f"http://x.test/{path}", title=TITLE, role="project").status is Status.WRONG


FINE = [
    ("Domain adaptation | Prof. Berg", "<h1>Domain adaptation</h1><p>Teaching, people.</p>"),
    ("Replica", "<h1>Replica</h1><p>Rooms with mirrors, scanned in three dimensions.</p>"),
    ("Flights", "<h1>Flights</h1><p>A table of flights: origin, destination, price.</p>"),
    ("Slot", "<h1>Slot</h1><p>A tool of ours. It puts things into slots.</p>"),
    ("Hotel rooms", "<h1>Hotel rooms</h1><p>Rooms, with their prices and reviews.</p>"),
    ("图像内容移除", "<h1>图像内容移除</h1><p>从照片中移除文件和内容。</p>"),
    ("Objets supprimés", "<h1>Objets supprimés</h1><p>La page est en français.</p>"),
    ("丢失的页面", "<h1>丢失的页面</h1><p>一个关于页面的故事。</p>"),
    ("Bonus", "<h1>Bonus</h1><p>More things that did not fit.</p>"),
    ("404 pages we love", "<h1>404 pages we love</h1><ul><li>a 404 page</li></ul>"),
    ("Forum", "<h1>Forum</h1><p>hello page not found hello</p>"),
    ("Domaine", "<h1>Domaine</h1><p>Les vins du domaine.</p>"),
]


@pytest.mark.parametrize(("title", "text"), FINE)
@pytest.mark.parametrize("role", ["project", "demo"])
def test_pages_that_only_sound_like_it_pass(
    title: str, text: str, role: str, check: Check, server: Server
) -> None:
    server.answers["x.test/"] = page(title, text)
    server.answers["x.test/a"] = page(title, text)
    assert check("http://x.test/", title=TITLE, role=role).status is Status.OK
    assert check("http://x.test/a", title=TITLE, role=role).status is Status.OK


def test_a_tiny_page_of_a_site_is_no_placeholder(check: Check, server: Server) -> None:
    server.answers["x.test"] = page("Computer Vision", "<h1>Recent submissions</h1>")
    assert check("http://x.test/list/a", title=TITLE, role="project").status is Status.OK


def test_a_page_that_bears_the_title_may_say_anything(check: Check, server: Server) -> None:
    text = f"<h1>{TITLE}</h1><p>该域名正在出售 页面不存在 casino slots jackpot 404</p>"
    server.answers["x.test"] = page(TITLE, text)
    assert check("http://x.test/a", title=TITLE, role="project").status is Status.OK


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("404", True),
        ("erreur 404", True),
        ("404 错误", True),
        ("404 pages we love", False),
        ("error", False),
        ("room 404", False),
        ("404 410", False),
    ],
)
def test_error_numbers(words: str, is_one: bool) -> None:
    assert is_error_number(words) is is_one


def test_a_predicate_needs_its_subject() -> None:
    assert states_missing("La página no existe")
    assert not states_missing("El dolor no existe")
    assert states_for_sale("该域名正在出售")
    assert not states_for_sale("二手车出售")


def test_each_occurrence_of_a_phrase_counts() -> None:
    far = " Luego se habla de otras cosas." * 5
    assert states_missing("El dolor no existe." + far + " La página no existe.")
    assert not states_missing("La página." + far + " El dolor no existe." * 9)
    assert states_for_sale("出售二手车。" + "。其他" * 50 + "该域名正在出售")


def test_one_word_is_no_spam_topic() -> None:
    assert not is_spam_topic("Casino", "Casino, a film data set")
    assert is_spam_topic("Casino", "Casino: play slots")


def test_a_long_spam_page_is_detected_by_its_beginning(check: Check, server: Server) -> None:
    text = "<p>Play slots and win the jackpot.</p>" + "<p>Spin again and again.</p>" * 5000
    server.answers["x.test"] = reply(f"<title>Best Online Casino</title>{text}")
    assert check("http://x.test/", title=TITLE, role="project").status is Status.WRONG
