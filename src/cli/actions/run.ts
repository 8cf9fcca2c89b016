import { writeFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { UsageError } from '../../errors.ts';
import { REPORTERS, type Format } from '../../reporters/index.ts';
import type { Report } from '../../report.ts';
import { run, type RunOptions } from '../../run.ts';
import type { Zone } from '../../types.ts';
import { checkOutput } from '../check-output.ts';
import { commandLine, quoted } from '../command-line.ts';
import { EXIT } from '../exit.ts';
import { interruptible } from '../interruptible.ts';
import { tellBaseline } from '../tell-baseline.ts';
import { note, useColor, widthOf } from '../output.ts';

/** What a hint about another format or output leaves out. */
const REPORT_OPTIONS = ['-f', '--format', '-o', '--output'];

export interface RunFlags {
  readonly transform?: string[];
  readonly checklist?: string;
  readonly tick?: true;
  readonly write?: true;
  readonly unsafe?: true;
  readonly check?: true;
  readonly since?: string;
  readonly staged?: true;
  readonly include?: string[];
  readonly exclude?: string[];
  readonly zone?: Zone[];
  readonly pruneIgnores?: true;
  readonly allowDirty?: true;
  readonly allowNoVcs?: true;
  readonly format: Format;
  readonly output?: string;
}

/** Runs transforms as the flags say, prints the report and gives the exit code. */
export async function runAction(paths: string[], flags: RunFlags): Promise<number> {
  if (flags.tick && flags.checklist === undefined) throw new UsageError('--tick needs --checklist <file>, the list whose items are ticked');
  const output = flags.output === undefined ? undefined : await checkOutput(flags.output);
  const report = await interruptible((events) => start({ ...optionsOf(paths, flags), ...events }, flags));
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
  const { transform: transforms, zone: zones, write, check, unsafe, since, staged, include, exclude, pruneIgnores, allowDirty, allowNoVcs } = flags;
  return {
    paths,
    ...(transforms && { transforms }), ...(zones && { zones }), ...(include && { include }), ...(exclude && { exclude }),
    ...(since !== undefined && { since }), ...(staged && { staged }), ...(write && { write }), ...(unsafe && { unsafe }),
    ...(check && { baseline: true }), ...(pruneIgnores && { pruneIgnores }), ...(allowDirty && { allowDirty }), ...(allowNoVcs && { allowNoVcs }),
  };
}

async function deliver(report: Report, paths: readonly string[], flags: RunFlags, output: string | undefined): Promise<void> {
  const args = process.argv.slice(2);
  const rendered = REPORTERS[flags.format](report, {
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
