import type { Handler } from '../../../src/languages/python/handlers.ts';
import { isLogCall } from '../../../src/languages/python/log-calls.ts';
import { argumentsOf, enclosingFunction, enclosingLoop, statementOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { targets } from '../../../src/languages/python/scopes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { ProjectView } from '../../../src/languages/types.ts';
import { snakeCase } from '../../../src/languages/secret-names.ts';

/** A value that a reader knows by its text, and that tells nothing of what is worked on. */
const PLAIN_VALUE = /^(None|True|False|-?\d+(\.\d+)?|\[\]|\{\}|\(\)|(list|dict|set|tuple)\(\)|[A-Za-z_]\w*)$/;
/** Values by the name a person has for them. */
const NAMED_VALUES: { readonly [value: string]: string } = {
  '[]': 'an empty list', 'list()': 'an empty list', '{}': 'an empty dict', 'dict()': 'an empty dict',
  '()': 'an empty tuple', 'tuple()': 'an empty tuple', 'set()': 'an empty set',
};
const RECORD_ID = /^(\w+_)?(id|pk|uid|uuid|guid)$|^host_?name$/;
/** What a general helper is given to work on, or a loop is at: a name or number that is nobody's. */
const GIVEN = /^((fn|func|function|table|model|template|job|task|queue|topic|stage|step|metric|setting|feature|column|index|bucket|collection|service|provider|file)_name|file_?path|fpath|fname|path|file_?name|date_str|symbol|ticker)$/;
/** What a loop over files is at. */
const FILE_AT = /^(?!(url|uri|api|route|key|class|module|object)_)[a-z]+(_[a-z]+)*_(path|file_?name)$/;
/** A path is that of a file where files are worked on; in a request it may be anything. */
const WORKS_ON_FILE = /\b(open|read_\w+|write_\w+|unlink|rmtree|remove|stat|getsize|getmtime|exists|mkdir|makedirs|scan_file|shutil|listdir|connect)\b/;
const COUNTED = /^(page|page_num(ber)?|attempt|year|month|day|date|week|hour|idx|index|i|offset|batch_num|chunk_index|currency|language|lang|locale)$/;
/** Ids that let somebody in, or that say who somebody is. */
const NOT_TO_SHOW = /session|token|secret|mail|phone|mobile|whats|passport|cookie|(^|_)(o?auth|key|creds?|credentials?|tax|ssn|national|card|device|ip)(_|$)/;

/** What comes of a failure, where the handler shows it: `, returning None`, `, skipping this order`; else an empty text. */
export function effectOf({ body, attempt }: Handler): string {
  const last = body.at(-1)!;
  if (last.kind === 'return_statement') {
    const [value] = last.named;
    return value && PLAIN_VALUE.test(value.text) ? `, returning ${said(value)}` : '';
  }
  const loop = enclosingLoop(attempt);
  if (last.kind === 'continue_statement' && loop?.kind === 'for_statement') {
    const target = loop.field('left')!;
    return target.kind === 'identifier' && /^[a-z]{3,}$/.test(target.text) ? `, skipping this ${target.text}` : ', skipping this one';
  }
  if (last.kind === 'break_statement') return ', leaving the loop';
  const assignment = body.length === 1 && last.kind === 'expression_statement' ? last.named[0] : undefined;
  const value = assignment?.kind === 'assignment' ? assignment.field('right') : undefined;
  const target = assignment?.field('left');
  if (!value || target?.kind !== 'identifier' || !PLAIN_VALUE.test(value.text)) return '';
  return /^(True|False)$/.test(value.text) ? `, so ${target.text} is ${value.text}` : `, using ${said(value)} for ${target.text}`;
}

function said({ text }: PyNode): string {
  return NAMED_VALUES[text] ?? text;
}

/** The name that holds the id of what a loop is at, bound before the `try` whatever happens in it; of nested loops that of the innermost. */
export function recordId(doc: PythonDoc, { attempt, guarded }: Handler, project: ProjectView): string | undefined {
  for (let loop = enclosingLoop(attempt); loop; loop = enclosingLoop(loop)) {
    // Behind a loop that had nothing to go through its names are not bound.
    if (loop.children.some((child) => child.kind === 'else_clause' && attempt.isWithin(child))) continue;
    const names = idsBefore(doc, attempt, loop);
    const used = names.filter((name) => guarded.identifiers(name).length > 0);
    const [id, ...more] = used.length > 0 ? used : names;
    if (id !== undefined) return more.length === 0 ? id : undefined;
    const counted = loop.kind === 'for_statement' ? targets(loop.field('left')!).map(({ text }) => text) : [];
    const item = counted.find((name) => (COUNTED.test(name) || FILE_AT.test(name) || GIVEN.test(name) && name !== 'path') && guarded.identifiers(name).length > 0 && isOnlyBound(doc, name, attempt, /^loop$/));
    if (item !== undefined) return item;
  }
  return givenName(doc, attempt, guarded) ?? givenId(doc, attempt, guarded, project);
}

/** The id that a function is given to work on, where log lines of the file show it too. */
function givenId(doc: PythonDoc, attempt: PyNode, guarded: PyNode, project: ProjectView): string | undefined {
  const names = parametersAround(attempt).filter((name) => RECORD_ID.test(name) && !NOT_TO_SHOW.test(name) && guarded.identifiers(name).length > 0 && isOnlyBound(doc, name, attempt, /^parameter$/));
  if (names.length !== 1) return undefined;
  const isShown = doc.root.identifiers(names[0]!).some((use) => [...use.ancestors()].some((each) => each.kind === 'call' && isLogCall(doc, each, project)));
  return isShown ? names[0] : undefined;
}

/** The ids among its parameters that a function's own log lines carry as fields: `logger.info("Deleted", user_id=user_id, key=key)`. */
export function fieldsOf(doc: PythonDoc, { attempt }: Handler, project: ProjectView): readonly string[] {
  const calls = enclosingFunction(attempt)?.descendants('call').filter((call) => isLogCall(doc, call, project)) ?? [];
  const carried = calls.flatMap((call) => [...argumentsOf(call).keywords].flatMap(([key, { text }]) => (key === text ? [key] : [])));
  return parametersAround(attempt).filter((name) => carried.includes(name) && (name === 'key' || RECORD_ID.test(name) && !NOT_TO_SHOW.test(name)) && isOnlyBound(doc, name, attempt, /^parameter$/));
}

function parametersAround(attempt: PyNode): string[] {
  return (enclosingFunction(attempt)?.field('parameters')?.named ?? []).map(({ text }) => /^\w+/.exec(text)?.[0] ?? '');
}

/** The parameter of a helper that says what it is to work on. */
function givenName(doc: PythonDoc, attempt: PyNode, guarded: PyNode): string | undefined {
  const names = parametersAround(attempt).filter((name) => GIVEN.test(name) && guarded.identifiers(name).length > 0 && (name !== 'path' || WORKS_ON_FILE.test(guarded.text)));
  return names.length === 1 && isOnlyBound(doc, names[0]!, attempt, /^parameter$/) ? names[0] : undefined;
}

function isOnlyBound(doc: PythonDoc, name: string, at: PyNode, by: RegExp): boolean {
  return doc.scopes.lookup(name, at).every(({ kind }) => by.test(kind));
}

function idsBefore(doc: PythonDoc, attempt: PyNode, loop: PyNode): string[] {
  const before: PyNode[] = loop.kind === 'for_statement' ? [loop.field('left')!] : [];
  for (let inner = attempt; inner !== loop; inner = inner.parent!) {
    const statements = inner.parent!.kind === 'block' ? inner.parent!.named : [];
    before.push(...statements.slice(0, Math.max(0, statements.indexOf(inner))).flatMap((statement) => assignedIn(statement)));
  }
  const names = before.flatMap((node) => targets(node)).map(({ text }) => text);
  return [...new Set(names)].filter((name) => RECORD_ID.test(snakeCase(name)) && !NOT_TO_SHOW.test(snakeCase(name))
    && doc.scopes.lookup(name, attempt).every(({ kind }) => kind === 'loop' || kind === 'assignment'));
}

function assignedIn(statement: PyNode): PyNode[] {
  const assignment = statement.kind === 'expression_statement' ? statement.named[0] : undefined;
  return assignment?.kind === 'assignment' && statementOf(assignment) === statement ? [assignment.field('left')!] : [];
}
