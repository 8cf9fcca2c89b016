import type { Json } from '../../types.ts';
import type { ProjectView } from '../types.ts';
import type { Logger } from './logger-kind.ts';
import { isCall, keyName, lastName, propertyOf, stringValue, textOf, unwrapped } from './nodes.ts';
import type { JavaScriptDoc } from './parse.ts';
import { constantValue } from './queries.ts';
import type { Node } from './tree.ts';

/** Weights of levels under the names that the libraries give them. */
const WEIGHTS: { readonly [name: string]: number } = {
  silly: 5, trace: 10, all: 10, verbose: 15, debug: 20, http: 25, info: 30, log: 30, notice: 30, success: 30, warn: 40, warning: 40, error: 50, err: 50, crit: 60, critical: 60, alert: 60, emerg: 60, fatal: 60, silent: 70, off: 70, none: 70,
};
/** In winston `verbose` is above `debug`, in Nest below it. */
const VERBOSE_OF_WINSTON = 22;
/** What makes a logger that is told its level. */
const SETS_UP = /^(winston:createLogger|winston:loggers\.add|pino:default|pino:pino|bunyan:createLogger|@fastify\/\w+:default|fastify:(default|fastify))$/;
const SERVES = /\.(listen|startAllMicroservices)\(/;
/** A level that is not set, or computed: which one it is cannot be told. */
const UNKNOWN = '?';
/** `process.env.NODE_ENV === 'test'`: the branch of tests says nothing of a server. */
const IS_TEST = /^[\w.[\]'"?]*NODE_ENV['"\]]*\s*([!=])==?\s*['"`]test['"`]$/;
const NAMES_LEVEL = /^(\w+_)?log(ging)?_?level$/i;

/** What one file sets for the loggers of the program; a level may be a setting that another file gives its default. */
interface LevelFacts {
  /** Of the loggers made here, by the order of arguments they take. */
  readonly made: readonly { readonly form: string; readonly level: number | string }[];
  /** The levels that Nest is told to write. */
  readonly nest?: readonly string[];
  /** Defaults of settings that hold a level, by name in small letters without `_`. */
  readonly settings: { readonly [name: string]: number };
}

/** The `collect` of rules that ask whether a line of some level is written. */
export const levelFacts = {
  prefilter: /\blevel\b|logger:\s*|log_?level/i,
  facts(doc: JavaScriptDoc, project: ProjectView): Json | undefined {
    if (!['server', 'library'].includes(project.zone)) return undefined;
    const { made, nest, settings } = factsOf(doc);
    if (made.length === 0 && !nest && Object.keys(settings).length === 0) return undefined;
    return { made: made.map((each) => ({ ...each })), ...(nest && { nest: [...nest] }), settings: { ...settings } };
  },
};

/** The weight below which a logger writes nothing, as logging is set up here; undefined where nothing says so. */
export function lowestWritten({ shape }: Logger, files: readonly { readonly path: string; readonly facts: Json }[], project: ProjectView): number | undefined {
  if (shape.lowest !== undefined) return shape.lowest;
  const { dir } = project.package;
  const all = files.filter(({ path }) => dir === '' || path.startsWith(`${dir}/`)).map(({ facts }) => facts as unknown as LevelFacts);
  if (shape.form === 'nest') {
    const nest = all.flatMap((facts) => (facts.nest ? [facts.nest.map((name) => WEIGHTS[name] ?? 0)] : []));
    return nest.length === 1 && nest[0]!.length > 0 ? Math.min(...nest[0]!) : undefined;
  }
  const settings = Object.assign({}, ...all.map((facts) => facts.settings)) as { [name: string]: number };
  const levels = all.flatMap(({ made }) => made).filter(({ form }) => form === shape.form).map(({ level }) => (typeof level === 'string' ? settings[level] : level));
  const known = levels.filter((level) => level !== undefined);
  return levels.length > 0 && known.length === levels.length ? Math.min(...known) : undefined;
}

/** The weight of the level that a module writes from by default: `process.env.LOG_LEVEL || 'info'`. */
export function defaultLevel(doc: JavaScriptDoc): number | undefined {
  const levels = new Set(doc.tree.all('LogicalExpression').filter(({ left }) => NAMES_LEVEL.test(lastName(left) ?? '')).map(({ right }) => levelOf(doc, right)));
  const [level] = levels;
  return levels.size === 1 && typeof level === 'number' ? level : undefined;
}

/** The weight of a level of `logLine`. */
export function weightOf(level: 'debug' | 'info' | 'warn' | 'error'): number {
  return WEIGHTS[level]!;
}

const known = new WeakMap<JavaScriptDoc, LevelFacts>();

function factsOf(doc: JavaScriptDoc): LevelFacts {
  let facts = known.get(doc);
  if (!facts) known.set(doc, (facts = read(doc)));
  return facts;
}

function read(doc: JavaScriptDoc): LevelFacts {
  const made: { form: string; level: number | string }[] = [];
  let nest: readonly string[] | undefined;
  for (const call of doc.tree.all('CallExpression')) {
    const origin = doc.scopes.qualifiedName(call.callee) ?? '';
    const options = call.arguments.map((argument) => constantValue(doc, argument) ?? argument).find(({ type }) => type === 'ObjectExpression');
    // What only writes a document, or runs a script, is set up for itself.
    if (SERVES.test(doc.text) && /^@nestjs\/core:NestFactory\.create(Microservice)?$/.test(origin)) nest = namesIn(doc, valueOf(options, 'logger')) ?? nest;
    if (!SETS_UP.test(origin)) continue;
    const level = levelOf(doc, valueOf(/fastify/.test(origin) ? valueOf(options, 'logger') : options, 'level')) ?? UNKNOWN;
    const isWinston = origin.startsWith('winston');
    made.push({ form: isWinston ? 'message-first' : 'object-first', level: isWinston && level === WEIGHTS['verbose'] ? VERBOSE_OF_WINSTON : level });
  }
  return { made, settings: settingsIn(doc), ...(nest && { nest }) };
}

/** `['error', 'warn', 'log']`; of a condition what both sides have. */
function namesIn(doc: JavaScriptDoc, node: Node | undefined): readonly string[] | undefined {
  const value = node && (constantValue(doc, unwrapped(node)) ?? unwrapped(node));
  if (value?.type === 'ConditionalExpression') {
    const [one, other] = [namesIn(doc, value.consequent), namesIn(doc, value.alternate)];
    return one && other && one.filter((name) => other.includes(name));
  }
  const names = value?.type === 'ArrayExpression' ? value.elements.map((each) => stringValue(each)) : undefined;
  return names?.every((name) => name !== undefined) ? names : undefined;
}

/** `LOG_LEVEL: z.string().default('info')`, `logLevel: process.env.LOG_LEVEL || 'info'`. */
function settingsIn(doc: JavaScriptDoc): { readonly [name: string]: number } {
  const found: { [name: string]: number } = {};
  for (const node of doc.tree.all('ObjectProperty', 'VariableDeclarator')) {
    const name = node.type === 'ObjectProperty' ? keyName(node) : lastName(node.id);
    const level = name !== undefined && NAMES_LEVEL.test(name) ? levelOf(doc, node.type === 'ObjectProperty' ? node.value : node.init) : undefined;
    if (typeof level === 'number') found[settingName(name!)] = level;
  }
  return found;
}

function settingName(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** The weight an expression stands for, by the default where it asks the environment; the name of a setting of another file. */
function levelOf(doc: JavaScriptDoc, node: Node | null | undefined, depth = 0): number | string | undefined {
  if (!node || depth > 5) return undefined;
  const inner = (each: Node | null | undefined) => levelOf(doc, each, depth + 1);
  const value = unwrapped(node);
  const text = stringValue(value);
  if (text !== undefined) return WEIGHTS[text.toLowerCase()];
  switch (value.type) {
    case 'LogicalExpression': return inner(value.right);
    case 'ConditionalExpression': {
      const test = IS_TEST.exec(textOf(doc, value.test));
      if (test) return inner(test[1] === '!' ? value.consequent : value.alternate);
      return quieter(inner(value.consequent), inner(value.alternate));
    }
    case 'Identifier': return inner(constantValue(doc, value)) ?? (NAMES_LEVEL.test(value.name) ? settingName(value.name) : undefined);
    case 'MemberExpression': case 'OptionalMemberExpression': {
      const name = lastName(value) ?? '';
      return NAMES_LEVEL.test(name) || name === 'level' && /log/i.test(lastName(value.object) ?? '') ? settingName(name === 'level' ? 'loglevel' : name) : undefined;
    }
    case 'CallExpression': case 'OptionalCallExpression': return ofCall(value, inner);
    default: return undefined;
  }
}

/** `z.string().default('info')`, `str({ default: 'info' })`, `config.get('LOG_LEVEL', 'info')`, `level.toLowerCase()`. */
function ofCall(call: Extract<Node, { type: 'CallExpression' | 'OptionalCallExpression' }>, inner: (node: Node | undefined) => number | string | undefined): number | string | undefined {
  const name = lastName(call.callee) ?? '';
  const [first, second] = call.arguments;
  if (name === 'default') return inner(first);
  if (/^(toLowerCase|trim)$/.test(name) && call.callee.type === 'MemberExpression') return inner(call.callee.object);
  const options = call.arguments.find(({ type }) => type === 'ObjectExpression');
  if (options) return inner(valueOf(options, 'default'));
  return second ? inner(second) : isCall(first) ? inner(first) : undefined;
}

/** Of the two sides of a condition, the one that writes less, as a server in production does. */
function quieter(one: number | string | undefined, other: number | string | undefined): number | undefined {
  return typeof one === 'number' && typeof other === 'number' ? Math.max(one, other) : undefined;
}

function valueOf(object: Node | undefined, name: string): Node | undefined {
  const property = propertyOf(object, name);
  return property?.type === 'ObjectProperty' ? property.value : undefined;
}
