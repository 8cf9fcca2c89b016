import { placesOf, saidOf, type Place } from './places.ts';
import { outcome } from './text/outcome.ts';
import { count, printable } from './text/prose.ts';
import type { Reporter } from './types.ts';

/** GitHub shows ten annotations of a level from one step; the last notice says how many there are beside them. */
const MOST = { error: 10, warning: 10, notice: 9 } as const;

interface Annotation {
  readonly level: keyof typeof MOST;
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly col?: number;
  readonly endColumn?: number;
}

/** Workflow commands that GitHub Actions turns into annotations: failures are errors, pending fixes warnings, written ones notices. */
export const github: Reporter<string> = (report, { write }) => {
  const errors = report.errors.map(({ path, message }): Annotation => ({ level: 'error', title: 'checkmod failed', message, file: path }));
  const fixes = placesOf(report, 'pending', 'fixed').map(annotationOf);
  const [shownErrors, shownFixes] = [withinLimits(errors), withinLimits(fixes)];
  const rest = [
    ...(fixes.length > shownFixes.length ? [count(fixes.length - shownFixes.length, 'more fix', 'more fixes')] : []),
    ...(errors.length > shownErrors.length ? [count(errors.length - shownErrors.length, 'more failure')] : []),
  ];
  const more: Annotation[] = rest.length > 0 ? [{ level: 'notice', title: 'checkmod', message: `and ${rest.join(' and ')}, beyond what GitHub annotates` }] : [];
  return `${[...[...shownErrors, ...shownFixes, ...more].map(commandOf), outcome(report, write)].join('\n')}\n`;
};

function annotationOf({ path, site }: Place): Annotation {
  const { transform, line, endLine, column, endColumn, status } = site;
  return {
    level: status === 'fixed' ? 'notice' : 'warning', title: transform, message: saidOf(site), file: path, line, endLine,
    // Columns of different lines are refused.
    ...(line === endLine && { col: column, endColumn }),
  };
}

function withinLimits(annotations: readonly Annotation[]): Annotation[] {
  const left = { ...MOST } as Record<Annotation['level'], number>;
  return annotations.filter(({ level }) => left[level]-- > 0);
}

/** Escaped as GitHub's own toolkit does it; a log viewer takes no orders from it either. */
function commandOf({ level, message, ...properties }: Annotation): string {
  const said = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(printable(String(value)))}`);
  return `::${level} ${said.join(',')}::${escaped(printable(message))}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
