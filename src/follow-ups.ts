import type { RepositoryResult } from './engine/run-repository.ts';
import type { Action, Asked, ChangedText } from './types.ts';

/** A shorter text says too little: it would be found in tests that are about something else. */
const SHORTEST = 8;
/** A test that looks at what was printed has to catch it first. */
const CATCHES_OUTPUT = /\b(?:capsys|capfd|capture_output|check_output|redirect_std(?:out|err)|builtins\.print|sys\.std(?:out|err))\b|\b(?:spyOn|spy|stub|replace|method|mock)\(\s*(?:global(?:This)?\.)?console\b|\bconsole\.\w+\s*=[^=]|\bexpect\(console\.\w+\)/;

/** Tests that mention a text which a fix moves or cuts: their assertions may need a look. */
export function followUps({ files, tests }: RepositoryResult): Asked<Action>[] {
  const texts = files.flatMap((file) => file.texts ?? []).filter(({ value }) => value.text.trim().length >= SHORTEST);
  return tests.flatMap((test) => texts.flatMap(({ value, sites }): Asked<Action>[] => {
    const at = value.was === 'printed' && !CATCHES_OUTPUT.test(test.text) ? -1 : test.text.indexOf(value.text);
    if (at < 0) return [];
    const line = test.text.slice(0, at).split('\n').length;
    return [{ value: { kind: 'follow-up', name: `${test.path}:${line}`, message: messageFor(value) }, sites }];
  }));
}

function messageFor({ text, was }: ChangedText): string {
  const quoted = `"${text.trim()}"`;
  return was === 'printed' ? `a test mentions ${quoted}, which was printed and is logged now: let it look at the log`
    : `a test mentions ${quoted}, which the answer no longer goes on from: see what it asserts`;
}
