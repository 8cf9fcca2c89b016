import { argumentsOf, dottedText, lastName, stringValue } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

/** A place that reads a variable of the environment, or a setting that is filled from it. */
export interface EnvRead {
  /** The call or subscript. */
  readonly node: PyNode;
  readonly name: string;
  /** What stands in where the variable is not set: the second argument, `default=`, or what follows `or`. */
  readonly fallback?: PyNode;
  /** Raises where the variable is not set. */
  readonly required: boolean;
}

const GETTERS = ['os.getenv', 'os.environ.get', 'os.environ.setdefault'];
/** decouple's `config(...)`, `env(...)` and `env.bool(...)` of environ and environs, and helpers of a project's own. */
const READERS = /^_?(env|config|getenv|get_?env(_?(var|str|bool|int|list|value|setting|or_default))?|env_(str|bool|int|list|var|get))$/;
/** Readers that raise where nothing is set and no default is given; a helper of a project's own may not. */
const STRICT_READERS = /^(env|config)$/;
const ENV_TYPES = /^(str|bool|int|float|list|json|url|db|db_url|cache|cache_url|email_url|path|tuple|dict|get_value)$/;
const VARIABLE = /^[A-Z][A-Z0-9_]*$/;

/** The read of the environment that an expression is, if it is one. */
export function envReadOf(doc: PythonDoc, node: PyNode): EnvRead | undefined {
  if (node.kind === 'subscript') {
    const name = doc.scopes.qualifiedName(node.field('value')) === 'os.environ' ? stringValue(node.field('subscript')) : undefined;
    return name === undefined || isTarget(node) ? undefined : { node, name, required: true };
  }
  if (node.kind !== 'call') return undefined;
  const callee = node.field('function')!;
  const { positional, keywords } = argumentsOf(node);
  const name = stringValue(positional[0] ?? keywords.get('key'));
  if (name === undefined) return undefined;
  const fallback = positional[1] ?? keywords.get('default') ?? otherwise(node);
  const read = { node, name, ...(fallback && { fallback }) };
  if (GETTERS.includes(doc.scopes.qualifiedName(callee) ?? '')) return { ...read, required: false };
  if (!VARIABLE.test(name)) return undefined;
  const reader = callee.kind === 'attribute' && ENV_TYPES.test(lastName(callee)!) ? callee.field('object')! : callee;
  if (reader.kind === 'identifier' && READERS.test(reader.text)) return { ...read, required: !fallback && STRICT_READERS.test(reader.text) };
  const object = callee.kind === 'attribute' && lastName(callee) === 'get' ? dottedText(callee.field('object')) : undefined;
  return object !== undefined && /^(env|environ|os\.environ)$/.test(object) ? { ...read, required: false } : undefined;
}

/** Every read of the environment, in source order. */
export function* envReads(doc: PythonDoc): Generator<EnvRead> {
  for (const node of doc.root.descendants('call', 'subscript')) {
    const read = envReadOf(doc, node);
    if (read) yield read;
  }
}

/** What follows an `or` behind the read: `os.getenv("ENV") or "prod"`. */
function otherwise(read: PyNode): PyNode | undefined {
  const operation = read.parent;
  const isFirst = operation?.kind === 'boolean_operator' && operation.field('operator')?.text === 'or' && operation.field('left') === read;
  return isFirst ? operation.field('right') : undefined;
}

function isTarget(node: PyNode): boolean {
  return node.parent?.kind === 'assignment' && node.parent.field('left') === node;
}

/** A value that code gives to something with a name. */
export interface NamedValue {
  readonly name: string;
  readonly value: PyNode;
  /** What a report points at: the assignment, pair, argument or parameter. */
  readonly node: PyNode;
  readonly kind: 'assignment' | 'argument' | 'pair' | 'parameter';
}

/** Values by the name they are given to: `NAME = …`, `self.name = …`, `config["NAME"] = …`, `name=…`, `"NAME": …`. */
export function* namedValues(doc: PythonDoc): Generator<NamedValue> {
  for (const node of doc.root.descendants('assignment', 'keyword_argument', 'pair', 'default_parameter', 'typed_default_parameter')) {
    const found = named(node);
    if (found && !(node.kind === 'keyword_argument' && isField(node))) yield found;
  }
}

function named(node: PyNode): NamedValue | undefined {
  if (node.kind === 'assignment') {
    const left = node.field('left')!;
    const value = node.field('right');
    const name = left.kind === 'subscript' ? stringValue(left.field('subscript')) : lastName(left);
    return name !== undefined && value ? { name, value: fieldDefault(value) ?? value, node, kind: 'assignment' } : undefined;
  }
  if (node.kind === 'pair') {
    const name = stringValue(node.field('key'));
    return name === undefined ? undefined : { name, value: node.field('value')!, node, kind: 'pair' };
  }
  const name = node.field('name')?.text;
  const value = node.field('value');
  return name !== undefined && value ? { name, value: fieldDefault(value) ?? value, node, kind: node.kind === 'keyword_argument' ? 'argument' : 'parameter' } : undefined;
}

/** The default in `Field("x", description=…)`, `Field(default="x")`, `Query("x")` and `SecretStr("x")`. */
function fieldDefault(value: PyNode): PyNode | undefined {
  if (value.kind !== 'call' || !/^(Field|SecretStr|Query|Header|Form|Body|Param|ConfigField)$/.test(lastName(value.field('function')) ?? '')) return undefined;
  const { positional, keywords } = argumentsOf(value);
  const inner = keywords.get('default') ?? positional[0];
  return inner && (fieldDefault(inner) ?? inner);
}

function isField(argument: PyNode): boolean {
  return argument.field('name')?.text === 'default' && fieldDefault(argument.parent!.parent!) !== undefined;
}

/** A class whose fields are filled from the environment: one that extends pydantic's `BaseSettings`. */
export function isSettingsClass(definition: PyNode): boolean {
  return /\b(BaseSettings|\w*BaseSettings|AppSettings|CommonSettings|BaseAppSettings|BaseConfigSettings)\b/.test(definition.field('superclasses')?.text ?? '');
}

/** The class of settings whose field an assignment declares. */
export function settingsClassOf(node: PyNode): PyNode | undefined {
  const owner = node.parent?.parent?.parent;
  return owner?.kind === 'class_definition' && isSettingsClass(owner) ? owner : undefined;
}

const DEV_FILE = /(^|[/_.-])(dev|develop|development|local|localhost|test|tests|testing|debug|sandbox|ci)(_?(settings|config|fixed))?\.py$/i;
const DEV_CLASS = /^(dev|develop|local|test|testing|debug|ci)|(Dev|Development|Local|Test|Testing|Debug|CI)(Config|Settings)?$/;
const DEV_CONDITION = /\b(\w*_)?(is_?)?(dev|development|local|test|testing|debug|pytest)(_mode|_env)?\b|["'](dev|development|local|test|testing)["']|\bIS_DEV\b/i;
const OTHER_CONDITION = /!=\s*["'](dev|development|local|test|testing)["']|\bnot\s+[\w.]*(dev|debug|local|test)/i;

/** Why a value counts outside production only: its file, its class, or the condition it stands under. */
export function isForDevelopment(node: PyNode, path: string): boolean {
  if (DEV_FILE.test(path)) return true;
  let child = node;
  for (const ancestor of node.ancestors()) {
    if (ancestor.kind === 'class_definition' && DEV_CLASS.test(ancestor.field('name')!.text)) return true;
    const condition = ancestor.kind === 'if_statement' || ancestor.kind === 'elif_clause' ? ancestor.field('condition') : undefined;
    if (condition && ancestor.field('consequence') === child && isDevelopmentCondition(condition.text)) return true;
    if (ancestor.kind === 'conditional_expression') {
      const [then, test] = ancestor.named;
      if (then === child && isDevelopmentCondition(test!.text)) return true;
      if (ancestor.named[2] === child && isProductionCondition(test!.text)) return true;
    }
    if (ancestor.kind === 'else_clause' && isProductionCondition(ancestor.parent!.field('condition')?.text ?? '')) return true;
    child = ancestor;
  }
  return false;
}

export function isDevelopmentCondition(condition: string): boolean {
  if (/!=\s*["']prod(uction)?["']|\bnot\s+[\w.]*prod/i.test(condition)) return true;
  return DEV_CONDITION.test(condition) && !OTHER_CONDITION.test(condition);
}

export function isProductionCondition(condition: string): boolean {
  if (/!=\s*["']prod|\bnot\s+[\w.]*prod/i.test(condition)) return false;
  return /prod/i.test(condition) || OTHER_CONDITION.test(condition);
}
