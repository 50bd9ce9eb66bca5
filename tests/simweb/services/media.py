"""YouTube, Google Drive and Dropbox: their pages answer 200 for much that is not there.

YouTube's oEmbed interface: 200 with the title, 401 when embedding is off (the video is there), 403
for a private video, 404 for a removed one, 400 for what is no id. Drive sends the access wall as a
redirect to the sign-in page; what does not exist is 404.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

from tests.simweb.wire import Reply, Request, as_json, html, plain, redirect

if TYPE_CHECKING:
    from tests.simweb.world import Web

OEMBED = {"no-embed": (401, "Unauthorized"), "private": (403, "Forbidden")}
PLAYABILITY = {
    "public": '{"status":"OK"}',
    "no-embed": '{"status":"OK","playableInEmbed":false}',
    "removed": '{"status":"ERROR","reason":"Video unavailable"}',
    "private": '{"status":"LOGIN_REQUIRED","reason":"This is a private video"}',
}

DOCUMENTS = {"spreadsheets": "Google Sheets", "document": "Google Docs"}


def video_of(address: str) -> str:
    """The video's id in an address."""
    parts = urlsplit(address)
    path = [part for part in parts.path.split("/") if part]
    if parts.netloc.endswith("youtu.be"):
        return path[0] if path else ""
    if path[:1] in (["embed"], ["shorts"], ["live"], ["v"]) and len(path) > 1:
        return path[1]
    return (parse_qs(parts.query).get("v") or [""])[0]


@dataclass(slots=True)
class Media:
    """The hosts of all three; a video's or file's state is kept by its id."""

    videos: dict[str, tuple[str, str]] = field(default_factory=dict)
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)  # by the video's id
    descriptions: dict[str, str] = field(default_factory=dict)  # only the page tells them
    api_down: bool = False
    dialect: bool = False  # a private video is 401, as is one whose embedding is off

    def install(self, web: Web) -> None:
        """Put the hosts into a web."""
        for host in ("www.youtube.com", "youtube.com", "m.youtube.com"):
            web.site(host, self.youtube)
        web.site("youtu.be", self.short)
        for host in ("img.youtube.com", "i.ytimg.com"):
            web.site(host, self.thumbnail)
        web.site("drive.google.com", self.drive)
        web.site("docs.google.com", self.drive)
        web.site("accounts.google.com", sign_in)
        web.site("www.dropbox.com", self.dropbox)
        web.site("dropbox.com", lambda ask: redirect(f"https://www.dropbox.com{ask.target}", 301))

    def youtube(self, request: Request) -> Reply:
        """www.youtube.com: pages and oEmbed."""
        if request.path == "/oembed" and self.api_down:
            return plain("Service Unavailable", 503)
        if request.path == "/oembed":
            return self._oembed(video_of(request.query.get("url", "")))
        if request.path.startswith(("/@", "/channel/", "/c/", "/playlist")):
            return html("<title>A channel - YouTube</title>")
        ident = video_of(f"https://www.youtube.com{request.target}")
        if not ident:
            return html("<title>YouTube</title>")
        title, state = self.videos.get(ident, ("", "removed"))
        shown = f"{escape(title)} - YouTube" if state in {"public", "no-embed"} else " - YouTube"
        player = f'{{"playabilityStatus":{PLAYABILITY[state]}{self._details(ident, state)}}}'
        script = f"var ytInitialPlayerResponse = {player};"
        filler = "<script>var ytcfg = {};</script>" * 3000
        return html(f"<html><head>{filler}<title>{shown}</title></head><script>{script}</script>")

    def _details(self, ident: str, state: str) -> str:
        if state not in {"public", "no-embed"}:
            return ""
        known = {"videoId": ident, "title": self.videos[ident][0]}
        known["shortDescription"] = self.descriptions.get(ident, "")
        known["author"] = self.channels.get(ident, "A channel")
        return f',"videoDetails":{json.dumps(known)}'.replace("<", "\\u003c")

    def thumbnail(self, request: Request) -> Reply:
        """img.youtube.com/vi/ID/0.jpg, by which some checkers judge a video."""
        _, state = self.videos.get(request.path.split("/")[2], ("", "removed"))
        status = 200 if state in {"public", "no-embed"} else 404
        return Reply(status, b"\xff\xd8\xff\xe0" + bytes(1000), {"Content-Type": "image/jpeg"})

    def short(self, request: Request) -> Reply:
        """youtu.be."""
        ident = request.path.strip("/")
        return redirect(f"https://www.youtube.com/watch?v={ident}&feature=youtu.be", 303)

    def _oembed(self, ident: str) -> Reply:
        if len(ident) != 11:
            return plain("Bad Request", 400)
        title, state = self.videos.get(ident, ("", "removed"))
        if state == "removed":
            return plain("Not Found", 404)
        if state == "private" and self.dialect:
            return plain("Unauthorized", 401)
        if state in OEMBED:
            status, text = OEMBED[state]
            return plain(text, status)
        return as_json(
            {
                "title": title,
                "author_name": self.channels.get(ident, "A channel"),
                "author_url": "https://www.youtube.com/@channel",
                "type": "video",
                "version": "1.0",
                "provider_name": "YouTube",
                "provider_url": "https://www.youtube.com/",
            }
        )

    def drive(self, request: Request) -> Reply:
        """drive.google.com and docs.google.com."""
        parts = [part for part in request.path.split("/") if part]
        ident = request.query.get("id", "")
        if "d" in parts and parts.index("d") + 1 < len(parts):
            ident = parts[parts.index("d") + 1]
        elif "folders" in parts and parts.index("folders") + 1 < len(parts):
            ident = parts[parts.index("folders") + 1]
        name, state = self.files.get(ident, ("", "missing"))
        if state == "missing":
            text = "Sorry, the file you have requested does not exist."
            return html(f"<title>Error 404 (Not Found)!!1</title><p>{text}</p>", 404)
        if state == "wall":
            here = quote(f"https://drive.google.com{request.target}", safe="")
            back = f"https://accounts.google.com/v3/signin/identifier?continue={here}"
            return redirect(f"{back}&service=wise&flowName=GlifWebSignIn", 302)
        if state == "request":
            text = "You need access. Ask for access, or switch to an account with access."
            return html(f"<title>Google Drive: Access Denied</title><p>{text}</p>", 403)
        place = DOCUMENTS.get(parts[0], "Google Drive")
        shell = "" if place == "Google Drive" else "<script>var bootstrapData = {}</script>"
        return html(f"<title>{escape(name)} - {place}</title>{shell}")

    def dropbox(self, request: Request) -> Reply:
        """www.dropbox.com."""
        if request.path == "/login":
            return html("<title>Log in - Dropbox</title><form><input type='password'></form>")
        parts = ["", *request.path.strip("/").split("/")]
        name, state = self.files.get(parts[-2], ("", "missing"))
        if state == "missing":
            return html("<title>Dropbox - 404</title><h1>Nothing Here</h1>", 404)
        if state == "deleted":
            text = "This item was deleted. It might've been deleted by its owner."
            return html(f"<title>Dropbox - Link not found</title><h1>{text}</h1>", 200)
        if state == "wall":
            return redirect(f"/login?cont={quote(request.target, safe='')}", 302)
        return html(f"<title>Dropbox - {escape(name)} - Simplify your life</title>")


def sign_in(_: Request) -> Reply:
    """accounts.google.com."""
    form = '<form><input type="email" name="identifier"><input type="password"></form>'
    return html(f"<title>Sign in - Google Accounts</title><h1>Sign in</h1>{form}")
