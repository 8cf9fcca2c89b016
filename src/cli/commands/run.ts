import { Option, type Command } from 'commander';
import { FORMATS } from '../../reporters/formats.ts';
import type { RunFlags } from '../actions/run.ts';
import { choice } from '../list-option.ts';
import { addSelection } from '../selection.ts';

export function addRun(program: Command): void {
  addSelection(program.command('run'))
    .summary('show what would change, or change it')
    .description('Shows what would change, as diffs and a summary. Writes nothing unless --write is given.')
    .option('--tick', 'with --checklist: also tick the items that hold then')
    .option('--write', 'write the changes')
    .option('--unsafe', 'include fixes that may surprise')
    .addOption(new Option('--check', 'exit 1 if a fix is pending, for CI; with .checkmod/baseline.json, if more are than it allows').conflicts('write'))
    .addOption(new Option('--staged', 'what is staged, not the work tree; --write changes both').conflicts(['since', 'checklist', 'allowDirty', 'decisions', 'interactive']))
    .option('--reconsider', 'with --decisions: ask anew about what was rejected')
    .option('--prune-ignores', 'also remove checkmod-ignore comments that keep nothing')
    .addOption(new Option('-i, --interactive', 'ask about one fix after the other; with --write, write what is accepted').conflicts(['check', 'output', 'format']))
    .option('-f, --format <format>', `${FORMATS.join(', ')}; text, or github for --check under GitHub Actions`, choice(FORMATS))
    .option('-o, --output <file>', 'write the report to a file, in full')
    .option('--timing', 'say where the time went')
    // Writing nothing is the default; who says it again is not told off.
    .addOption(new Option('--dry-run').conflicts('write').hideHelp())
    .addHelpText('after', `
Examples:
  checkmod run                                    everything, as a dry run
  checkmod run api -t print-to-logger             one transform in one folder
  checkmod run -i --write                         decide about each fix in the terminal
  checkmod run --checklist TODO.md --write --tick fix what the list asks for, and tick what holds then
  checkmod run -f diff | git apply                apply the patch yourself, in the root
  checkmod run --check --since origin/main        in CI: does this branch add something to fix?
  checkmod run --staged --check                   before a commit: does it add something to fix?

Exit codes: 0 done, 1 --check found a fix or something failed, 2 wrong usage, nothing written`)
    .action(async (paths: string[], flags: RunFlags) => {
      const { runAction } = await import('../actions/run.ts');
      process.exitCode = await runAction(paths, flags);
    });
}
