import { dottedText, isCall, keyName, lastName, statementsIn, stringValue, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWrite } from '../../../src/languages/javascript/scopes.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import { INTERNAL } from '../fallback.ts';
import { EXTRA_KEYS, KEPT_KEYS, MESSAGE_KEYS } from '../keys.ts';
import { asksForText, branchesOf, flattened, otherBranch } from './branches.ts';
import { MESSAGE_FUNCTION, type Leaks } from './leaks.ts';
import { CODE_KEYS, merged, replaced, type Outcome, type Place, type Rewrite } from './place.ts';
import { wholeStatement, withoutMembers } from './removal.ts';
import { quoteNear, wordingWithout } from './wording.ts';

const TRANSPARENT = /^(JSON\.stringify|Buffer\.from|Object\.freeze|superjson\.stringify|stringify)$/;
/** A code of the failure, such as `submit_failed`. */
const CODE = /^[a-z0-9]+(_[a-z0-9]+)+$/;
const TRACE_KEYS = /stack|trace/i;
/** What makes the body of an answer of its arguments. */
const BODY_MAKER = /(response|resp|result|failure|fail|error|envelope|payload|body|exception|problem)$/i;
const HOLDERS = ['ObjectExpression', 'ArrayExpression', 'CallExpression', 'NewExpression'];

type Member = NodeOf<'ObjectProperty' | 'SpreadElement'>;
/** A property of an object literal. */
interface Entry { readonly node: Member; readonly key: string; readonly value: Node }

/** The edits that take the error out of an expression; undefined when it is not in there. */
export function rewriteValue(place: Place, outer: Node): Outcome | undefined {
  const { leaks } = place;
  if (!leaks.isIn(outer)) return undefined;
  const node = unwrapped(outer);
  const variable = leaks.variable(node);
  if (variable) return rewriteVariable(place, node as NodeOf<'Identifier'>, variable);
  if (leaks.kindOf(node) && isJson(node) && place.payloads.includes(outer)) return rewriteInEvent(place, node);
  if (leaks.kindOf(node)) return isWholePayload(place, outer, node) ? replaced(place, outer, place.whole ?? `{ ${usualKey(place.doc)}: ${quoteNear(place.doc, outer, place.fallback)} }`) : replaced(place, outer);
  if (node.type === 'TemplateLiteral' && isEvent(leaks, node)) return merged(node.expressions.map((each) => (leaks.isIn(each) ? rewriteInEvent(place, each) : undefined)));
  const operands = addedUp(node);
  if (operands.some((each) => isJson(each) && leaks.isIn(each))) return merged(operands.map((each) => (leaks.isIn(each) ? rewriteInEvent(place, each) : undefined)));
  if (node.type === 'TemplateLiteral' && place.allowed === undefined && isPage(node)) return merged(node.expressions.map((each, i) => (leaks.isIn(each) ? replacedInPage(place, node, i) : undefined)));
  const wording = wordingWithout(leaks, node);
  if (wording) return replaced(place, outer, wording.source, wording.values);
  switch (node.type) {
    case 'ConditionalExpression': case 'LogicalExpression': {
      const branches = branchesOf(node);
      const isHolder = branches.some((branch) => HOLDERS.includes(unwrapped(branch).type) && leaks.isIn(branch) && !leaks.kindOf(branch));
      // What only developers get to see stays beside it.
      const shown = leaks.leavesIn(node);
      const open = branches.filter((branch) => leaks.leavesIn(branch).some((leaf) => shown.includes(leaf)));
      if (open.length < branches.filter((branch) => leaks.isIn(branch)).length) return merged(open.map((branch) => rewriteValue(place, branch)));
      const isCase = node.type === 'ConditionalExpression' && place.allowed === undefined && !asksForText(leaks, node.test) && branches.some((branch) => !leaks.touches(branch) && /\s/.test(stringValue(unwrapped(branch)) ?? ''));
      if (isHolder || isCase) return merged(branches.map((branch) => rewriteValue(place, branch)));
      const kept = otherBranch(leaks, node);
      return kept ? replaced(place, outer, kept.text, kept.values) : replaced(place, outer);
    }
    case 'ObjectExpression': return rewriteEntries(place, node);
    case 'ArrayExpression': return merged(node.elements.map((element) => (element ? rewriteValue(place, element) : undefined)));
    case 'CallExpression': case 'OptionalCallExpression': case 'NewExpression': return rewriteCall(place, node);
    case 'AwaitExpression': return rewriteValue(place, node.argument);
    default: return { reason: `\`${short(place.doc, node)}\` builds the text in a way that cannot be cut safely` };
  }
}

function rewriteEntries(place: Place, object: NodeOf<'ObjectExpression'>): Outcome | undefined {
  const { doc, leaks } = place;
  const entries = object.properties.flatMap((node): Entry[] => {
    if (node.type === 'ObjectMethod') return [];
    return [node.type === 'SpreadElement' ? { node, key: '', value: node.argument } : { node, key: keyName(node) ?? '', value: node.value }];
  });
  const leaking = entries.filter(({ value }) => leaks.isIn(value));
  if (leaking.length === 0) return undefined;
  const spread = leaking.find(({ node, value }) => node.type === 'SpreadElement' && leaks.kindOf(value) !== undefined);
  if (spread && (entries.length === 1 || place.allowed !== undefined)) return { reason: `\`${short(doc, spread.node)}\` copies the error into the answer` };
  const says = entries.find(({ node, key, value }) => node.type === 'ObjectProperty' && MESSAGE_KEYS.test(key) && !leaks.touches(value) && isMessage(value));
  const own = says ? stringValue(unwrapped(says.value)) : place.fallback === INTERNAL ? undefined : codeIn(entries);
  const inside = own === undefined ? place : { ...place, fallback: own };
  const rewrites = leaking.map((entry) => ({ entry, outcome: entry === spread ? { edits: [], gone: [], values: [] } : rewriteValue(KEPT_KEYS.test(entry.key) ? inside : says && EXTRA_KEYS.test(entry.key) ? { ...place, isDetails: true } : place, entry.value)! }));
  const refused = rewrites.map(({ outcome }) => outcome).find((outcome) => 'reason' in outcome);
  if (refused) return refused;
  const keptMessage = rewrites.find(({ entry }) => MESSAGE_KEYS.test(entry.key));
  const isExtra = ({ entry: { node, key, value }, outcome }: (typeof rewrites)[number]): boolean => {
    if (node === spread?.node) return true;
    if (place.allowed !== undefined) return TRACE_KEYS.test(key) && (says ?? keptMessage) !== undefined;
    if (place.isDetails && leaking.length < entries.length) return true;
    // The code of the failure inside, beside what the answer calls it by itself.
    if (CODE_KEYS.test(key) && isOwnCode(entries, key)) return true;
    if (KEPT_KEYS.test(key) && says && isErrorItself(leaks, value)) return true;
    if (KEPT_KEYS.test(key) || node.type === 'SpreadElement') return false;
    const inner = unwrapped(value);
    if (inner.type === 'ObjectExpression' && !inner.properties.every((each) => each.type === 'ObjectProperty' && leaks.touches(each.value))) return false;
    if (MESSAGE_KEYS.test(key)) return says !== undefined && !('text' in outcome);
    return (says ?? keptMessage) !== undefined && !('text' in outcome && !EXTRA_KEYS.test(key));
  };
  const removed = rewrites.filter(isExtra).map(({ entry }) => entry);
  const kept = rewrites.filter((each) => !isExtra(each));
  const ofMessage = kept.filter(({ entry }) => !CODE_KEYS.test(entry.key));
  const text = ofMessage.map(({ outcome }) => ('text' in outcome ? outcome.text : undefined)).find((each) => each !== undefined) ?? (says && stringValue(says.value) !== undefined ? textOf(doc, says.value) : undefined);
  const code = codeIn(entries);
  return {
    edits: [...kept.flatMap(({ outcome }) => ('edits' in outcome ? outcome.edits : [])), ...withoutMembers(doc, object.properties, removed.map(({ node }) => node))],
    gone: [...kept.flatMap(({ outcome }) => ('gone' in outcome ? outcome.gone : [])), ...removed.map(({ node }) => node)],
    values: kept.flatMap(({ outcome }) => ('values' in outcome ? outcome.values : [])),
    ...(text !== undefined ? { text } : code !== undefined && { text: quoteNear(doc, object, code) }),
  };
}

/** What the answer calls the failure: `reason: 'agent_unreachable'`. */
function codeIn(entries: readonly Entry[]): string | undefined {
  return entries.flatMap(({ node, key, value }) => (node.type === 'ObjectProperty' && (MESSAGE_KEYS.test(key) || CODE_KEYS.test(key)) ? stringValue(unwrapped(value)) ?? [] : [])).find((text) => CODE.test(text));
}

/** Whether another entry names the failure by a literal: `{ message: 'submit_failed', code: err.code }`. */
function isOwnCode(entries: readonly Entry[], key: string): boolean {
  return entries.some((each) => each.key !== key && (MESSAGE_KEYS.test(each.key) || CODE_KEYS.test(each.key)) && (stringValue(unwrapped(each.value)) ?? '') !== '');
}

/** A text for people, not a flag or a code such as `INTERNAL_ERROR`; what a name or a call stands for is a text too. */
function isMessage(outer: Node): boolean {
  const value = unwrapped(outer);
  const text = stringValue(value);
  if (text !== undefined) return /\s/.test(text.trim());
  return ['TemplateLiteral', 'MemberExpression', 'CallExpression', 'BinaryExpression'].includes(value.type) || (value.type === 'Identifier' && value.name !== 'undefined');
}

function rewriteCall(place: Place, call: NodeOf<'CallExpression' | 'OptionalCallExpression' | 'NewExpression'>): Outcome | undefined {
  const name = dottedText(call.callee) ?? '';
  const { leaks } = place;
  if (TRANSPARENT.test(name)) return merged(call.arguments.slice(0, 1).map((argument) => rewriteValue(place, argument)));
  const isBody = BODY_MAKER.test(lastName(call.callee) ?? '') || (call.type === 'NewExpression' ? /^[A-Z]/.test(name) : /^[A-Z]\w*(Response|Result|Error|Api)\w*\./.test(name)) || /\.(json|error|fail|failure|of)$/.test(name) && /^[A-Z]/.test(name);
  const givesWhole = call.arguments.some((argument) => leaks.kindOf(argument) === 'text' && isErrorItself(leaks, argument));
  if (isBody && !givesWhole) return merged(call.arguments.map((argument) => rewriteValue(place, argument)));
  return { reason: `the text goes through \`${name || short(place.doc, call.callee)}(…)\`, which decides what is shown` };
}

/** The error as a whole, of which a function may show as much as it likes. */
export function isErrorItself(leaks: Leaks, node: Node): boolean {
  const inner = unwrapped(node);
  return inner.type === 'Identifier' && leaks.doc.scopes.bindingOf(inner) === leaks.source.error;
}

function rewriteVariable(place: Place, use: NodeOf<'Identifier'>, binding: ReturnType<Leaks['variable']> & object): Outcome {
  const { doc, leaks, payloads } = place;
  const { id, init } = binding.by as NodeOf<'VariableDeclarator'>;
  const writes = leaks.writesOf(binding);
  if (id.type !== 'Identifier') return replaced(place, use);
  if (init && isErrorItself(leaks, init) && !place.isText && payloads.some((payload) => unwrapped(payload) === use)) return isWrittenTo(doc, binding) ? { reason: `\`${use.name}\` is the error or an answer made for the client` } : replaced(place, use, `{ ${usualKey(doc)}: ${quoteNear(doc, use, place.fallback)} }`);
  if (place.allowed !== undefined && init && HOLDERS.includes(unwrapped(init).type) && leaks.kindOf(init) === undefined) {
    return writes.length === 0 && isKnownAt(place, init) ? rewriteValue(place, init)! : { reason: `\`${use.name}\` is put together before the status is known: show its text only below 500` };
  }
  const isHolder = init && flattened(init).some((branch) => unwrapped(branch).type === 'ObjectExpression');
  if (place.allowed !== undefined && isHolder) return { reason: `\`${use.name}\` is put together before the status is known: show its text only below 500` };
  if (place.allowed !== undefined) {
    const { allowed: _, ...plain } = place;
    const known = init ? rewriteValue(plain, init) : undefined;
    const initial = init && !leaks.isIn(init) ? stringValue(init) === undefined ? undefined : textOf(doc, init) : undefined;
    return replaced(place, use, initial ?? (known && 'text' in known ? known.text : undefined));
  }
  const others = binding.uses.filter((each) => each !== use && !payloads.some((payload) => isWithin(each, payload)));
  if (writes.length > 0) {
    const initial = init && stringValue(init) !== undefined ? textOf(doc, init) : undefined;
    if (initial === undefined || writes.some(({ right }) => !leaks.isIn(right))) return { reason: `\`${use.name}\` is set in several places` };
    if (others.some((each) => !isWrite(doc.tree, each))) return replaced(place, use, initial);
    const branches = writes.map((write) => branchOf(doc, write));
    if (branches.some((branch) => branch === undefined)) return { reason: `\`${use.name}\` is set to the text of the error further down` };
    return { edits: branches.map((branch) => wholeStatement(doc, branch!)), gone: branches.map((branch) => branch!), values: [], text: initial };
  }
  const outcome = rewriteValue(place, init!)!;
  if ('reason' in outcome) return outcome;
  const isWhole = outcome.edits.length === 1 && outcome.edits[0]!.start === init!.start && outcome.edits[0]!.end === init!.end;
  if (isWhole) return replaced(place, use, outcome.text, outcome.values);
  const isReadElsewhere = others.some((each) => !isWrite(doc.tree, each) && !isMemberWrite(doc, each));
  return isReadElsewhere ? { reason: `\`${use.name}\` is also used elsewhere` } : outcome;
}

function isWrittenTo(doc: JavaScriptDoc, { uses }: { readonly uses: readonly Node[] }): boolean {
  return uses.some((each) => isWrite(doc.tree, each));
}

/** `if (err instanceof Error) { message = err.message; }`: a branch that does nothing else. */
function branchOf(doc: JavaScriptDoc, write: Node): Node | undefined {
  const statement = doc.tree.parent(write);
  const block = statement && doc.tree.parent(statement);
  const branch = block?.type === 'BlockStatement' && block.body.length === 1 ? doc.tree.parent(block) : block;
  if (statement?.type !== 'ExpressionStatement' || branch?.type !== 'IfStatement' || branch.alternate) return undefined;
  return statementsIn(doc.tree.parent(branch)).includes(branch) ? branch : undefined;
}

/** Whether the status has its value where an answer is put together. */
function isKnownAt({ doc, status }: Place, at: Node): boolean {
  const names = status ? [status, ...doc.tree.inside(status, 'Identifier')] : [];
  return names.every((name) => {
    const binding = doc.scopes.bindingOf(name);
    if (!binding) return true;
    const isBefore = binding.kind === 'parameter' || binding.kind === 'catch' || binding.by.end! <= at.start!;
    return isBefore && binding.uses.every((use) => !isWrite(doc.tree, use) || use.end! <= at.start!);
  });
}

/** `payload.stack = …`. */
function isMemberWrite(doc: JavaScriptDoc, use: Node): boolean {
  const member = doc.tree.parent(use);
  return member?.type === 'MemberExpression' && member.object === use && isWrite(doc.tree, member);
}

/** `` `data: ${JSON.stringify({ error })}\n\n` ``: what holds the text has to stay as its reader expects it. */
function isEvent(leaks: Leaks, { quasis, expressions }: NodeOf<'TemplateLiteral'>): boolean {
  return /^(data|event|id|error): ?/.test(quasis[0]!.value.raw) && /\\n$/.test(quasis.at(-1)!.value.raw) || expressions.some((each) => isJson(each) && leaks.isIn(each));
}

/** A page of HTML, which stays one: only the value in it goes. */
function isPage({ quasis }: NodeOf<'TemplateLiteral'>): boolean {
  return quasis.some(({ value }) => value.raw.includes('\n')) && quasis.some(({ value }) => /<\/\w+>/.test(value.raw));
}

function replacedInPage(place: Place, { quasis, expressions }: NodeOf<'TemplateLiteral'>, index: number): Rewrite {
  const expression = expressions[index]!;
  const kept = flattened(expression).filter((branch) => !place.leaks.touches(branch)).map((branch) => stringValue(branch)).findLast((text) => text?.trim());
  const text = (kept ?? place.fallback).replace(/[`\\]|\$\{/g, '\\$&');
  return { edits: [{ start: quasis[index]!.end!, end: quasis[index + 1]!.start!, text }], gone: [expression], values: [] };
}

/** What is added up to a text; a single value else. */
function addedUp(node: Node): Node[] {
  return node.type === 'BinaryExpression' && node.operator === '+' ? [...addedUp(unwrapped(node.left)), ...addedUp(unwrapped(node.right))] : [node];
}

function isJson(node: Node): node is NodeOf<'CallExpression'> {
  return isCall(node) && TRANSPARENT.test(dottedText(node.callee) ?? '');
}

function rewriteInEvent(place: Place, node: Node): Outcome | undefined {
  const { doc, fallback } = place;
  const [argument] = isJson(node) ? node.arguments : [];
  if (argument && isErrorItself(place.leaks, argument)) return replaced(place, argument, `{ ${usualKey(place.doc)}: ${quoteNear(place.doc, argument, place.fallback)} }`);
  if (argument && unwrapped(argument).type !== 'MemberExpression') return rewriteValue(place, argument);
  if (argument) return replaced(place, argument);
  if (doc.text.slice(node.start! - 2, node.start!) !== '${') return replaced(place, node);
  // `${err.message}` with its braces becomes a part of the text around it.
  return { edits: [{ start: node.start! - 2, end: doc.text.indexOf('}', node.end!) + 1, text: fallback }], gone: [node], values: [] };
}

/** `res.json(err)`: an object is expected, so it gets one. */
function isWholePayload({ payloads, leaks, isText }: Place, outer: Node, node: Node): boolean {
  return !isText && payloads.some((payload) => payload === outer || (isCall(payload) && payload.arguments[0] === outer)) && isErrorItself(leaks, node);
}

/** The key under which the file's answers hold their message. */
function usualKey(doc: JavaScriptDoc): string {
  const keys = doc.tree.all('ObjectProperty').map((property) => keyName(property));
  const count = (name: string) => keys.filter((key) => key === name).length;
  return count('message') > count('error') ? 'message' : 'error';
}

/** Functions whose name says that they give the text of the error, but that may make one for the client. */
export function messageFunctions({ leaks }: Place, payloads: readonly Node[]): string[] {
  const values = payloads.flatMap((payload) => [payload, ...leaks.leavesIn(payload).flatMap((leaf) => valueBehind(leaks, leaf) ?? [])]);
  const calls = values.flatMap((value) => [value, ...leaks.doc.tree.inside(value, 'CallExpression')]).filter(isCall);
  return calls.flatMap((call) => {
    const name = lastName(call.callee) ?? '';
    return MESSAGE_FUNCTION.test(name) && leaks.kindOf(call) && !leaks.givesTextOf(call.callee) ? [name] : [];
  });
}

function valueBehind(leaks: Leaks, leaf: Node): Node | undefined {
  const by = leaks.doc.scopes.bindingOf(unwrapped(leaf))?.by;
  return by?.type === 'VariableDeclarator' ? by.init ?? undefined : undefined;
}

function short(doc: JavaScriptDoc, node: Node): string {
  const text = textOf(doc, node).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
