#!/usr/bin/env bash
# Commits a patch on top of the commit that it was made for, and pushes it.
#
#   push.sh MESSAGE BASE PATCH
#
# The patch was made where strangers' words are read, so it may change the built files, the
# ledger, what sites say of repositories and the days of new entries only, as plain files. Nothing
# but git runs here, for this is where the token is: TOKEN, and GITHUB_SERVER_URL where the remote
# asks who pushes. When the branch has moved on from BASE,
# nothing is pushed. That is an error, unless a push started this run: then so did the later push.
set -euo pipefail

readonly ATTEMPTS=5
readonly MAY_CHANGE='^(README\.md|assets/.+|docs/leaderboards/.+|data/(schema/.+|(added|links|repositories)\.jsonl))$'

fail() {
  echo "::error title=$1::$2"
  exit 1
}

as_bot() {
  git -c user.name="github-actions[bot]" \
    -c user.email="41898282+github-actions[bot]@users.noreply.github.com" "$@"
}

with_token() {
  # shellcheck disable=SC2016 # git runs the helper in a shell of its own, which knows TOKEN
  GIT_TERMINAL_PROMPT=0 git \
    -c "credential.${GITHUB_SERVER_URL:-https://github.com}.helper=" \
    -c "credential.${GITHUB_SERVER_URL:-https://github.com}.helper=!f() { \
test \"\$1\" = get && printf 'username=x-access-token\npassword=%s\n' \"\$TOKEN\"; }; f" "$@"
}

raced() {
  if [[ ${GITHUB_EVENT_NAME:-} != push ]]; then
    fail "not pushed" "somebody pushed in between: run all jobs of this run again"
  fi
  echo "Somebody pushed in between: their push has a run of its own, which builds everything."
  exit 0
}

# Each changed path comes from git as ":MODE MODE HASH HASH STATUS", NUL, "PATH", NUL.
refuse_what_is_not_built() {
  local meta path mode
  git diff --cached --raw --no-renames -z > "$RUNNER_TEMP/changed"
  while IFS= read -r -d '' meta && IFS= read -r -d '' path; do
    mode=$(cut -d ' ' -f 2 <<< "$meta")
    if [[ ! $path =~ $MAY_CHANGE || $mode != @(100644|000000) ]]; then
      printf 'The patch changes %q (mode %s).\n' "$path" "$mode"
      fail "not pushed" "the change is more than built files and the ledger"
    fi
  done < "$RUNNER_TEMP/changed"
}

main() {
  local message=$1 base=$2 patch=$3 attempt
  [[ $GITHUB_REF == refs/heads/* ]] || fail "not a branch" "$GITHUB_REF takes no commit"
  [[ $(git rev-parse HEAD) == "$base" ]] || raced
  git apply --index --whitespace=nowarn "$patch"
  refuse_what_is_not_built
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
