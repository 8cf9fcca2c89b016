import { matchItems, type Named } from './match.ts';
import { lineOf, phraseOf, type Line } from './phrase.ts';
import type { Recognised } from './types.ts';
import { answers, guardsOf, plainText, type TextSpan } from './wording.ts';

/** Concepts that a line about anything may hold: they bring no phrase near. */
const COMMON = new Set(['absence', 'in', 'from', 'kept out', 'gated', 'in place', 'removal', 'verify', 'code', 'makes random', 'attempts', 'period', 'apt', 'committed', 'client', 'show'].map((name) => `{${name}}`));

/** What is made of an item's text that stands by itself, under no heading. */
export interface ItemExplanation {
  /** Concepts of the vocabulary that were seen, each with the words it was seen in. */
  readonly concepts: readonly { readonly name: string; readonly words: readonly string[] }[];
  readonly recognised: Recognised;
  /** Transforms that the text speaks of, or nearly does. */
  readonly transforms: readonly TransformView[];
}

export interface TransformView {
  readonly id: string;
  readonly asked: boolean;
  /** Phrases that are in the text, each with the words. */
  readonly matched: readonly { readonly phrase: string; readonly words: readonly string[] }[];
  /** Why it is not asked for though a phrase matches. */
  readonly against: readonly string[];
  /** Phrases of which all but one word or concept is there, or all but not close together in this order: the nearest two. */
  readonly nearly: readonly { readonly phrase: string; readonly unseen: readonly string[] }[];
}

export function explainItem(item: string, transforms: readonly Named[]): ItemExplanation {
  const text = plainText(item);
  const line = lineOf(text);
  const [recognised] = matchItems([{ line: 1, text: item, heading: '', form: 'line', marks: [], references: [] }], transforms);
  const asked = new Set(recognised!.transforms.map(({ transform }) => transform));
  const { words, at } = line.reading;
  return {
    concepts: [...at].filter(([key]) => key.startsWith('{')).map(([key, found]) => ({
      name: key.slice(1, -1), words: found.map(({ from, to }) => text.slice(words[from]!.start, words[to - 1]!.end)),
    })),
    recognised: recognised!,
    transforms: transforms.map((transform) => viewOf(transform, line, asked.has(transform.id)))
      .filter(({ matched, nearly, asked: isAsked }) => isAsked || matched.length > 0 || nearly.length > 0),
  };
}

function viewOf({ id, cues, notCues = [] }: Named, line: Line, asked: boolean): TransformView {
  const phrases = cues.map(phraseOf).map((phrase) => ({ phrase, spans: phrase.spans(line) }));
  const hits = phrases.filter(({ spans }) => spans.length > 0);
  const wordsOf = (spans: readonly TextSpan[]) => spans.map(({ start, end }) => line.text.slice(start, end));
  const covered = hits.flatMap(({ spans }) => spans);
  const guards = guardsOf(line.text, [], []).inText.filter((guard) => !covered.some((span) => answers(span, guard)));
  return {
    id, asked,
    matched: hits.map(({ phrase, spans }) => ({ phrase: phrase.source, words: wordsOf(spans) })),
    against: asked || hits.length === 0 ? [] : [
      ...notCues.map(phraseOf).map((cue) => wordsOf(cue.spans(line))).filter((found) => found.length > 0).map((found) => `\`${found[0]!.trim()}\` says that something else is meant`),
      ...guards.map(({ name, start, end }) => `\`${line.text.slice(start, end).trim()}\` is about ${name === 'negated' ? 'not doing it' : `${name === 'platform value' ? 'a value of the platform' : name}, not code`}`),
    ],
    nearly: hits.length > 0 ? [] : phrases.map(({ phrase: { source, terms, unseen } }) => ({ phrase: source, terms, unseen: unseen(line) }))
      .filter(({ phrase, terms, unseen }) => terms.length > 1 && unseen.length <= (terms.length > 2 || phrase.includes('{') ? 1 : 0)
        && terms.some((term) => !unseen.includes(term) && !COMMON.has(term)))
      .sort((a, b) => (b.terms.length - b.unseen.length) - (a.terms.length - a.unseen.length)).slice(0, 2)
      .map(({ phrase, unseen }) => ({ phrase, unseen })),
  };
}
