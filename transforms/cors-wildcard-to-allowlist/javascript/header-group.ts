import { enclosingFunction, isCall, lastName, propertyOf, statementOf, statementsIn, stringValue, textOf, unwrapped } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Node } from '../../../src/languages/javascript/tree.ts';
import { SETTERS } from './echoes.ts';
import type { Layer } from './layers.ts';

/** What a layer writes itself; others, such as those that expose headers, it writes only where it is told to. */
const OF_LAYERS = /^(?:access-control-(?:allow-(?:origin|credentials|methods|headers)|max-age)|vary)$/;

/** A header of CORS that one response sets by hand. */
interface Member {
  readonly name: string;
  readonly statement: Node;
}

/** The headers of CORS that are set by hand for the response of a header, itself among them. */
export function headerGroup(doc: JavaScriptDoc, node: Node): Member[] {
  const target = targetOf(doc, node);
  const fn = enclosingFunction(doc.tree, node);
  const own = statementOf(doc.tree, node);
  const blocks = [...doc.tree.ancestors(own)].filter((each) => each.type === 'BlockStatement' && fn !== undefined && each.start! >= fn.start!);
  return blocks.flatMap((block) => statementsIn(block)).flatMap((statement): Member[] => {
    const set = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
    if (!isCall(set) || targetOf(doc, set) !== target) return [];
    const isVary = lastName(set.callee) === 'vary';
    const [first, second] = set.arguments.map((each) => stringValue(each)?.toLowerCase());
    const isOfCors = isVary ? first === 'origin' : first?.startsWith('access-control-') || (first === 'vary' && second === 'origin');
    return isOfCors ? [{ name: isVary ? 'vary' : first!, statement }] : [];
  });
}

/** `res` of `res.setHeader('…', …)`. */
function targetOf(doc: JavaScriptDoc, call: Node): string | undefined {
  const isSetter = isCall(call) && 'object' in call.callee && [...SETTERS, 'vary'].includes(lastName(call.callee) ?? '');
  return isSetter ? textOf(doc, (call.callee as { object: Node }).object) : undefined;
}

/** Whether a layer writes all that the group does. */
export function isCoveredBy(doc: JavaScriptDoc, group: readonly Member[], layer: Layer): boolean {
  const property = layer.origin && doc.tree.parent(layer.origin);
  const options = layer.silent ?? (property && doc.tree.parent(property));
  const credentials = propertyOf(options, 'credentials');
  const allowsCredentials = credentials !== undefined && !(credentials.type === 'ObjectProperty' && credentials.value.type === 'BooleanLiteral' && !credentials.value.value);
  return group.every(({ name }) => OF_LAYERS.test(name) && (name !== 'access-control-allow-credentials' || allowsCredentials));
}

/** Whether a layer lets in nobody but front ends on a developer's machine, by literals. */
export function isLocalOnly({ origin }: Layer): boolean {
  const value = origin && unwrapped(origin);
  const origins = value?.type === 'ArrayExpression' ? value.elements : [value];
  return origins.length > 0 && origins.every((each) => /^https?:\/\/(localhost|127\.0\.0\.1)\b/.test(stringValue(each ?? undefined) ?? ''));
}
