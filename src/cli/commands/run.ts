import { Option, type Command } from 'commander';
import { FORMATS } from '../../reporters/formats.ts';
import { ZONES } from '../../types.ts';
import type { RunFlags } from '../actions/run.ts';
import { choice, listOption } from '../list-option.ts';

export function addRun(program: Command): void {
  program.command('run')
    .summary('show what would change, or change it')
    .description('Shows what would change, as diffs and a summary. Writes nothing unless --write is given.')
    .argument('[paths...]', 'files and folders of one repository; all of it if none is given')
    .option('-t, --transform <id[,id]>', 'only these transforms; a value with "/" is one of your own; repeatable', listOption())
    .option('--checklist <file>', 'only what the items of this checklist ask for, grouped by item')
    .option('--tick', 'with --checklist: also tick the items that hold then')
    .option('--write', 'write the changes')
    .option('--unsafe', 'include fixes that may surprise')
    .addOption(new Option('--check', 'exit 1 if a fix is pending, for CI; with .checkmod/baseline.json, if more are than it allows').conflicts('write'))
    .option('--since <ref>', 'only files changed since a git ref')
    .addOption(new Option('--staged', 'what is staged, not the work tree; --write changes both').conflicts(['since', 'checklist', 'allowDirty']))
    .option('--include <glob>', 'only files that match; repeatable', repeatable)
    .option('--exclude <glob>', 'not the files that match; repeatable', repeatable)
    .option('--zone <zone[,zone]>', 'also look at files of these zones, such as cli or script', listOption(ZONES))
    .option('--prune-ignores', 'also remove checkmod-ignore comments that keep nothing')
    .option('--allow-dirty', 'write into files with uncommitted changes')
    .option('--allow-no-vcs', 'write outside version control')
    .option('-f, --format <format>', FORMATS.join(', '), choice(FORMATS), 'text')
    .option('-o, --output <file>', 'write the report to a file, in full')
    // Writing nothing is the default; who says it again is not told off.
    .addOption(new Option('--dry-run').conflicts('write').hideHelp())
    .addHelpText('after', `
Examples:
  checkmod run                                    everything, as a dry run
  checkmod run api -t print-to-logger             one transform in one folder
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

/** A glob may hold commas (`{a,b}`), so it is taken as it is. */
function repeatable(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
