import type { FileReport, Report } from '../../report.ts';
import type { Zone } from '../../types.ts';
import { isZoneSkip, unreadFiles } from '../places.ts';
import type { Colors } from './colors.ts';
import { count, labelled, printable, tally, wrap } from './prose.ts';

const MOST_NAMED = 10;
/** Nobody wants these changed; the others may be worth a look. */
const NEVER_SUGGESTED: readonly Zone[] = ['test', 'migration', 'generated', 'static', 'unknown'];

/** Files left out for their zone, by zone; files that could not be read; files that failed. */
export function notReadLines({ files, errors }: Report, width: number, colors: Colors): string[] {
  const skipped = files.filter(({ status }) => status === 'skipped');
  return [
    ...zoneLines(skipped.filter(isZoneSkip), width, colors),
    ...partlyLines(files.filter(({ skippedFor }) => skippedFor), width, colors),
    ...listed('Not readable, and skipped:', unreadFiles(files).map(({ path, reason = '' }) => [path, reason]), width, colors, colors.yellow),
    ...listed('Failed, and left as it was:', errors.map(({ path, message }) => [path, message]), width, colors, colors.red),
  ];
}

function zoneLines(files: readonly FileReport[], width: number, colors: Colors): string[] {
  if (files.length === 0) return [];
  const zones = tally(files.map(({ zone }) => zone));
  const worth = zones.map(([zone]) => zone).filter((zone) => !NEVER_SUGGESTED.includes(zone as Zone));
  const hint = worth.length > 0 ? `; include them with --zone ${worth.join(',')}` : '';
  const text = `Skipped ${count(files.length, 'file')} that ${files.length === 1 ? 'is' : 'are'} not server code: ${zones.map(([zone, n]) => `${n} ${zone}`).join(', ')}${hint}`;
  return ['', ...wrap(text, width).map((line) => colors.dim(line))];
}

/** Files that some transforms look at and others do not. */
function partlyLines(files: readonly FileReport[], width: number, colors: Colors): string[] {
  if (files.length === 0) return [];
  const transforms = tally(files.flatMap(({ skippedFor = [] }) => skippedFor.map(({ transform }) => transform))).map(([id, n]) => `${id} in ${n}`);
  const zones = tally(files.map(({ zone }) => zone)).map(([zone, n]) => `${n} ${zone}`);
  return wrap(`Only some transforms looked at ${count(files.length, 'further file')} (${zones.join(', ')}); left out: ${transforms.join(', ')}`, width).map((line) => colors.dim(line));
}

function listed(title: string, entries: readonly (readonly [string, string])[], width: number, colors: Colors, paint: (text: string) => string): string[] {
  if (entries.length === 0) return [];
  const firstLine = (text: string) => printable(text.split('\n', 1)[0]!);
  return [
    '', paint(title),
    ...entries.slice(0, MOST_NAMED).flatMap(([path, reason]) => labelled(`  ${path}`, firstLine(reason), width)),
    ...(entries.length > MOST_NAMED ? [colors.dim(`  … and ${entries.length - MOST_NAMED} more; -f json lists them all`)] : []),
  ];
}
