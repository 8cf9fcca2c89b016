import { projectLines } from '../../src/languages/project-lines.ts';
import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

/** The build of Next.js brings Sentry in. */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  for (const { path, line } of projectLines(view, /(?:^|\/)next\.config\.[cm]?[jt]s$/, /\bwithSentryConfig\s*\(/)) {
    yield { path, line, evidence: true, message: 'the build brings Sentry in' };
  }
}
