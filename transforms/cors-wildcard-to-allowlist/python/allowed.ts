import { stringValue } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Finding, Span } from '../../../src/types.ts';
import { allowedText, type Origins } from '../allowed.ts';
import { layersOf } from './layers.ts';

const DJANGO = /^(CORS_ALLOWED_ORIGINS|CORS_ORIGIN_WHITELIST)$/;

/** Layers that name who is let in, beside the places where something is wrong: what shows that nobody else is. */
export function* allowed(doc: PythonDoc, places: readonly Span[]): Generator<Finding> {
  const isOpen = (node: PyNode) => places.some(({ start, end }) => start < node.end && node.start < end);
  for (const { kind, call, origins, defaultsToAll, built } of layersOf(doc)) {
    if (kind === 'unknown' || defaultsToAll || built || origins.length === 0 || [call, ...origins].some(isOpen)) continue;
    yield evidence(call.field('function')!, allowedText(originsIn(doc, origins[0]!), kind === 'socket' ? 'socket' : 'http'));
  }
  for (const assignment of doc.root.descendants('assignment')) {
    const name = assignment.field('left')!;
    const value = assignment.field('right');
    if (name.kind === 'identifier' && DJANGO.test(name.text) && value && !isOpen(assignment)) yield evidence(name, allowedText(originsIn(doc, value), 'http'));
  }
}

function evidence({ start, end }: Span, message: string): Finding {
  return { span: { start, end }, message, reason: message, evidence: true };
}

/** An expression with the values of the names it reads that this module sets. */
function originsIn(doc: PythonDoc, node: PyNode): Origins {
  const values = [node, ...node.descendants('identifier')].flatMap((name) => (name.kind === 'identifier' ? doc.scopes.moduleNames.get(name.text) ?? [] : []))
    .flatMap(({ node: bound }) => (bound.parent?.kind === 'assignment' ? bound.parent.field('right') ?? [] : []));
  const parts = [node, ...values];
  const texts = parts.flatMap((each) => [each, ...each.descendants('string')]).flatMap((text) => (text.kind === 'string' ? stringValue(text)?.split(',').map((part) => part.trim()) ?? [] : []));
  return { written: node.text, made: parts.map(({ text }) => text).join('\n'), texts };
}
