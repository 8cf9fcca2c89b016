import type { LogStyle, ProjectView } from '../types.ts';
import type { Need } from '../../types.ts';
import { dottedText } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { Binding } from './scopes.ts';
import type { PyNode } from './tree.ts';

/** How code at one place logs. */
export interface Logger {
  /** What the methods are called on: `logger`, `self.logger`. */
  readonly expression: string;
  readonly style: LogStyle;
  /** What a fix that uses it must ask for. */
  readonly needs: readonly Need[];
}

const LOGGER_FACTORIES = /(^|\.)(get_?logger|getLogger|get_task_logger|getChild|create_logger|setup_logger|make_logger|get_logger_\w+|configure_logger)$/;

/** A file whose logger is of an unknown make, but writes tracebacks or comes from a factory like that of `logging`. */
const TAKES_TRACEBACK = /\bexc_info\s*=|\.exception\(|get_?logger\(/i;

/** Whether the logger is known to take `exc_info` and to have `exception`; a project's own class may not. */
export function takesTraceback(doc: PythonDoc, logger: Pick<Logger, 'style'>): boolean {
  return logger.style !== 'unknown' || TAKES_TRACEBACK.test(doc.text);
}

/** The value a binding is assigned, for `name = value`. */
export function assignedValue(binding: Binding): PyNode | undefined {
  const assignment = binding.node.parent;
  return assignment?.kind === 'assignment' && assignment.field('left') === binding.node ? assignment.field('right') : undefined;
}

/** Whether a value is a logger. */
export function makesLogger(doc: PythonDoc, value: PyNode): boolean {
  if (value.kind === 'attribute') return /^(app|current_app|application|self)\.logger$/.test(value.text);
  if (value.kind !== 'call') return false;
  const callee = value.field('function');
  return LOGGER_FACTORIES.test(doc.scopes.qualifiedName(callee) ?? dottedText(callee) ?? '') ||
    (callee?.kind === 'attribute' && callee.field('attribute')!.text === 'bind' && /log/i.test(callee.field('object')!.text));
}

/** What the logger behind a name takes. */
export function bindingStyle(doc: PythonDoc, binding: Binding, project: ProjectView): LogStyle {
  const value = assignedValue(binding);
  if (value) return styleOf(doc, value, project);
  return originStyle(binding.origin ?? '', project);
}

/** What the logger that a value makes takes. */
export function styleOf(doc: PythonDoc, value: PyNode, project: ProjectView): LogStyle {
  const callee = doc.scopes.qualifiedName(value.field('function'));
  if (callee === 'logging.getLogger' || value.kind === 'attribute') return 'stdlib';
  return callee ? originStyle(callee, project) : styleOfText(value.text);
}

function originStyle(origin: string, project: ProjectView): LogStyle {
  if (/^logging\./.test(origin) || /celery\.utils\.log/.test(origin)) return 'stdlib';
  if (/^structlog\./.test(origin)) return 'structlog';
  if (/^loguru\./.test(origin)) return 'loguru';
  const convention = project.package.python?.logger;
  if (convention && origin.endsWith(`${convention.module.replace(/^\.+/, '')}.${convention.imported}`)) return convention.style;
  const [module, name] = splitLast(origin.replace(/^\.+/, ''));
  for (const [key, style] of Object.entries(project.package.python?.loggers ?? {})) {
    const [keyModule, keyName] = key.split(':') as [string, string];
    if (keyName === name && (keyModule === module || keyModule.endsWith(`.${module}`) || module.endsWith(`.${keyModule}`))) return style;
  }
  return 'unknown';
}

function splitLast(dotted: string): [string, string] {
  const at = dotted.lastIndexOf('.');
  return [dotted.slice(0, at), dotted.slice(at + 1)];
}

function styleOfText(text: string): LogStyle {
  if (/\bstructlog\b/.test(text)) return 'structlog';
  if (/\bloguru\b/.test(text)) return 'loguru';
  return /\blogging\.getLogger\b/.test(text) ? 'stdlib' : 'unknown';
}
