import { z } from 'zod';
import { configSchema } from '../config/schema.ts';
import { ZONES } from '../types.ts';
import type { Manifest } from './manifest.ts';

const strings = z.array(z.string());
const words = z.string().min(1);
const duration = z.string().regex(/^\d+ ?[smh]$/, 'must be written as `90s`, `10m` or `2h`');
const size = z.string().regex(/^\d+ ?[MG]B$/, 'must be written as `500MB` or `2GB`');

const pullRequest = {
  title: words.exactOptional().meta({ description: 'Filled in as the first line of a commit is.', examples: ['{title}'] }),
  body: z.string().exactOptional().meta({ description: 'What stands above the list of fixes, filled in alike.', examples: ['Questions: #platform.'] }),
  labels: strings.exactOptional().meta({ description: 'Labels it gets.', examples: [['checkmod']] }),
  draft: z.boolean().exactOptional().meta({ description: 'Whether it is opened as a draft; it is if absent.', examples: [false] }),
  reviewers: z.array(z.string().regex(/^[\w.-]+(?:\/[\w.-]+)?$/, 'must be the name of a user, or organization/team')).exactOptional().meta({
    description: 'Users who are asked to review it, and teams as organization/team. GitHub asks code owners by itself.', examples: [['ada', 'acme/platform']],
  }),
};
const branchOnly = z.literal(false).meta({ description: 'Only the branch is pushed.' });
const hostKind = z.enum(['github', 'gitlab']);

const settings = {
  transforms: strings.min(1, 'names no transform').exactOptional().meta({
    description: 'Transforms to run; a value with a slash is one of your own, relative to this file.', examples: [['print-to-logger', 'silent-catch-to-warning']],
  }),
  checklist: words.exactOptional().meta({
    description: 'Instead of transforms: a checklist whose items say what to fix. A path inside each repository, or `./PATH` for one beside this file.', examples: ['docs/PRODUCTION.md'],
  }),
  decisions: words.exactOptional().meta({
    description: 'A decisions file: only the fixes it accepts are made. A path inside each repository, or `./PATH` for one beside this file.', examples: ['.checkmod/decisions.json'],
  }),
  unsafe: z.boolean().exactOptional().meta({ description: 'Also fixes that may surprise.', examples: [true] }),
  zones: z.array(z.enum(ZONES)).exactOptional().meta({ description: 'Zones to look at beside server and library.', examples: [['script']] }),
  include: strings.exactOptional().meta({ description: 'Globs of the files to look at in each repository.', examples: [['api/**']] }),
  exclude: strings.exactOptional().meta({ description: 'Globs of files to leave alone.', examples: [['legacy/**']] }),
  config: configSchema.exactOptional().meta({ description: 'Used instead of the configuration of each repository.', examples: [{ logger: { names: ['audit'] } }] }),
  base: words.exactOptional().meta({ description: 'Branch to start from; the default branch of each repository if absent.', examples: ['develop'] }),
  branch: words.exactOptional().meta({ description: 'Branch that gets the commits.', examples: ['checkmod/logging'] }),
  commit: z.strictObject({
    title: words.exactOptional().meta({ description: 'First line. {title}, {transform}, {transforms}, {fixes}, {files} and {repository} are filled in.', examples: ['{title}'] }),
    body: z.string().exactOptional().meta({ description: 'What follows it, filled in alike.', examples: ['{fixes} in {files}, by checkmod.'] }),
    per: z.enum(['transform', 'all']).exactOptional().meta({ description: 'One commit per transform, or one for all.', examples: ['all'] }),
  }).exactOptional().meta({ description: 'How the commits are written.' }),
  pullRequest: z.union([branchOnly, z.strictObject(pullRequest)]).exactOptional().meta({
    description: 'How the pull request is opened, on GitLab the merge request; `false` for the branch alone.', examples: [{ labels: ['checkmod'] }],
  }),
  setup: words.exactOptional().meta({ description: 'Command that prepares a checkout for `verify`, such as one that installs what it needs.', examples: ['npm ci'] }),
  verify: z.union([words, z.strictObject({
    command: words.meta({ description: 'The command.', examples: ['npm test'] }),
    env: strings.exactOptional().meta({ description: 'Environment variables it gets beside PATH, HOME, LANG and TMPDIR.', examples: [['CI']] }),
    time: duration.exactOptional().meta({ description: 'How long it may take; 10m if absent.', examples: ['5m'] }),
  })]).exactOptional().meta({ description: 'Command that must still pass after the fixes where it passed before; those that break it are left out.', examples: ['npm test'] }),
  limits: z.strictObject({
    time: duration.exactOptional().meta({ description: 'For one repository in one phase, `verify` not counted; 15m if absent.', examples: ['15m'] }),
    memory: size.exactOptional().meta({ description: 'For one repository; 4GB if absent.', examples: ['4GB'] }),
    changedFiles: z.int().positive().exactOptional().meta({ description: 'A repository where more files would change fails instead.', examples: [200] }),
  }).exactOptional().meta({ description: 'What one repository may cost.' }),
};

/** What a manifest may hold, with an example of each key; `schemas/migration.schema.json` is made from it. */
export const manifestSchema: z.ZodType<Manifest> = z.strictObject({
  repositories: z.array(z.union([words, z.strictObject({
    url: words.exactOptional().meta({ description: 'URL of a git repository.' }),
    path: words.exactOptional().meta({ description: 'Folder of one.' }),
    name: words.exactOptional().meta({ description: 'What tables call it.' }),
    organization: words.exactOptional().meta({ description: 'All repositories of an organisation of GitHub, archived ones and forks left out; `include` and `exclude` are globs of their names then.', examples: ['acme'] }),
    group: words.exactOptional().meta({ description: 'All of a group of GitLab, and of the groups below it, in the same way.', examples: ['acme/backend'] }),
    host: words.exactOptional().meta({ description: 'Where the organisation or group is, if not at github.com or gitlab.com.', examples: ['git.example.com'] }),
    topics: strings.exactOptional().meta({ description: 'Of an organisation or group only the repositories with one of these topics.', examples: [['backend']] }),
    ...settings,
  })])).min(1, 'names no repository').meta({
    description: 'Folders, git URLs, globs of folders (`!` in front leaves some out), text files with one of these per line; or tables with a url, path, organization or group, and settings of their own.',
    examples: [['./services/*', '!./services/legacy', { url: 'https://git.example.com/shop/payments.git', base: 'develop' }, { organization: 'acme', include: ['service-*'] }]],
  }),
  ...settings,
  pullRequest: z.union([branchOnly, z.strictObject({
    ...pullRequest,
    maxOpen: z.int().positive().exactOptional().meta({ description: 'At most so many open at a time, over all repositories; `push` opens the next when some are merged.', examples: [20] }),
  })]).exactOptional().meta({ description: 'How pull requests are opened, on GitLab merge requests; `false` for the branches alone.', examples: [{ labels: ['checkmod'] }] }),
  hosts: z.record(words, z.union([hostKind, z.strictObject({
    kind: hostKind.meta({ description: 'What answers there.' }),
    api: z.url({ protocol: /^https?$/ }).meta({ description: 'Where its API is, if not at /api/v3 (GitHub) or /api/v4 (GitLab) of the host.', examples: ['https://git.example.com/api/v3'] }),
  })])).exactOptional().meta({ description: 'Hosts of GitHub Enterprise and GitLab that take pull requests, beside github.com and gitlab.com.', examples: [{ 'git.example.com': 'github' }] }),
  concurrency: z.int().positive().exactOptional().meta({ description: 'Repositories at a time; as many as there are processors if absent.', examples: [4] }),
});
