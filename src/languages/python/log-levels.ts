import type { Json } from '../../types.ts';
import type { ProjectView } from '../types.ts';
import { argumentsOf, enclosingFunction, lastName, stringValue } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { Logger } from './logger-kind.ts';
import { entryOf } from './settings.ts';
import type { PyNode } from './tree.ts';

/** Weights of the standard library's levels, which the others share. */
const WEIGHTS: { readonly [name: string]: number } = { NOTSET: 0, TRACE: 5, DEBUG: 10, INFO: 20, SUCCESS: 25, WARNING: 30, WARN: 30, ERROR: 40, CRITICAL: 50, FATAL: 50 };
const SETS_LEVEL = /basicConfig|setLevel|LOGGING\b|dictConfig|make_filtering_bound_logger|loguru|LOG_?LEVEL|log_?level/;
const NAMES_LEVEL = /^(\w+_)?log(ging)?_?level$/i;
const DEFAULTED = /(^|\.)(getenv|get|config|env|str|Field|getattr)$/;
const ON_ITS_OWN = /^logging\.(Stream|File|Rotating|TimedRotating)?\w*Handler$/;

/** What one file sets for the loggers of the program; a level may be a setting that another file gives its default. */
interface LevelFacts {
  readonly root?: Level;
  /** The lowest that a handler lets through, where each handler made here has a level. */
  readonly handlers?: Level;
  /** By name of a logger; what a factory sets on each logger it makes stands under `*`. */
  readonly named: { readonly [logger: string]: Level };
  readonly structlog?: Level;
  readonly loguru?: Level;
  /** Defaults of settings that hold a level, by name in capitals. */
  readonly settings: { readonly [name: string]: number };
}

type Level = number | string;

/** The `collect` of rules that ask whether a line of some level is written. */
export const levelFacts = {
  prefilter: SETS_LEVEL,
  facts(doc: PythonDoc, project: ProjectView): Json | undefined {
    if (!['server', 'library', 'cli'].includes(project.zone)) return undefined;
    const facts = factsOf(doc);
    return Object.values(facts).some((value) => typeof value !== 'object' || Object.keys(value).length > 0) ? facts as unknown as Json : undefined;
  },
};

/** The weight below which a logger of this file writes nothing, as logging is set up here; undefined where nothing says so. */
export function lowestWritten(doc: PythonDoc, logger: Logger, files: readonly { readonly path: string; readonly facts: Json }[], project: ProjectView): number | undefined {
  const { dir } = project.package;
  const all = files.filter(({ path }) => dir === '' || path.startsWith(`${dir}/`)).map(({ facts }) => facts as unknown as LevelFacts);
  const settings = Object.assign({}, ...all.map((facts) => facts.settings)) as { [name: string]: number };
  const weight = (level: Level | undefined) => (typeof level === 'string' ? settings[level] : level);
  const lowest = (levels: readonly (Level | undefined)[]) => {
    const known = levels.map(weight).filter((each) => each !== undefined);
    return known.length > 0 ? Math.min(...known) : undefined;
  };
  if (logger.style === 'loguru') return lowest(all.map(({ loguru }) => loguru));
  if (logger.style === 'structlog') return lowest(all.map(({ structlog }) => structlog));
  const byFactory = isMadeElsewhere(doc, logger) ? lowest(all.map(({ named }) => named['*'])) : undefined;
  if (logger.style !== 'stdlib') return logger.style === 'unknown' ? byFactory : undefined;
  const own = weight(ownLevel(doc, logger)) ?? weight(namedLevel(doc, logger, all));
  const level = own ?? byFactory ?? lowest(all.map(({ root }) => root));
  const handlers = lowest(all.map((facts) => facts.handlers));
  return level !== undefined && handlers !== undefined && level > 0 ? Math.max(level, handlers) : level;
}

/** Whether a logger is imported, or comes from a function of the project such as `get_logger(__name__)`. */
function isMadeElsewhere(doc: PythonDoc, { expression, needs }: Logger): boolean {
  const isOther = (call: string) => !call.includes('logging.getLogger');
  return (doc.scopes.moduleNames.get(expression) ?? []).some(({ origin, node }) => {
    const value = node.parent?.kind === 'assignment' ? node.parent.field('right') : undefined;
    return origin !== undefined || value?.kind === 'call' && doc.scopes.qualifiedName(value.field('function')) !== 'logging.getLogger';
  }) || needs.some((need) => need['call'] !== undefined && isOther(String(need['call'])));
}

/** `logger.setLevel(logging.INFO)` in the same file. */
function ownLevel(doc: PythonDoc, { expression }: Logger): Level | undefined {
  const call = doc.root.descendants('call').find((each) => each.field('function')!.text === `${expression}.setLevel`);
  return call && levelOf(doc, argumentsOf(call).positional[0]);
}

/** The level of the nearest logger around this one that has one: by the name it was got under, or that of the module. */
function namedLevel(doc: PythonDoc, { expression }: Logger, all: readonly LevelFacts[]): Level | undefined {
  const made = doc.scopes.moduleNames.get(expression)?.[0]?.node.parent?.field('right');
  const given = made?.kind === 'call' ? stringValue(argumentsOf(made).positional[0]) : undefined;
  const path = given === undefined ? `.${doc.path.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.')}.` : `.${given}.`;
  const isAround = (name: string) => (given === undefined ? path.includes(`.${name}.`) : path.startsWith(`.${name}.`));
  const around = all.flatMap(({ named }) => Object.entries(named)).filter(([name]) => name !== '*' && isAround(name));
  return around.sort(([one], [other]) => other.length - one.length)[0]?.[1];
}

const known = new WeakMap<PythonDoc, LevelFacts>();

function factsOf(doc: PythonDoc): LevelFacts {
  let facts = known.get(doc);
  if (!facts) known.set(doc, (facts = read(doc)));
  return facts;
}

function read(doc: PythonDoc): LevelFacts {
  const calls = doc.root.descendants('call').filter((call) => !isForAnotherRun(call));
  const named: { [logger: string]: Level } = {};
  const root: Level[] = [];
  const handlerLevels: Level[] = [];
  for (const call of calls) {
    const callee = call.field('function')!;
    const qualified = doc.scopes.qualifiedName(callee);
    const { positional, keywords } = argumentsOf(call);
    if (qualified === 'logging.basicConfig') root.push(keywords.has('level') ? levelOf(doc, keywords.get('level')) ?? NaN : WEIGHTS['WARNING']!);
    if (callee.kind !== 'attribute' || lastName(callee) !== 'setLevel') continue;
    const level = levelOf(doc, positional[0]);
    const of = level === undefined ? undefined : loggerSet(doc, callee.field('object')!);
    if (of === '') root.push(level!);
    else if (of === 'handler') handlerLevels.push(level!);
    else if (of !== undefined) named[of] = level!;
  }
  for (const dictionary of doc.root.descendants('dictionary').filter((each) => entryOf(each, 'version') && entryOf(each, 'handlers'))) {
    const inRoot = entryOf(entryOf(dictionary, 'root') ?? entryOf(entryOf(dictionary, 'loggers'), ''), 'level');
    root.push(levelOf(doc, inRoot) ?? (inRoot ? NaN : WEIGHTS['WARNING']!));
    for (const pair of entryOf(dictionary, 'loggers')?.named ?? []) {
      const name = stringValue(pair.field('key'));
      const level = levelOf(doc, entryOf(pair.field('value'), 'level'));
      if (name && level !== undefined) named[name] = level;
    }
    const levels = (entryOf(dictionary, 'handlers')?.named ?? []).map((pair) => levelOf(doc, entryOf(pair.field('value'), 'level')) ?? 0);
    handlerLevels.push(...levels);
  }
  const made = calls.filter((call) => ON_ITS_OWN.test(doc.scopes.qualifiedName(call.field('function')) ?? '')).length;
  const sets = calls.filter((call) => /(handler|console|stream|[csf]h)\.setLevel$/i.test(call.field('function')!.text)).length;
  const hasAll = handlerLevels.length > 0 && (made === 0 || sets >= made);
  const structlog = calls.find((call) => doc.scopes.qualifiedName(call.field('function')) === 'structlog.make_filtering_bound_logger');
  const ofStructlog = structlog && levelOf(doc, argumentsOf(structlog).positional[0] ?? argumentsOf(structlog).keywords.get('min_level'));
  const ofLoguru = loguruLevel(doc, calls);
  const rootLevel = lowestKnown(root);
  return {
    named, settings: settingsIn(doc),
    ...(rootLevel !== undefined && { root: rootLevel }),
    ...(hasAll && lowestKnown(handlerLevels) !== undefined && { handlers: lowestKnown(handlerLevels)! }),
    ...(ofStructlog !== undefined && { structlog: ofStructlog }),
    ...(ofLoguru !== undefined && { loguru: ofLoguru }),
  };
}

/** The lowest of several, none where one of them cannot be told. */
function lowestKnown(levels: readonly Level[]): Level | undefined {
  if (levels.length === 0 || levels.some((level) => Number.isNaN(level))) return undefined;
  const numbers = levels.filter((level) => typeof level === 'number');
  return numbers.length > 0 ? Math.min(...numbers) : levels[0];
}

/** Set up where the file is run by hand, which a server that imports it does not do. */
function isForAnotherRun(call: PyNode): boolean {
  return [...call.ancestors()].some((each) => each.kind === 'if_statement' && /__name__|TESTING|pytest/.test(each.field('condition')!.text));
}

/** What a `setLevel` is called on: `''` for the root logger, a logger by name, `*` for the one a factory makes, `handler`. */
function loggerSet(doc: PythonDoc, object: PyNode): string | undefined {
  if (/(handler|console|stream|^[csf]h)$/i.test(object.text)) return 'handler';
  const made = object.kind === 'call' ? object : valueOf(doc, object);
  if (doc.scopes.qualifiedName(object) === 'logging.root') return '';
  if (made?.kind !== 'call' || doc.scopes.qualifiedName(made.field('function')) !== 'logging.getLogger') return undefined;
  const [name] = argumentsOf(made).positional;
  if (!name || stringValue(name) === '') return '';
  return stringValue(name) ?? (name.text !== '__name__' && enclosingFunction(made) ? '*' : undefined);
}

/** With `logger.remove()`, only what is added again writes; without it, the first sink writes from DEBUG up. */
function loguruLevel(doc: PythonDoc, calls: readonly PyNode[]): Level | undefined {
  const on = (method: string) => calls.filter((call) => doc.scopes.qualifiedName(call.field('function')) === `loguru.logger.${method}`);
  if (on('remove').length === 0 || on('add').length === 0) return undefined;
  return lowestKnown(on('add').map((call) => {
    const level = argumentsOf(call).keywords.get('level');
    return level ? levelOf(doc, level) ?? NaN : WEIGHTS['DEBUG']!;
  }));
}

/** `LOG_LEVEL: str = "INFO"`, `log_level = os.getenv("LOG_LEVEL", "INFO")`. */
function settingsIn(doc: PythonDoc): { readonly [name: string]: number } {
  const found: { [name: string]: number } = {};
  for (const assignment of doc.root.descendants('assignment')) {
    const name = lastName(assignment.field('left')) ?? '';
    const level = NAMES_LEVEL.test(name) ? levelOf(doc, assignment.field('right')) : undefined;
    if (typeof level === 'number') found[name.toUpperCase()] = level;
  }
  return found;
}

/** The weight an expression stands for, by the default where it asks the environment; the name of a setting of another file. */
function levelOf(doc: PythonDoc, node: PyNode | undefined, depth = 0): Level | undefined {
  if (!node || depth > 5) return undefined;
  const inner = (each: PyNode | undefined) => levelOf(doc, each, depth + 1);
  const text = stringValue(node);
  if (text !== undefined) return WEIGHTS[text.toUpperCase()];
  if (node.kind === 'integer') return Number(node.text);
  if (node.kind === 'parenthesized_expression') return inner(node.named[0]);
  if (node.kind === 'boolean_operator') return inner(node.field('right'));
  if (node.kind === 'conditional_expression') return quieter(inner(node.named[0]), inner(node.named[2]));
  const last = lastName(node) ?? '';
  if (node.kind === 'attribute' && WEIGHTS[last] !== undefined) return WEIGHTS[last];
  if (node.kind === 'identifier' || node.kind === 'attribute') {
    const value = inner(valueOf(doc, node));
    return value ?? (/^logging\./.test(doc.scopes.qualifiedName(node) ?? '') ? WEIGHTS[last] : NAMES_LEVEL.test(last) ? last.toUpperCase() : undefined);
  }
  if (node.kind !== 'call') return undefined;
  const callee = node.field('function')!;
  if (/^(upper|strip|lower)$/.test(lastName(callee) ?? '') && callee.kind === 'attribute') return inner(callee.field('object'));
  const { positional, keywords } = argumentsOf(node);
  if (callee.text === 'getattr') return inner(positional[1]) ?? inner(positional[2]);
  if (lastName(callee) === 'getLevelName') return inner(positional[0]);
  return DEFAULTED.test(callee.text) ? inner(keywords.get('default') ?? positional[1] ?? (lastName(callee) === 'Field' ? positional[0] : undefined)) : undefined;
}

/** Of the two sides of a condition, the one that writes less, as a server in production does. */
function quieter(one: Level | undefined, other: Level | undefined): Level | undefined {
  return typeof one === 'number' && typeof other === 'number' ? Math.max(one, other) : undefined;
}

/** What a name was assigned, in this file and once. */
function valueOf(doc: PythonDoc, node: PyNode): PyNode | undefined {
  const bindings = node.kind === 'identifier' ? doc.scopes.lookup(node.text, node) : [];
  const assignment = bindings.length === 1 && bindings[0]!.kind === 'assignment' ? bindings[0]!.node.parent : undefined;
  return assignment?.kind === 'assignment' ? assignment.field('right') : undefined;
}
