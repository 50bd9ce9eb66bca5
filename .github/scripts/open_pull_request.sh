#!/usr/bin/env bash
# Opens a pull request for a branch, unless one is open.
#
# BRANCH, TITLE and BODY are the pull request's; it goes to the branch of GITHUB_REF. GITHUB_OUTPUT
# gets `opened`, true where one is open now, and `url`, where to see it. New repositories forbid
# workflows to open pull requests: then that is no failure, and `url` leads to a page that lacks one
# click. With APP_ID and APP_KEY the App opens it, for what the workflow's own token opens has its
# checks wait for a maintainer's click.
set -euo pipefail

readonly BASE=${GITHUB_REF#refs/heads/}

body() {
  printf '%s\n' "$BODY"
  if [[ -z ${APP_KEY:-} ]]; then
    echo
    echo 'The checks start once a maintainer clicks "Approve workflows to run" below.'
  fi
}

compare_link() {
  jq --null-input --raw-output --arg at "$GITHUB_SERVER_URL/$GH_REPO/compare/$BASE...$BRANCH" \
    --arg title "$TITLE" --arg body "$BODY" \
    '"\($at)?quick_pull=1&title=\($title | @uri)&body=\($body | @uri)"'
}

main() {
  local url opened=true
  if [[ -n ${APP_KEY:-} ]]; then
    GH_TOKEN=$("$(dirname "$0")/app_token.sh")
    export GH_TOKEN
  fi
  body > "$RUNNER_TEMP/body.md"
  url=$(gh api --method GET "repos/$GH_REPO/pulls" -f state=open -f "base=$BASE" \
    -f "head=${GH_REPO%%/*}:$BRANCH" --jq '.[0].html_url // empty')
  if [[ -z $url ]] && ! url=$(gh api --method POST "repos/$GH_REPO/pulls" -f "title=$TITLE" \
    -f "base=$BASE" -f "head=$BRANCH" -F "body=@$RUNNER_TEMP/body.md" --jq .html_url \
    2> "$RUNNER_TEMP/refused"); then
    opened=false
    url=$(compare_link)
    echo "::warning title=Pull request::GitHub did not open it: $(head -n 1 "$RUNNER_TEMP/refused")"
  fi
  echo "$url" | tee -a "$GITHUB_STEP_SUMMARY"
  printf 'opened=%s\nurl=%s\n' "$opened" "$url" >> "$GITHUB_OUTPUT"
}

main
