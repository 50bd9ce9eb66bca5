"""A stand-in for ``gh``: what the scripts ask of GitHub's API, answered from a file.

It runs as a program: $HOME/github.json is all that GitHub knows, and changes with what is written.
Every call is noted in it under ``asked``. As on GitHub, fields make a request a POST unless
--method says otherwise, and a comment or a pull request over 65,536 characters is refused.
It starts thousands of times in a run of the tests, so it imports what few calls need where they do.
"""

# pathlib is a third of what a start takes.
# ruff: noqa: PTH123

from __future__ import annotations

import json
import os
import re
import sys
from urllib.parse import parse_qsl, urlsplit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

STATE = f"{os.environ['HOME']}/github.json"
BOT = {"login": "github-actions[bot]", "type": "Bot"}
REPOSITORY = r"repos/ann/list"


class RefusedError(Exception):
    """An answer of GitHub's that is no success."""


def read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()


def parsed(arguments: list[str]) -> tuple[str, dict[str, Any], dict[str, str]]:
    """Return the path of a call of ``gh api``, its fields and its options."""
    fields: dict[str, Any] = {}
    options: dict[str, str] = {}
    rest = iter(arguments)
    path = ""
    for word in rest:
        if word in {"-f", "-F"}:
            key, _, value = next(rest).partition("=")
            if word == "-F" and value.startswith("@"):
                value = read(value[1:])
            fields[key] = value
        elif word in {"--method", "--jq", "-H"}:
            options[word] = next(rest)
        elif word == "--paginate":
            options[word] = "yes"
        else:
            assert not path, f"a second path: {word}"
            path = word
    return path, fields, options


def answered(state: dict[str, Any], path: str, fields: dict[str, Any], method: str) -> Any:
    parts = urlsplit(path)
    query = dict(parse_qsl(parts.query)) | (fields if method == "GET" else {})
    for (verb, pattern), answer in ANSWERS.items():
        if verb == method and (match := re.fullmatch(pattern, parts.path)):
            return answer(state, query if method == "GET" else fields, *match.groups())
    raise RefusedError(f"gh: Not Found (HTTP 404): {method} {path}")


def short_enough(fields: dict[str, Any]) -> None:
    if len(fields.get("body", "")) > 65_536:
        raise RefusedError("gh: Validation Failed (HTTP 422)")


def issues(state: dict[str, Any], query: dict[str, str]) -> Any:
    found = state["issues"]
    if "creator" in query:
        found = [i for i in found if i["user"]["login"] == query["creator"]]
    if "labels" in query:
        found = [i for i in found if query["labels"] in {n["name"] for n in i["labels"]}]
    return [i for i in found if query.get("state") in {"all", i["state"]}]


def issue(state: dict[str, Any], query: dict[str, str], number: str) -> Any:
    return next(i for i in state["issues"] if i["number"] == int(number))


def opened_issue(state: dict[str, Any], fields: dict[str, str]) -> Any:
    short_enough(fields)
    made = {"number": 100 + len(state["issues"]), "state": "open", "user": BOT, "labels": []}
    state["issues"].append(made | {"author_association": "NONE"} | fields)
    return state["issues"][-1]


def changed_issue(state: dict[str, Any], fields: dict[str, str], number: str) -> Any:
    short_enough(fields)
    issue(state, {}, number).update(fields)
    return issue(state, {}, number)


def comments(state: dict[str, Any], query: dict[str, str], number: str) -> Any:
    return [c for c in state["comments"] if c["issue"] == int(number)]


def added_comment(state: dict[str, Any], fields: dict[str, str], number: str) -> Any:
    short_enough(fields)
    made = {"id": len(state["comments"]) + 1, "issue": int(number), "user": BOT, **fields}
    state["comments"].append(made)
    return made


def changed_comment(state: dict[str, Any], fields: dict[str, str], key: str) -> Any:
    short_enough(fields)
    found = next(c for c in state["comments"] if c["id"] == int(key))
    found["body"] = fields["body"]
    return found


def added_label(state: dict[str, Any], fields: dict[str, str], number: str) -> Any:
    labels = issue(state, {}, number)["labels"]
    if fields["labels[]"] not in {n["name"] for n in labels}:
        labels.append({"name": fields["labels[]"]})
    return labels


def removed_label(state: dict[str, Any], fields: dict[str, str], number: str, name: str) -> Any:
    labels = issue(state, {}, number)["labels"]
    if name not in {n["name"] for n in labels}:
        raise RefusedError("gh: Label does not exist (HTTP 404)")
    labels[:] = [n for n in labels if n["name"] != name]
    return labels


def edits(state: dict[str, Any], fields: dict[str, str]) -> Any:
    assert "userContentEdits" in fields["query"]
    found = {"userContentEdits": {"totalCount": state["edits"]}}
    return {"data": {"repository": {"issue": found}}}


def permission(state: dict[str, Any], query: dict[str, str], login: str) -> Any:
    return {"permission": state["permissions"].get(login, "read")}


def pulls(state: dict[str, Any], query: dict[str, str]) -> Any:
    owner, _, branch = query["head"].partition(":")
    assert owner == "ann"
    return [p for p in state["pulls"] if p["head"] == branch and p["state"] == query["state"]]


def opened_pull(state: dict[str, Any], fields: dict[str, str]) -> Any:
    if state["refusal"]:
        raise RefusedError(state["refusal"])
    short_enough(fields)
    url = f"https://github.com/ann/list/pull/{len(state['pulls']) + 50}"
    made = {"html_url": url, "state": "open", "as": os.environ.get("GH_TOKEN"), **fields}
    state["pulls"].append(made)
    return made


def created_label(state: dict[str, Any], fields: dict[str, str]) -> Any:
    if fields["name"] in state["labels"]:
        raise RefusedError("gh: Validation Failed (HTTP 422)")
    state["labels"].append(fields["name"])
    return fields


ANSWERS: dict[tuple[str, str], Any] = {
    ("GET", rf"{REPOSITORY}/issues"): issues,
    ("POST", rf"{REPOSITORY}/issues"): opened_issue,
    ("GET", rf"{REPOSITORY}/issues/(\d+)"): issue,
    ("PATCH", rf"{REPOSITORY}/issues/(\d+)"): changed_issue,
    ("GET", rf"{REPOSITORY}/issues/(\d+)/comments"): comments,
    ("POST", rf"{REPOSITORY}/issues/(\d+)/comments"): added_comment,
    ("PATCH", rf"{REPOSITORY}/issues/comments/(\d+)"): changed_comment,
    ("POST", rf"{REPOSITORY}/issues/(\d+)/labels"): added_label,
    ("DELETE", rf"{REPOSITORY}/issues/(\d+)/labels/([\w-]+)"): removed_label,
    ("GET", rf"{REPOSITORY}/labels"): lambda state, _: [{"name": n} for n in state["labels"]],
    ("POST", rf"{REPOSITORY}/labels"): created_label,
    ("GET", rf"{REPOSITORY}/actions/workflows/intake.yml/runs"): (
        lambda state, query: {"workflow_runs": state["runs"]}
    ),
    ("GET", rf"{REPOSITORY}/collaborators/([\w-]+)/permission"): permission,
    ("GET", rf"{REPOSITORY}/pulls"): pulls,
    ("POST", rf"{REPOSITORY}/pulls"): opened_pull,
    ("POST", "graphql"): edits,
}


def downloaded(state: dict[str, Any], arguments: list[str]) -> None:
    options = dict(zip(arguments[1::2], arguments[2::2], strict=True))
    folder = state["artifacts"].get(f"{arguments[0]}/{options['--name']}")
    if folder is None:
        raise RefusedError("no valid artifacts found to download")
    import shutil

    shutil.copytree(folder, options["--dir"], dirs_exist_ok=True)


def main(arguments: list[str]) -> int:
    state = json.loads(read(STATE))
    state["asked"].append(" ".join(arguments)[:300])
    try:
        if arguments[:2] == ["run", "download"]:
            downloaded(state, arguments[2:])
        else:
            assert arguments[0] == "api", arguments
            path, fields, options = parsed(arguments[1:])
            method = options.get("--method", "POST" if fields else "GET")
            text = json.dumps(answered(state, path, fields, method))
            if "--jq" in options:
                import subprocess

                command = ["jq", "--raw-output", options["--jq"]]
                text = subprocess.run(
                    command, input=text, capture_output=True, text=True, check=True
                ).stdout.rstrip("\n")
            sys.stdout.write(text + "\n" * bool(text))
    except RefusedError as e:
        sys.stderr.write(f"{e}\n")
        return 1
    finally:
        with open(STATE, "w", encoding="utf-8") as file:
            file.write(json.dumps(state))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
