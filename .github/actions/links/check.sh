#!/usr/bin/env bash
# Runs the checker once and writes its JSON report; GITHUB_OUTPUT gets `red`, `complete` (whether it
# came to the end) and `report`, after a fault of the tool too: all other links are judged.
#
# FILES and EXCLUDE hold one value a line; CONFIG, CHANGED_SINCE and MAX_TIME may be empty.
set -euo pipefail

readonly TOOL=$RUNNER_TEMP/awesome-links/bin/awesome-links REPORT=$RUNNER_TEMP/awesome-links.json

options=(--format json --output "$REPORT" --cache "$RUNNER_TEMP/awesome-links-cache")
if [[ -n $CONFIG ]]; then options+=(--config "$CONFIG"); fi
if [[ -n $CHANGED_SINCE ]]; then options+=(--changed-since "$CHANGED_SINCE"); fi
if [[ -n $MAX_TIME ]]; then options+=(--max-time "$MAX_TIME"); fi
while IFS= read -r pattern; do
  pattern=${pattern%$'\r'}
  if [[ -n ${pattern// /} ]]; then options+=(--exclude "$pattern"); fi
done <<< "$EXCLUDE"
files=()
while IFS= read -r file; do
  file=${file%$'\r'}
  if [[ -n ${file// /} ]]; then files+=("$file"); fi
done <<< "$FILES"

status=0
# An empty array is unset to the bash of macOS.
"$TOOL" check "${options[@]}" -- ${files[@]+"${files[@]}"} || status=$?
if ((status > 1 && status != 3)); then exit "$status"; fi
red=$( ((status == 1)) && echo true || jq '.summary.red > 0' "$REPORT")
echo "red=$red" >> "$GITHUB_OUTPUT"
echo "complete=$(jq '.summary.interrupted | not' "$REPORT")" >> "$GITHUB_OUTPUT"
echo "report=$REPORT" >> "$GITHUB_OUTPUT"
if ((status == 3)); then exit 3; fi
