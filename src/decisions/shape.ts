import { createHash } from 'node:crypto';
import type { Site } from '../types.ts';

const STRING = /(["'`])(?:\\[^]|(?!\1)[^\\])*\1/g;
/** A name that nothing is called by and that is no attribute: what is called tells `info` from `error`. */
const NAME = /(?<![\w$.])[A-Za-z_$][\w$]*(?![\w$]*\s*\()/g;
const NUMBER = /\b\d[\w.]*/g;

/** The same text for fixes that make the same change once names, strings and numbers are blanked. */
export function shapeOf({ transform, before, after = '' }: Pick<Site, 'transform' | 'before' | 'after'>): string {
  return createHash('sha256').update([transform, blanked(before), blanked(after)].join('\0')).digest('hex').slice(0, 12);
}

function blanked(code: string): string {
  return code.replace(STRING, '""').replace(NAME, 'n').replace(NUMBER, '0').replace(/\s+/g, ' ');
}
