import { argumentsOf, lineStart, runsIn, stringValue } from '../../../src/languages/python/nodes.ts';
import { endOfLine, removeStatement } from '../../../src/languages/python/imports.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Edit } from '../../../src/types.ts';
import { EXTRA_KEYS, KEPT_KEYS, MESSAGE_KEYS } from '../keys.ts';
import type { Leaks } from './leaks.ts';
import { wordingWithout } from './wording.ts';

/** How a payload is made harmless. */
export interface Rewrite {
  readonly edits: readonly Edit[];
  /** Code that is replaced or removed: the names in it are used no more. */
  readonly gone: readonly PyNode[];
  /** Source of the text the client still gets, when the code had one. */
  readonly text?: string;
  /** Values that stay in the text. */
  readonly values: readonly PyNode[];
}
export type Outcome = Rewrite | { readonly reason: string };

export interface Place {
  readonly doc: PythonDoc;
  readonly leaks: Leaks;
  /** The text to send where the code has none, without quotes. */
  readonly fallback: string;
  /** The statement of the response. */
  readonly statement: PyNode;
}

const TRANSPARENT = /^(json\.dumps|orjson\.dumps|ujson\.dumps|flask\.jsonify|builtins\.(dict|list|tuple)|.*\bjsonable_encoder|flask\.json\.dumps|django\.http\.JsonResponse)$/;

const HOLDERS = ['dictionary', 'list', 'tuple', 'set', 'call'];

/** An entry of a dict literal, or a keyword argument. */
interface Entry { readonly node: PyNode; readonly key: string; readonly value: PyNode }

/** The edits that take the exception out of an expression; undefined when it is not in there. */
export function rewriteValue(place: Place, node: PyNode): Outcome | undefined {
  const { leaks } = place;
  if (!leaks.isIn(node)) return undefined;
  if (node.kind === 'identifier') {
    const assignment = leaks.variable(node);
    return assignment ? rewriteVariable(place, node, assignment) : replaced(place, node);
  }
  if (leaks.strengthOf(node) === 'strong') return replaced(place, node);
  const wording = wordingWithout(leaks, node);
  if (wording) return replaced(place, node, wording.source, wording.values);
  switch (node.kind) {
    case 'parenthesized_expression':
      return rewriteValue(place, node.named[0]!);
    case 'conditional_expression':
    case 'boolean_operator':
      return branchesOf(node).some((branch) => HOLDERS.includes(branch.kind) && leaks.strengthOf(branch) !== 'strong') ? merged(branchesOf(node).map((branch) => rewriteValue(place, branch)))
        : replaced(place, node, literalBranch(place, node));
    case 'dictionary':
      return rewriteEntries(place, node, entriesOf(node), true);
    case 'list':
    case 'tuple':
    case 'set':
      return merged(node.named.map((element) => rewriteValue(place, element)));
    case 'call':
      return rewriteCall(place, node);
    default:
      return { reason: `\`${short(node)}\` builds the text in a way that cannot be cut safely` };
  }
}

/** Rewrites the arguments of a call that sends them on, such as `jsonify(error=str(e))`. */
export function rewriteArguments(place: Place, call: PyNode, isDict: boolean): Outcome | undefined {
  const { positional, keywordNodes } = argumentsOf(call);
  const entries = [...keywordNodes].map(([key, node]): Entry => ({ node, key, value: node.field('value')! }));
  return merged([...positional.map((argument) => rewriteValue(place, argument)), rewriteEntries(place, call.field('arguments')!, entries, isDict)]);
}

export function merged(outcomes: readonly (Outcome | undefined)[]): Outcome | undefined {
  const found = outcomes.filter((outcome) => outcome !== undefined);
  const refused = found.find((outcome) => 'reason' in outcome);
  if (refused || found.length === 0) return refused;
  const rewrites = found as readonly Rewrite[];
  const text = rewrites.map((each) => each.text).find((each) => each !== undefined);
  return {
    edits: rewrites.flatMap(({ edits }) => edits), gone: rewrites.flatMap(({ gone }) => gone), values: rewrites.flatMap(({ values }) => values),
    ...(text !== undefined && { text }),
  };
}

function rewriteCall(place: Place, call: PyNode): Outcome | undefined {
  const callee = call.field('function')!;
  const name = place.doc.scopes.qualifiedName(callee) ?? callee.text;
  if (TRANSPARENT.test(name)) return rewriteArguments(place, call, true);
  if (callee.kind === 'attribute' && /^(model_dump|dict|json|model_dump_json|encode)$/.test(callee.field('attribute')!.text)) {
    return rewriteValue(place, callee.field('object')!);
  }
  // A model such as `ErrorResponse(message=str(e))`: its fields may be required, so none is removed.
  if (/^[A-Z]\w*[a-z]\w*$/.test(name.split('.').at(-1)!)) return rewriteArguments(place, call, false);
  return { reason: `the text goes through \`${callee.text}(…)\`, which decides what is shown` };
}

function rewriteVariable(place: Place, use: PyNode, assignment: PyNode): Outcome {
  const { doc, leaks } = place;
  const value = assignment.field('right')!;
  const inner: Place = { ...place, statement: assignment };
  const outcome = rewriteValue(inner, value)!;
  if ('reason' in outcome) return outcome;
  const others = doc.scopes.uses.filter((each) => each.text === use.text && each !== use && each.isWithin(leaks.source.block) && each.start > assignment.end);
  const isWhole = outcome.edits.length === 1 && outcome.edits[0]!.start === value.start && outcome.edits[0]!.end === value.end;
  if (isWhole && others.length > 0) {
    return { edits: [{ start: use.start, end: use.end, text: outcome.edits[0]!.text }], gone: [use], values: outcome.values, ...(outcome.text !== undefined && { text: outcome.text }) };
  }
  const isMovedOn = others.some((each) => each.parent?.kind === 'argument_list' || each.parent?.kind === 'interpolation');
  if (isMovedOn) return { reason: `\`${use.text}\` is also used elsewhere in the handler` };
  return outcome;
}

function replaced(place: Place, node: PyNode, source?: string, values: readonly PyNode[] = []): Rewrite {
  const text = source ?? quoted(place, place.fallback);
  return { edits: [{ start: node.start, end: node.end, text }], gone: [node], values, ...(source !== undefined && { text: source }) };
}

/** `str(e) or "Failed"`, `e.message if hasattr(e, "message") else "Failed"`: the literal stays. */
function literalBranch({ leaks }: Place, node: PyNode): string | undefined {
  return branchesOf(node).find((branch) => stringValue(branch) && !leaks.touches(branch))?.text;
}

function branchesOf(node: PyNode): readonly PyNode[] {
  return node.kind === 'conditional_expression' ? [node.named[0]!, node.named[2]!] : node.named;
}

function rewriteEntries(place: Place, container: PyNode, entries: readonly Entry[], mayRemove: boolean): Outcome | undefined {
  const { leaks } = place;
  const leaking = entries.filter(({ value }) => leaks.isIn(value));
  if (leaking.length === 0) return undefined;
  const says = entries.filter(({ key, value }) => MESSAGE_KEYS.test(key) && !leaks.touches(value)).find(({ value }) => isSentence(value));
  const rewrites = leaking.map((entry) => ({ entry, outcome: rewriteValue(place, entry.value)! }));
  const refused = rewrites.map(({ outcome }) => outcome).find((outcome) => 'reason' in outcome);
  if (refused) return refused;
  const keptMessage = rewrites.find(({ entry }) => MESSAGE_KEYS.test(entry.key));
  const isExtra = ({ entry: { key, value }, outcome }: (typeof rewrites)[number]) => {
    if (!mayRemove || KEPT_KEYS.test(key)) return false;
    if (value.kind === 'dictionary' && !value.named.every((pair) => leaks.touches(pair))) return false;
    if (MESSAGE_KEYS.test(key)) return says !== undefined && !('text' in outcome);
    return EXTRA_KEYS.test(key) && (says ?? keptMessage) !== undefined;
  };
  const removed = rewrites.filter(isExtra).map(({ entry }) => entry);
  // The class name beside a text that goes would be all that is left of the exception.
  const weak = mayRemove && (says || keptMessage)
    ? entries.filter(({ key, value }) => !leaks.isIn(value) && leaks.touches(value) && /type|class|exception/i.test(key)) : [];
  const kept = rewrites.filter((each) => !isExtra(each));
  const text = kept.map(({ outcome }) => ('text' in outcome ? outcome.text : undefined)).find((each) => each !== undefined) ?? says?.value.text;
  const gone = [...removed, ...weak];
  return {
    edits: [...kept.flatMap(({ outcome }) => ('edits' in outcome ? outcome.edits : [])), ...removeEntries(place.doc, container, gone.map(({ node }) => node)), ...unusedAssignments(place, gone)],
    gone: [...kept.flatMap(({ outcome }) => ('gone' in outcome ? outcome.gone : [])), ...gone.map(({ node }) => node)],
    values: kept.flatMap(({ outcome }) => ('values' in outcome ? outcome.values : [])),
    ...(text !== undefined && { text }),
  };
}

/** A literal for people, not a code such as `INTERNAL_ERROR`. */
function isSentence(value: PyNode): boolean {
  const text = stringValue(value);
  return !!text && /\s/.test(text.trim());
}

/** `tb = traceback.format_exc()` whose only use was a removed entry. */
function unusedAssignments({ doc, leaks }: Place, removed: readonly Entry[]): Edit[] {
  return removed.flatMap(({ value }) => {
    const assignment = value.kind === 'identifier' ? leaks.variable(value) : undefined;
    const uses = assignment ? doc.scopes.uses.filter((use) => use.text === value.text && use.isWithin(leaks.source.block)) : [];
    return assignment && uses.length === 1 ? removeStatement(doc, assignment.parent!) : [];
  });
}

/** The assignment above, for its names to be orphaned too. */
export function assignmentsBehind({ leaks }: Place, gone: readonly PyNode[], edits: readonly Edit[]): PyNode[] {
  return [...runsIn(leaks.source.block, 'assignment')].filter((node) => !gone.includes(node) && edits.some(({ start, end }) => start <= node.start && node.end <= end));
}

/** Edits that take entries out of a dict or an argument list. */
export function removeEntries(doc: PythonDoc, container: PyNode, entries: readonly PyNode[]): Edit[] {
  const all = container.named;
  return entries.map((entry): Edit => {
    const next = all[all.indexOf(entry) + 1];
    const start = lineStart(doc, entry.start);
    const comma = entry.next?.text === ',' ? entry.next.end : entry.end;
    const tail = doc.text.slice(comma, endOfLine(doc, comma));
    const ownsLine = doc.text.slice(start, entry.start).trim() === '' && /^\s*(#.*)?$/.test(tail);
    if (ownsLine) return { start, end: Math.min(endOfLine(doc, comma) + 1, doc.text.length), text: '' };
    if (next) return { start: entry.start, end: next.start, text: '' };
    const kept = all.filter((each) => each.end <= entry.start && !entries.includes(each)).at(-1);
    return { start: kept?.end ?? entry.start, end: entry.end, text: '' };
  }).filter((edit, i, edits) => !edits.some((other, j) => j > i && other.start <= edit.start && edit.end <= other.end));
}

function entriesOf(dictionary: PyNode): Entry[] {
  return dictionary.named.filter(({ kind }) => kind === 'pair').map((node) => ({
    node, key: stringValue(node.field('key')) ?? '', value: node.field('value')!,
  }));
}

/** Quotes as the statement around writes them. */
function quoted({ statement, doc }: Place, text: string): string {
  const strings = [...statement.descendants('string_start')];
  const near = strings.length > 0 ? strings : [...doc.root.descendants('string_start')].slice(0, 20);
  const single = near.filter((node) => node.text.endsWith("'")).length;
  return single * 2 > near.length ? `'${text}'` : `"${text}"`;
}

function short(node: PyNode): string {
  return node.text.length > 60 ? `${node.text.slice(0, 57)}…` : node.text;
}
