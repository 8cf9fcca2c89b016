import { argumentsOf, enclosingFunction, lastName, stringValue } from '../../src/languages/python/nodes.ts';
import { cliReason } from '../../src/languages/python/command-line.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { envReads, isForDevelopment, namedValues, settingsClassOf, type EnvRead } from '../../src/languages/python/environment.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { whenUnset, type Plain } from '../../src/languages/python/unset.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place } from '../../src/transform.ts';

/** Flags that switch a debug mode on. */
const DEBUG = /^((django|flask|app|api|fastapi|server|template|quart|uvicorn|backend|service|global|project)_?)?debug(_?(mode|enabled))?$/i;
/** Names of the stage a program runs in. */
const STAGE = /^(\w+_)?(ENV|ENVIRONMENT|STAGE|APP_MODE|RUN_MODE|DEPLOY_ENV|DEPLOYMENT_ENV|PYTHON_ENV)$/i;
const NOT_STAGE = /^(VIRTUAL_ENV|CONDA_DEFAULT_ENV|CONDA_ENV|SENTRY_ENVIRONMENT|PINECONE_ENV(IRONMENT)?|PINECONE_\w+|VENV|BROWSER_ENV)$/i;
const DEVELOPMENT = /^(dev|develop|development|local|localhost|debug|test|testing)$/i;
const PRODUCTION = /^prod(uction)?$/i;

export const python = checkRule<PythonDoc>({
  prefilter: /debug|reload|\bENV\b|_ENV\b|environment|\bSTAGE|_MODE\b|DJANGO_SETTINGS_MODULE/i,
  * evidence(doc, project) {
    for (const { name, value, node, kind } of namedValues(doc)) {
      if (kind === 'parameter' || kind === 'pair' || !isFlag(name, kind) || isForDevelopment(node, project.path)) continue;
      const unset = whenUnset(doc, value);
      if (unset === undefined || unset === null || isOn(unset) || (typeof unset === 'string' && !/^(0|false|no|off|)$/i.test(unset)) || isOfSomethingElse(node)) continue;
      yield place(node, readsEnv(doc, value) ? `\`${name}\` comes from the environment and is off where nothing is set` : settingsClassOf(node) ? `the setting \`${name}\` is off where nothing is set` : `\`${name}\` is off`);
    }
    for (const read of envReads(doc)) {
      const unset = isStage(read.name) ? defaultOf(doc, read) : undefined;
      if (typeof unset === 'string' && PRODUCTION.test(unset)) yield place(read.node, `without \`${read.name}\` the program runs as production`);
    }
  },
  * problems(doc, project) {
    const seen = new Set<number>();
    for (const found of [...flags(doc, project), ...runs(doc, project), ...stages(doc), ...settingsModules(doc, project)]) {
      if (seen.has(found.start)) continue;
      seen.add(found.start);
      yield found;
    }
  },
});

function place(node: PyNode, message: string): Place {
  return { start: node.start, end: node.end, message };
}

function isFlag(name: string, kind: string): boolean {
  return DEBUG.test(name) && (kind !== 'argument' || /debug/i.test(name));
}

/** A flag that is on: the text `DEBUG` is the name of a level. */
function isOn(value: Plain): boolean {
  return typeof value === 'string' ? /^(1|true|yes|on)$/i.test(value) : value === true || value === 1;
}

/** A field of what is no configuration: a request, a level of a log. */
function isOfSomethingElse(node: PyNode): boolean {
  const owner = node.parent?.parent?.parent;
  return owner?.kind === 'class_definition' && !/settings|config|conf\b|environ|env\b|app/i.test(`${owner.field('name')!.text} ${owner.field('superclasses')?.text ?? ''}`);
}

function readsEnv(doc: PythonDoc, value: PyNode): boolean {
  return [...envReads(doc)].some(({ node }) => node === value || node.isWithin(value));
}

function isStage(name: string): boolean {
  return STAGE.test(name) && !NOT_STAGE.test(name);
}

/** `DEBUG = True`, `debug: bool = True`, `os.getenv("DEBUG", "True")`, `DEBUG=(bool, True)` of environ. */
function* flags(doc: PythonDoc, { path }: ProjectView): Generator<Place> {
  for (const { name, value, node, kind } of namedValues(doc)) {
    if (!isFlag(name, kind) || isForDevelopment(node, path)) continue;
    if ((kind === 'parameter' && !/^[A-Z]/.test(name)) || isOfSomethingElse(node)) continue;
    const call = kind === 'argument' ? node.parent?.parent : undefined;
    const callee = lastName(call?.field('function')) ?? '';
    // A client of another service has a debug flag too; an app, its configuration and its start are meant.
    if (call && !/^(FastAPI|Flask|Starlette|Quart|Sanic|run|serve|create_app|update|Settings|from_mapping|run_app|Env|Litestar|Application|AioHttp|Dash|run_server)$/.test(callee)) continue;
    if (kind === 'pair' && !/^[A-Z]/.test(name)) continue;
    const declared = value.kind === 'tuple' && value.named[0]?.text === 'bool' ? value.named[1] : value;
    const unset = whenUnset(doc, declared);
    const isText = /\bbool\(\s*(os\.)?(getenv|environ)/.test(value.text) && !/\)\s*[=!]=/.test(value.text);
    if (unset !== undefined && isOn(unset)) {
      yield place(node, readsEnv(doc, value) ? `\`${name}\` is on where the environment does not say otherwise` : settingsClassOf(node) ? `the setting \`${name}\` is on unless the environment says otherwise` : `\`${name}\` is on`);
    } else if (isText) {
      yield place(node, `\`bool()\` of a text is true for \`${name}=false\` too`);
    }
  }
  for (const read of envReads(doc)) {
    if (!DEBUG.test(read.name) || isForDevelopment(read.node, path)) continue;
    const whole = outermost(doc, read.node);
    const unset = whenUnset(doc, whole);
    if (typeof unset === 'boolean' ? unset : typeof unset === 'string' && /^(1|true|yes|on)$/i.test(unset)) yield place(whole.parent?.kind === 'assignment' ? whole.parent : read.node, `\`${read.name}\` is on where the environment does not say otherwise`);
  }
}

/** The largest expression around a read whose value without the variable is known: `os.getenv("DEBUG", "1") == "1"`. */
function outermost(doc: PythonDoc, read: PyNode): PyNode {
  let known = read;
  for (const ancestor of read.ancestors()) {
    if (/statement|_definition|block|assignment|argument_list|pair|keyword_argument/.test(ancestor.kind)) break;
    if (whenUnset(doc, ancestor) !== undefined) known = ancestor;
  }
  return known;
}

/** `uvicorn.run(…, reload=True)` in code that a server runs; under `__main__` it is how a developer starts it. */
function* runs(doc: PythonDoc, project: ProjectView): Generator<Place> {
  for (const call of doc.root.descendants('call')) {
    if (doc.scopes.qualifiedName(call.field('function')) !== 'uvicorn.run' || cliReason(doc, call.start, project) !== undefined) continue;
    const reload = argumentsOf(call).keywordNodes.get('reload');
    if (reload && reload.field('value')!.kind === 'true' && !isForDevelopment(reload, project.path)) yield place(reload, 'the server reloads its code when a file changes');
  }
}

/** A stage that is development where nobody names one. */
function* stages(doc: PythonDoc): Generator<Place> {
  for (const read of envReads(doc)) {
    if (!isStage(read.name) || isOnlyShown(read.node)) continue;
    const fallback = defaultOf(doc, read);
    const isDevelopment = typeof fallback === 'string' ? DEVELOPMENT.test(fallback) : /\.(DEV|DEVELOPMENT|LOCAL)(\.value)?$/i.test(read.fallback?.text ?? '');
    if (isDevelopment) yield place(read.node, `without \`${read.name}\` the program runs as ${typeof fallback === 'string' ? `\`${fallback}\`` : 'development'}`);
    else if (fallback === null && /!=\s*["']prod(uction)?["']|not in\s*[([{]\s*["']prod/.test(aroundComparison(read.node))) yield place(read.node, `without \`${read.name}\` the program does not run as production`);
  }
  for (const { name, value, node, kind } of namedValues(doc)) {
    if (kind === 'pair' && name === 'default' && /^(\w+\.)?Dev\w*$/.test(value.text)) yield place(node, `the configuration is \`${value.text}\` where none is named`);
    const factory = kind === 'parameter' && /^(config(_name)?|env(ironment)?)$/.test(name) ? enclosingFunction(node)?.field('name')?.text ?? '' : '';
    if (/app/i.test(factory) && DEVELOPMENT.test(stringValue(value) ?? '')) yield place(node, `\`${factory}\` makes an app for development where nothing else is said`);
    if (!settingsClassOf(node) || !isStage(name)) continue;
    const unset = whenUnset(doc, value);
    if (typeof unset === 'string' && DEVELOPMENT.test(unset)) yield place(node, `the setting \`${name}\` is \`${unset}\` unless the environment says otherwise`);
  }
}

function defaultOf(doc: PythonDoc, { fallback }: EnvRead): ReturnType<typeof whenUnset> {
  return fallback ? whenUnset(doc, fallback) : null;
}

/** The comparison around a read, `.lower()` and brackets in between. */
function aroundComparison(node: PyNode): string {
  for (const ancestor of node.ancestors()) {
    if (ancestor.kind === 'comparison_operator') return ancestor.text;
    if (!/^(call|attribute|parenthesized_expression|boolean_operator|argument_list)$/.test(ancestor.kind)) return '';
  }
  return '';
}

/** The stage is only told: in a log line, an answer, to the error tracker. */
function isOnlyShown(node: PyNode): boolean {
  for (const ancestor of node.ancestors()) {
    if (ancestor.kind === 'pair' || ancestor.kind === 'interpolation') return true;
    if (ancestor.kind === 'keyword_argument') return /^(environment|env|deployment_environment)$/.test(ancestor.field('name')!.text);
    if (ancestor.kind === 'call' && /(^|\.)(print|debug|info|warning|error|exception)$/.test(ancestor.field('function')!.text)) return true;
    if (/statement|_definition/.test(ancestor.kind)) return false;
  }
  return false;
}

/** `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings.development")` where a server starts. */
function* settingsModules(doc: PythonDoc, { path }: ProjectView): Generator<Place> {
  if (/(^|\/)manage\.py$/.test(path)) return;
  for (const { name, node, fallback } of envReads(doc)) {
    const module = name === 'DJANGO_SETTINGS_MODULE' ? whenUnset(doc, fallback) : undefined;
    if (typeof module === 'string' && /\.(dev|development|local|test|testing)\w*$/.test(module)) yield place(node, `the server takes the settings \`${module}\` where nothing else is set`);
  }
}
