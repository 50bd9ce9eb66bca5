#!/usr/bin/env bash
# Writes what a job changed in its checkout into a patch, for push.sh in another job to commit.
#
#   make_patch.sh PATCH
#
# GITHUB_OUTPUT gets `base`, the commit that the patch is for; nothing when nothing was changed.
set -euo pipefail

git add --all
if git diff --cached --quiet; then
  echo "Nothing is stale."
  exit 0
fi
git diff --cached --binary --no-renames --no-ext-diff --no-textconv > "$1"
echo "base=$(git rev-parse HEAD)" >> "$GITHUB_OUTPUT"
