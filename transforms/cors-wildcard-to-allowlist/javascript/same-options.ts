import { indentAt, isCall, isStatement, lastName, statementOf, statementsIn, stringValue, textOf, type AnyCall } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import type { Edit } from '../../../src/types.ts';
import { isTyped } from './allowlist.ts';
import type { Change, Context } from './context.ts';
import type { Layer } from './layers.ts';

/**
 * `app.use(cors(…))` and `app.options('*', cors(…))` with the same options, written twice: these become one constant.
 * `layer` is one of the two, `change` what becomes of its options by itself.
 */
export function asOneConstant({ doc }: Context, layer: Layer, change: Change, layers: readonly Layer[]): Change {
  const twin = layers.find((each) => each !== layer && isTwin(doc, layer, each));
  if (!twin || /\bcorsOptions\b/.test(doc.text) || layer.takes !== 'list') return change;
  const call = layer.node as AnyCall;
  const start = call.callee.end!;
  const isMain = role(doc, layer) === 'use';
  const given: Edit = { start, end: call.end!, text: '(corsOptions)' };
  const comments = change.edits.filter((edit) => edit.end <= call.start! || edit.start >= call.end!);
  if (!isMain) return { ...change, edits: [given, ...comments] };
  const [first] = [layer, twin].map(({ node }) => statementOf(doc.tree, node)).sort((a, b) => a.start! - b.start!);
  const inner = change.edits.filter((edit) => edit.start >= start && edit.end <= call.end!).sort((a, b) => b.start - a.start);
  const text = inner.reduce((all, edit) => all.slice(0, edit.start - start) + edit.text + all.slice(edit.end - start), doc.text.slice(start, call.end!)).slice(1, -1).trim().replace(/,$/, '');
  const type = isTyped(doc) ? `: ${textOf(doc, call.callee)}.CorsOptions` : '';
  const end = doc.text[first!.end! - 1] === ';' ? ';' : '';
  const constant: Edit = { start: first!.start!, end: first!.start!, text: `const corsOptions${type} = ${text}${end}\n${indentAt(doc, first!.start!)}` };
  return { ...change, edits: [constant, given, ...comments] };
}

function isTwin(doc: JavaScriptDoc, one: Layer, other: Layer): boolean {
  const roles = [role(doc, one), role(doc, other)];
  const blocks = [one, other].map(({ node }) => doc.tree.parent(statementOf(doc.tree, node)));
  return roles.includes('use') && roles.includes('options') && textOf(doc, one.node) === textOf(doc, other.node) &&
    blocks[0] === blocks[1] && statementsIn(blocks[0]).length > 0;
}

/** What a middleware made in place is handed to. */
function role(doc: JavaScriptDoc, { node, isMade }: Layer): 'use' | 'options' | undefined {
  const use = doc.tree.parent(node);
  if (!isMade || !isCall(use) || !isStatement(doc.tree, use)) return undefined;
  const name = lastName(use.callee);
  if (name === 'use' && use.arguments.length === 1) return 'use';
  return name === 'options' && use.arguments.length === 2 && stringValue(use.arguments[0]) !== undefined ? 'options' : undefined;
}
