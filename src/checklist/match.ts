import { closest } from 'fastest-levenshtein';
import picomatch from 'picomatch';
import { UsageError } from '../errors.ts';
import type { Cue, Meta, Transform } from '../transform.ts';
import { beyondOf, tellsDefect, vocabularyOf } from './beyond.ts';
import { lineOf, phraseOf, type Line } from './phrase.ts';
import { topicOf, VALUES, VERIFICATION, wideTopicOf } from './topics.ts';
import type { ChecklistItem, Match, Recognised } from './types.ts';
import { answers, continues, guardsOf, plainText, type TextSpan } from './wording.ts';

/** What a transform says about itself, and whether it asks for something to be there or to be gone. */
export type Named = Meta & Pick<Transform, 'check'>;

export interface MatchOptions {
  /** Transforms of items by a part of their text, or a glob of all of it, whatever the case; they win over wording. */
  readonly mapping?: { readonly [pattern: string]: readonly string[] };
}

/** A comment in a checklist, or the configuration, names a transform that does not exist. */
export class UnknownName extends UsageError {
  override readonly name = 'UnknownName';
}

/** Says of every item which transforms it asks for, or what it is about that only a person can do. */
export function matchItems(items: readonly ChecklistItem[], transforms: readonly Named[], { mapping = {} }: MatchOptions = {}): Recognised[] {
  const known = transforms.map((transform) => ({ transform, vocabulary: vocabularyOf(transform) }));
  const byLine = new Map<number, Recognised>();
  return items.map((item) => {
    const given = item.override ? { ids: item.override, where: `line ${item.line} of the checklist` } : mapped(item, mapping);
    const recognised = given ? named(given.ids, transforms, given.where) : recognise(item, known, byLine);
    byLine.set(item.line, recognised);
    return recognised;
  });
}

interface Known { readonly transform: Named; readonly vocabulary: ReadonlySet<string> }
interface Asked { readonly known: Known; readonly spans: readonly TextSpan[]; readonly direct: boolean }

function recognise(item: ChecklistItem, known: readonly Known[], byLine: ReadonlyMap<number, Recognised>): Recognised {
  const text = plainText(item.text);
  const headings = item.heading.split(' > ').map(plainText);
  const parent = item.parent === undefined ? undefined : plainText(item.parent);
  const above = [headings.at(-1) ?? '', ...(parent === undefined ? [] : [parent])];
  const topics = [...headings.slice(-2), ...above.slice(1)];
  const line = lineOf(text);
  const linesAbove = topics.map(lineOf);
  const guards = guardsOf(text, above, headings);
  const ofParent = new Set(item.parentLine === undefined ? [] : byLine.get(item.parentLine)?.transforms.map(({ transform }) => transform));
  const asked: Asked[] = [];
  const verifies: string[] = [];
  for (const each of known) {
    const { transform } = each;
    const spans = spansIn(transform.cues, line);
    const hit = spans.length > 0;
    const inherited = !hit && guards.inText.length + guards.above.length === 0 && inherits(line, each, linesAbove, ofParent);
    if (!hit && !inherited) continue;
    if (says(transform.notCues, line) || transform.notUnder?.some((cue) => [...headings, ...above].some((line) => cue.test(line)))) continue;
    const against = guards.inText.filter((guard) => !spans.some((span) => answers(span, guard)));
    if (isVerification([...guards.above, ...against.map(({ name }) => name)])) verifies.push(transform.id);
    if (guards.above.length > 0 || against.length > 0) continue;
    if (hit) asked.push({ known: each, spans, direct: true });
    else asked.push({ known: each, spans: spansIn([...transform.subCues ?? [], ...(transform.cuesUnder ?? []).map(([, cue]) => cue)], line), direct: false });
  }
  if (asked.length > 0) return { transforms: matchesOf(text, asked, [...headings, ...above.slice(1)]) };
  const topic = topicFor(text, above, guards);
  return { transforms: [], ...(verifies.length > 0 && { verifies }), ...(topic && { topic }) };
}

/** Whether an item asks for nothing but that what it speaks of is tried or looked at. */
function isVerification(guards: readonly string[]): boolean {
  return guards.length > 0 && guards.every((name) => name === 'verification');
}

function inherits(line: Line, { transform }: Known, above: readonly Line[], ofParent: ReadonlySet<string>): boolean {
  if (ofParent.has(transform.id) && continues(line.text)) return true;
  if (transform.cuesUnder?.some(([heading, cue]) => says([cue], line) && above.some((each) => heading.test(each.text)))) return true;
  if (!says(transform.subCues, line)) return false;
  return ofParent.has(transform.id) || above.some((each) => says(transform.cues, each) && !says(transform.notCues, each));
}

function spansIn(cues: readonly Cue[], line: Line): TextSpan[] {
  return cues.flatMap((cue) => phraseOf(cue).spans(line));
}

function says(cues: readonly Cue[] | undefined, line: Line): boolean {
  return cues?.some((cue) => phraseOf(cue).spans(line).length > 0) ?? false;
}

function matchesOf(text: string, asked: readonly Asked[], above: readonly string[]): Match[] {
  const covered = asked.flatMap(({ spans }) => spans);
  return asked.map(({ known: { transform, vocabulary }, spans, direct }) => {
    const wants = transform.check?.wants ?? 'absence';
    const beyond = continues(text) && !direct && !(wants === 'presence' && tellsDefect(text)) ? undefined : beyondOf(text, { own: spans, covered, vocabulary, wants, above });
    return { transform: transform.id, direct, ...(beyond !== undefined && { beyond }) };
  });
}

function topicFor(text: string, above: readonly string[], { inText }: ReturnType<typeof guardsOf>): Recognised['topic'] {
  const has = (name: string) => inText.some((guard) => guard.name === name);
  if (has('platform value')) return VALUES;
  if (has('verification')) return wideTopicOf(text) ?? VERIFICATION;
  return topicOf(text) ?? [...above].reverse().map(wideTopicOf).find(Boolean);
}

function mapped({ text }: ChecklistItem, mapping: NonNullable<MatchOptions['mapping']>): { readonly ids: readonly string[]; readonly where: string } | undefined {
  const plain = plainText(text).toLowerCase();
  const found = Object.entries(mapping).find(([pattern]) => plain.includes(pattern.toLowerCase()) || picomatch.isMatch(plain, pattern.toLowerCase(), { bash: true }));
  return found && { ids: found[1], where: `the mapping of \`${found[0]}\` in the configuration` };
}

function named(ids: readonly string[], transforms: readonly Named[], where: string): Recognised {
  const known = transforms.map(({ id }) => id);
  for (const id of ids) {
    if (!known.includes(id)) throw new UnknownName(`${where} names \`${id}\`, which is no transform${known.length > 0 ? `; the nearest is \`${closest(id, known)}\`` : ''}`);
  }
  return { transforms: [...new Set(ids)].map((transform) => ({ transform, direct: true })) };
}
