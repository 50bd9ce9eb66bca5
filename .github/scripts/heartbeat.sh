#!/usr/bin/env bash
# Says when the links of the list were last checked as a whole, and warns when that is long ago: a
# schedule that GitHub has switched off tells nobody. The ledger's newest day is the answer, unless
# that is still to come (by more than time zones make of it): then nothing is known.
set -euo pipefail

readonly LEDGER=data/links.jsonl DAYS=14

last=""
if [[ -e $LEDGER ]]; then
  last=$(grep -oE '"(ok|last)": "[0-9]{4}-[0-9]{2}-[0-9]{2}"' "$LEDGER" | grep -oE '[0-9-]{10}' |
    sort | tail -n 1) || true
fi
if [[ -z $last ]]; then
  said="The links have not been checked as a whole yet."
else
  said="The links were last checked on $last."
fi
echo "$said" | tee -a "$GITHUB_STEP_SUMMARY"
if [[ -n $last && $last < $(date --utc --date="$DAYS days ago" +%F) ]]; then
  echo "::warning title=Links::$said Look whether the workflow Links is still switched on."
fi
if [[ $last > $(date --utc --date=tomorrow +%F) ]]; then
  echo "::warning title=Links::$LEDGER names the day $last, which is still to come. Restore it from git."
fi
