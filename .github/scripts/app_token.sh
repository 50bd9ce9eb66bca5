#!/usr/bin/env bash
# Prints a token of the GitHub App that is installed in this repository: it is good for an hour.
#
# APP_ID is the App's id and APP_KEY its private key. The runner hides the token in its log from
# here on. The JSON Web Token by which it is asked for may be good for ten minutes at most.
set -euo pipefail

base64url() {
  openssl base64 -A | tr '+/' '-_' | tr -d '='
}

signed() {
  local now text
  now=$(date +%s)
  text=$(printf '{"alg":"RS256","typ":"JWT"}' | base64url)
  text+=.$(printf '{"iat":%d,"exp":%d,"iss":"%s"}' "$((now - 60))" "$((now + 540))" "$APP_ID" |
    base64url)
  printf '%s.' "$text"
  printf %s "$text" | openssl dgst -sha256 -binary -sign <(printf '%s\n' "$APP_KEY") | base64url
}

main() {
  local jwt installation token
  jwt=$(signed)
  installation=$(gh api "repos/$GH_REPO/installation" -H "Authorization: Bearer $jwt" --jq .id)
  token=$(gh api --method POST "app/installations/$installation/access_tokens" \
    -H "Authorization: Bearer $jwt" --jq .token)
  echo "::add-mask::$token" >&2
  printf '%s\n' "$token"
}

main
