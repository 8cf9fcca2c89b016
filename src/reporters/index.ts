import { diff } from './diff.ts';
import { json } from './json.ts';
import { text } from './text.ts';
import type { Reporter } from './types.ts';

/** Every format by the name that `-f` takes. A new one is a file beside these and a line here. */
export const FORMATS: { readonly [name: string]: Reporter } = { text, diff, json };
