import { isCall, isFunction, propertyOf, textOf } from '../../languages/javascript/nodes.ts';
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
  const text = partsOf(doc, format.value, DEPTH).map((part) => textOf(doc, part)).join('\n');
  return /\bprintf\(/.test(text) && !WRITES_VALUES.test(text);
}

/** Whether a function of the project's own, `winston.format((info) => …)`, goes over all values of a line. */
export function walksValues(doc: JavaScriptDoc, options: Node | undefined): boolean {
  const format = propertyOf(options, 'format');
  if (format?.type !== 'ObjectProperty') return false;
  const calls = partsOf(doc, format.value, DEPTH).flatMap((part) => [...(part.type === 'CallExpression' ? [part] : []), ...doc.tree.inside(part, 'CallExpression')]);
  return calls.some(({ callee, arguments: [first] }) => {
    const fn = first && /^winston:(?:default\.)?format$/.test(doc.scopes.qualifiedName(callee) ?? '') ? functionOf(doc, first) : undefined;
    const [info] = fn?.params ?? [];
    return info?.type === 'ObjectPattern' ? info.properties.some(({ type }) => type === 'RestElement') : !!info && isWalked(doc, info);
  });
}

function functionOf(doc: JavaScriptDoc, node: Node) {
  const by = isFunction(node) ? node : doc.scopes.bindingOf(node)?.by;
  const value = by?.type === 'VariableDeclarator' ? by.init : by;
  return isFunction(value) ? value : undefined;
}

/** `{ ...info }`, `sanitize(info)`, `for (const key in info)`. */
function isWalked(doc: JavaScriptDoc, info: Node): boolean {
  return (doc.scopes.bindingOf(info)?.uses ?? []).some((use) => {
    const parent = doc.tree.parent(use);
    if (isCall(parent)) return parent.callee !== use && textOf(doc, parent.callee) !== 'Object.assign';
    return parent?.type === 'SpreadElement' || (parent?.type === 'ForInStatement' && parent.right === use);
  });
}

/** An expression and the constants it is made from. */
function partsOf(doc: JavaScriptDoc, node: Node, depth: number): Node[] {
  const names = node.type === 'Identifier' ? [node] : doc.tree.inside(node, 'Identifier');
  const constants = depth === 0 ? [] : names.flatMap((name) => {
    const by = doc.scopes.bindingOf(name)?.by;
    return by?.type === 'VariableDeclarator' && by.init && by.id.type === 'Identifier' && by.start! < node.start! ? partsOf(doc, by.init, depth - 1) : [];
  });
  return [node, ...constants];
}
