import type { LoggerConvention, LoggerKind, ProjectView } from '../types.ts';
import type { Need } from '../../types.ts';
import { hiddenLogger, lineNumber, localLogger, ownLogger } from './bound-logger.ts';
import { importAnchor, importedAs, importNeed, ownImportNeed } from './imports.ts';
import { hasLevels, type Logger } from './logger-kind.ts';
import { runsAtImport } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import { scopeAround } from './scopes.ts';
import type { PyNode } from './tree.ts';

const SPARE_NAMES = ['logger', 'log', '_logger', 'module_logger', '_module_logger'];

/** Asks for a module-level logger, made the way the package makes its own. */
export function newLogger(doc: PythonDoc, at: PyNode, project: ProjectView): Logger | { reason: string } {
  const own = hiddenLogger(doc, at, project);
  if (own !== undefined) return { reason: `the name of this file's logger, \`${own}\`, means something else here` };
  const convention = conventionFor(doc, project);
  const wanted = convention?.name ?? project.package.python?.loggerName ?? 'logger';
  const isOpen = (candidate: string) => isFree(doc, candidate, at, project);
  // One name for the whole file, if there is one: not `logger` here and `log` in the function that has a `logger` of its own.
  const name = [wanted, ...SPARE_NAMES].find((candidate) => isOpen(candidate) && !isTakenWhereItLogs(doc, candidate, project)) ?? [wanted, ...SPARE_NAMES].find(isOpen);
  if (!name) return { reason: 'every usual logger name is taken in this file' };
  // A logger made in this file must exist before the first module-level code that logs, wherever that is.
  const firstUse = runsAtImport(at) ? statementAtModuleLevel(doc, at).start : undefined;
  const need = (call: string, imports: readonly Need[]): Need =>
    ({ kind: 'logger', key: `logger ${name}`, name, call, imports, ...(firstUse !== undefined && { firstUse }) });
  if (convention && convention.call === '') {
    return { ...kindOfConvention(convention), expression: convention.imported, needs: [(convention.path === undefined ? importNeed : ownImportNeed)(convention.module, convention.imported)] };
  }
  if (convention) {
    return { ...kindOfConvention(convention), expression: name, needs: [need(convention.call, [importNeed(convention.module, convention.imported || undefined)])] };
  }
  const logging = importedAs(doc, 'logging') ?? 'logging';
  if (firstUse !== undefined && firstUse < importAnchor(doc).end && !(logging === 'logging' && isTaken(doc, 'logging'))) {
    // Among the imports no name is bound for it: the imports below would no longer stand at the top.
    const own = doc.scopes.moduleNames.get(logging)?.[0];
    if (own && own.node.start > firstUse) return { reason: `\`${logging}\` is imported only further down, on line ${lineNumber(doc, own.node)}` };
    return { expression: `${logging}.getLogger(__name__)`, style: 'stdlib', needs: own ? [] : [{ ...importNeed('logging'), firstUse }] };
  }
  if (logging === 'logging' && isTaken(doc, 'logging')) return { reason: 'the name `logging` means something else in this file' };
  return { expression: name, style: 'stdlib', needs: [need(`${logging}.getLogger(__name__)`, logging === 'logging' ? [importNeed('logging')] : [])] };
}

function kindOfConvention({ style, errors, methods }: LoggerConvention): LoggerKind {
  return { style, ...(errors && { errors }), ...(methods && { methods }) };
}

/** A module that reads the environment for the others runs before logging is set up, and must not set it up itself. */
const READS_ENVIRONMENT = /^load_dotenv\(/m;
const SETTINGS_FILE = /(^|\/)_?(settings|config|conf|env|environment)\w*\.py$/;

function conventionFor(doc: PythonDoc, project: ProjectView): LoggerConvention | undefined {
  const convention = configured(project) ?? asImportedFrom(doc.path, project.package.python?.logger);
  // A file that repairs `sys.path` before its own imports cannot import from the package above that line.
  if (!convention || !hasLevels(convention) || project.loggerWouldCycle || doc.text.includes('sys.path')) return undefined;
  if (SETTINGS_FILE.test(doc.path) && READS_ENVIRONMENT.test(doc.text)) return undefined;
  const name = convention.imported || convention.module;
  if (convention.call === '' && isAskedFor(doc, name)) return undefined;
  return isTaken(doc, name) && !importedAs(doc, convention.module, convention.imported || undefined) ? undefined : convention;
}

/** The convention with a relative module where the package imports so; undefined for a file outside its top package. */
function asImportedFrom(path: string, convention: LoggerConvention | undefined): LoggerConvention | undefined {
  if (!convention?.relative || convention.path === undefined) return convention;
  const folder = path.split('/').slice(0, -1);
  const target = convention.path.replace(/(\/__init__)?\.py$/, '').split('/');
  const shared = target.findIndex((part, i) => part !== folder[i]);
  const outside = target.length - convention.module.split('.').length;
  if (shared <= outside) return undefined;
  return { ...convention, module: '.'.repeat(folder.length - shared + 1) + target.slice(shared).join('.') };
}

/** The factory the configuration names, as `package.module:function`. */
function configured({ options }: ProjectView): LoggerConvention | undefined {
  const [module, imported] = options.loggerFactory?.split(':') ?? [];
  return module && imported ? { name: 'logger', call: `${imported}(__name__)`, module, imported, style: 'unknown' } : undefined;
}

/** A name that means nothing at `at` nor at the top of the file, that nothing there asks for, and no module of the package has. */
function isFree(doc: PythonDoc, name: string, at: PyNode, project: ProjectView): boolean {
  if (doc.scopes.moduleNames.has(name) || doc.scopes.scopeOf(name, at) || name in project.loggerImports) return false;
  return !isAskedFor(doc, name);
}

const LOG_METHOD = /^(debug|info|warning|warn|error|exception|critical|log)$/;

/**
 * Used without being bound, so that a `from x import *` may bring it in. Where there is none and it is only ever logged
 * with, it was forgotten: a logger by that name is what the file asks for.
 */
function isAskedFor(doc: PythonDoc, name: string): boolean {
  const unbound = doc.scopes.usesOf(name).filter((use) => doc.scopes.scopeOf(name, use) === undefined);
  const isForgotten = !doc.root.descendants('wildcard_import').length && unbound.every((use) => isLoggedWith(use));
  return unbound.length > 0 && !isForgotten;
}

/** `logger` of `logger.info(…)`. */
function isLoggedWith(use: PyNode): boolean {
  const attribute = use.parent;
  return attribute?.kind === 'attribute' && attribute.field('object') === use && attribute.parent?.kind === 'call' && LOG_METHOD.test(attribute.field('attribute')!.text);
}

const answers = new WeakMap<PythonDoc, Map<string, boolean>>();

/** Asked at every place that logs, and the same all over a file. */
function oncePerFile(doc: PythonDoc, question: string, answer: () => boolean): boolean {
  const known = answers.get(doc) ?? new Map<string, boolean>();
  answers.set(doc, known);
  if (!known.has(question)) known.set(question, answer());
  return known.get(question)!;
}

/** Whether a function binds the name to something it cannot log with in an `except` clause or beside a print. */
function isTakenWhereItLogs(doc: PythonDoc, name: string, project: ProjectView): boolean {
  return doc.scopes.mentions(name) && oncePerFile(doc, `${name} where it logs`, () => {
    const places = [...doc.root.descendants('except_clause', 'call')].filter((node) => node.kind === 'except_clause' || node.field('function')!.text === 'print');
    return places.some((place) => doc.scopes.scopeOf(name, place) !== undefined && !localLogger(doc, place, project) && !ownLogger(doc, place, project));
  });
}

/** Bound in any scope of the file, but not as the import of that very module. */
function isTaken(doc: PythonDoc, name: string): boolean {
  if (importedAs(doc, name) === name) return false;
  const bindings = doc.scopes.moduleNames.get(name);
  if (bindings) return !bindings.every((binding) => binding.origin === name);
  return doc.scopes.mentions(name) && oncePerFile(doc, `${name} anywhere`, () => [...doc.root.descendants('parameters', 'assignment')]
    .some((node) => doc.scopes.in(scopeAround(node)!, name).some(({ origin }) => origin !== name)));
}

function statementAtModuleLevel(doc: PythonDoc, at: PyNode): PyNode {
  let statement = at;
  for (const parent of at.ancestors()) {
    if (parent === doc.root) break;
    statement = parent;
  }
  return statement;
}
