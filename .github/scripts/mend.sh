#!/usr/bin/env bash
# Mends in the checkout what needs no judgement, and writes it into a patch.
#
#   mend.sh REPORT PATCH
#
# REPORT is the joined report of the links. Those of an entry are asked again only where that may
# mend something: a link moved, is gone, or is http. GITHUB_OUTPUT gets `base` (make_patch.sh).
set -euo pipefail

mapfile -d '' -t entries < <(jq --join-output '[.links[]
  | select(.status == "moved" or .status == "gone" or (.url | startswith("http://")))
  | .uses[].path | select(startswith("data/"))] | unique[] | . + "\u0000"' "$1")
.venv/bin/awesome-p2ti fix --offline
if ((${#entries[@]})); then .venv/bin/awesome-p2ti fix -- "${entries[@]}"; fi
"$(dirname "$0")/make_patch.sh" "$2"
