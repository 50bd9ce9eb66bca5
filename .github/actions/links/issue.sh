#!/usr/bin/env bash
# Keeps one issue up to date: opens it where a link is red, rewrites it, closes it where none is.
#
# TITLE is the title by which the issue is found; RED is true or false; GH_TOKEN and
# GH_REPO are what gh reads.
set -euo pipefail

readonly REPORT=$RUNNER_TEMP/awesome-links.md BODY=$RUNNER_TEMP/awesome-links-issue.md

# shellcheck disable=SC2016 # jq reads TITLE itself
number=$(gh issue list --state open --limit 1000 --json number,title \
  --jq '[.[] | select(.title == env.TITLE) | .number] | min // empty')
if [[ $RED != true ]]; then
  if [[ -n $number ]]; then
    gh issue close "$number" --comment "No link is dead or wrong any more."
  fi
  exit 0
fi
LC_ALL=C awk '{ size += length + 1 } size <= 60000' "$REPORT" > "$BODY"
printf '\n[The run](%s/%s/actions/runs/%s) has the whole report.\n' \
  "$GITHUB_SERVER_URL" "$GITHUB_REPOSITORY" "$GITHUB_RUN_ID" >> "$BODY"
if [[ -n $number ]]; then
  gh issue edit "$number" --body-file "$BODY"
else
  gh issue create --title "$TITLE" --body-file "$BODY"
fi
