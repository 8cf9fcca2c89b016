import { GUNICORN_SETTINGS, projectLines, START_FILES } from '../../src/languages/project-lines.ts';
import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

/** The server that runs the program gets its level from a variable. */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  const found = [
    ...projectLines(view, START_FILES, /--log-level["', =\t]+\$\{?\w*LEVEL\w*/i),
    ...projectLines(view, GUNICORN_SETTINGS, /^loglevel[ \t]*=[ \t]*(?:os\.)?(?:environ|getenv)\b/m),
  ];
  for (const { path, line, text } of found) yield { path, line, evidence: true, message: `\`${text}\` takes the level from the environment` };
}
