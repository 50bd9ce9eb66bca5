"""Phrases, in many languages, of pages that are missing, for sale, or not there yet.

A phrase is evidence and no proof: the heuristics weigh where it is found, what else is on the page,
and what a URL that cannot exist on that host answers. The tables are Python, not a file of data:
so they are checked with the code, and cost no reading at start-up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_p2ti.normalize import normalize_text, normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_NAME = 60  # characters of a title or heading that states nothing else
_BEFORE, _AFTER = 60, 30  # how many characters a subject may be from its predicate

# Subjects and predicates by language; a normalized text is searched for them.
_MISSING = (
    ("page fichier document adresse lien contenu site ressource", "introuvable|n'existe pas"
     "|n'existe plus|non trouvée|n'a pas été trouvée|n'est pas disponible|n'est plus disponible"
     "|a été supprimé|n'a pas pu être trouvée|inexistante"),
    ("seite datei dokument inhalt website adresse", "nicht gefunden|nicht verfügbar|existiert nicht"
     "|existiert leider nicht|nicht mehr verfügbar|nicht vorhanden|wurde gelöscht|gibt es nicht"),
    ("página archivo documento sitio recurso enlace", "no existe|no encontrada|no encontrado"
     "|no se encontró|no se ha encontrado|no se pudo encontrar|no está disponible|fue eliminad"),
    ("página arquivo documento recurso endereço", "não existe|não encontrada|não foi encontrad"
     "|não encontrado|não está disponível|não está mais disponível|não pôde ser encontrada"),
    ("pagina documento risorsa sito", "non trovata|non esiste|non è stata trovata"
     "|non disponibile|non è disponibile|non è più disponibile|inesistente"),
    ("pagina bestand", "niet gevonden|bestaat niet|niet beschikbaar|niet worden gevonden"),
    ("sidan sida siden side filen", "hittades inte|hittas inte|inte hittas|finns inte|finnes ikke"
     "|findes ikke|ble ikke funnet|blev ikke fundet|kunne ikke findes|eksisterer ikke"),
    ("sivua sivu tiedostoa", "ei löydy|ei löytynyt|ei ole olemassa"),
    ("strony strona plik", "nie istnieje|nie znaleziono|nie została znaleziona"),
    ("stránka stránku stránky súbor soubor", "nenalezena|nebyla nalezena|neexistuje|nenájdená"
     "|nebola nájdená|nenašla|nenalezen"),
    ("oldal lap", "nem található|nem létezik"),
    ("pagina", "nu a fost găsită|nu există"),
    ("страница страницы файл документ запись сайт", "не найден|не существует|удалена|удалён"
     "|недоступна"),
    ("сторінка сторінку сторінки", "не знайдено|не знайдена|не існує"),
    ("σελίδα", "δεν βρέθηκε|δεν υπάρχει"),
    ("sayfa sayfanın dosya", "bulunamadı|bulunamıyor|mevcut değil"),
    ("trang", "không tìm thấy|không tồn tại"),
    ("halaman laman berkas", "tidak ditemukan|tidak tersedia|tidak ada|tidak dijumpai"),
    ("页面 頁面 网页 網頁 链接 連結 鏈接 文件 檔案 网址 網址 资源 分享", "不存在|未找到|找不到"
     "|没有找到|无法找到|無法找到|无法访问|已失效|已被删除|被删除|已经被删除|已删除|已被刪除|已被移除"),
    ("ページ ファイル コンテンツ 記事 サイト", "見つかりません|存在しません|ございません"
     "|削除された可能性|削除されました|みつかりません"),
    ("페이지 파일 문서 게시물", "찾을 수 없|존재하지 않|없는 페이지|삭제되었"),
    ("หน้า ไฟล์ เพจ", "ไม่พบ|ไม่มีอยู่"),
    ("صفحة الملف", "غير موجود|لم يتم العثور|غير متوفر|غير متاح"),
    ("صفحه فایل", "یافت نشد|پیدا نشد|وجود ندارد"),
    ("הדף העמוד דף", "לא נמצא|לא קיים|אינו קיים"),
)  # fmt: skip
_FOR_SALE = (
    ("domain", "zum verkauf|zu verkaufen|te koop|till salu|til salg|na sprzedaż|na prodej"
     "|satılık|dijual|eladó|abgelaufen|verlopen"),
    ("domaine", "à vendre|expiré|en vente|parqué"),
    ("dominio domínio", "en venta|à venda|in vendita|ha caducado|expirado|scaduto|expirou"),
    ("домен", "продаётся|продается|продаж|истёк|припаркован|освобождается"),
    ("tên miền", "rao bán|đang bán|hết hạn"), ("alan adı", "satılık|süresi"),
    ("域名 網域 网域", "出售|转让|轉讓|售卖|待售|过期|到期|停放|求购"),
    ("ドメイン", "販売|売り|有効期限|期限切れ|失効|取得"),
    ("도메인", "판매|만료|매매"), ("โดเมน", "ขาย|หมดอายุ"),
)  # fmt: skip


_Rows = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """Subjects with their predicates, and those of them that a text of ASCII alone may hold."""

    rows: _Rows
    ascii: _Rows


def _ready(table: tuple[tuple[str, str], ...]) -> _Table:
    rows = tuple(
        (
            tuple(map(normalize_title, subjects.split())),
            tuple(map(normalize_title, predicates.split("|"))),
        )
        for subjects, predicates in table
    )
    plain = (
        (tuple(filter(str.isascii, subjects)), tuple(filter(str.isascii, predicates)))
        for subjects, predicates in rows
    )
    return _Table(rows, tuple(pair for pair in plain if all(pair)))


_MISSING_READY, _FOR_SALE_READY = _ready(_MISSING), _ready(_FOR_SALE)
_ERROR_WORDS = frozenset(
    normalize_title(w)
    for w in (
        "error erreur fehler errore erro fout fel feil fejl virhe błąd chyba hiba eroare hata lỗi "
        "ошибка помилка грешка σφάλμα 错误 錯誤 エラー 오류 خطأ خطا שגיאה kesalahan ralat code "
        "http status oops page seite página pagina страница".split()
    )
)


def _states(text: str, table: _Table) -> bool:
    """Say whether a predicate is near its subject, at any place of a normalized text."""
    for subjects, predicates in table.ascii if text.isascii() else table.rows:
        for predicate in predicates if _holds_any(text, subjects) else ():
            at = text.find(predicate)
            while at >= 0:
                near = text[max(0, at - _BEFORE) : at + len(predicate) + _AFTER]
                if _holds_any(near, subjects):
                    return True
                at = text.find(predicate, at + len(predicate))
    return False


def _holds_any(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110  a generator takes three times as long
        if word in text:
            return True
    return False


def states_missing(text: str) -> bool:
    """Say whether a text, in another language than English, calls a page or file missing."""
    return _states(normalize_text(text[:2000]), _MISSING_READY)


def states_for_sale(text: str) -> bool:
    """Say whether a text, in another language than English, calls a domain for sale or lapsed."""
    return _states(normalize_text(text[:2000]), _FOR_SALE_READY)


def names_missing(names: Iterable[str]) -> set[str]:
    """Return those of some normalized names that only call a page missing.

    They are an error number, or short and not in English.
    """
    return set(filter(_is_missing, names))


def names_for_sale(names: Iterable[str]) -> set[str]:
    """Return those of some normalized names that call a domain for sale, not in English."""
    return set(filter(_is_for_sale, names))


# Headings such as "abstract" are on many pages.
@lru_cache(maxsize=4096)
def _is_missing(name: str) -> bool:
    return is_error_number(name) or (len(name) <= MAX_NAME and _states(name, _MISSING_READY))


@lru_cache(maxsize=4096)
def _is_for_sale(name: str) -> bool:
    return len(name) <= MAX_NAME and _states(name, _FOR_SALE_READY)


def is_error_number(words: str) -> bool:
    """Say whether a normalized name is "error 404" in some language, and nothing else."""
    parts = words.split()
    numbers = [p for p in parts if p in {"404", "410"}]
    return len(numbers) == 1 and len(parts) <= 3 and {*parts} - {*numbers} <= _ERROR_WORDS


_PLACEHOLDER = re.compile(
    r"coming soon|under construction|(?:this )?site (?:is )?under construction|index of(?: \S+)*"
    r"|database error|error establishing a database connection|default page|hello world"
    r"|(?:web)?site (?:is )?(?:not available|unavailable|not published|not configured|offline)"
    r"|in bau|im aufbau|(?:site )?en construction|en construccion|em construcao|in costruzione"
    r"|(?:сайт )?в разработке|网站建设中|网站正在建设中|建设中|工事中|準備中|yapım asamasında"
)
_PLACEHOLDER_WORDS = 40


def is_placeholder(title: str, headings: tuple[str, ...], text: str) -> bool:
    """Say whether a short page holds the place of a site that is not there yet, or no longer."""
    named = [normalize_title(t) for t in (title, *headings[:1])]
    return text.count(" ") < _PLACEHOLDER_WORDS and any(map(_PLACEHOLDER.fullmatch, named))
