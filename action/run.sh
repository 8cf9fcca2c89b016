#!/usr/bin/env bash
# The check of action.yml: annotations in the log, and beside them a SARIF file, a comment and the summary of the job.
# Ends with the exit code of `checkmod run --check`.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=$(mktemp -d "${RUNNER_TEMP:-/tmp}/checkmod.XXXXXX")
read -r -d '' -a args <<< "${CHECKMOD_ARGS:-}" || true

checkmod() {
  node "$home/bin/checkmod.js" run ${args[@]+"${args[@]}"} "$@"
}

# A failure is in the report as well; only a refusal leaves none.
report() {
  checkmod -f "$1" -o "$2" || [ $? -eq 1 ]
}

# GitHub does not know suppressions: what was suppressed would be an alert.
without_suppressed() {
  node -e '
    const { readFileSync, writeFileSync } = require("node:fs");
    const log = JSON.parse(readFileSync(process.argv[1], "utf8"));
    for (const run of log.runs) run.results = run.results.filter(({ suppressions }) => !suppressions);
    writeFileSync(process.argv[1], JSON.stringify(log));
  ' "$1"
}

[ -f "$home/dist/src/cli/main.js" ] || npm ci --prefix "$home" --no-audit --no-fund >&2

code=0
checkmod --check -f github || code=$?
if [ "$code" -le 1 ]; then
  report sarif "$out/checkmod.sarif"
  without_suppressed "$out/checkmod.sarif"
  report markdown "$out/comment.md"
  cat "$out/comment.md" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
  printf '%s\n' "sarif=$out/checkmod.sarif" "comment=$out/comment.md" "code=$code" >> "${GITHUB_OUTPUT:-/dev/null}"
fi
exit "$code"
