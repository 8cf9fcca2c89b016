import type { ProjectView } from '../types.ts';
import { flagsOf } from './flags.ts';
import { argumentsOf, lastName, statementsOf, stringValue } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

/** What code waits for. */
export interface Condition {
  /** It does not hold in production unless somebody sets a variable that is off by default. */
  readonly isOff: boolean;
  /** As written, with `not` in front where it must not hold. */
  readonly text: string;
  /** The one setting it asks, which another file may define. */
  readonly setting?: string;
}

const DEVELOPMENT = /^(dev|devel|development|local|localhost|debug|test|testing|ci)$/i;
const PRODUCTION = /^(prod|production|live)$/i;
const TRUE = /^(true|1|yes|on|y|t)$/i;
/** Guards that make code run once, and outside tests. */
const ONCE = /(done|started|initiali[sz]ed|configured|testing)\b/i;
/** Variables that say yes or no. */
const SWITCH = /ENABLE|^USE_|^FORCE_/i;
const MOST_STEPS = 6;

/** The condition under which a node runs: the nearest `if` around it, or the `if …: return` before it; one that turns it off is told first. */
export function conditionOf(doc: PythonDoc, project: ProjectView, node: PyNode): Condition | undefined {
  const conditions = [...conditionsAround(node)].filter(({ test }) => !ONCE.test(test.text)).map(({ test, holds }) => {
    const known = truthOf(doc, project, test);
    return { isOff: known !== undefined && known !== holds, isSure: known === holds, text: holds ? short(test.text) : negatedText(test), setting: settingOf(test) };
  });
  const told = conditions.find(({ isOff }) => isOff) ?? conditions.find(({ isSure }) => !isSure) ?? conditions[0];
  return told && { isOff: told.isOff, text: told.text, ...(told.setting !== undefined && !told.isSure && { setting: told.setting }) };
}

/** Whether an expression holds in production when no variable is set; undefined when that is not known. */
export function truthOf(doc: PythonDoc, project: ProjectView, expression: PyNode | undefined): boolean | undefined {
  return truth(valueOf({ doc, project }, expression, 0));
}

interface Surroundings { readonly doc: PythonDoc; readonly project: ProjectView }
type Value = string | number | boolean | null;

function* conditionsAround(node: PyNode): Generator<{ test: PyNode; holds: boolean }> {
  let child = node;
  for (const parent of node.ancestors()) {
    if (parent.kind === 'if_statement' || parent.kind === 'elif_clause') {
      const test = parent.field('condition')!;
      if (child === parent.field('consequence')) yield { test, holds: true };
      else if (child !== test) yield { test, holds: false };
    } else if (parent.kind === 'conditional_expression') {
      const [consequence, test] = parent.named;
      if (child !== test) yield { test: test!, holds: child === consequence };
    } else if (parent.kind === 'block') {
      yield* guardsBefore(parent, child);
    }
    if (['function_definition', 'class_definition', 'lambda'].includes(parent.kind)) return;
    child = parent;
  }
}

/** `if not enabled: return` above a statement. One that raises ends the program: it switches nothing off. */
function* guardsBefore(block: PyNode, statement: PyNode): Generator<{ test: PyNode; holds: boolean }> {
  for (const before of statementsOf(block)) {
    if (before.start >= statement.start) return;
    if (before.kind !== 'if_statement' || before.field('alternative')) continue;
    const last = statementsOf(before.field('consequence')).at(-1);
    if (last && ['return_statement', 'continue_statement'].includes(last.kind)) yield { test: before.field('condition')!, holds: false };
  }
}

function valueOf(around: Surroundings, node: PyNode | undefined, steps: number): Value | undefined {
  if (!node || steps > MOST_STEPS) return undefined;
  const inner = (each: PyNode | undefined) => valueOf(around, each, steps + 1);
  switch (node.kind) {
    case 'true': return true;
    case 'false': return false;
    case 'none': return null;
    case 'integer': return Number(node.text);
    case 'string': return stringValue(node);
    case 'parenthesized_expression': return inner(node.named[0]);
    case 'not_operator': return negated(inner(node.field('argument')));
    case 'boolean_operator': return combined(node, inner);
    case 'comparison_operator': return compared(node, inner);
    case 'call': return called(around, node, inner);
    case 'identifier':
    case 'attribute': return named(around, node, inner);
    default: return undefined;
  }
}

/** What is empty until somebody sets it is a value, not a switch: nothing is known of it. */
function truth(value: Value | undefined): boolean | undefined {
  return value === undefined || value === null || value === '' ? undefined : Boolean(value);
}

function negated(value: Value | undefined): boolean | undefined {
  const known = truth(value);
  return known === undefined ? undefined : !known;
}

function combined(node: PyNode, inner: (each: PyNode | undefined) => Value | undefined): Value | undefined {
  const left = truth(inner(node.field('left')));
  const right = truth(inner(node.field('right')));
  const isAnd = node.field('operator')!.kind === 'and';
  if (left !== undefined) return left === isAnd ? right : left;
  return right !== undefined && right !== isAnd ? right : undefined;
}

/** A comparison with the name of an environment asks about production; any other with what is there by default. */
function compared(node: PyNode, inner: (each: PyNode | undefined) => Value | undefined): boolean | undefined {
  const [left, right] = node.named;
  if (node.named.length !== 2) return undefined;
  const operator = node.children.filter((child) => !child.isNamed || !node.named.includes(child)).map(({ text }) => text).join(' ').replace(/\s+/g, ' ').trim();
  const isNegative = ['!=', 'not in', 'is not'].includes(operator);
  if (!isNegative && !['==', 'in', 'is'].includes(operator)) return undefined;
  const literals = (['tuple', 'list', 'set'].includes(right!.kind) ? right!.named : [right!]).map((each) => (each.kind === 'string' ? stringValue(each) : undefined));
  const said = literals.every((each) => each !== undefined) ? literals : undefined;
  if (said?.some((each) => PRODUCTION.test(each))) return !isNegative;
  if (said?.length && said.every((each) => DEVELOPMENT.test(each))) return isNegative;
  const value = inner(left);
  if (value === undefined || value === null && !said) return undefined;
  if (said) return said.includes(String(value || '')) !== isNegative;
  const other = inner(right);
  return other === undefined ? undefined : (value === other) !== isNegative;
}

function called({ doc }: Surroundings, node: PyNode, inner: (each: PyNode | undefined) => Value | undefined): Value | undefined {
  const fn = node.field('function')!;
  const { positional, keywords } = argumentsOf(node);
  const name = lastName(fn);
  const object = fn.kind === 'attribute' ? fn.field('object') : undefined;
  if (name === 'lower' || name === 'upper' || name === 'strip') {
    const value = inner(object);
    return typeof value !== 'string' ? value : name === 'lower' ? value.toLowerCase() : name === 'upper' ? value.toUpperCase() : value.trim();
  }
  if (['os.getenv', 'os.environ.get'].includes(doc.scopes.qualifiedName(fn) ?? '')) {
    if (isAboutEnvironment(stringValue(positional[0]))) return undefined;
    const fallback = positional[1] ?? keywords.get('default');
    return fallback ? inner(fallback) : SWITCH.test(stringValue(positional[0]) ?? '') ? false : null;
  }
  if (name === 'bool' && fn.kind === 'identifier') return truth(inner(positional[0]));
  if (name === 'int' && fn.kind === 'identifier') {
    const value = inner(positional[0]);
    return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : typeof value === 'number' ? value : undefined;
  }
  // `env.bool("X", default=False)`, `config("X", default=False, cast=bool)`, `_flag("X", False)`.
  const fallback = keywords.get('default') ?? (positional[0]?.kind === 'string' ? positional[1] : undefined);
  if (fallback) {
    const value = inner(fallback);
    return typeof value === 'string' && /bool|flag/i.test(node.text) ? TRUE.test(value) : value;
  }
  const only = positional.length === 1 ? inner(positional[0]) : undefined;
  return typeof only === 'string' && /bool|flag|truthy/i.test(name ?? '') ? TRUE.test(only) : undefined;
}

function isAboutEnvironment(name: string | undefined): boolean {
  return name !== undefined && /^(\w+_)?(ENV|ENVIRONMENT|STAGE)$/i.test(name);
}

/** A name bound once here, or a setting of another file; names that say which environment they are about are taken at their word. */
function named({ doc, project }: Surroundings, node: PyNode, inner: (each: PyNode | undefined) => Value | undefined): Value | undefined {
  const name = lastName(node)!;
  if (/^(is_|in_)?(debug|testing|dev|development|is_local|local_dev)(_mode)?$/i.test(name)) return false;
  if (/^(is_|in_)?(prod|production)(_mode|_env)?$/i.test(name)) return true;
  if (node.kind === 'identifier') {
    const bindings = doc.scopes.lookup(name, node);
    if (bindings.length > 1) return undefined;
    const [binding] = bindings;
    const assignment = binding?.kind === 'assignment' ? binding.node.parent : undefined;
    if (assignment?.kind === 'assignment' && assignment.field('left') === binding!.node) return inner(assignment.field('right'));
    if (binding && binding.kind !== 'import') return undefined;
  }
  return flagsOf(project).get(name);
}

function settingOf(test: PyNode): string | undefined {
  return test.kind === 'not_operator' ? settingOf(test.field('argument')!) : lastName(test);
}

function negatedText(test: PyNode): string {
  if (test.kind === 'not_operator') return short(test.field('argument')!.text.replace(/^\((.*)\)$/s, '$1'));
  return test.kind === 'identifier' || test.kind === 'attribute' || test.kind === 'call' ? `not ${short(test.text)}` : `not (${short(test.text)})`;
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

/** Whether a node is reached at all: at module level, or in a function or class that something here or elsewhere uses. */
export function isReached(doc: PythonDoc, project: ProjectView, node: PyNode): boolean {
  const around = [...node.ancestors()].filter(({ kind }) => kind === 'function_definition' || kind === 'class_definition').at(-1);
  if (!around || around.parent?.kind === 'decorated_definition') return true;
  // A class with a base is often found by what defines the base: settings, a framework, a registry.
  if (around.kind === 'class_definition' && around.field('superclasses')) return true;
  const name = around.field('name')!.text;
  if (around.kind === 'function_definition' && /app|application|main|server|lifespan|handler/i.test(name)) return true;
  return project.importedNames.includes(name) || doc.scopes.usesOf(name).some((use) => !use.isWithin(around));
}
