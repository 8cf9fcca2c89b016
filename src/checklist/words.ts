import { LANGUAGES } from './vocabulary/index.ts';
import type { TextSpan } from './wording.ts';

/** Where a word or a concept stands among the words of a text: from one word up to, not including, another. */
export interface Occurrence { readonly from: number; readonly to: number }

/** A text as phrases see it: its words, and where each word and concept stands. */
export interface Reading {
  readonly words: readonly TextSpan[];
  readonly at: ReadonlyMap<string, readonly Occurrence[]>;
}

/** `don't` is one word, `l'erreur` two; Chinese and Japanese have a word per character; a bracket right behind a word, the dot of `a.b` and a `*` count as well. */
const WORD = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]|\p{L}+n['’]t(?!\p{L})|[\p{L}\p{M}\p{N}]+?(?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])|[\p{L}\p{M}\p{N}]+|(?<=[\p{L}\p{N}])(?:\(|\.(?=[\p{L}*]))|\*/gu;

/** No word of a list is longer, and stemmers take their time over long ones. */
const LONGEST = 40;

export function wordsOf(text: string): TextSpan[] {
  return [...text.matchAll(WORD)].map(({ index, 0: word }) => ({ start: index, end: index + word.length }));
}

const stems = new Map<string, readonly string[]>();

/** All a word may be known by: as it is written, and its stem in every language. */
function keysOf(word: string): readonly string[] {
  if (word.length > LONGEST) return [];
  const lower = word.toLowerCase().replace('’', '\'');
  const known = stems.get(lower);
  if (known) return known;
  const keys = [`=${lower}`, ...Object.entries(LANGUAGES).map(([name, { stem }]) => `${name}:${stem(lower)}`)];
  stems.set(lower, keys);
  return keys;
}

/** What a word of ours is known by: in capitals it is a name, which has no inflections. */
export function keyOf(word: string, language = 'english'): string {
  const isName = word.length > 1 && word === word.toUpperCase() && /\p{Lu}/u.test(word);
  return isName ? `=${word.toLowerCase()}` : `${language}:${LANGUAGES[language]!.stem(word.toLowerCase())}`;
}

interface Node { readonly next: Map<string, Node>; readonly concepts: Set<string> }

const nodeOf = (): Node => ({ next: new Map(), concepts: new Set() });

/** The vocabulary as a tree: a word to a step, concepts where an expression ends. */
const ROOT = nodeOf();
export const CONCEPTS = new Map<string, Set<string>>();
for (const [language, { concepts }] of Object.entries(LANGUAGES)) {
  for (const [concept, list] of Object.entries(concepts)) {
    const names = CONCEPTS.get(concept) ?? CONCEPTS.set(concept, new Set()).get(concept)!;
    for (const expression of list.split(',')) {
      let node = ROOT;
      for (const { start, end } of wordsOf(expression)) {
        const word = expression.slice(start, end);
        names.add(word.toLowerCase());
        const key = keyOf(word, language);
        node = node.next.get(key) ?? node.next.set(key, nodeOf()).get(key)!;
      }
      node.concepts.add(concept);
    }
  }
}

/** Reads a text once, word by word; of the expressions of a concept that begin with a word, the longest counts. */
export function readWords(text: string): Reading {
  const words = wordsOf(text);
  const keys = words.map(({ start, end }) => keysOf(text.slice(start, end)));
  const at = new Map<string, Occurrence[]>();
  const add = (key: string, from: number, to: number) => {
    const found = at.get(key) ?? at.set(key, []).get(key)!;
    // An expression within a longer one of the same concept: `key` of `API key`.
    if (found.length === 0 || found.at(-1)!.to <= from) found.push({ from, to });
  };
  words.forEach((_, from) => {
    for (const key of keys[from]!) if (/^=|^english:/.test(key)) add(key, from, from + 1);
    const longest = new Map<string, number>();
    let nodes = [ROOT];
    for (let to = from; nodes.length > 0 && to < words.length; to++) {
      nodes = nodes.flatMap((node) => keys[to]!.flatMap((key) => node.next.get(key) ?? []));
      for (const node of nodes) for (const concept of node.concepts) longest.set(concept, to + 1);
    }
    for (const [concept, to] of longest) add(`{${concept}}`, from, to);
  });
  return { words, at };
}
