#!/usr/bin/env bash
# Keeps the one comment that answers a form, and the label `waiting` as the answer is.
#
# WHY is what there is too much of (open, day, edits or runs), or nothing; READ is how the job ended
# that read the text, and SHA256 that text's sum. RUNNER_TEMP/entry holds what was made of it: of
# that, nothing but report.md is shown, and result.json's status and link only where they are of
# their forms. The first line of the comment is what accept.yml compares with: no report can begin
# with it, nor hold another hidden one.
set -euo pipefail
# shellcheck source=.github/scripts/comments.sh
. "$(dirname "$0")/comments.sh"

readonly ENTRY=$RUNNER_TEMP/entry ANSWER=$RUNNER_TEMP/answer.md LONGEST=50000 LONGEST_LINK=7500
readonly RUN=$GITHUB_SERVER_URL/$GH_REPO/actions/runs/$GITHUB_RUN_ID
declare -rA TOO_MUCH=(
  [open]="another form of yours is still open. Once that one is closed, edit this one"
  [day]="this is more than five forms a day. Edit it tomorrow"
  [edits]="it was edited more than ten times"
  [runs]="there were very many forms today. Edit it tomorrow"
)

# Prints a value of result.json where it is of the form, else nothing.
stated() {
  jq --raw-output --arg key "$1" --arg form "$2" \
    '.[$key] | strings | select(length < 100000 and test("\\A(" + $form + ")\\z"))' \
    "$ENTRY/result.json" 2> "$RUNNER_TEMP/said" || true
}

report() {
  local status=$1 link
  LC_ALL=C awk -v most="$LONGEST" '{ size += length + 1 } size <= most' "$ENTRY/report.md" |
    sed 's/<!--/\&lt;!--/g'
  link=$(stated new_file_url_path '/new/[A-Za-z0-9._~%/?=&+-]+')
  if [[ $status == ready ]]; then
    echo
    echo -n 'A maintainer who finds it right sets the label "accepted",' \
      'and its pull request opens by itself.'
    if [[ -n $link && ${#link} -le $LONGEST_LINK ]]; then
      printf ' Or [open it in your own name](%s).' "$GITHUB_SERVER_URL/$GH_REPO$link"
    fi
    echo
  fi
  printf '\nTo change something, edit the text above: this answer follows.\n'
  printf '\n<sub>It answers the text with the SHA-256 %s.</sub>\n' "$SHA256"
}

main() {
  local status=none
  if [[ $READ == success ]]; then
    status=$(stated status 'ready|needs-author|refused|listed')
    if [[ -z $status || ! -f $ENTRY/report.md ]]; then status=none; fi
  fi
  {
    printf '<!-- new-paper status:%s sha256:%s run:%s -->\n' \
      "$status" "${SHA256:-none}" "$GITHUB_RUN_ID"
    if [[ -n $WHY ]]; then
      printf 'This form waits, for %s' "${TOO_MUCH[$WHY]}"
      echo ', or wait until a maintainer takes the label "waiting" away.'
    elif [[ $status == none ]]; then
      echo "This form could not be read, and that is a fault of the tool." \
        "[The run]($RUN) says more."
    else
      report "$status"
    fi
  } > "$ANSWER"
  keep_comment '<!-- new-paper ' "$ANSWER"
  if [[ -n $WHY ]]; then add_label waiting; else remove_label waiting; fi
}

main
