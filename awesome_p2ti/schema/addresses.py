"""What an address must look like, and what was meant by one that does not.

``check_address`` raises as the types of ``field_types`` do.
"""

from __future__ import annotations

import re

from pydantic_core import PydanticCustomError

from awesome_p2ti.hosts import LOCAL_NAMES, is_public_host
from awesome_p2ti.identifiers import ARXIV_HOSTS, arxiv_url, find_arxiv_id
from awesome_p2ti.patterns import pattern
from awesome_p2ti.schema.refusal import NOTHING, refusal
from awesome_p2ti.urls import percent_encode, split_url, tracking_parameters, without_tracking

_NOT_IN_ADDRESS = pattern(r"[^!-~]|[<>\"{}|\\^`]")
_TWICE = pattern(r"https?:/*(?P<scheme>https?)(?::/*|/+)(?P<rest>[\w-]+\..*)")
_REPOSITORY = pattern(r"(?:git\+)?(?:ssh|git|https)://(?:git@)?([\w.-]+)/([\w./~-]+?)(?:\.git)?/?")
_SCHEME_SLIP = pattern(r"h?t{1,3}ps?(?:[:;][/\\]{0,3}|[/\\]{2,3})(?=[\w-]+\.)", re.IGNORECASE)
_MARKDOWN_LINK = pattern(r"\[[^\[\]]*\]\((\S+)\)")
_OTHER_SCHEMES = frozenset({"javascript", "data", "mailto", "file", "vbscript", "ftp"})
# What nearly all addresses are: no port, query, credentials, arXiv or number as a host.
_PLAIN_URL = pattern(
    r"https?://(?![^/]*arxiv)(?:[a-z0-9-]+\.)+(?P<top>[a-z]{2,})(?:/[A-Za-z0-9._~/+%=:,;!$&'()*@#-]*)?"
)


def check_address(value: str) -> str:
    """Check a URL as written; no name is resolved."""
    _check_end(value)
    if (plain := _PLAIN_URL.fullmatch(value)) and plain["top"] not in LOCAL_NAMES:
        return value
    if bad := _NOT_IN_ADDRESS.search(value):
        raise refusal(
            "address",
            'has a character that no address holds, "{bad}": "{value}"',
            _character_hint(value, bad[0]),
            value=value,
            bad=bad[0],
        )
    scheme = value.partition(":")[0].lower()
    if ("://" in value and scheme not in {"http", "https"}) or scheme in _OTHER_SCHEMES:
        raise refusal(
            "address-scheme",
            'is not an http or https address: "{value}"',
            _repository_hint(value) or _meant_address(value) or "link a page that a browser opens",
            value=value,
        )
    if match := _TWICE.match(value):
        raise refusal(
            "address",
            'begins with "https://" twice: "{value}"',
            replacement=f"{match['scheme']}://{match['rest']}",
            value=value,
        )
    parts = split_url(value)
    if parts is None or parts.hostname is None or "://" not in value:
        raise refusal("address", 'is no address: "{value}"', _address_hint(value), value=value)
    if parts.username is not None or parts.password is not None:
        bare = parts.netloc.rpartition("@")[2]
        raise refusal(
            "address-credentials",
            "holds a user name or password before '@'",
            f'write "{parts._replace(netloc=bare).geturl()}" and change the password',
        )
    if not is_public_host(parts.hostname):
        raise refusal(
            "address-private",
            'names "{host}", which is not a host on the public Internet',
            "link a page that everybody can open",
            host=parts.hostname,
        )
    arxiv = find_arxiv_id(value) if parts.hostname in ARXIV_HOSTS else ""
    if arxiv and value != arxiv_url(arxiv):
        raise refusal(
            "arxiv-address",
            'is not the lasting form of an arXiv address: "{value}"',
            replacement=arxiv_url(arxiv),
            value=value,
        )
    if parts.query and (names := tracking_parameters(parts)):
        raise refusal(
            "tracking-parameter",
            'follows readers around with "{names}"',
            replacement=without_tracking(parts),
            names=", ".join(names),
        )
    return value


def _check_end(value: str) -> None:
    """Refuse the comma or the semicolon that came along from a list."""
    bare = value.rstrip(",;")
    if bare != value and is_address(bare):
        message = 'ends in "{end}": "{value}"'
        end = value[len(bare) :]
        raise refusal("address", message, replacement=bare, value=value, end=end)


def _character_hint(value: str, bad: str) -> str:
    """Return what to do about a character that no address holds."""
    if meant := _meant_address(value):
        return meant
    stripped = value.strip("“”‘’«»\"' <>")
    if stripped != value and is_address(stripped):
        return f'write "{stripped}"'
    if "://" not in value and (" " in value or "." not in value):
        return "leave the field out until there is an address"
    parts = split_url(value)
    if parts and parts.hostname and bad in parts.hostname and not bad.isspace():
        try:
            host = parts.hostname.encode("idna").decode("ascii")
        except UnicodeError:
            return "write the host as its owner does"
        return f'write the host as {host}: "{parts._replace(netloc=host).geturl()}"'
    return f"write it as {percent_encode(bad)}"


def _meant_address(value: str) -> str:
    """Return the hint for an address in Markdown, with a slip in https://, or with words behind."""
    if (link := _MARKDOWN_LINK.fullmatch(value)) and is_address(link[1]):
        return f'write "{link[1]}"'
    plain = _SCHEME_SLIP.sub("https://", value, count=1).replace("\\", "/")
    slipped = plain != value and not value.lower().startswith(("http://", "https://"))
    if slipped and is_address(plain):
        return f'write "{plain}"'
    first, _, rest = value.partition(" ")
    first, rest = first.rstrip(",;"), rest.strip()
    if rest and is_address(first):
        others = [part.strip(",;") for part in rest.split() if part not in {"and", "&"}]
        if all(map(is_address, others)):
            return f"write [{', '.join([first, *others])}]"
        if re.fullmatch(r"\(.*\)|[-–—] .*", rest):
            return f'write {{url: "{first}", note: "{rest.strip("()-–— ")}"}}'
    return ""


def _repository_hint(value: str) -> str:
    match = _REPOSITORY.fullmatch(value)
    return f'write "https://{match[1]}/{match[2]}"' if match else ""


def _address_hint(value: str) -> str:
    if meant := _meant_address(value):
        return meant
    if re.fullmatch(r"[\w-]+/[\w.-]+", value) and not NOTHING.fullmatch(value):
        return f"did you mean 'https://github.com/{value}'?"
    if match := re.fullmatch(r"git@([\w.-]+):([\w./~-]+?)(?:\.git)?/?", value):
        return f'write "https://{match[1]}/{match[2]}"'
    if re.match(r"[\w.-]+\.[A-Za-z]{2,}(?:/|$)", value):
        return f'write "https://{value}"'
    if "." not in value and "://" not in value:
        return "leave the field out until there is an address"
    return "an address looks like https://example.com/page"


def is_address(url: str) -> bool:
    """Return whether an entry may hold a text as a link's URL."""
    try:
        return check_address(url) == url
    except PydanticCustomError:
        return False
