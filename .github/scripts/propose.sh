#!/usr/bin/env bash
# Commits a patch on top of the checked out branch and pushes it to a branch of its own, from which
# a pull request can be opened.
#
#   propose.sh BRANCH MESSAGE PATCH
#
# The patch was made where strangers' words are read, so it may only do what the branch is for: add
# the one entry of add/ID, add and fill entries in discovered, change entries in enriched and
# upkeep. Nothing but git runs here, for this is where the token is (pushing.sh). The checkout has
# the whole history.
#
# A branch that is there is written anew only where all that it adds to this one was committed by
# the bot with the same message. What a person has pushed to is left alone, and so is the branch of
# another proposal. GITHUB_OUTPUT gets `pushed`, true where the branch now holds the patch.
set -euo pipefail
# shellcheck source=.github/scripts/pushing.sh
. "$(dirname "$0")/pushing.sh"

readonly ENTRY='data/papers/[0-9]{4}'

refuse_what_it_is_not_for() {
  case $1 in
    add/*) refuse_other_than "^$ENTRY/${1#add/}\.yaml$" A "the entry" ;;
    discovered) refuse_other_than "^$ENTRY/[a-z0-9-]+\.yaml$" AM "entries of papers" ;;
    enriched | upkeep) refuse_other_than '^data/.+\.yaml$' M "entries that were there" ;;
    *) fail "not pushed" "no change is known for this branch" ;;
  esac
}

# Says on standard output why a branch is not to be written anew, or nothing.
objection() {
  local theirs=$1 message=$2 commit who said
  git rev-list "HEAD..$theirs" > "$RUNNER_TEMP/commits"
  while IFS= read -r commit; do
    who=$(git show --no-patch --format='%ae %ce' "$commit")
    said=$(git show --no-patch --format=%s "$commit")
    if [[ $who != "$BOT_EMAIL $BOT_EMAIL" ]]; then
      echo "somebody has pushed to it"
      return
    elif [[ $said != "$message" ]]; then
      echo "it holds another proposal"
      return
    fi
  done < "$RUNNER_TEMP/commits"
}

left_alone() {
  echo "::warning title=not pushed::$1"
  exit 0
}

main() {
  local branch=$1 message=$2 patch=$3 ref=refs/heads/$1 theirs="" why base
  [[ $branch =~ ^(add/[a-z0-9]([a-z0-9-]*[a-z0-9])?|discovered|enriched|upkeep)$ ]] ||
    fail "not pushed" "no change is known for this branch"
  if with_token fetch --quiet --no-tags origin "+$ref:refs/proposed" 2> "$RUNNER_TEMP/fetched"; then
    theirs=$(git rev-parse refs/proposed)
    why=$(objection "$theirs" "$message")
    if [[ -n $why ]]; then
      left_alone "The branch $branch stays, for $why. Once it is deleted, it can be made anew."
    fi
  fi
  git apply --index --whitespace=nowarn "$patch" 2> "$RUNNER_TEMP/applied" ||
    left_alone "The list has changed since, so that the proposal does not fit it any more."
  refuse_what_it_is_not_for "$branch"
  base=$(git rev-parse HEAD)
  as_bot commit --quiet --message "$message"
  if [[ -n $theirs && $(git merge-base "$theirs" HEAD) == "$base" ]] &&
    git diff --quiet "$theirs" HEAD; then
    echo "The branch $branch holds it already."
  else
    with_token push --quiet --force-with-lease="$ref:$theirs" origin "HEAD:$ref" ||
      fail "not pushed" "the push to $branch was refused: may this workflow push?"
    git show --stat --format="Committed %h: %s" HEAD
  fi
  echo "pushed=true" >> "$GITHUB_OUTPUT"
}

main "$@"
