# shellcheck shell=bash
# What push.sh and propose.sh share: commits of the bot, and pushes with the job's token.
#
# The token is TOKEN; git learns it from a helper that only the repository's own server is told of,
# which GITHUB_SERVER_URL names. RUNNER_TEMP is a folder for notes.

readonly BOT_EMAIL="41898282+github-actions[bot]@users.noreply.github.com"

fail() {
  echo "::error title=$1::$2"
  exit 1
}

as_bot() {
  git -c user.name="github-actions[bot]" -c user.email="$BOT_EMAIL" "$@"
}

with_token() {
  # shellcheck disable=SC2016 # git runs the helper in a shell of its own, which knows TOKEN
  GIT_TERMINAL_PROMPT=0 git \
    -c "credential.${GITHUB_SERVER_URL:-https://github.com}.helper=" \
    -c "credential.${GITHUB_SERVER_URL:-https://github.com}.helper=!f() { \
test \"\$1\" = get && printf 'username=x-access-token\npassword=%s\n' \"\$TOKEN\"; }; f" "$@"
}

# Refuses what is staged where it is more than plain files whose paths fit PATTERN, changed in one
# of the ways that STATUSES names (A added, M modified, D deleted); ALLOWED says in words what fits.
# Each changed path comes from git as ":MODE MODE HASH HASH STATUS", NUL, "PATH", NUL.
refuse_other_than() {
  local pattern=$1 statuses=$2 allowed=$3 meta path mode status
  git diff --cached --raw --no-renames -z > "$RUNNER_TEMP/changed"
  while IFS= read -r -d '' meta && IFS= read -r -d '' path; do
    read -r _ mode _ _ status <<< "$meta"
    if [[ ! $path =~ $pattern || $statuses != *"$status"* || $mode != @(100644|000000) ]]; then
      printf 'The patch changes %q (%s, mode %s).\n' "$path" "$status" "$mode"
      fail "not pushed" "the change is more than $allowed"
    fi
  done < "$RUNNER_TEMP/changed"
}
