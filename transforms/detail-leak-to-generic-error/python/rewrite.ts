import { argumentsOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { EXTRA_KEYS, KEPT_KEYS, MESSAGE_KEYS } from '../keys.ts';
import { merged, replaced, type Outcome, type Place } from './place.ts';
import { removeEntries, unusedAssignments, type Entry } from './removal.ts';
import { wordingWithout } from './wording.ts';

const TRANSPARENT = /^(json\.dumps|orjson\.dumps|ujson\.dumps|flask\.jsonify|builtins\.(dict|list|tuple)|.*\bjsonable_encoder|flask\.json\.dumps|django\.http\.JsonResponse)$/;

const HOLDERS = ['dictionary', 'list', 'tuple', 'set', 'call'];

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
  const own = says && stringValue(says.value);
  const inside = own === undefined || /["'\\\n]/.test(own) ? place : { ...place, fallback: own };
  const rewrites = leaking.map((entry) => ({ entry, outcome: rewriteValue(KEPT_KEYS.test(entry.key) ? inside : place, entry.value)! }));
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

/** Scripts that put no blanks between words. */
const WITHOUT_BLANKS = /[\u3040-\u30ff\u4e00-\u9fff]{4,}/;

/** A literal for people, not a code such as `INTERNAL_ERROR`. */
function isSentence(value: PyNode): boolean {
  const text = stringValue(value);
  return !!text && (/\s/.test(text.trim()) || WITHOUT_BLANKS.test(text));
}

function entriesOf(dictionary: PyNode): Entry[] {
  return dictionary.named.filter(({ kind }) => kind === 'pair').map((node) => ({
    node, key: stringValue(node.field('key')) ?? '', value: node.field('value')!,
  }));
}

function short(node: PyNode): string {
  return node.text.length > 60 ? `${node.text.slice(0, 57)}…` : node.text;
}
