import { failureText, type KnownCalls } from '../../../src/languages/javascript/describe.ts';
import { handlersOf, usesOfError, type Handler } from '../../../src/languages/javascript/handlers.ts';
import { dottedText, enclosingFunction, isCall, isFunction, keyName, literalText, stringValue, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { tellingCallsIn } from '../../../src/languages/javascript/telling-calls.ts';
import { isWithin, type Node, type NodeOf } from '../../../src/languages/javascript/tree.ts';
import { effectOf } from './effect.ts';

/** A word of the code: a name, an event, the kind of a thing; never a text that could be a secret. */
const WORD = /^[a-z][a-z_.:/-]{2,40}$/i;
const STATEMENT = /^\W*(?:(SELECT)\b[\s\S]*?\bFROM|(INSERT\s+INTO|UPDATE|DELETE\s+FROM))\s+["`]?(\w+)["`]?(\s+SET\s+\w+)?/i;
/** Statements that say more of a step than its call does, each the first that tells handlers alike apart. */
const DETAILS: readonly ((doc: JavaScriptDoc, handler: Handler) => string | undefined)[] = [statementSent, branchOf, takenAs, givenName, wordGiven];

/** The text for a failure; where another handler of the function has the same, with what tells the two apart: `query (UPDATE receipts) failed`. */
export function textAmongTwins(doc: JavaScriptDoc, handler: Handler, known: KnownCalls): string {
  const text = failureText(doc, handler, known);
  const same = `${text}${effectOf(doc, handler)}`;
  const around = outermost(doc, handler.node);
  const twins = handlersOf(doc).filter((other) => other.node !== handler.node && around && isWithin(other.node, around) && usesOfError(doc, other).length === 0 && `${failureText(doc, other, known)}${effectOf(doc, other)}` === same);
  if (twins.length === 0 || !text.endsWith(' failed')) return text;
  const details = DETAILS.map((each) => ({ by: each, own: each(doc, handler), others: twins.map((twin) => each(doc, twin)) })).filter(({ own, others }) => own !== undefined && others.some((other) => other !== own));
  const detail = details.find(({ own, others }) => !others.includes(own)) ?? details.find(({ by }) => by === statementSent);
  return detail ? text.replace(/ failed$/, ` (${detail.own}) failed`) : text;
}

function outermost(doc: JavaScriptDoc, node: Node): Node | undefined {
  return [...doc.tree.ancestors(node)].filter(isFunction).at(-1);
}

/** `UPDATE receipts` of the statement a call is given. */
function statementSent(doc: JavaScriptDoc, { guarded }: Handler): string | undefined {
  const found = [guarded, ...doc.tree.inside(guarded, 'StringLiteral', 'TemplateLiteral')].flatMap((text) => STATEMENT.exec(literalText(text) ?? '') ?? []);
  return found.length === 0 ? undefined : `${(found[1] ? 'SELECT FROM' : found[2]!).toUpperCase().replace(/\s+/, ' ')} ${found[3]}${found[4]?.replace(/\s+/g, ' ') ?? ''}`;
}

/** `customer.deleted` of the `case` a handler stands in. */
function branchOf(doc: JavaScriptDoc, { node }: Handler): string | undefined {
  const fn = enclosingFunction(doc.tree, node.type === 'CatchClause' ? node : doc.tree.parent(node)!);
  const branch = [...doc.tree.ancestors(node)].find((each) => each.type === 'SwitchCase' && (!fn || isWithin(each, fn)));
  return word(branch?.type === 'SwitchCase' && branch.test ? stringValue(branch.test) : undefined);
}

/** The name that takes what a promise gives. */
function takenAs(doc: JavaScriptDoc, { node }: Handler): string | undefined {
  if (node.type === 'CatchClause') return undefined;
  const call = doc.tree.parent(node)!;
  const waits = doc.tree.parent(call);
  if (waits?.type === 'ArrayExpression') return elementTaken(doc, waits, call);
  const taker = waits?.type === 'AwaitExpression' ? doc.tree.parent(waits) : waits;
  if (taker?.type === 'VariableDeclarator') return taker.id.type === 'Identifier' ? taker.id.name : undefined;
  if (taker?.type === 'AssignmentExpression') return dottedText(taker.left);
  return taker?.type === 'ObjectProperty' ? keyName(taker) : undefined;
}

/** `second` of `const [first, second] = await Promise.all([…])`. */
function elementTaken(doc: JavaScriptDoc, list: NodeOf<'ArrayExpression'>, element: Node): string | undefined {
  const all = doc.tree.parent(list)!;
  const declarator = doc.tree.parent(doc.tree.parent(all)!);
  if (!isCall(all) || !/^Promise\.all(Settled)?$/.test(dottedText(all.callee) ?? '') || declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'ArrayPattern') return undefined;
  const name = declarator.id.elements[(list.elements as readonly (Node | null)[]).indexOf(element)];
  return name?.type === 'Identifier' ? name.name : undefined;
}

/** The name of what the step works on: `outputPath` of `unlink(outputPath)`. */
function givenName(doc: JavaScriptDoc, { guarded }: Handler): string | undefined {
  const given = tellingCallsIn(doc, guarded).map(({ call }) => (isCall(call) && call.arguments[0] ? dottedText(unwrapped(call.arguments[0])) : undefined));
  return given.every((each) => each === given[0]) ? given[0] : undefined;
}

/** A word the step is given: `DEAD_LETTER` of `updateMany({ data: { status: 'DEAD_LETTER' } })`. */
function wordGiven(doc: JavaScriptDoc, { guarded }: Handler): string | undefined {
  const [only, ...others] = tellingCallsIn(doc, guarded);
  if (!only || others.length > 0) return undefined;
  return doc.tree.inside(only.call, 'StringLiteral').map((text) => word(stringValue(text))).filter((each) => each !== undefined && !/fail|error/i.test(each)).at(-1);
}

function word(text: string | undefined): string | undefined {
  return text !== undefined && WORD.test(text) ? text : undefined;
}
