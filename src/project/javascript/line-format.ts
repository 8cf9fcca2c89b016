import { propertyOf } from '../../languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../languages/javascript/parse.ts';
import type { Node } from '../../languages/javascript/tree.ts';

/** What writes the values beside the text: all of the line, or what is left of it. */
const WRITES_VALUES = /\b(?:json|simple|prettyPrint|logstash|ndjson|cli)\(|\bJSON\.stringify\b|\binspect\(|\.\.\.|\bObject\.(?:keys|entries|assign|fromEntries)\b|\b(?:meta|metadata|splat|SPLAT|rest|extra)\b/;
/** As far as a format is put together from constants. */
const DEPTH = 3;

/** Whether the format that options of winston's `createLogger` name writes the text of a line and none of its values. */
export function writesTextOnly(doc: JavaScriptDoc, options: Node | undefined): boolean {
  const format = propertyOf(options, 'format');
  if (format?.type !== 'ObjectProperty') return false;
  const text = sourceOf(doc, format.value, DEPTH);
  return /\bprintf\(/.test(text) && !WRITES_VALUES.test(text);
}

/** The source of an expression and of the constants it is made from. */
function sourceOf(doc: JavaScriptDoc, node: Node, depth: number): string {
  const names = node.type === 'Identifier' ? [node] : doc.tree.inside(node, 'Identifier');
  const constants = depth === 0 ? [] : names.flatMap((name) => {
    const by = doc.scopes.bindingOf(name)?.by;
    return by?.type === 'VariableDeclarator' && by.init && by.id.type === 'Identifier' && by.start! < node.start! ? [sourceOf(doc, by.init, depth - 1)] : [];
  });
  return [doc.text.slice(node.start!, node.end!), ...constants].join('\n');
}
