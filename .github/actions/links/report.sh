#!/usr/bin/env bash
# Makes annotations, the job's summary and, where SARIF names a file, that from the JSON report.
set -euo pipefail

readonly TOOL=$RUNNER_TEMP/awesome-links/bin/awesome-links REPORT=$RUNNER_TEMP/awesome-links.json

# The exit code is the report's, which the last step of the action acts on.
written() {
  local status=0
  "$TOOL" merge "$REPORT" "$@" || status=$?
  if ((status > 1)); then exit "$status"; fi
}

written --format github
# GitHub drops a summary over 1 MiB and an issue over 65,536 characters: whole lines up to less.
written --format markdown --output "$RUNNER_TEMP/awesome-links.md"
LC_ALL=C awk '{ size += length + 1 } size <= 1000000
  END { if (size > 1000000) print "\nThe report is longer than a summary may be: this is its beginning." }' \
  "$RUNNER_TEMP/awesome-links.md" >> "$GITHUB_STEP_SUMMARY"
if [[ -n $SARIF ]]; then written --format sarif --output "$SARIF"; fi
