import type { ProjectView } from '../types.ts';
import { boundLogger, fastifyLogger, ownLogger } from './bound-logger.ts';
import { importedFunctions } from './function-logger.ts';
import type { Logger } from './logger-kind.ts';
import { withTakes } from './logger-libraries.ts';
import { newLogger } from './new-logger.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Node } from './tree.ts';

/** The logger code at `at` uses, or the reason why there is none it could use. */
export function loggerAt(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | { readonly reason: string } {
  const logger = anyLoggerAt(doc, at, project);
  const isText = 'shape' in logger && logger.shape.form === 'nest' && project.package.javascript?.nestTakesText === true;
  return isText ? { ...logger, shape: withTakes(logger.shape, 'nothing') } : logger;
}

function anyLoggerAt(doc: JavaScriptDoc, at: Node, project: ProjectView): Logger | { readonly reason: string } {
  return ownLogger(doc, at, project) ?? boundLogger(doc, at, project) ?? fastifyLogger(doc, at, project) ?? importedFunctions(doc, at, project) ?? newLogger(doc, at, project);
}
