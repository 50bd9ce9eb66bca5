#!/usr/bin/env bash
# Says below a form what came of the label `accepted`, and takes it away where nothing did.
#
# STATE is what accepted.sh found. OPENED is true where a pull request is open, false where GitHub
# forbids it, and nothing where no branch was pushed; URL leads to it, or to where one click opens
# it.
set -euo pipefail
# shellcheck source=.github/scripts/comments.sh
. "$(dirname "$0")/comments.sh"

readonly START='<!-- accepted-paper -->' TOLD=$RUNNER_TEMP/told.md
readonly RUN=$GITHUB_SERVER_URL/$GH_REPO/actions/runs/$GITHUB_RUN_ID

said() {
  echo "$START"
  if [[ $OPENED == true ]]; then
    echo "The entry is proposed: $URL"
  elif [[ $OPENED == false ]]; then
    echo "The entry is on a branch, and GitHub lets no workflow open its pull request here." \
      "[Open it]($URL), or allow it in the settings under Actions, General."
  else
    echo "The entry was not pushed: [the run]($RUN) says why."
  fi
}

if [[ $STATE != accepted ]]; then
  remove_label accepted
  exit 0
fi
if [[ -z $OPENED ]]; then remove_label accepted; fi
said > "$TOLD"
keep_comment "$START" "$TOLD"
