import { isMainGuard } from '../../../src/languages/python/command-line.ts';
import type { Level } from '../../../src/languages/python/log-line.ts';
import { enclosingClass, enclosingFunction, lastName, runsAtImport } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { runsAboveSetUp } from './set-up.ts';

const CONFIGURES = ['logging.basicConfig', 'logging.config.dictConfig', 'logging.config.fileConfig', 'structlog.configure'];
const CONFIGURES_BY_NAME = /^(set_?up|configure|init|initiali[sz]e)_?(\w+_)?(logging|loggers?|logs?)(_\w+)?$/i;
/** What sets Django up, and its logging with it. */
const STARTS_DJANGO = /^django\.(setup|core\.(wsgi\.get_wsgi_application|asgi\.get_asgi_application|management\.execute_from_command_line))$/;
/** Methods that run as an object is made. */
const MAKES_OBJECT = /^(__init__|__new__|__post_init__|model_post_init)$/;
const VALIDATES = /^@(\w+\.)*(validator|root_validator|field_validator|model_validator)\b/m;

/**
 * Why a line would run before logging is set up. Below `warning` it would be lost; the rest goes to standard error, as a
 * print does, but in Django's settings and before they are read nothing is gained by it.
 */
export function earlyReason(doc: PythonDoc, call: PyNode, level: Level, project: ProjectView): string | undefined {
  const { beforeLogging, path } = project;
  const isQuiet = level === 'info' || level === 'debug';
  const isAtImport = runsAtImport(call);
  if (isAtImport && isAbove(doc, call, (callee) => STARTS_DJANGO.test(doc.scopes.qualifiedName(callee) ?? ''))) return 'Django sets up logging only further down';
  if (isAtImport && isSettings(doc)) return 'Django sets up logging only after it has read its settings';
  if (isAtImport && isQuiet && isAbove(doc, call, (callee) => setsUpLogging(doc, callee))) return 'logging is configured only further down, so the line would be lost';
  if (isQuiet && runsAboveSetUp(doc, call, project)) return 'it runs before logging can be set up here, so the line would be lost';
  if (!beforeLogging || !(isQuiet || beforeLogging.isDjango) || !(isAtImport || isCalledAtImport(doc, call, beforeLogging.calls))) return undefined;
  const { by, isDjango } = beforeLogging;
  if (isDjango) return `it runs while Django reads its settings${by === path ? '' : `, \`${by}\``}, before these set up logging`;
  return `it runs while \`${by}\` imports this file, before it sets up logging: the line would be lost`;
}

function setsUpLogging(doc: PythonDoc, callee: PyNode): boolean {
  return CONFIGURES.includes(doc.scopes.qualifiedName(callee) ?? '') || CONFIGURES_BY_NAME.test(lastName(callee) ?? '');
}

function isSettings(doc: PythonDoc): boolean {
  return /(^|\/)settings(\/\w+|_\w+)?\.py$/.test(doc.path) && ['INSTALLED_APPS', 'LOGGING', 'DATABASES'].some((name) => doc.scopes.mentions(name));
}

/** Whether a statement of the module below the place calls something of the kind. */
function isAbove(doc: PythonDoc, at: PyNode, isKind: (callee: PyNode) => boolean): boolean {
  return doc.root.children.some((statement) => statement.start > at.end && statement.kind === 'expression_statement' && called(statement).some(isKind));
}

/** What a statement calls first: `f` of `f()` and of `x = f()`. */
function called(statement: PyNode): PyNode[] {
  const value = statement.named[0]?.kind === 'assignment' ? statement.named[0].field('right') : statement.named[0];
  return value?.kind === 'call' ? [value.field('function')!] : [];
}

/** Whether a function runs as the module is imported: called at module level, by another that is, or by the module that imports this one. */
function isCalledAtImport(doc: PythonDoc, at: PyNode, calls: readonly string[]): boolean {
  const seen = new Set<PyNode>();
  const runs = (node: PyNode): boolean => {
    const fn = enclosingFunction(node);
    if (!fn || runsAtImport(node)) return ![...node.ancestors()].some(isMainGuard);
    if (seen.has(fn)) return false;
    seen.add(fn);
    const owner = enclosingClass(fn);
    const decorators = fn.parent?.kind === 'decorated_definition' ? fn.parent.children.filter(({ kind }) => kind === 'decorator').map(({ text }) => text).join('\n') : '';
    const own = fn.field('name')!.text;
    const name = owner && (MAKES_OBJECT.test(own) || VALIDATES.test(decorators)) ? owner.field('name')!.text : own;
    if (!owner && calls.includes(name)) return true;
    const uses = owner && name === own
      ? owner.descendants('call').map((call) => call.field('function')!).filter((callee) => callee.kind === 'attribute' && /^(self|cls)\.\w+$/.test(callee.text) && lastName(callee) === own)
      : doc.scopes.usesOf(name).filter((use) => use.parent?.kind === 'call' && use.parent.field('function') === use);
    return uses.some(runs);
  };
  return runs(at);
}
