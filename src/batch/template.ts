/** `migration.yaml` as `checkmod batch init` writes it: what is needed to start, and every other key in a comment. */
export const TEMPLATE = `# yaml-language-server: $schema=./node_modules/checkmod/schemas/migration.schema.json
# A migration: the same fixes in many repositories. \`checkmod batch plan FILE\` shows them, \`apply\` commits them
# on a branch, \`push\` pushes that branch. Paths are relative to this file.

repositories:
  - ./services/*
  # - "!./services/legacy"                  # leave some of a glob out
  # - repositories.txt                      # a file with one path or URL per line
  # - https://git.example.com/shop/orders.git
  # - url: git@git.example.com:shop/payments.git
  #   base: develop                         # any setting below, for this one
  #   transforms: [print-to-logger]
  # - organization: acme                    # all that it has on GitHub, but archived ones and forks
  #   include: ["service-*"]                # names; exclude and topics as well
  # - group: acme/backend                   # the same on GitLab

# What to fix: transforms (\`checkmod list\` shows them), or what the items of a checklist ask for.
transforms: [print-to-logger, silent-catch-to-warning]
# checklist: docs/PRODUCTION.md             # a path in each repository, or ./PATH for one beside this file
# decisions: .checkmod/decisions.json       # only the fixes that were accepted; a path placed as that of a checklist
# unsafe: true                              # also fixes that may surprise
# zones: [script]                           # zones to look at beside server and library
# include: ["api/**"]
# exclude: ["legacy/**"]
# config: { logger: { names: [audit] } }    # used instead of the configuration of each repository

# The branch that gets the commits, and where it starts: the default branch if not said.
branch: checkmod/logging
# base: develop
# commit:
#   per: all                                # one commit for all; one per transform if not said
#   title: "{title}"                        # {title}, {transform}, {transforms}, {fixes}, {files}, {repository}
#   body: "{fixes} in {files}."

# \`push\` opens a pull request on GitHub and GitLab, as a draft if not said. The token is taken from the environment:
# GITHUB_TOKEN (or GH_TOKEN), GITLAB_TOKEN.
# pullRequest:
#   title: "{title}"                        # as for a commit
#   body: "Questions: #platform."           # stands above the list of fixes
#   labels: [checkmod]
#   draft: false
#   reviewers: [ada, acme/platform]
#   maxOpen: 20                             # open at a time, over all repositories
# hosts: { git.example.com: github }        # GitHub Enterprise, or your own GitLab

# A command that must still pass where it passed before: fixes that break it are left out.
# It runs code of the repository, in a checkout of its own.
# setup: npm ci                             # prepares that checkout
# verify: npm test
# verify: { command: npm test, env: [CI], time: 5m }

# concurrency: 4
# limits: { time: 15m, memory: 4GB, changedFiles: 200 }
`;
