import type { ProjectView } from '../types.ts';
import { moduleKey } from './modules.ts';
import { enclosingClass, enclosingFunction, functionName } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import type { Node } from './tree.ts';

/** A logger's module by its name; what logs requests is named after it, and uses one. */
const LOGGING_FILE = /(^|\/)_?([\w-]+[-.])?(logger|logging|winston|pino|log4js)(?![\w.-]*(interceptor|middleware|controller|routes?|guard|decorator|dto|filter)\b)([-.][\w-]+)*\.[cm]?[jt]sx?$/i;
const LOGGING_CLASS = /(Logger|Logging|LogService|LoggerService|LoggingService|Log\w*Transport|LogFormatter)$/;
const SETS_UP_LOGGING = /^_*(set_?up|configure|init|initiali[sz]e|create|build|make|get)\w*(logger|logging)$/i;

/** Why a log line at this place could call itself, or have nowhere to go yet. */
export function loggingCodeReason(doc: JavaScriptDoc, at: Node, project: ProjectView): string | undefined {
  const logger = project.package.javascript?.logger?.path;
  if (LOGGING_FILE.test(doc.path) || (logger !== undefined && moduleKey(logger) === moduleKey(doc.path))) return 'this file implements logging: a log line here could call itself';
  const part = enclosingClass(doc.tree, at);
  const owner = part?.id?.name;
  const isTransport = /^winston(-transport)?:/.test(doc.scopes.qualifiedName(part?.superClass) ?? '');
  if (owner !== undefined && (isTransport || LOGGING_CLASS.test(owner))) return `\`${owner}\` is part of the logging: a log line in it could call itself`;
  const fn = enclosingFunction(doc.tree, at);
  const name = fn && functionName(doc.tree, fn);
  return name !== undefined && SETS_UP_LOGGING.test(name) ? `\`${name}\` sets up the logging: nothing would show the line yet` : undefined;
}

/** Why a logger for Node cannot be brought in here: the code runs in a worker at the edge. */
export function edgeReason(doc: JavaScriptDoc, project: ProjectView): string | undefined {
  const dependencies = project.package.javascript?.dependencies ?? [];
  if (/(^|\/)supabase\/functions\//.test(doc.path) || /\bDeno\.serve\(|from ['"]https:\/\/deno\.land\//.test(doc.text)) return 'it runs in Deno at the edge, where `console` is the logger';
  if (/\bruntime\s*=\s*['"](experimental-)?edge['"]/.test(doc.text)) return 'it runs at the edge, where loggers for Node are not available';
  if (dependencies.includes('next') && /(^|\/)middleware\.[jt]s$/.test(doc.path)) return 'middleware of Next runs at the edge, where loggers for Node are not available';
  return project.package.javascript?.edgeFiles?.includes(doc.path) ? 'it runs in a worker at the edge, where `console` is the logger' : undefined;
}
