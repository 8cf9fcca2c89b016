import type { RepositoryResult } from './engine/run-repository.ts';
import type { Action, Asked, ChangedText } from './types.ts';

/** A shorter text says too little: it would be found in tests that are about something else. */
const SHORTEST = 8;
/** A test that looks at what was printed has to catch it first, so less tells that it is about this text. */
const SHORTEST_CAUGHT = 5;
/** A part of what was printed says less still: one word such as "Failed" is in tests of anything. */
const SAYS_ENOUGH = /\w\W+\w{3}|\S{12}/;
const CATCHES_OUTPUT = /\b(?:capsys|capfd|capture_output|check_output|redirect_std(?:out|err)|builtins\.print|sys\.std(?:out|err)|mock_print)\b|["'][\w.]+\.print["']|\b(?:spyOn|spy|stub|replace|method|mock)\(\s*(?:global(?:This)?\.)?console\b|\bconsole\.\w+\s*=[^=]|\bexpect\(console\.\w+\)/;
const ASSERTS = /\bassert\w*\b|\bin \w*(out|err|output|printed|captured)\b/;

/** Tests that mention a text which a fix moves or cuts: their assertions may need a look. */
export function followUps({ files, tests, packageOf }: RepositoryResult): Asked<Action>[] {
  const texts = files.flatMap(({ path, texts: own = [] }) => own.map((text) => ({ ...text, dir: packageOf(path).dir }))).filter(({ value }) => value.text.trim().length >= (value.was === 'printed' ? SHORTEST_CAUGHT : SHORTEST));
  return tests.flatMap((test) => texts.filter(({ dir }) => isAround(packageOf(test.path).dir, dir)).flatMap(({ value, sites }): Asked<Action>[] => {
    const at = value.was === 'printed' ? (CATCHES_OUTPUT.test(test.text) ? caughtAt(test.text, value.text) : -1) : test.text.indexOf(value.text);
    if (at < 0) return [];
    const line = test.text.slice(0, at).split('\n').length;
    return [{ value: { kind: 'follow-up', name: `${test.path}:${line}`, message: messageFor(value) }, sites }];
  }));
}

/** A package is tested by its own tests, or by those of the repository around it. */
function isAround(folder: string, dir: string): boolean {
  return folder === '' || dir === folder || dir.startsWith(`${folder}/`);
}

/** Where a test that catches output mentions a text that was printed, or asserts a part of it. */
function caughtAt(test: string, printed: string): number {
  const whole = test.indexOf(printed);
  if (whole >= 0) return whole;
  const part = [...test.matchAll(/(["'])((?:(?!\1)[^\\\n])+)\1/g)].find((literal) => {
    const line = test.slice(test.lastIndexOf('\n', literal.index) + 1, test.indexOf('\n', literal.index));
    return SAYS_ENOUGH.test(literal[2]!) && printed.includes(literal[2]!.trim()) && ASSERTS.test(line);
  });
  return part?.index ?? -1;
}

function messageFor({ text, was }: ChangedText): string {
  const quoted = `"${text.trim()}"`;
  return was === 'printed' ? `a test mentions ${quoted}, which was printed and is logged now: let it look at the log`
    : `a test mentions ${quoted}, which the answer no longer goes on from: see what it asserts`;
}
