# shellcheck shell=bash
# What the scripts share that write to an issue: one comment of a kind, kept up to date, and labels.
#
# NUMBER is the issue; GH_TOKEN and GH_REPO are what gh reads.

# Prints the id of the bot's comment that begins with a text, or nothing. A stranger's comment may
# begin so too, which is why its author counts.
comment_of() {
  comments_of "$1" | jq --raw-output '.[0].id // empty'
}

# Prints the bot's comments that begin with a text, the oldest first, as JSON.
comments_of() {
  gh api --paginate "repos/$GH_REPO/issues/$NUMBER/comments?per_page=100" |
    jq --slurp --arg start "$1" 'add // [] | map(select(.user.login == "github-actions[bot]"
      and .user.type == "Bot" and (.body | startswith($start))))'
}

# Writes a file into the bot's comment that begins with a text, or into a new one.
keep_comment() {
  local start=$1 file=$2 id
  id=$(comment_of "$start")
  if [[ -n $id ]]; then
    gh api --method PATCH "repos/$GH_REPO/issues/comments/$id" -F "body=@$file" > "$RUNNER_TEMP/said"
  else
    gh api --method POST "repos/$GH_REPO/issues/$NUMBER/comments" -F "body=@$file" \
      > "$RUNNER_TEMP/said"
  fi
}

add_label() {
  gh api --method POST "repos/$GH_REPO/issues/$NUMBER/labels" -f "labels[]=$1" > "$RUNNER_TEMP/said"
}

# Takes a label away where the issue has it now.
remove_label() {
  local has
  has=$(gh api "repos/$GH_REPO/issues/$NUMBER" |
    jq --arg name "$1" 'any(.labels[]; .name == $name)')
  if [[ $has == true ]]; then
    gh api --method DELETE "repos/$GH_REPO/issues/$NUMBER/labels/$1" > "$RUNNER_TEMP/said"
  fi
}
