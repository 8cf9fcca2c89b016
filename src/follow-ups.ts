import type { RepositoryResult } from './engine/run-repository.ts';
import type { Action, Asked } from './types.ts';

/** A shorter text says too little: it would be found in tests that are about something else. */
const SHORTEST = 8;

/** Tests that mention a text a fix moved or changed: their assertions may need a look. */
export function followUps({ files, tests }: RepositoryResult): Asked<Action>[] {
  const texts = files.flatMap((file) => file.texts ?? []).filter(({ value }) => value.trim().length >= SHORTEST);
  return tests.flatMap(({ path, text }) => texts.flatMap(({ value, sites }): Asked<Action>[] => {
    const at = text.indexOf(value.trim());
    if (at < 0) return [];
    const line = text.slice(0, at).split('\n').length;
    return [{ value: { kind: 'follow-up', name: `${path}:${line}`, message: `mentions "${value.trim()}", which moves or changes; see that the test still asserts what it should` }, sites }];
  }));
}
