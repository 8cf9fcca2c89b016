import { describe, expect, it } from 'vitest';
import { lineOf, phraseOf } from '../../src/checklist/phrase.ts';
import { CONCEPTS } from '../../src/checklist/words.ts';
import { builtIns } from '../../src/registry.ts';

function found(phrase: string, text: string): string[] {
  return phraseOf(phrase).spans(lineOf(text)).map(({ start, end }) => text.slice(start, end));
}

describe('a phrase', () => {
  it.each([
    ['rate limit', 'Add rate-limiting to login', 'rate-limiting'],
    ['console.log', 'No `console.log` left', 'console.log'],
    ['{absence} {secret} {code}', 'There are no API keys in our code', 'no API keys in our code'],
    ['{absence} {secret} {code}', 'Pas de mots de passe dans le code', 'Pas de mots de passe dans le code'],
    ['{hardcoded} & {secret}', 'Passwords are hard-coded', 'Passwords are hard-coded'],
    ['{hardcoded} & {secret}', 'hard-coded passwords', 'hard-coded passwords'],
    ['log all errors|exceptions', 'Log all exceptions', 'Log all exceptions'],
    ['uuid4 … token', 'uuid4 used for a token', 'uuid4 used for a token'],
    ['{limit}', '接口限流', '限流'],
    ['print(', 'Replace print() calls', 'print('],
    ['CORS', 'cors is open', 'cors'],
  ])('%s is in: %s', (phrase, text, words) => expect(found(phrase, text)).toEqual([words]));

  it.each([
    ['rate limit', 'the rate has no limit'],
    ['{absence} {secret} {code}', 'Keep secrets out'],
    ['{absence} {secret} {code}', 'no one two three four five six seven secret code'],
    ['print(', 'print the label'],
    ['CORS', 'corporate'],
  ])('%s is not in: %s', (phrase, text) => expect(found(phrase, text)).toEqual([]));

  it('may name only concepts of the vocabulary', () => {
    expect(() => phraseOf('no {unicorn} in code')).toThrow('no concept is called unicorn, which the cue "no {unicorn} in code" names');
  });

  it.each([['words', 'no secret '], ['one long word', 'a'], ['stars', '*'], ['accents', 'no\u0301'], ['characters', '限流'], ['brackets', 'a(']])('is found in time that grows with the text: %s', (_, piece) => {
    const phrases = ['{absence} {secret} {code}', '{hardcoded} & {secret}', '{absence} … {absence} {secret} … {secret} nothing', 'no secret no secret no secret code'].map(phraseOf);
    const text = piece.repeat(100_000 / piece.length);
    const started = performance.now();
    const line = lineOf(text);
    for (const phrase of phrases) phrase.spans(line);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('the phrases of a transform', async () => {
  const phrases = (await builtIns()).flatMap(({ id, cues, notCues = [], subCues = [] }) => [...cues, ...notCues, ...subCues].filter((cue) => typeof cue === 'string').map((cue) => [id, cue] as const));

  it.each(phrases)('of %s: %s', (_, cue) => {
    expect(() => phraseOf(cue)).not.toThrow();
    expect(cue.length).toBeLessThanOrEqual(120);
  });
});

it('is no longer than a line of 120 characters, nor is an expression beside it', async () => {
  const long = (await builtIns()).flatMap(({ id, cues }) => cues.filter((cue) => (typeof cue === 'string' ? cue : cue.source).length > 120).map((cue) => `${id}: ${cue}`));
  expect(long).toEqual([]);
});

it('has no concept that no phrase names', async () => {
  const cues = (await builtIns()).flatMap(({ cues: own, notCues = [], subCues = [] }) => [...own, ...notCues, ...subCues]).filter((cue) => typeof cue === 'string').join(' ');
  expect([...CONCEPTS.keys()].filter((concept) => !cues.includes(`{${concept}}`))).toEqual([]);
});
