import { projectLines, START_FILES } from '../../src/languages/project-lines.ts';
import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

const COMPOSE = /(?:docker-)?compose[\w.-]*\.ya?ml$/;
/** What people start by hand as well. */
const AT_HOME = /(?:^|\/)(?:package\.json|(?:start|serve|boot|launch)[\w-]*\.sh)$/;
const DEBUG = /(?<![\w-])--(?:reload|debug)\b(?!-)|\b(?:FLASK_|DJANGO_|APP_)?DEBUG["']?[ \t]*[=: ][ \t]*["']?(?:1|true|on|yes)\b|\bFLASK_ENV["']?[ \t]*[=: ][ \t]*["']?development\b/gi;

/** What a deployment is started with. A compose file beside one for production is for work at home. */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  const hasOther = view.paths.some((path) => COMPOSE.test(path) && /prod/i.test(path));
  const files = view.files.filter(({ path }) => !AT_HOME.test(path) && !(hasOther && COMPOSE.test(path) && !/prod/i.test(path)));
  for (const { path, line, text } of projectLines({ ...view, files }, START_FILES, DEBUG)) {
    yield { path, line, message: `\`${text}\` where the program is started` };
  }
}
