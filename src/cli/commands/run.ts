import { writeFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { ZONES } from '../../config/schema.ts';
import { UsageError } from '../../errors.ts';
import { FORMATS } from '../../reporters/index.ts';
import type { Report } from '../../report.ts';
import { run, type RunOptions } from '../../run.ts';
import { runChecklist } from '../../run-checklist.ts';
import type { Zone } from '../../types.ts';
import { checkOutput } from '../check-output.ts';
import { commandLine, quoted } from '../command-line.ts';
import { EXIT } from '../exit.ts';
import { interruptible } from '../interruptible.ts';
import { choices, listOption } from '../list-option.ts';
import { note, useColor, widthOf } from '../output.ts';

/** What a hint about another format or output leaves out. */
const REPORT_OPTIONS = ['-f', '--format', '-o', '--output'];

interface RunFlags {
  readonly transform?: string[];
  readonly checklist?: string;
  readonly tick?: true;
  readonly write?: true;
  readonly unsafe?: true;
  readonly check?: true;
  readonly since?: string;
  readonly include?: string[];
  readonly exclude?: string[];
  readonly zone?: Zone[];
  readonly allowDirty?: true;
  readonly allowNoVcs?: true;
  readonly format: string;
  readonly output?: string;
}

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
    .addOption(new Option('--check', 'exit 1 if a fix is pending, for CI').conflicts('write'))
    .option('--since <ref>', 'only files changed since a git ref')
    .option('--include <glob>', 'only files that match; repeatable', repeatable)
    .option('--exclude <glob>', 'not the files that match; repeatable', repeatable)
    .option('--zone <zone[,zone]>', 'also look at files of these zones, such as cli or script', listOption(ZONES))
    .option('--allow-dirty', 'write into files with uncommitted changes')
    .option('--allow-no-vcs', 'write outside version control')
    .option('-f, --format <format>', Object.keys(FORMATS).join(', '), format, 'text')
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

Exit codes: 0 done, 1 --check found a fix or something failed, 2 wrong usage, nothing written`)
    .action(async (paths: string[], flags: RunFlags) => { process.exitCode = await runAction(paths, flags); });
}

async function runAction(paths: string[], flags: RunFlags): Promise<number> {
  if (flags.tick && flags.checklist === undefined) throw new UsageError('--tick needs --checklist <file>, the list whose items are ticked');
  const output = flags.output === undefined ? undefined : await checkOutput(flags.output);
  const report = await interruptible((events) => start({ ...optionsOf(paths, flags), ...events }, flags));
  if (report === undefined) return EXIT.interrupted;
  warnOutside(report);
  await deliver(report, paths, flags, output);
  return exitOf(report, flags);
}

function start(options: RunOptions, { checklist, tick }: RunFlags): Promise<Report> {
  return checklist === undefined ? run(options) : runChecklist({ ...options, checklist, ...(tick && { tick }) });
}

function optionsOf(paths: string[], flags: RunFlags): RunOptions {
  const { transform: transforms, zone: zones, write, unsafe, since, include, exclude, allowDirty, allowNoVcs } = flags;
  return {
    paths,
    ...(transforms && { transforms }), ...(zones && { zones }), ...(include && { include }), ...(exclude && { exclude }),
    ...(since !== undefined && { since }), ...(write && { write }), ...(unsafe && { unsafe }),
    ...(allowDirty && { allowDirty }), ...(allowNoVcs && { allowNoVcs }),
  };
}

async function deliver(report: Report, paths: readonly string[], flags: RunFlags, output: string | undefined): Promise<void> {
  const args = process.argv.slice(2);
  const rendered = FORMATS[flags.format]!(report, {
    color: output === undefined && useColor(process.stdout),
    width: output === undefined ? widthOf(process.stdout) : 100,
    write: flags.write ?? false,
    full: output !== undefined,
    command: commandLine(args, { options: REPORT_OPTIONS }),
    commandFor: (path) => `${commandLine(args, { options: REPORT_OPTIONS, words: paths })} ${quoted(relative(process.cwd(), resolve(report.root, path)))}`,
  });
  if (output === undefined) {
    process.stdout.write(rendered);
    return;
  }
  await writeFile(output, rendered);
  note(`the report is in ${flags.output}`);
}

function exitOf({ summary, errors }: Report, { check }: RunFlags): number {
  const failed = summary.filesFailed > 0 || errors.length > 0;
  return failed || (check && summary.fixes > 0) ? EXIT.failed : EXIT.done;
}

/** `git apply` passes over files outside the folder it runs in without a word. */
function warnOutside({ root, files, projectFiles }: Report): void {
  const here = relative(root, process.cwd()).split(sep).join('/');
  const isInside = (path: string) => here === '' || path.startsWith(`${here}/`);
  const changed = [...files, ...projectFiles].filter(({ diff }) => diff !== undefined);
  const outside = changed.filter(({ path }) => !isInside(path)).length;
  if (outside > 0) note(`${outside} of ${changed.length} changed files lie outside the current folder; paths are relative to ${root}, and git apply works there`);
}

/** A glob may hold commas (`{a,b}`), so it is taken as it is. */
function repeatable(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function format(value: string): string {
  if (!Object.hasOwn(FORMATS, value)) throw new InvalidArgumentError(choices(value, Object.keys(FORMATS)));
  return value;
}
