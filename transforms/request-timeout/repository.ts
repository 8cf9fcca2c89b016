import { GUNICORN_SETTINGS, projectLines, START_FILES } from '../../src/languages/project-lines.ts';
import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

/** Workers whose event loop answers the watchdog while a request hangs: `--timeout` ends no request of theirs. */
const ASYNC_WORKER = /uvicorn|gevent|eventlet|aiohttp|tornado|gthread/i;

/** gunicorn ends a worker whose request takes too long. */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  const commands = [...projectLines(view, START_FILES, /\bgunicorn\b(?:[^\n]|\\\n|[,[]\s*\n){0,300}?(?:--timeout|-t)["', =\t]+[1-9]\d*(?:[^\n]|\\\n|,\s*\n){0,200}/)];
  const settings = [...projectLines({ ...view, files: view.files.filter(({ text }) => !ASYNC_WORKER.test(text)) }, GUNICORN_SETTINGS, /^timeout[ \t]*=/m)];
  for (const { path, line } of [...commands.filter(({ text }) => !ASYNC_WORKER.test(text)), ...settings]) {
    yield { path, line, evidence: true, message: 'the `timeout` of gunicorn ends a worker whose request takes too long' };
  }
}
