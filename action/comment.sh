#!/usr/bin/env bash
# Puts the comment on the pull request, in place of the one of the run before. Where nothing is to be fixed, nothing is said
# for the first time.
set -euo pipefail

comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
ours='.[] | select(.user.type == "Bot" and (.body | startswith("<!-- checkmod -->"))) | .id'
ids=$(gh api --paginate "$comments" --jq "$ours")

if [ -n "$ids" ]; then
  gh api --silent -X PATCH "repos/$GITHUB_REPOSITORY/issues/comments/${ids%%$'\n'*}" -F "body=@$CHECKMOD_COMMENT"
elif [ "$CHECKMOD_CODE" != 0 ]; then
  gh api --silent "$comments" -F "body=@$CHECKMOD_COMMENT"
fi
