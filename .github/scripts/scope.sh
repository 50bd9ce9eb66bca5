#!/usr/bin/env bash
# Says whether a change needs the tests: not when it changes nothing but the data, and files that
# are built from it.
#
#   scope.sh REVISION
#
# GITHUB_OUTPUT gets `code`, true or false, for what differs between the revision and HEAD.
set -euo pipefail

readonly BUILT='^(data|assets|docs/leaderboards)/|^(README\.md|\.github/ISSUE_TEMPLATE/add-paper\.yml)$'

list=$(mktemp)
git diff --name-only --no-renames -z "$1" HEAD -- > "$list"
code=false
if grep --null-data --quiet --invert-match --extended-regexp "$BUILT" "$list"; then code=true; fi
rm -f "$list"
echo "code=$code" | tee -a "$GITHUB_OUTPUT"
