import { mainCall } from '../../../src/languages/python/call-kinds.ts';
import { failureText } from '../../../src/languages/python/describe.ts';
import { handlersOf, type Handler } from '../../../src/languages/python/handlers.ts';
import { contentOf, enclosingFunction, runsIn, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { effectOf } from './effect.ts';

/** What tells two handlers apart, the best first: each gives a name in the code that a reader finds the place by, with its preposition. */
const SUBJECTS: readonly ((handler: Handler) => string | undefined)[] = [
  ({ body }) => made(body.map(keyIn)),
  ({ guarded }) => made(runsIn(guarded, 'assignment').map(keyOf)),
  ({ guarded }) => {
    const target = mainCall(guarded)?.closest('assignment')?.field('left');
    return made([target?.kind === 'identifier' && target.isWithin(guarded) ? target.text : undefined]);
  },
  ({ guarded }) => made([...runsIn(guarded, 'string')].map((text) => /\b(?:FROM|INTO|UPDATE|TABLE)\s+["`]?([a-z_][\w.]*)/i.exec(contentOf(text))?.[1])),
  ({ guarded }) => made([/^[A-Za-z_][\w.]*$/.exec(mainCall(guarded)?.field('arguments')?.named[0]?.text ?? '')?.[0]]),
  ({ body }) => made(body.map(nameSet)),
  ({ guarded }) => {
    const constant = runsIn(guarded, 'attribute').map((each) => each.field('attribute')!.text).find((name) => /^[A-Z][A-Z0-9_]+$/.test(name));
    return constant && `with ${constant}`;
  },
];

function made(names: readonly (string | undefined)[]): string | undefined {
  const name = names.find((each) => each !== undefined);
  return name && `for ${name}`;
}

/** What a handler is about, where another one of its function would say the same without it. */
export function subjectAmongTwins(doc: PythonDoc, handler: Handler): string | undefined {
  const fn = enclosingFunction(handler.attempt);
  const text = textOf(handler);
  const twins = [...handlersOf(doc)].filter((other) => other.isBroad && other.clause !== handler.clause && enclosingFunction(other.attempt) === fn && (textOf(other) === text || effectOf(handler) === '' && textOf(other).startsWith(`${text},`)));
  if (twins.length === 0) return undefined;
  for (const subjectOf of SUBJECTS) {
    const own = subjectOf(handler);
    if (own !== undefined && !twins.some((twin) => subjectOf(twin) === own)) return own;
  }
  return undefined;
}

/** The text with what it is about: `load: db.execute for users failed`, `load failed for users` where no step is named. */
export function withSubject(text: string, subject: string): string {
  return text.replace(/ failed$/, text.includes(': ') ? ` ${subject} failed` : ` failed ${subject}`);
}

const texts = new WeakMap<PyNode, string>();

function textOf(handler: Handler): string {
  let text = texts.get(handler.clause);
  if (text === undefined) texts.set(handler.clause, (text = failureText(handler.guarded) + effectOf(handler)));
  return text;
}

/** `alerts` of `report["alerts"] = []`. */
function keyIn(statement: PyNode): string | undefined {
  const assignment = statement.kind === 'expression_statement' ? statement.named[0] : undefined;
  return assignment?.kind === 'assignment' ? keyOf(assignment) : undefined;
}

/** `new_users` of `new_users = 0`. */
function nameSet(statement: PyNode): string | undefined {
  const assignment = statement.kind === 'expression_statement' ? statement.named[0] : undefined;
  const left = assignment?.kind === 'assignment' ? assignment.field('left') : undefined;
  return left?.kind === 'identifier' ? left.text : undefined;
}

function keyOf(assignment: PyNode): string | undefined {
  const left = assignment.field('left')!;
  const key = left.kind === 'subscript' ? stringValue(left.field('subscript')) : undefined;
  return key !== undefined && /^[A-Za-z_]\w*$/.test(key) ? key : undefined;
}
