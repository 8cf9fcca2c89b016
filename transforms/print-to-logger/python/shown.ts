import { isMainGuard } from '../../../src/languages/python/command-line.ts';
import { missingConfiguration } from '../../../src/languages/python/configuration.ts';
import type { Logger } from '../../../src/languages/python/logger-kind.ts';
import type { Level } from '../../../src/languages/python/log-line.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { INFO } from './set-up.ts';

/** What starts a server, a worker or a bot, which somebody sets up as a whole; anything else is run to see what it prints. */
const SERVES = /\b\w*(app|application|api|socketio|sio|mcp|server|uvicorn|hypercorn|granian|worker|celery|scheduler|bot|consumer|web|httpd)(\.\w+)*\.(run\w*|serve\w*|start\w*|listen|infinity_polling|polling|worker_main|consume)\(|\b(serve|run_simple|run_server|start_polling|run_polling|start_consuming|run_until_disconnected|run_forever)\(/i;

/** Why a line would be lost on the person who runs the file: a `__main__` block that starts no server, and no logging anywhere. */
export function muteReason(doc: PythonDoc, logger: Logger, level: Level, project: ProjectView): string | undefined {
  if (project.loggingPlaces?.some(({ path }) => path === doc.path)) return undefined;
  const guard = missingConfiguration(logger, level, project) ? doc.root.children.find(isMainGuard) : undefined;
  if (!guard) return undefined;
  const run = runBy(doc, guard);
  if (SERVES.test(run) || /\b(basic|dict|file)Config\(|logging\w*\(/i.test(run)) return undefined;
  return `this file is also run by itself, and nothing sets up logging: \`${level}\` lines would not be shown`;
}

/**
 * Why the lines of a module that no server is known to run would be lost on whoever starts it: a program that runs it
 * sets up no logging, or only for warnings. A module with a logger of its own goes on with that; of another all lines stay.
 */
export function unseenReason(logger: Logger, level: Level, { runByHand, collected }: ProjectView): string | undefined {
  const isQuiet = level === 'info' || level === 'debug';
  if (!runByHand || logger.style === 'loguru' || (!isQuiet && logger.needs.length === 0)) return undefined;
  const shows = (file: string) => {
    const root = (collected.find(({ path }) => path === file)?.facts as { readonly root?: number } | undefined)?.root;
    return root === undefined || root <= INFO;
  };
  const program = runByHand.find(({ logging }) => !logging.some(shows));
  return program && `no server is known to run this file, but \`${program.path}\` does, which sets up no logging that shows \`info\`: its lines are read at a terminal`;
}

/** What a `__main__` block runs: itself and the functions of the module that it calls, one after the other. */
function runBy(doc: PythonDoc, guard: PyNode): string {
  const functions = new Map(doc.root.descendants('function_definition').map((fn) => [fn.field('name')!.text, fn]));
  const found = new Set<PyNode>([guard]);
  for (const node of found) {
    for (const call of node.descendants('call')) {
      const fn = functions.get(/\w+$/.exec(call.field('function')!.text)?.[0] ?? '');
      if (fn) found.add(fn);
    }
  }
  return [...found].map(({ text }) => text).join('\n');
}
