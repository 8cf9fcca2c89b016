import { writeFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { UsageError } from '../../errors.ts';
import { REPORTERS, type Format } from '../../reporters/index.ts';
import type { About } from '../../reporters/types.ts';
import type { Report } from '../../report.ts';
import { run, type RunOptions } from '../../run.ts';
import { aboutTransforms } from '../about-transforms.ts';
import { checkOutput } from '../check-output.ts';
import { isGithubActions, linkFrom } from '../ci.ts';
import { commandLine, quoted } from '../command-line.ts';
import { EXIT } from '../exit.ts';
import { interruptible } from '../interruptible.ts';
import { tellBaseline } from '../tell-baseline.ts';
import { tellTiming } from '../tell-timing.ts';
import { note, useColor, widthOf } from '../output.ts';
import { version } from '../package.ts';
import { selectionOf, type SelectionFlags } from '../selection.ts';

/** What a hint about another format or output leaves out. */
const REPORT_OPTIONS = ['-f', '--format', '-o', '--output'];

export interface RunFlags extends SelectionFlags {
  readonly tick?: true;
  readonly write?: true;
  readonly unsafe?: true;
  readonly check?: true;
  readonly reconsider?: true;
  readonly interactive?: true;
  readonly staged?: true;
  readonly pruneIgnores?: true;
  readonly timing?: true;
  readonly format?: Format;
  readonly output?: string;
}

/** Runs transforms as the flags say, prints the report and gives the exit code. */
export async function runAction(paths: string[], flags: RunFlags): Promise<number> {
  if (flags.tick && flags.checklist === undefined) throw new UsageError('--tick needs --checklist <file>, the list whose items are ticked');
  if (flags.reconsider && flags.decisions === undefined) throw new UsageError('--reconsider needs --decisions, whose rejections it asks about anew');
  if (flags.interactive) return (await import('./interactive.ts')).interactiveAction(paths, flags);
  const output = flags.output === undefined ? undefined : await checkOutput(flags.output);
  if (flags.format === 'html') return (await import('./html.ts')).htmlAction(paths, flags, output);
  const report = await interruptible((events) => start({ ...optionsOf(paths, flags), ...events }, flags));
  if (flags.timing) tellTiming();
  if (report === undefined) return EXIT.interrupted;
  warnOutside(report);
  if (report.baseline) tellBaseline(report.baseline, report.summary.fixes);
  await deliver(report, paths, flags, output);
  return exitOf(report, flags);
}

async function start(options: RunOptions, { checklist, tick }: RunFlags): Promise<Report> {
  if (checklist === undefined) return run(options);
  const { runChecklist } = await import('../../run-checklist.ts');
  return runChecklist({ ...options, checklist, ...(tick && { tick }) });
}

function optionsOf(paths: string[], flags: RunFlags): RunOptions {
  const { write, check, unsafe, reconsider, staged, pruneIgnores } = flags;
  return {
    ...selectionOf(paths, flags),
    ...(write && { write }), ...(unsafe && { unsafe }), ...(reconsider && { reconsider }),
    ...(check && { baseline: true }), ...(staged && { staged }), ...(pruneIgnores && { pruneIgnores }),
  };
}

async function deliver(report: Report, paths: readonly string[], flags: RunFlags, output: string | undefined): Promise<void> {
  const args = process.argv.slice(2);
  const format = formatOf(flags);
  const linkTo = linkFrom(process.env);
  const rendered = REPORTERS[format](report, {
    color: output === undefined && useColor(process.stdout),
    width: output === undefined ? widthOf(process.stdout) : 100,
    write: flags.write ?? false,
    full: output !== undefined,
    command: commandLine(args, { options: REPORT_OPTIONS }),
    version: version(),
    about: format === 'sarif' ? await aboutTransforms(idsIn(report), flags.transform) : new Map<string, About>(),
    note,
    ...(linkTo && { linkTo }),
    commandFor: (path) => `${commandLine(args, { options: REPORT_OPTIONS, words: paths })} ${quoted(relative(process.cwd(), resolve(report.root, path)))}`,
  });
  if (output === undefined) {
    process.stdout.write(rendered);
    return;
  }
  await writeFile(output, rendered);
  note(`the report is in ${flags.output}`);
}

/** A check under GitHub Actions speaks to those who read the pull request, unless it was told how to speak. */
function formatOf({ format, check, output }: RunFlags): Exclude<Format, 'html'> {
  if (format !== undefined && format !== 'html') return format;
  return check && output === undefined && isGithubActions(process.env) ? 'github' : 'text';
}

function idsIn({ files }: Report): string[] {
  return [...new Set(files.flatMap(({ sites }) => sites.map(({ transform }) => transform)))];
}

function exitOf({ summary, errors, baseline }: Report, { check }: RunFlags): number {
  const failed = summary.filesFailed > 0 || errors.length > 0;
  const isPending = baseline ? baseline.more.length > 0 : summary.fixes > 0;
  return failed || (check && isPending) ? EXIT.failed : EXIT.done;
}

/** `git apply` passes over files outside the folder it runs in without a word. */
function warnOutside({ root, files, projectFiles }: Report): void {
  const here = relative(root, process.cwd()).split(sep).join('/');
  const isInside = (path: string) => here === '' || path.startsWith(`${here}/`);
  const changed = [...files, ...projectFiles].filter(({ diff }) => diff !== undefined);
  const outside = changed.filter(({ path }) => !isInside(path)).length;
  if (outside > 0) note(`${outside} of ${changed.length} changed files lie outside the current folder; paths are relative to ${root}, and git apply works there`);
}
