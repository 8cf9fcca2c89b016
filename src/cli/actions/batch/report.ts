import type { createColors } from 'picocolors';
import type { BatchOptions, BatchReport, QueueLook, RepositoryReport } from '../../../batch.ts';
import { merge } from '../../../batch/shape.ts';
import { count, labelled, printable, tally, wrap } from '../../../reporters/text/prose.ts';
import { quoted } from '../../command-line.ts';

const MOST_SHAPES = 15;
const PASSES: { readonly [verdict: string]: string } = {
  'failed before': 'verify failed before the fixes as well, so it says nothing about them', flaky: 'verify gives now one answer and now another, so no fix is blamed',
};

/** What is said of a pull request beside its address. */
const PULLS: { readonly [standing: string]: string } = { draft: '', open: '', merged: '', closed: 'which a person closed: it stays closed' };
const CHECKS = { passing: 'checks pass', failing: 'checks fail', running: 'checks run', none: '' };

export interface ReportOptions {
  readonly manifest: string;
  readonly flags: Pick<BatchOptions, 'phase' | 'work'>;
  readonly colors: ReturnType<typeof createColors>;
  readonly width: number;
}

/** What a person reads after a phase: a table, what the fixes are, what failed and how to try it again, and what comes next. */
export function reportLines(report: BatchReport, options: ReportOptions): string[] {
  const { repositories } = report;
  return [
    ...tableLines(repositories, options),
    ...(['plan', 'run'].includes(report.phase) ? [...transformLines(repositories, options), ...shapeLines(repositories, options)] : []),
    ...verifyLines(repositories, options),
    ...failureLines(repositories, options),
    ...unaskedLines(repositories, options),
    ...(report.queue ? queueLines(report.queue, options) : []),
    '', ...wrap(outcome(report), options.width).map(options.colors.bold),
    ...nextLines(report, options),
  ];
}

function tableLines(repositories: readonly RepositoryReport[], { colors }: ReportOptions): string[] {
  const rows = repositories.map((each) => [printable(each.name), each.plan ? String(each.plan.fixes) : '', each.plan ? String(each.plan.files) : '', each.plan ? String(each.plan.left) : '', each.standing, printable(detail(each))]);
  const head = ['repository', 'fixes', 'files', 'left', 'is', ''];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[], paint: (cell: string, i: number) => string) => row.map((cell, i) => paint([1, 2, 3].includes(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!), i)).join('  ').trimEnd();
  return [
    line(head, (cell) => colors.dim(cell)),
    ...rows.map((row) => line(row, (cell, i) => (i === 0 ? colors.bold(cell) : i === 4 && row[4] === 'failed' ? colors.red(cell) : cell))),
  ];
}

function detail({ standing, apply, push, pull, failure, log, would }: RepositoryReport): string {
  if (failure) return `${failure.cause}; see ${log}`;
  if (would !== undefined) return `would ${would}`;
  if (pull && PULLS[standing] !== undefined) return [pull.url, PULLS[standing], pull.own ? '' : 'opened by a person, its text is left as it is', pull.checks ? CHECKS[pull.checks] : ''].filter(Boolean).join(', ');
  if (standing === 'pushed') return push!.url === undefined ? `${push!.branch}, in the folder: it has no remote` : push!.branch;
  return standing === 'applied' ? `${apply!.branch}, ${count(apply!.commits.length, 'commit')}` : '';
}

function transformLines(repositories: readonly RepositoryReport[], { colors }: ReportOptions): string[] {
  const used = repositories.flatMap(({ plan }) => plan?.transforms ?? []);
  const ids = [...new Set(used.map(({ id }) => id))];
  const width = Math.max(0, ...ids.map((id) => id.length));
  const total = (id: string) => used.filter((each) => each.id === id).reduce((sum, { fixes }) => sum + fixes, 0);
  return ids.length === 0 ? [] : ['', colors.bold('By transform'), ...ids.sort((a, b) => total(b) - total(a)).map((id) => `  ${id.padEnd(width)}  ${count(total(id), 'fix', 'fixes')} in ${count(used.filter((each) => each.id === id).length, 'repository', 'repositories')}`)];
}

function shapeLines(repositories: readonly RepositoryReport[], { colors, width }: ReportOptions): string[] {
  const shapes = merge(repositories.flatMap(({ plan }) => plan?.shapes ?? []));
  const cut = (text: string) => (text.length > width - 10 ? `${text.slice(0, Math.max(width - 11, 20))}…` : text);
  return shapes.length === 0 ? [] : [
    '', colors.bold('By shape'),
    ...shapes.slice(0, MOST_SHAPES).flatMap(({ before, after, count: n, transform }) => [`  ${String(n).padStart(5)}  ${colors.dim(transform)}`, `       ${colors.red('-')} ${cut(printable(before))}`, `       ${colors.green('+')} ${cut(printable(after))}`]),
    ...(shapes.length > MOST_SHAPES ? [`         and ${count(shapes.length - MOST_SHAPES, 'more shape')}; --json has them all`] : []),
  ];
}

function verifyLines(repositories: readonly RepositoryReport[], { colors, width }: ReportOptions): string[] {
  const lines = repositories.flatMap(({ name, apply }) => {
    const verified = apply?.verified;
    if (!verified) return [];
    if (PASSES[verified.verdict]) return labelled(`  ${printable(name)}`, PASSES[verified.verdict]!, width);
    if (verified.leftOut.length === 0) return [];
    return [
      ...labelled(`  ${printable(name)}`, `${count(verified.leftOut.length, 'fix', 'fixes')} left out, with which verify fails:`, width),
      ...verified.leftOut.map(({ path, line, transform, message }) => `      ${printable(`${path}:${line}  ${transform}: ${message}`)}`),
      ...(verified.output ?? '').split('\n').slice(-6).map((line) => colors.dim(`      | ${printable(line)}`)),
    ];
  });
  return lines.length === 0 ? [] : ['', colors.bold('Verified'), ...lines];
}

function failureLines(repositories: readonly RepositoryReport[], { manifest, flags, colors, width }: ReportOptions): string[] {
  const failed = repositories.filter(({ failure }) => failure);
  return tally(failed.map(({ failure }) => failure!.cause)).flatMap(([cause, n]) => [
    '', `${colors.red('Failed')}: ${cause} (${n})`,
    ...failed.filter(({ failure }) => failure!.cause === cause).flatMap(({ name, failure }) => [
      ...labelled(`  ${printable(name)}`, printable(failure!.reason.split('\n', 1)[0]!), width),
      `      ${commandFor(flags.phase === 'status' ? failure!.phase : flags.phase, manifest, flags)} --only ${quoted(printable(name))}`,
    ]),
  ]);
}

/** Why pull requests are told as they were. */
function unaskedLines(repositories: readonly RepositoryReport[], { width }: ReportOptions): string[] {
  return tally(repositories.flatMap(({ unasked }) => unasked ?? [])).flatMap(([reason, n]) => ['', ...wrap(`${count(n, 'pull request')} as last known: ${printable(reason)}`, width)]);
}

function queueLines({ workers, waiting, active, delayed, perMinute, failures }: QueueLook, { colors, width }: ReportOptions): string[] {
  const longest = Math.max(0, ...workers.map(({ name }) => name.length));
  return [
    '', colors.bold('Queue'),
    `  ${count(workers.length, 'worker')}; ${waiting} waiting, ${active} at hand, ${delayed} to be tried again; ${perMinute.toFixed(1)} jobs a minute`,
    ...workers.map(({ name, address, jobs }) => `  ${printable(`${name.padEnd(longest)}  ${address}  ${jobs.join(', ')}`).trimEnd()}`),
    ...failures.flatMap(({ job, reason }) => labelled(`  ${colors.red('not done')} ${printable(job)}`, printable(reason.split('\n', 1)[0]!), width)),
  ];
}

function outcome({ repositories, summary, phase }: BatchReport): string {
  const standings = tally(repositories.map(({ standing }) => standing)).map(([standing, n]) => `${n} ${standing}`).join(', ');
  const fixes = repositories.reduce((sum, { plan }) => sum + (plan?.fixes ?? 0), 0);
  const undecided = repositories.reduce((sum, { plan }) => sum + (plan?.undecided ?? 0), 0);
  const failing = repositories.filter(({ pull }) => pull?.checks === 'failing').length;
  return `${count(summary.repositories, 'repository', 'repositories')}: ${standings}.${failing > 0 ? ` The checks of ${failing} fail.` : ''}${['plan', 'run', 'apply'].includes(phase) ? ` ${count(fixes, 'fix', 'fixes')} in all.` : ''}${undecided > 0 ? ` ${count(undecided, 'more was', 'more were')} left for lack of a decision.` : ''}`;
}

function nextLines({ repositories, phase, work }: BatchReport, { manifest, flags }: ReportOptions): string[] {
  const has = (standing: string) => repositories.some((each) => each.standing === standing);
  if (phase === 'plan' && has('undecided')) return [`    ${commandFor('review', manifest, flags)}   decides about the rest, by place or by shape`];
  if (phase === 'plan' && has('planned')) return [
    `    ${commandFor('review', manifest, flags)}   to accept and reject, by place or by shape`,
    `    ${commandFor('apply', manifest, flags)}   commits them on a branch of each; the diffs are in ${work}/reports`,
  ];
  if (['run', 'apply', 'status'].includes(phase) && has('applied')) return [`    ${commandFor('push', manifest, flags)} --dry-run   then without --dry-run`];
  if (phase === 'push' && repositories.some(({ pull }) => pull?.state === 'open')) return [`    ${commandFor('status', manifest, flags)} --watch   until they are merged or closed`];
  return [];
}

function commandFor(phase: string, manifest: string, { work }: ReportOptions['flags']): string {
  return `checkmod batch ${phase} ${quoted(manifest)}${work === undefined ? '' : ` --work ${quoted(work)}`}`;
}
