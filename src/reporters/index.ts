import { diff } from './diff.ts';
import type { Format } from './formats.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';
import type { Reporter } from './types.ts';

export type { Format } from './formats.ts';

/** The reporter of every format. A new one is a file beside these, its name in `formats.ts` and its place here. */
export const REPORTERS: { readonly [format in Exclude<Format, 'html'>]: Reporter } = { text, diff, json, github, sarif, gitlab, junit, markdown };
