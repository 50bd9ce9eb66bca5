#!/usr/bin/env bash
# Looks whether a form may become a pull request, and writes its entry into a patch.
#
#   accepted.sh PATCH
#
# NUMBER is the issue and SENDER who set the label. GITHUB_OUTPUT gets `state`: `accepted`, with the
# entry's `id`; `powerless` where SENDER may not write to this repository; `changed` where the text
# is not the answered one, or the answer's entry is not at hand. The answer is the bot's own
# comment; its first line has the sum of the text and the run that keeps the entry.
set -euo pipefail
# shellcheck source=.github/scripts/comments.sh
. "$(dirname "$0")/comments.sh"

readonly PATCH=$1 ENTRY=$RUNNER_TEMP/entry
readonly ANSWER='^<!-- new-paper status:ready sha256:([0-9a-f]{64}) run:([0-9]+) -->'
readonly PLACE='^data/papers/[0-9]{4}/([a-z0-9]([a-z0-9-]*[a-z0-9])?)\.yaml$'

ends_as() {
  echo "state=$1" | tee -a "$GITHUB_OUTPUT"
  exit 0
}

main() {
  local may first sum path
  may=$(gh api "repos/$GH_REPO/collaborators/$SENDER/permission" --jq .permission)
  [[ $may == @(admin|write) ]] || ends_as powerless
  first=$(comments_of '<!-- new-paper ' | jq --raw-output '.[0].body // "" | split("\n")[0]')
  [[ $first =~ $ANSWER ]] || ends_as changed
  local -r answered=${BASH_REMATCH[1]} run=${BASH_REMATCH[2]}
  sum=$(gh api "repos/$GH_REPO/issues/$NUMBER" | jq --join-output '.body // ""' | sha256sum)
  [[ ${sum%% *} == "$answered" ]] || ends_as changed
  gh run download "$run" --name entry --dir "$ENTRY" 2> "$RUNNER_TEMP/said" || ends_as changed
  [[ -f $ENTRY/path.txt && -f $ENTRY/entry.yaml && ! -L $ENTRY/entry.yaml ]] || ends_as changed
  path=$(head --bytes=300 "$ENTRY/path.txt" | tr -d '\0')
  [[ $path =~ $PLACE ]] || ends_as changed
  local -r id=${BASH_REMATCH[1]}
  mkdir -p "$(dirname "$path")"
  if [[ -e $path ]]; then ends_as changed; fi
  cp "$ENTRY/entry.yaml" "$path"
  "$(dirname "$0")/make_patch.sh" "$PATCH"
  echo "id=$id" >> "$GITHUB_OUTPUT"
  ends_as accepted
}

main
