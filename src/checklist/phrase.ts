import type { Cue } from '../transform.ts';
import { spansOf, type TextSpan } from './wording.ts';
import { CONCEPTS, keyOf, readWords, wordsOf, type Occurrence, type Reading } from './words.ts';

/** How many other words may stand beside a concept, or where a phrase has `…`. */
const REACH = 6;

interface Step { readonly term: string; readonly keys: readonly string[]; readonly gap: number }

/** A cue ready to be looked for. */
export interface Phrase {
  readonly source: string;
  /** The words it is written with. */
  readonly words: readonly string[];
  spans(line: Line): TextSpan[];
  /** Its words and concepts, of which a regular expression has none to speak of. */
  readonly terms: readonly string[];
  /** Those of them that the line does not have. */
  unseen(line: Line): readonly string[];
}

/** A line of a list, read once for all phrases. */
export interface Line { readonly text: string; readonly reading: Reading }

export function lineOf(text: string): Line {
  return { text, reading: readWords(text) };
}

const compiled = new Map<Cue, Phrase>();

/**
 * Compiles a phrase: words that follow each other, `{concepts}` with up to six other words beside them, `this|that` for
 * either, `…` where other words may stand, `a & b` for both in any order. A regular expression stays what it is.
 */
export function phraseOf(cue: Cue): Phrase {
  return compiled.get(cue) ?? compiled.set(cue, typeof cue === 'string' ? compile(cue) : expression(cue)).get(cue)!;
}

function expression(cue: RegExp): Phrase {
  const words = cue.source.replace(/\\[a-z]/gi, ' ').toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  const all = new RegExp(cue.source, cue.flags.replace('g', '') + 'g');
  return { source: String(cue), words, spans: ({ text }) => spansOf(all, text), terms: [], unseen: () => [] };
}

function compile(source: string): Phrase {
  const [one, other] = source.split(' & ').map((part) => stepsOf(part, source));
  const orders = other ? [[...one!, ...nearby(other)], [...other, ...nearby(one!)]] : [one!];
  return {
    source,
    words: orders[0]!.flatMap(({ keys }) => keys).flatMap((key) => key.startsWith('{') ? [...CONCEPTS.get(key.slice(1, -1))!] : key.replace(/^.*[=:]/, '')).concat(source.toLowerCase().match(/\p{L}{2,}/gu) ?? []),
    terms: orders[0]!.map(({ term }) => term),
    unseen: ({ reading }) => orders[0]!.filter(({ keys }) => !keys.some((key) => reading.at.has(key))).map(({ term }) => term),
    spans: ({ reading }) => orders.flatMap((steps) => find(steps, reading)),
  };
}

function stepsOf(part: string, source: string): Step[] {
  const steps: Step[] = [];
  let gap = 0;
  for (const term of part.match(/\{[^}]*\}|\S+/g) ?? []) {
    if (term === '…') {
      gap = REACH;
      continue;
    }
    const concept = /^\{(.+)\}$/.exec(term)?.[1];
    if (concept !== undefined && !CONCEPTS.has(concept)) throw new Error(`no concept is called ${concept}, which the cue "${source}" names`);
    if (concept !== undefined) steps.push({ term, keys: [term], gap: REACH });
    else if (term.includes('|')) steps.push({ term, keys: term.split('|').map((word) => keyOf(word)), gap });
    else for (const { start, end } of wordsOf(term)) steps.push({ term: term.slice(start, end), keys: [keyOf(term.slice(start, end))], gap: steps.length > 0 && start > 0 ? 0 : gap });
    gap = concept === undefined ? 0 : REACH;
  }
  return steps;
}

function nearby([first, ...rest]: readonly Step[]): Step[] {
  return [{ ...first!, gap: REACH }, ...rest];
}

/** Goes through the occurrences of each step once, beside the ends of what was found up to it. */
function find(steps: readonly Step[], { words, at }: Reading): TextSpan[] {
  let found: Occurrence[] = [{ from: 0, to: 0 }];
  for (const [i, { keys, gap }] of steps.entries()) {
    const here = keys.length === 1 ? at.get(keys[0]!) ?? [] : keys.flatMap((key) => at.get(key) ?? []).sort((a, b) => a.from - b.from);
    if (here.length === 0) return [];
    const next: Occurrence[] = [];
    let before = -1;
    for (const { from, to } of here) {
      if (i === 0) {
        next.push({ from, to });
        continue;
      }
      while (before + 1 < found.length && found[before + 1]!.to <= from) before++;
      if (before >= 0 && from - found[before]!.to <= gap) next.push({ from: found[before]!.from, to });
    }
    found = next;
  }
  return found.map(({ from, to }) => ({ start: words[from]!.start, end: words[to - 1]!.end }));
}
