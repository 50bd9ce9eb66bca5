#!/usr/bin/env bash
# Commits a patch on top of the commit that it was made for, and pushes it.
#
#   push.sh MESSAGE BASE PATCH
#
# The patch was made where strangers' words are read, so it may change the built files, the ledger
# and what else workflows alone write below data/, as plain files. Nothing but git runs here, for
# this is where the token is (pushing.sh). When the branch has moved on from BASE, nothing is
# pushed. That is an error, unless a push started this run: then so did the later push.
set -euo pipefail

readonly ATTEMPTS=5
readonly MAY_CHANGE='^(README\.md|assets/.+|docs/leaderboards/.+|data/(schema/.+|(added|discovered|links|repositories)\.jsonl)|\.github/ISSUE_TEMPLATE/add-paper\.yml)$'

# shellcheck source=.github/scripts/pushing.sh
. "$(dirname "$0")/pushing.sh"

raced() {
  if [[ ${GITHUB_EVENT_NAME:-} != push ]]; then
    fail "not pushed" "somebody pushed in between: run all jobs of this run again"
  fi
  echo "Somebody pushed in between: their push has a run of its own, which builds everything."
  exit 0
}

main() {
  local message=$1 base=$2 patch=$3 attempt
  [[ $GITHUB_REF == refs/heads/* ]] || fail "not a branch" "$GITHUB_REF takes no commit"
  [[ $(git rev-parse HEAD) == "$base" ]] || raced
  git apply --index --whitespace=nowarn "$patch"
  refuse_other_than "$MAY_CHANGE" "AMD" "built files and what workflows record"
  as_bot commit --quiet --message "$message"
  for ((attempt = 1; attempt <= ATTEMPTS; attempt++)); do
    if with_token push --quiet origin "HEAD:$GITHUB_REF"; then
      git show --stat --format="Committed %h: %s" HEAD
      exit 0
    fi
    if with_token fetch --quiet --depth=1 origin "$GITHUB_REF"; then
      [[ $(git rev-parse FETCH_HEAD) == "$base" ]] || raced
    fi
    echo "The push was refused: try $attempt of $ATTEMPTS."
    if ((attempt < ATTEMPTS)); then sleep "$attempt"; fi
  done
  fail "not pushed" "the push was refused $ATTEMPTS times: may this workflow push to the branch?"
}

main "$@"
