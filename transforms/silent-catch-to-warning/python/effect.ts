import type { Handler } from '../../../src/languages/python/handlers.ts';
import { enclosingLoop, statementOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { targets } from '../../../src/languages/python/scopes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

/** A value that a reader knows by its text, and that tells nothing of what is worked on. */
const PLAIN_VALUE = /^(None|True|False|-?\d+(\.\d+)?|\[\]|\{\}|\(\)|(list|dict|set|tuple)\(\)|[A-Za-z_]\w*)$/;
const RECORD_ID = /^(id|pk|\w+_(id|pk))$/;
/** Ids that let somebody in, or that say who somebody is. */
const NOT_TO_SHOW = /session|token|secret|auth|key|cred|mail|phone|mobile|whats|tax|ssn|national|passport|card|device|ip_/i;

/** What comes of a failure, where the handler shows it: `, returning None`, `, skipping this order`; else an empty text. */
export function effectOf({ body, attempt }: Handler): string {
  const last = body.at(-1)!;
  if (last.kind === 'return_statement') {
    const [value] = last.named;
    return value && PLAIN_VALUE.test(value.text) ? `, returning ${value.text}` : '';
  }
  const loop = enclosingLoop(attempt);
  if (last.kind === 'continue_statement' && loop?.kind === 'for_statement') {
    const target = loop.field('left')!;
    return target.kind === 'identifier' && /^[a-z]{3,}$/.test(target.text) ? `, skipping this ${target.text}` : ', skipping this one';
  }
  if (last.kind === 'break_statement') return ', leaving the loop';
  const assignment = body.length === 1 && last.kind === 'expression_statement' ? last.named[0] : undefined;
  const value = assignment?.kind === 'assignment' ? assignment.field('right') : undefined;
  return value && assignment!.field('left')!.kind === 'identifier' && PLAIN_VALUE.test(value.text) ? `, setting ${assignment!.field('left')!.text} to ${value.text}` : '';
}

/** The name that holds the id of what a loop is at, bound before the `try` whatever happens in it. */
export function recordId(doc: PythonDoc, { attempt }: Handler): string | undefined {
  const loop = enclosingLoop(attempt);
  if (!loop) return undefined;
  const before: PyNode[] = loop.kind === 'for_statement' ? [loop.field('left')!] : [];
  for (let inner = attempt; inner !== loop; inner = inner.parent!) {
    const statements = inner.parent!.kind === 'block' ? inner.parent!.named : [];
    before.push(...statements.slice(0, Math.max(0, statements.indexOf(inner))).flatMap((statement) => assignedIn(statement)));
  }
  const names = before.flatMap((node) => targets(node)).map(({ text }) => text).filter((name) => RECORD_ID.test(name) && !NOT_TO_SHOW.test(name));
  return [...new Set(names)].length === 1 && doc.scopes.lookup(names[0]!, attempt).every(({ kind }) => kind === 'loop' || kind === 'assignment') ? names[0] : undefined;
}

function assignedIn(statement: PyNode): PyNode[] {
  const assignment = statement.kind === 'expression_statement' ? statement.named[0] : undefined;
  return assignment?.kind === 'assignment' && statementOf(assignment) === statement ? [assignment.field('left')!] : [];
}
