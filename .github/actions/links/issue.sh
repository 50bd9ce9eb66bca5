#!/usr/bin/env bash
# Keeps one issue up to date: opens it where a link is red, rewrites it, closes it after a complete
# run that found none, and opens it again rather than another.
#
# TITLE is the title by which the issue is found, among those of programs and of people who work on
# the repository: a stranger's is left alone. RED and COMPLETE are true or false; GH_TOKEN and
# GH_REPO are what gh reads.
set -euo pipefail

readonly REPORT=$RUNNER_TEMP/awesome-links.md BODY=$RUNNER_TEMP/awesome-links-issue.md LONGEST=59000
readonly ISSUES=repos/$GH_REPO/issues
readonly RUN=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID

# Prints the oldest open issue of that title, else the newest closed one, as "STATE NUMBER".
found() {
  gh api --paginate "$ISSUES?state=all&per_page=100" --jq '.[]
    | select(.title == env.TITLE and (.pull_request | not) and (.user.type == "Bot"
      or (.author_association | IN("OWNER", "MEMBER", "COLLABORATOR"))))
    | "\(.state) \(.number)"' |
    awk '$1 == "open" && (!open || $2 < open) { open = $2 }
      $1 == "closed" && $2 > closed { closed = $2 }
      END { if (open) print "open", open; else if (closed) print "closed", closed }'
}

body() {
  LC_ALL=C awk -v most="$LONGEST" '{ size += length + 1 } size <= most' "$REPORT"
  if [[ $COMPLETE != true ]]; then printf '\nThis run did not look at every link.\n'; fi
  printf '\n[The run](%s) has the whole report.\n' "$RUN"
}

main() {
  local issue state number said=$RUNNER_TEMP/said
  issue=$(found)
  read -r state number <<< "$issue"
  if [[ $RED == true ]]; then
    body > "$BODY"
    if [[ -n $number ]]; then
      gh api --method PATCH "$ISSUES/$number" -f state=open -F "body=@$BODY" > "$said"
    else
      gh api --method POST "$ISSUES" -f "title=$TITLE" -F "body=@$BODY" > "$said"
    fi
  elif [[ $COMPLETE == true && $state == open ]]; then
    gh api --method POST "$ISSUES/$number/comments" \
      -f "body=No link is dead or wrong any more, says [the run]($RUN)." > "$said"
    gh api --method PATCH "$ISSUES/$number" -f state=closed -f state_reason=completed > "$said"
  fi
}

main
