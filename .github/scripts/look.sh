#!/usr/bin/env bash
# Looks for what the list may lack, once a month: papers, and what entries do not say yet.
#
# RUNNER_TEMP/awesome-links.md gets the check boxes for the issue, record.patch what was offered,
# and proposal.patch what `enrich` is sure of. GITHUB_OUTPUT gets `recorded` and `base`, the commits
# that the two patches are for. Where arXiv gave no whole month, this fails, and the last issue
# stays.
set -euo pipefail

readonly BOXES=$RUNNER_TEMP/awesome-links.md LACKING=$RUNNER_TEMP/lacking.md
readonly MAKE_PATCH=.github/scripts/make_patch.sh

.venv/bin/awesome-p2ti discover --format markdown --record > "$BOXES"
GITHUB_OUTPUT=$RUNNER_TEMP/recorded "$MAKE_PATCH" "$RUNNER_TEMP/record.patch"
if [[ -e $RUNNER_TEMP/recorded ]]; then
  sed 's/^base=/recorded=/' "$RUNNER_TEMP/recorded" >> "$GITHUB_OUTPUT"
fi
git reset --quiet --hard

# Exit code 1: a service did not answer, so there may be more the next time.
status=0
.venv/bin/awesome-p2ti enrich --write --format markdown > "$LACKING" || status=$?
if ((status > 1)); then exit "$status"; fi
if [[ -s $LACKING ]]; then
  printf '\n## What entries may lack\n\nTick what is right.\n\n' >> "$BOXES"
  cat "$LACKING" >> "$BOXES"
fi
"$MAKE_PATCH" "$RUNNER_TEMP/proposal.patch"
