import type { ProjectView } from '../types.ts';
import { localLogger, moduleLogger, ownLogger } from './bound-logger.ts';
import type { Logger } from './logger-kind.ts';
import { newLogger } from './new-logger.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

/** The logger code at `at` uses, or the reason why there is none it could use. */
export function loggerAt(doc: PythonDoc, at: PyNode, project: ProjectView): Logger | { readonly reason: string } {
  return localLogger(doc, at, project) ?? ownLogger(doc, at, project) ?? moduleLogger(doc, at, project) ?? newLogger(doc, at, project);
}
