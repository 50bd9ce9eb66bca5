#!/usr/bin/env bash
# Makes entries of the papers that are ticked in the monthly issue, and fills in what is ticked
# there.
#
#   take.sh TEXT PATCH
#
# TEXT is the issue's text. Of a paper's box only the arXiv id behind it is read; `intake` makes the
# entry as it does for the form, with the likeliest task. GITHUB_OUTPUT gets `base` (make_patch.sh).
set -euo pipefail

readonly TEXT=$1 PATCH=$2 MOST=100 ENTRY=$RUNNER_TEMP/entry
readonly PLACE='^data/papers/[0-9]{4}/[a-z0-9-]+\.yaml$'

# Prints the arXiv ids of the ticked boxes.
ticked() {
  sed -nE 's/^- \[[xX]\] .*<!-- arxiv:([0-9]{4}\.[0-9]{4,5}) -->[[:space:]]*$/\1/p' "$TEXT" |
    awk -v most="$MOST" '!seen[$0]++ && ++count <= most'
}

main() {
  local id status path
  for id in $(ticked); do
    printf '### Address\n\n%s\n' "$id" > "$RUNNER_TEMP/form.md"
    .venv/bin/awesome-p2ti intake "$RUNNER_TEMP/form.md" --output "$ENTRY"
    status=$(jq --raw-output .status "$ENTRY/result.json")
    echo "$id: $status"
    if [[ $status != ready ]]; then continue; fi
    path=$(< "$ENTRY/path.txt")
    if [[ $path =~ $PLACE && ! -e $path ]]; then
      mkdir -p "$(dirname "$path")"
      cp "$ENTRY/entry.yaml" "$path"
    fi
  done
  if grep --quiet --extended-regexp '^[-*+] \[[xX]\] .*<!-- enrich:' "$TEXT"; then
    # Exit code 1: a box that nothing leads to any more; it is said, and the others are written.
    status=0
    .venv/bin/awesome-p2ti enrich --apply "$TEXT" || status=$?
    if ((status > 1)); then exit "$status"; fi
  fi
  .github/scripts/make_patch.sh "$PATCH"
}

main
