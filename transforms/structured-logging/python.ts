import type { ProjectView } from '../../src/languages/types.ts';
import { appFacts } from '../../src/languages/python/app-facts.ts';
import { conditionOf, isReached, truthOf } from '../../src/languages/python/conditions.ts';
import { argumentsOf, enclosingFunction, lastName, stringValue } from '../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { evidenceOf, headOf, reachedCalls, switchedOff, told, type Found, type Told } from '../../src/languages/python/queries.ts';
import type { PyNode } from '../../src/languages/python/tree.ts';
import { checkRule } from '../../src/transform.ts';

type Logging = Found & { readonly says: string };

const RENDERERS = /(^|\.)(JSONRenderer|LogfmtRenderer|KeyValueRenderer|OrjsonRenderer|EcsFormatter|MsgspecRenderer)$/;
const FORMATTERS = /^(pythonjsonlogger\.(jsonlogger\.|json\.|orjson\.|msgspec\.)?\w*Formatter|jsonlogger\.JsonFormatter|ecs_logging\.StdlibFormatter|json_log_formatter\.\w+|google\.cloud\.logging\.handlers\.StructuredLogHandler|google\.cloud\.logging_v2\.handlers\.StructuredLogHandler|logstash_formatter\.\w+|logstash_async\.formatter\.\w+)$/;
const SET_UP = /^(json_logging\.init_\w+|aws_lambda_powertools\.(logging\.)?Logger|google\.cloud\.logging\.Client)$/;

/** Beside what all checks collect, the names of formatter classes that dump JSON: they are often set up in another file. */
const collect = {
  prefilter: new RegExp(`${appFacts.prefilter.source}|dumps\\(`, 'im'),
  facts(doc: PythonDoc, project: ProjectView) {
    const facts = appFacts.facts(doc, project) ?? { attached: [], listed: [], initialised: [], flags: {} };
    const formatters = doc.root.descendants('class_definition').filter(dumpsJson).map((definition) => definition.field('name')!.text);
    return ['server', 'library'].includes(project.zone) ? { ...(facts as object), formatters } : undefined;
  },
};

export const python = {
  collect,
  ...checkRule<PythonDoc>({
    prefilter: /structlog|json|formatter|serialize\s*=|ecs_logging|logstash|aws_lambda_powertools|google\.cloud/i,
    evidence: (doc, project) => evidenceOf(setUps(doc, project)),
    problems: (doc, project) => [...switchedOff(setUps(doc, project)), ...unused(doc, project)],
  }),
};

function setUps(doc: PythonDoc, project: ProjectView): Logging[] {
  return [
    ...structlog(doc, project),
    ...loguru(doc, project),
    ...reachedCalls(doc, project, SET_UP).filter(({ node }) => !/Client$/.test(node.field('function')!.text) || /\.setup_logging\(/.test(doc.text)).map((each) => ({ ...each, says: 'log lines are JSON' })),
    ...reachedCalls(doc, project, FORMATTERS).filter(({ node }) => isHanded(doc, node)).map((each) => ({ ...each, says: `log lines are JSON, by \`${lastName(each.node.field('function'))}\`` })),
    ...inDictConfig(doc, project),
    ...appended(doc, project),
    ...ownFormatters(doc, project),
  ];
}

/** `structlog.configure(…)` in a file that has a renderer for machines; the condition is that of the renderer. */
function structlog(doc: PythonDoc, project: ProjectView): Logging[] {
  const configures = reachedCalls(doc, project, ['structlog.configure', 'structlog.configure_once', 'structlog._config.configure']);
  const renderers = doc.root.descendants('call').filter((call) => RENDERERS.test(doc.scopes.qualifiedName(call.field('function')) ?? call.field('function')!.text));
  if (renderers.length === 0) return [];
  const conditions = renderers.map((renderer) => conditionOf(doc, project, renderer));
  const free = conditions.find((condition) => !condition?.isOff);
  const condition = conditions.includes(undefined) ? undefined : free ?? conditions[0];
  return configures.map(({ node, ...own }) => ({ node, ...own, says: 'structlog writes lines for machines', ...(condition && { condition }) }));
}

/** `logger.add(sink, serialize=True)`. */
function loguru(doc: PythonDoc, project: ProjectView): Logging[] {
  return reachedCalls(doc, project, ['loguru.logger.add']).flatMap((each) => {
    const serialize = argumentsOf(each.node).keywords.get('serialize');
    if (!serialize || serialize.kind === 'false') return [];
    const isOff = truthOf(doc, project, serialize) === false;
    return [{ ...each, says: 'loguru writes JSON', ...(isOff && { condition: { isOff, text: serialize.text } }) }];
  });
}

/** JSON formatters that are handed to a handler in a function nothing calls. */
function unused(doc: PythonDoc, project: ProjectView): Told[] {
  const own = ownNames(doc, project);
  return doc.root.descendants('call').flatMap((call) => {
    const callee = call.field('function')!;
    const isFormatter = FORMATTERS.test(doc.scopes.qualifiedName(callee) ?? '') || own.has(lastName(callee) ?? '');
    const fn = isFormatter && isHanded(doc, call) && !isReached(doc, project, call) ? enclosingFunction(call) : undefined;
    return fn ? [told(headOf(call), `\`${lastName(callee)}\` is set up in \`${fn.field('name')!.text}\`, which nothing calls`)] : [];
  });
}

/** Whether a formatter reaches a handler: directly, or by the name it is bound to. */
function isHanded(doc: PythonDoc, call: PyNode): boolean {
  if (call.closest('call') && /setFormatter$/.test(call.closest('call')!.field('function')!.text)) return true;
  for (const ancestor of call.ancestors()) {
    if (ancestor.kind === 'assignment') return /setFormatter\(/.test(doc.text) && new RegExp(`(setFormatter\\(|formatter\\s*=\\s*)${ancestor.field('left')!.text.replaceAll('.', '\\.')}\\b`).test(doc.text);
    if (ancestor.kind === 'return_statement' || ancestor.kind === 'keyword_argument') return true;
    if (ancestor.kind === 'function_definition') return false;
  }
  return false;
}

/** A formatter of `dictConfig` that some handler uses: `'()': 'pythonjsonlogger.jsonlogger.JsonFormatter'`. */
function inDictConfig(doc: PythonDoc, project: ProjectView): Logging[] {
  return doc.root.descendants('pair').flatMap((pair): Logging[] => {
    const key = stringValue(pair.field('key'));
    const value = pair.field('value')!;
    const name = stringValue(value) ?? doc.scopes.qualifiedName(value) ?? '';
    if (!['()', 'class', 'format_class'].includes(key ?? '') || !(FORMATTERS.test(name) || isOwnJsonFormatter(doc, value) || /(^|\.)(Custom)?Json(Log)?Formatter$/i.test(name) || name === 'structlog.stdlib.ProcessorFormatter')) return [];
    if (name === 'structlog.stdlib.ProcessorFormatter' && !RENDERERS.test(/\w+Renderer/.exec(pair.parent!.text)?.[0] ?? '')) return [];
    const formatter = nameOf(pair.parent!);
    const isUsed = formatter !== undefined && doc.root.descendants('string').filter((text) => stringValue(text) === formatter).length > 1;
    if (!isUsed || !isReached(doc, project, pair)) return [];
    const condition = conditionOf(doc, project, pair);
    return [{ node: value, says: 'log lines are JSON', ...(condition && { condition }) }];
  });
}

/** `LOGGING["formatters"]["json"]["processors"].append(JSONRenderer())`: settings of an environment that complete those of all. */
function appended(doc: PythonDoc, project: ProjectView): Logging[] {
  return doc.root.descendants('call').flatMap((call): Logging[] => {
    const [renderer] = argumentsOf(call).positional;
    const isAppended = /\[["']processors["']\]\.append$/.test(call.field('function')!.text) && renderer?.kind === 'call' && RENDERERS.test(doc.scopes.qualifiedName(renderer.field('function')) ?? '');
    if (!isAppended || !isReached(doc, project, call)) return [];
    const condition = conditionOf(doc, project, call);
    return [{ node: renderer, says: 'log lines are JSON', ...(condition && { condition }) }];
  });
}

/** The key a dictionary stands under: `json` of `'json': {…}` and of `formatters['json'] = {…}`. */
function nameOf(dictionary: PyNode): string | undefined {
  const around = dictionary.parent;
  if (around?.kind === 'pair') return stringValue(around.field('key'));
  return around?.kind === 'assignment' ? stringValue(around.field('left')?.field('subscript')) : undefined;
}

/** Formatter classes of the project's own that dump JSON, where one is made and handed to a handler. */
function ownFormatters(doc: PythonDoc, project: ProjectView): Logging[] {
  const names = ownNames(doc, project);
  return doc.root.descendants('call').flatMap((call): Logging[] => {
    const name = lastName(call.field('function'));
    const isOfLibrary = FORMATTERS.test(doc.scopes.qualifiedName(call.field('function')) ?? '');
    if (name === undefined || !names.has(name) || isOfLibrary || !isHanded(doc, call) || !isReached(doc, project, call)) return [];
    const condition = conditionOf(doc, project, call);
    return [{ node: call, says: `log lines are JSON, by \`${name}\``, ...(condition && { condition }) }];
  });
}

function ownNames(doc: PythonDoc, project: ProjectView): ReadonlySet<string> {
  const elsewhere = project.collected.flatMap(({ facts }) => (facts as { formatters?: readonly string[] }).formatters ?? []);
  return new Set([...elsewhere, ...doc.root.descendants('class_definition').filter(dumpsJson).map((each) => each.field('name')!.text)]);
}

function dumpsJson(definition: PyNode): boolean {
  const isFormatter = /(^|[.(\s])(logging\.)?\w*Formatter\b/.test(definition.field('superclasses')?.text ?? '');
  return isFormatter && /dumps\(/.test(definition.text) && /def format\(/.test(definition.text);
}

function isOwnJsonFormatter(doc: PythonDoc, value: PyNode): boolean {
  const name = (stringValue(value) ?? value.text).split('.').at(-1)!;
  return doc.root.descendants('class_definition').some((definition) => definition.field('name')!.text === name && dumpsJson(definition));
}
