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

/** What repositories may hold to have their readers obey: terminals, CI, browsers, XML and Markdown. */
export const HOSTILE = [
  '\u001B[2J\u001B]0;title\u0007 \u009B31m', ']]><x/>', '::error::gotcha', 'a\n::stop-commands::x\r\n##[error]y', '<script>alert(1)</script>', '</details><img src=x onerror=alert(1)>',
  '```\n</details>\n<b>out</b>', '`a`` <script>', '``x` <b>', '[click](http://evil.example) ![i](http://evil.example/i.png)', '@octocat #1 https://evil.example.', '%0A::error::z', '&lt;script&gt; | --> <!--',
  '\uD800 \uFFFE', '"><b x="', '~~~\n# heading', '$x$ {0} {{y}}', 'C:,a,b',
] as const;

/** A report in which every text that comes from the repository is hostile. */
export function hostileReport(status: Site['status'] = 'pending'): Report {
  const files = HOSTILE.map((text, i) => fileOf(`src/${text}.py`, `${text}\n`, `${text}!\n`, [
    siteOf(1, { id: `site-${i}`, message: text, before: text, after: `${text}!`, scope: text, status, safety: i % 2 ? 'unsafe' : 'safe', endColumn: text.split('\n')[0]!.length + 1, ...(status !== 'pending' && { reason: text }) }),
  ]));
  return reportOf({
    files,
    projectFiles: HOSTILE.map((text) => ({ path: `${text}.env`, created: true, diff: gitDiff(`${text}.env`, undefined, `${text}\n`), sites: [] })),
    actions: HOSTILE.map((text) => ({ kind: 'env', name: text, message: text, sites: [] })),
    errors: HOSTILE.map((text) => ({ path: `bad/${text}`, message: text })),
  });
}
