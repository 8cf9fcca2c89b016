import { InvalidArgumentError, type Command } from 'commander';
import { milliseconds } from '../../batch/units.ts';
import type { BatchFlags } from '../actions/batch/phase.ts';
import type { BatchReviewFlags } from '../actions/batch/review.ts';
import type { WorkFlags } from '../actions/batch/work.ts';
import { listOption, portNumber } from '../list-option.ts';

const MANIFEST = ['<manifest>', 'migration.yaml, .json or .ts; `checkmod batch init` writes one'] as const;

const QUEUE = ['--queue <url>', 'redis:// or rediss:// of the workers; name and password from CHECKMOD_REDIS_USERNAME, CHECKMOD_REDIS_PASSWORD'] as const;
const KEYS = ['--keys <folder>', 'keys made by `checkmod batch keys`; .checkmod-keys if absent'] as const;
const SHARE = ['--share <folder>', 'folder that the coordinator and all workers see, for what is too large for the queue'] as const;

export function addBatch(program: Command): void {
  const batch = program.command('batch')
    .summary('the same fixes in many repositories')
    .description('Makes the same fixes in many repositories, as one manifest says: plan, then apply, then push. Every command can be\nrun again: it goes on where the one before was ended, and does nothing twice.')
    .helpCommand(false)
    .addHelpText('after', `
Examples:
  checkmod batch init                         write migration.yaml, with every key in a comment
  checkmod batch plan migration.yaml          clone, look, write nothing: a table, and what the fixes are
  checkmod batch review migration.yaml        accept and reject, one shape at a time in all of them
  checkmod batch apply migration.yaml         commit the fixes on a branch of each repository
  checkmod batch push migration.yaml --limit 5  push the branch, of five repositories first
  checkmod batch status migration.yaml --watch  until every pull request is merged or closed
  checkmod batch work --queue redis://HOST:6379  on other machines, for \`run\` with the same --queue

Exit codes: 0 done, 1 a repository failed, 2 wrong usage or manifest, nothing done`);
  batch.command('init')
    .summary('write a manifest with every key in a comment')
    .argument('[file]', 'where to', 'migration.yaml')
    .action(async (file: string) => {
      const { initBatchAction } = await import('../actions/batch/init.ts');
      await initBatchAction(file);
    });
  phase(batch, 'plan', 'look at every repository and say what would change', { retries: true, queue: true });
  batch.command('review')
    .summary('decide about what was planned, in the browser or by shape; apply then takes only what is accepted')
    .description('Shows the fixes of all planned repositories on a page of this machine. What is decided about a shape, the same change with\nother names, strings and numbers, is a rule for all its places, also in repositories that are planned later; what is\ndecided about a place counts for more. Once anything is decided, `apply` takes only what is accepted.')
    .argument(...MANIFEST)
    .option('--no-open', 'only print the address')
    .option('--port <n>', 'the port of the page; 0 takes a free one', portNumber, 0)
    .option('--shapes', 'list the shapes, and serve nothing')
    .option('--accept <shape[,shape]>', 'accept all fixes of a shape, and serve nothing', listOption())
    .option('--reject <shape[,shape]>', 'reject them', listOption())
    .option('--reason <text>', 'with --reject: why')
    .option('--work <folder>', 'folder of the work and of what is known; .checkmod-batch beside the manifest if absent')
    .option('--json', 'with --shapes: print them as JSON')
    .action(async (manifest: string, flags: BatchReviewFlags) => {
      const { batchReviewAction } = await import('../actions/batch/review.ts');
      process.exitCode = await batchReviewAction(manifest, flags);
    });
  phase(batch, 'apply', 'commit the fixes on a branch of each repository; pushes nothing', { retries: true, queue: true });
  phase(batch, 'run', 'plan and apply', { retries: true, queue: true });
  phase(batch, 'push', 'push the branches that were made, and open a pull request for each on GitHub and GitLab', { retries: true, remote: true });
  phase(batch, 'status', 'say how far each repository is', { queue: true })
    .option('--watch', 'look again every minute, less often where many are open, until no pull request is open');
  phase(batch, 'undo', 'take back the branches and pull requests that were made, and only those', { retries: true, remote: true });
  batch.command('work')
    .summary('plan and apply for batch commands with the same --queue')
    .description('Plans and applies repositories for batch commands with the same --queue, on this machine or others, until it is\nended. Ctrl-C or SIGTERM lets it finish what it has begun; a second one ends it at once.')
    .requiredOption(...QUEUE)
    .option(...KEYS)
    .option(...SHARE)
    .option('--from <folder>', 'what stands for the folder of the manifest, for what it names by ./PATH; the current one if absent')
    .option('--work <folder>', 'folder to clone into; .checkmod-worker if absent')
    .option('--concurrency <n>', 'repositories at a time; as many as there are processors if absent', positive)
    .option('--rate <n/unit>', 'at most so many, of all workers together: 10/s, 30/m or 500/h', rate)
    .action(async (flags: WorkFlags) => {
      const { workAction } = await import('../actions/batch/work.ts');
      process.exitCode = await workAction(flags);
    });
  batch.command('keys')
    .summary('make the keys that jobs and results are signed with')
    .argument('[folder]', 'where to', '.checkmod-keys')
    .action(async (folder: string) => {
      const { keysAction } = await import('../actions/batch/keys.ts');
      await keysAction(folder);
    });
}

function phase(batch: Command, name: BatchFlags['phase'], summary: string, { retries = false, remote = false, queue = false }: { readonly retries?: boolean; readonly remote?: boolean; readonly queue?: boolean }): Command {
  const command = batch.command(name).summary(summary).description(`${summary[0]!.toUpperCase()}${summary.slice(1)}.`)
    .argument(...MANIFEST)
    .option('--only <name[,name]>', 'only these repositories, by name or glob', listOption())
    .option('--skip <name[,name]>', 'not these repositories', listOption())
    .option('--failed', 'only repositories that failed')
    .option('--work <folder>', 'folder of the work and of what is known; .checkmod-batch beside the manifest if absent')
    .option('--json', 'print all that is known as JSON');
  if (retries) {
    command.option('--retry <n>', 'try a repository that fails again, up to n times', count)
      .option('--take-over', 'work on although another machine has the work folder');
  }
  if (queue) command.option(...QUEUE).option(...KEYS).option(...SHARE);
  if (remote) {
    command.option('--dry-run', 'look at the remotes, and change nothing')
      .option('--limit <n>', 'at most n repositories that have something to do', count);
  }
  return command.action(async (manifest: string, flags: Omit<BatchFlags, 'phase'>) => {
    const { phaseAction } = await import('../actions/batch/phase.ts');
    process.exitCode = await phaseAction(manifest, { ...flags, phase: name });
  });
}

function rate(value: string): { max: number; duration: number } {
  const [, max, unit] = /^([1-9]\d*)\/([smh])$/.exec(value) ?? [];
  if (unit === undefined) throw new InvalidArgumentError('It is written as 10/s, 30/m or 500/h.');
  return { max: Number(max), duration: milliseconds(`1${unit}`) };
}

function positive(value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new InvalidArgumentError('It is a whole number from 1 on.');
  return Number(value);
}

function count(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('It is a whole number.');
  return Number(value);
}
