/*
 * Texts that name things of a repository, as they may stand in a pull request: they notify nobody, close no issue and end
 * no comment.
 */

const CONTROLS = /[\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;
const INVISIBLE = '\u2060';
const LONGEST = 300;

/** A text in one line of Markdown; what it has in backticks stays code. */
export function prose(text: string): string {
  const line = text.replace(CONTROLS, ' ').trim();
  const cut = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  return cut.split(/(`[^`]+`)/).map((part, i) => (i % 2 === 1 ? part : escaped(part))).join('');
}

/** A text as code in a line of Markdown. */
export function code(text: string): string {
  const line = text.replace(CONTROLS, '\u{fffd}');
  const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return fence.length === 1 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|~]/g, '\\$&').replace(/@(?=\w)/g, `@${INVISIBLE}`).replace(/([#!])(?=\d)/g, `$1${INVISIBLE}`);
}
