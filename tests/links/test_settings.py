"""[tool.awesome_p2ti.links]: what it may say, and what is said of everything else."""

from __future__ import annotations

import tomllib

import pytest

from awesome_p2ti.links.settings import HostLimit, LinkSettings, read_settings
from awesome_p2ti.problems import SetupError
from tests.in_process import call

PLACE = "pyproject.toml: [tool.awesome_p2ti.links] "


def test_settings_are_read() -> None:
    table = {"timeout": 5, "max-age-days": 3, "hosts": {"X.test.": {"pause": 2, "connections": 1}}}
    settings = read_settings(table, agent="https://github.com/a/b")
    assert (settings.timeout, settings.max_age_days) == (5, 3)
    assert settings.agent == "https://github.com/a/b"
    assert settings.hosts["x.test"] == HostLimit(2.0, 1)
    assert settings.hosts["export.arxiv.org"] == HostLimit(3.2, 1)
    assert read_settings({}) == LinkSettings()
    assert read_settings({"max_age_days": 3}) == read_settings({"max-age-days": 3})
    table = {"default-host": {"pause": 1}, "control-hosts": ["a.test"]}
    settings = read_settings(table)
    assert (settings.default_host, settings.control_hosts) == (HostLimit(1.0, 2), ("a.test",))


@pytest.mark.parametrize(
    ("toml", "message", "hint"),
    [
        ("timeot = 5", "has no setting 'timeot'", "did you mean 'timeout'?"),
        ("max-age-dais = 5", "has no setting 'max-age-dais'",
         "did you mean 'max-age-days'?"),
        ('timeout = "5"', "timeout is '5', not a number of seconds above 0, up to 3600",
         "leave it out for the default, 9.0"),
        ("timeout = -1", "timeout is -1, not a number of seconds above 0, up to 3600", ""),
        ("timeout = inf", "timeout is inf, not a number of seconds above 0, up to 3600", ""),
        ("timeout = nan", "timeout is nan, not a number of seconds above 0, up to 3600", ""),
        ("timeout = true", "timeout is true, not a number", ""),
        ("timeout = 1" + "0" * 400, "timeout is 1000", ""),
        ("timeout = 0x" + "f" * 5000, "timeout is a int too long to be shown, not", ""),
        ("max-age-days = nan", "max-age-days is nan, not days from 0 to 36500", ""),
        ("threads = 0", "threads is 0, not a whole number of at least 1", ""),
        ("threads = 2.5", "threads is 2.5, not a whole number of at least 1", ""),
        ("threads = 1" + "0" * 100, "threads is 1000", ""),
        ('agent = "x"', "has no setting 'agent'", "the settings are: attempts"),
        ("hosts = 3", "hosts is 3, not a table of hosts", ""),
        ("hosts.x = 3", "hosts.x is 3, not a table with pause and connections", ""),
        ("hosts.x = { pauze = 1 }", "hosts.x has no setting 'pauze'",
         "did you mean 'pause'?"),
        ('hosts.x = { pause = "1" }', "hosts.x.pause is '1', not a number of seconds", ""),
        ("hosts.x = { pause = nan }", "hosts.x.pause is nan, not a number of seconds", ""),
        ("hosts.x = { connections = 0 }", "hosts.x.connections is 0, not a whole number of "
         "at least 1", "leave it out for the default, 2"),
        ('hosts."https://x/" = { pause = 1 }', "hosts names 'https://x/', which is no host",
         'write a host as "www.example.edu"'),
        ("default-host = 3", "default-host is 3, not a table with pause and connections",
         ""),
        ('control-hosts = "github.com"', "control-hosts is 'github.com', not a list of host "
         "names", ""),
        ("control-hosts = [3]", "control-hosts.0 is 3, not a list of host names", ""),
        ("max-time = -1", "max-time is -1, not seconds from 0 to 604800", ""),
        ('exclude = "x"', "exclude is 'x', not a list of patterns with *", ""),
        ("exceptions = 3", "exceptions is 3, not a list of tables, [[exceptions]]", ""),
        ("exceptions = [3]", "exceptions.0 is 3, not a table with url and verdict", ""),
        ('[[exceptions]]\nurl = "x"\nverdict = "gone"\nuntil = 2027-06-30',
         "exceptions.0 has no 'reason'", "it is why it is accepted"),
        ('[[exceptions]]\nurl = "x"\nverdict = "fine"\nuntil = 2027-06-30\nreason = "y"',
         "exceptions.0.verdict is 'fine', not a status that can be accepted", ""),
        ('[[exceptions]]\nurl = "x"\nverdict = "gone"\nuntil = "soon"\nreason = "y"',
         "exceptions.0.until is 'soon', not the last day, such as 2027-06-30", ""),
        ('[[exceptions]]\nurl = "x"\nverdict = "gone"\nuntl = "soon"\nreason = "y"',
         "exceptions.0 has no setting 'untl'", "did you mean 'until'?"),
        ("lanes = {}", "has no setting 'lanes' any more", "name it 'hosts'"),
        ("default-lane = {}", "has no setting 'default-lane' any more",
         "name it 'default-host'"),
    ],
)  # fmt: skip
def test_settings_that_are_not_understood_are_named(toml: str, message: str, hint: str) -> None:
    with pytest.raises(SetupError) as e:
        read_settings(tomllib.loads(toml))
    assert e.value.message.startswith(PLACE + message)
    assert e.value.hint.startswith(hint)


@pytest.mark.parametrize("day", ["2027-06-30", '"2027-06-30"'])
def test_exceptions_are_read(day: str) -> None:
    row = f'[[exceptions]]\nurl = "https://a.test/*"\nverdict = "gone"\nreason = "r"\nuntil = {day}'
    (found,) = read_settings(tomllib.loads(row)).exceptions
    assert (found.url, found.verdict, found.until) == ("https://a.test/*", "gone", "2027-06-30")


@pytest.mark.parametrize("option", ["--max-time", "--timeout"])
def test_a_time_that_is_none_is_a_wrong_call(option: str) -> None:
    for value in ("nan", "-1", "inf"):
        done = call("links", "http://127.0.0.1/", "--no-cache", option, value)
        assert (done.returncode, option in done.stderr) == (2, True)


@pytest.mark.parametrize("days", ["nan", "inf", "40000"])
def test_an_age_that_is_none_is_a_wrong_call(days: str) -> None:
    done = call("links", "http://127.0.0.1/", "--no-cache", "--max-age", days)
    assert done.returncode == 2
    assert "--max-age" in done.stderr
    assert "Traceback" not in done.stderr
