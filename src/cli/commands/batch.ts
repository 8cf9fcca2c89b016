import { InvalidArgumentError, type Command } from 'commander';
import type { BatchFlags } from '../actions/batch/phase.ts';
import { listOption } from '../list-option.ts';

const MANIFEST = ['<manifest>', 'migration.yaml, .json or .ts; `checkmod batch init` writes one'] as const;

export function addBatch(program: Command): void {
  const batch = program.command('batch')
    .summary('the same fixes in many repositories')
    .description('Makes the same fixes in many repositories, as one manifest says: plan, then apply, then push. Every command can be\nrun again: it goes on where the one before was ended, and does nothing twice.')
    .helpCommand(false)
    .addHelpText('after', `
Examples:
  checkmod batch init                         write migration.yaml, with every key in a comment
  checkmod batch plan migration.yaml          clone, look, write nothing: a table, and what the fixes are
  checkmod batch apply migration.yaml         commit the fixes on a branch of each repository
  checkmod batch push migration.yaml --limit 5  push the branch, of five repositories first
  checkmod batch status migration.yaml --watch  until every pull request is merged or closed

Exit codes: 0 done, 1 a repository failed, 2 wrong usage or manifest, nothing done`);
  batch.command('init')
    .summary('write a manifest with every key in a comment')
    .argument('[file]', 'where to', 'migration.yaml')
    .action(async (file: string) => {
      const { initBatchAction } = await import('../actions/batch/init.ts');
      await initBatchAction(file);
    });
  phase(batch, 'plan', 'look at every repository and say what would change', { retries: true });
  phase(batch, 'apply', 'commit the fixes on a branch of each repository; pushes nothing', { retries: true });
  phase(batch, 'run', 'plan and apply', { retries: true });
  phase(batch, 'push', 'push the branches that were made, and open a pull request for each on GitHub and GitLab', { retries: true, remote: true });
  phase(batch, 'status', 'say how far each repository is', {})
    .option('--watch', 'look again every minute, less often where many are open, until no pull request is open');
  phase(batch, 'undo', 'take back the branches and pull requests that were made, and only those', { retries: true, remote: true });
}

function phase(batch: Command, name: BatchFlags['phase'], summary: string, { retries = false, remote = false }: { readonly retries?: boolean; readonly remote?: boolean }): Command {
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
  if (remote) {
    command.option('--dry-run', 'look at the remotes, and change nothing')
      .option('--limit <n>', 'at most n repositories that have something to do', count);
  }
  return command.action(async (manifest: string, flags: Omit<BatchFlags, 'phase'>) => {
    const { phaseAction } = await import('../actions/batch/phase.ts');
    process.exitCode = await phaseAction(manifest, { ...flags, phase: name });
  });
}

function count(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('It is a whole number.');
  return Number(value);
}
