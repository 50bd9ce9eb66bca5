#!/usr/bin/env bash
# Makes the labels that the forms and workflows need and that this repository lacks: a form sets no
# label that there is not. One that is there stays as it is.
set -euo pipefail

readonly LABELS=(
  "new-paper|A paper to add, by its form: answered within minutes"
  "missing|A metric, a dataset or scores to add"
  "correction|Something on the list is wrong"
  "accepted|Set by who may write here: the answered entry becomes a pull request"
  "waiting|Too much at once: take it away to have the form answered"
)

known=$(gh api --paginate "repos/$GH_REPO/labels?per_page=100" --jq '.[].name')
for label in "${LABELS[@]}"; do
  name=${label%%|*}
  if ! grep --line-regexp --fixed-strings --quiet -e "$name" <<< "$known"; then
    gh api --method POST "repos/$GH_REPO/labels" -f "name=$name" -f "description=${label#*|}" \
      --jq '"made the label " + .name'
  fi
done
