import { gitDiff } from '../../src/engine/diff.ts';
import type { FileReport, Report } from '../../src/report.ts';
import type { ReporterOptions } from '../../src/reporters/types.ts';
import type { Site } from '../../src/types.ts';

/** A report made by hand: only what a test is about has to be said. */
export function reportOf(parts: Partial<Omit<Report, 'summary'>> & { readonly summary?: Partial<Report['summary']> } = {}): Report {
  const files = parts.files ?? [];
  const sites = files.flatMap((file) => file.sites);
  const having = (...statuses: Site['status'][]) => sites.filter(({ status }) => statuses.includes(status)).length;
  return {
    version: 1, root: '/repo', files, projectFiles: [], actions: [], errors: [], ...parts,
    summary: {
      filesScanned: files.length, filesChanged: files.filter(({ status }) => status === 'changed').length, filesSkipped: 0, filesFailed: 0,
      fixes: having('pending', 'fixed'), unsafeFixes: 0, left: having('left'), rejected: 0, suppressed: 0, deferred: 0, elapsedMs: 1, ...parts.summary,
    },
  };
}

export function siteOf(line: number, parts: Partial<Site> = {}): Site {
  return {
    id: `${line}`, transform: 'print-to-logger', line, column: 1, endLine: line, endColumn: 2, scope: '', message: 'it prints',
    safety: 'safe', status: 'pending', before: 'a', after: 'b', ...parts,
  };
}

export function fileOf(path: string, before: string, after: string, sites: readonly Site[]): FileReport {
  return { path, language: 'python', zone: 'server', status: 'changed', diff: gitDiff(path, before, after), sites };
}

/** Options of a dry run whose output is no terminal. */
export function optionsOf(parts: Partial<ReporterOptions> = {}): ReporterOptions {
  return {
    color: false, width: 80, full: false, write: false, command: 'checkmod run', commandFor: (path) => `checkmod run ../${path}`,
    version: '1.2.3', about: new Map(), note: () => {}, ...parts,
  };
}
