import { missingConfiguration } from '../../../src/languages/python/configuration.ts';
import { importAnchor, importNeed } from '../../../src/languages/python/imports.ts';
import type { Level } from '../../../src/languages/python/log-line.ts';
import { lowestWritten } from '../../../src/languages/python/log-levels.ts';
import type { Logger } from '../../../src/languages/python/logger-kind.ts';
import { runsAtImport } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { blockNeed } from '../../../src/languages/python/support.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { LoggingPlace, ProjectView } from '../../../src/languages/types.ts';
import type { Action, Edit, EditsElsewhere, Need } from '../../../src/types.ts';

export const INFO = 20;
/** Above the logger of the module. */
const ABOVE_LOGGER = -1;

const TOO_QUIET: Action = {
  kind: 'logging', name: 'logging level',
  message: 'Logging is set up here not to write `info` lines, so those that were printed would not be shown: lower the level to `INFO` where logging is set up.',
};

/** What has to happen beside a line for it to be shown: in this file, in others, by a person. */
export interface SetUp {
  readonly needs: readonly Need[];
  readonly elsewhere: readonly EditsElsewhere[];
  readonly actions: readonly Action[];
}

/** Where nothing sets up logging, the modules that build the programs of this file do it from now on, or a person must. */
export function setUpFor(doc: PythonDoc, logger: Logger, level: Level, project: ProjectView): SetUp {
  const missing = missingConfiguration(logger, level, project);
  const lowest = level === 'info' && !missing ? lowestWritten(doc, logger, project.collected, project) : undefined;
  if (!missing) return { needs: [], elsewhere: [], actions: lowest !== undefined && lowest > INFO ? [TOO_QUIET] : [] };
  const { loggingPlaces = [], path } = project;
  if (loggingPlaces.length === 0) return { needs: [], elsewhere: [], actions: [missing] };
  // What is for debugging is not to be seen every day.
  if (level === 'debug') return { needs: [], elsewhere: [], actions: [] };
  return {
    needs: loggingPlaces.filter((place) => place.path === path).map((place) => setUpNeed(place, logger)),
    elsewhere: loggingPlaces.filter((place) => place.path !== path).map((place) => ({
      path: place.path, ...(place.settings ? { edits: [settingsEdit(place.settings)] } : { edits: [], needs: [setUpNeed(place, logger)] }),
    })),
    actions: loggingPlaces.map(toldOf),
  };
}

function toldOf(place: LoggingPlace): Action {
  const does = place.settings ? 'its `LOGGING` shows' : 'its `logging.basicConfig(level=logging.INFO)` shows';
  return {
    kind: 'logging', name: `logging of ${place.path}`,
    message: `Nothing set up logging, so \`${place.path}\` does it now: ${does} \`info\` lines of libraries too; give it the format and the levels you want.`,
  };
}

function setUpNeed({ logsRequests }: LoggingPlace, { expression }: Logger): Need {
  const quiet = logsRequests ? '\n# Its addresses may hold secrets.\nlogging.getLogger("httpx").setLevel(logging.WARNING)' : '';
  return blockNeed('logging set-up', `logging.basicConfig(level=logging.INFO)${quiet}`, [importNeed('logging')], { order: ABOVE_LOGGER, name: expression.split('.', 1)[0]! });
}

function settingsEdit({ end, quote }: NonNullable<LoggingPlace['settings']>): Edit {
  const text = `

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}`;
  return { start: end, end, text: text.replaceAll('"', quote) };
}

/** Whether a line runs above the place in this file where logging is to be set up. */
export function runsAboveSetUp(doc: PythonDoc, at: PyNode, { loggingPlaces = [], path }: ProjectView): boolean {
  return loggingPlaces.some((place) => place.path === path) && runsAtImport(at) && at.start < importAnchor(doc).end;
}
