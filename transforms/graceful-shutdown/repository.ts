import { GUNICORN_SETTINGS, projectLines, START_FILES } from '../../src/languages/project-lines.ts';
import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

/** How long the server that runs the program waits for what is open. */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  const found = [
    ...projectLines(view, START_FILES, /--(?:graceful-timeout|timeout-graceful-shutdown)\b/),
    ...projectLines(view, GUNICORN_SETTINGS, /^graceful_timeout[ \t]*=/m),
  ];
  for (const { path, line, text } of found) yield { path, line, evidence: true, message: `\`${text.replace(/\s*=$/, '')}\`: the server waits for open requests` };
}
