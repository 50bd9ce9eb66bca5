#!/usr/bin/env bash
# Runs a command on top of the newest state of the branch, commits what it wrote and pushes it.
#
#   commit.sh MESSAGE COMMAND [ARGUMENT...]
#
# When somebody pushes in between, the command runs again on top of that: what it writes follows
# from what stands in the branch, so there is nothing to merge. Needs GITHUB_REF and, where the
# remote asks who pushes, TOKEN and GITHUB_SERVER_URL. The command does not see the token.
set -euo pipefail

readonly ATTEMPTS=5

said() {
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

main() {
  local message=$1 attempt
  shift
  [[ $GITHUB_REF == refs/heads/* ]] || said "not a branch" "$GITHUB_REF takes no commit"
  for ((attempt = 1; attempt <= ATTEMPTS; attempt++)); do
    with_token fetch --quiet --depth=1 origin "$GITHUB_REF"
    git checkout --quiet --force --detach FETCH_HEAD
    env --unset=TOKEN "$@"
    git add --all
    if git diff --cached --quiet; then
      echo "Nothing is stale."
      exit 0
    fi
    as_bot commit --quiet --message "$message"
    if with_token push --quiet origin "HEAD:$GITHUB_REF"; then
      git show --stat --format="Committed %h: %s" HEAD
      exit 0
    fi
    echo "Somebody pushed in between, or the push was refused: try $attempt of $ATTEMPTS."
    if ((attempt < ATTEMPTS)); then sleep "$attempt"; fi
  done
  said "not pushed" "the push was refused $ATTEMPTS times: may this workflow push to the branch?"
}

# As one block, for the checkout may replace this file while bash reads it.
main "$@"
