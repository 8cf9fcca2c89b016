import { stringValue, textOf } from '../../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../../src/languages/javascript/parse.ts';
import { isWithin, type Node } from '../../../src/languages/javascript/tree.ts';
import type { Finding, Span } from '../../../src/types.ts';
import { allowedText, type Origins } from '../allowed.ts';
import type { Layer } from './layers.ts';

/** Layers that name who is let in, beside the places where something is wrong: what shows that nobody else is. */
export function* allowed(doc: JavaScriptDoc, layers: readonly Layer[], places: readonly Span[]): Generator<Finding> {
  for (const { kind, node, origin, assigned } of layers) {
    if (kind === 'unknown' || !origin || assigned) continue;
    const isOpen = places.some(({ start, end }) => start < node.end! && node.start! < end);
    // A callback decides by itself; whether it lets everybody in is judged where it is understood.
    if (isOpen || /^(ArrowFunctionExpression|FunctionExpression|BooleanLiteral)$/.test(origin.type)) continue;
    const message = allowedText(originsIn(doc, origin), kind);
    yield { span: { start: origin.start!, end: origin.end! }, message, reason: message, evidence: true };
  }
}

/** An expression with the values of the constants it reads. */
function originsIn(doc: JavaScriptDoc, node: Node): Origins {
  const names = [node, ...doc.tree.inside(node, 'Identifier')].filter((each) => each.type === 'Identifier');
  const values = names.flatMap((name) => {
    const by = doc.scopes.bindingOf(name)?.by;
    return by?.type === 'VariableDeclarator' && by.init && !isWithin(node, by) ? [by.init as Node] : [];
  });
  const parts = [node, ...values];
  const texts = parts.flatMap((each) => [each, ...doc.tree.inside(each, 'StringLiteral', 'TemplateLiteral')]).flatMap((text) => stringValue(text)?.split(',').map((part) => part.trim()) ?? []);
  return { written: textOf(doc, node), made: parts.map((part) => textOf(doc, part)).join('\n'), texts };
}
