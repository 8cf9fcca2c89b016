import type { Report } from '../../report.ts';
import type { Site, SiteStatus } from '../../types.ts';
import type { Colors } from './colors.ts';
import { tally, wrap } from './prose.ts';

const INDENT = ' '.repeat(9);
const NEEDS_UNSAFE = 'needs --unsafe';

interface Column { readonly title: string; readonly has: (site: Site) => boolean; readonly always?: boolean }

const isStatus = (...statuses: SiteStatus[]) => ({ status }: Site) => statuses.includes(status);
const isHiddenUnsafe = ({ status, reason }: Site) => status === 'left' && (reason?.startsWith(NEEDS_UNSAFE) ?? false);
const isLeft = (site: Site) => site.status === 'left' && !isHiddenUnsafe(site);

/** A table: what each transform fixes, could fix with --unsafe and leaves alone, with the reasons. */
export function summaryLines({ files }: Report, width: number, colors: Colors): string[] {
  const sites = files.flatMap((file) => file.sites.map((site) => ({ ...site, path: file.path })));
  if (sites.length === 0) return [];
  const written = sites.some(isStatus('fixed'));
  const columns: readonly Column[] = [
    { title: written ? 'fixed' : 'would fix', has: isStatus('pending', 'fixed'), always: true },
    { title: 'unsafe', has: isHiddenUnsafe, always: true },
    { title: 'left alone', has: isLeft, always: true },
    { title: 'suppressed', has: isStatus('suppressed') },
    { title: 'rejected', has: isStatus('rejected') },
    { title: 'deferred', has: isStatus('deferred') },
  ].filter(({ always, has }: Column) => always || sites.some(has));
  const leftAny = sites.some(isLeft);
  const ids = [...new Set(sites.map(({ transform }) => transform))].sort();
  const first = Math.max(...ids.map((id) => id.length));
  const row = (label: string, cells: readonly string[]) => [label.padEnd(first), ...cells.map((cell, i) => cell.padStart(columns[i]!.title.length))].join('  ');
  return [
    '',
    colors.dim(row('', columns.map(({ title }) => title))),
    ...ids.flatMap((id) => {
      const own = sites.filter(({ transform }) => transform === id);
      const cells = columns.map(({ has }) => String(own.filter(has).length || '-'));
      return [row(id, cells), ...reasonLines(own.filter(isLeft), width).map((line) => colors.dim(line))];
    }),
    ...(leftAny ? [colors.dim('`checkmod explain <file:line>` says more about a place')] : []),
  ];
}

interface Left extends Site { readonly path: string }

/** Every reason, the most frequent first, each with a place to look at. */
function reasonLines(left: readonly Left[], width: number): string[] {
  return tally(left.map(kindOf)).flatMap(([kind, times]) => {
    const own = left.filter((site) => kindOf(site) === kind);
    const place = `${times > 1 ? 'as in ' : ''}${own[0]!.path}:${own[0]!.line}`;
    const [line = '', ...more] = wrap(`${sharedReason(own)} (${place})`, Math.max(width - INDENT.length, 30));
    return [`${String(times).padStart(6)} × ${line}`, ...more.map((each) => INDENT + each)];
  });
}

/** Reasons that say the same of different names count as one. */
function kindOf({ reason = '' }: Site): string {
  return withoutNames(reason).split(': ', 1)[0]!;
}

/** As much of the reasons of one kind as is true of all of them. */
function sharedReason(sites: readonly Left[]): string {
  const all = (of: (reason: string) => string) => [...new Set(sites.map(({ reason = 'no reason given' }) => of(reason)))];
  const [same, ...others] = all((reason) => reason);
  if (others.length === 0) return same!;
  const [alike, ...different] = all(withoutNames);
  return different.length === 0 ? alike! : kindOf(sites[0]!);
}

function withoutNames(reason: string): string {
  return reason.replace(/`[^`]*`|"[^"]*"/g, '…').replace(/\b\d+\b/g, '…');
}
