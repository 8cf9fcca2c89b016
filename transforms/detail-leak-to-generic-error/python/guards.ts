import { argumentsOf } from '../../../src/languages/python/nodes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Source } from './sources.ts';

/** Settings that say who gets to see details. */
export const GUARD = /debug|\bdev\b|is_?dev|develop|prod\b|production|\benv\b|environ|expose|verbose/i;

/** Whether code runs only where a debug setting says so. */
export function isDebugOnly(at: PyNode, source: Source): boolean {
  for (const ancestor of at.ancestors()) {
    if (ancestor === source.node) return false;
    if (!['if_statement', 'elif_clause'].includes(ancestor.kind)) continue;
    const condition = ancestor.field('condition')!;
    const isThen = at.isWithin(ancestor.field('consequence')!);
    if (GUARD.test(condition.text) && isThen !== /\bnot\b|!=|prod/i.test(condition.text)) return true;
  }
  return false;
}

/** The types a place handles: those of the clause, or of an `isinstance` test on the way to it. */
export function typesAt(at: PyNode, source: Source): readonly PyNode[] {
  for (const ancestor of at.ancestors()) {
    if (ancestor === source.node) break;
    if (!['if_statement', 'elif_clause'].includes(ancestor.kind) || !at.isWithin(ancestor.field('consequence')!)) continue;
    const condition = ancestor.field('condition')!;
    if (condition.kind !== 'call' || condition.field('function')!.text !== 'isinstance') continue;
    const [subject, type] = argumentsOf(condition).positional;
    if (subject?.text === source.name?.text && type) return type.kind === 'tuple' ? type.named : [type];
  }
  return source.types;
}
