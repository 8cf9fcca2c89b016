import type { LogForm } from '../../languages/types.ts';

/** What the calls of a logger tell: the methods used, and the order of arguments where they agree on one. */
export interface CallHabits {
  readonly form?: LogForm;
  readonly methods: readonly string[];
}

/** A literal text, as the source of a pattern. */
export const TEXT = String.raw`(?:'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\x60(?:\\.|[^\x60\\])*\x60)`;
const AFTER_TEXT = /^\s*,\s*(?:\{|(?:e|ex|err|error|exception|reason|cause|\w+(?:Err|Error))\b\s*(?:,|\)|as\b|instanceof\b))/;

/** Looks at the calls in files that have the logger under a name. */
export function formFromCalls(files: readonly { readonly name: string; readonly text: string }[]): CallHabits {
  const methods = new Set<string>();
  let textOnly = 0;
  let textFirst = 0;
  let objectFirst = 0;
  let other = 0;
  for (const { name, text } of files) {
    const call = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}\\.(trace|debug|verbose|info|log|warn|error|fatal)\\(\\s*(?:(${TEXT})|(\\{))?`, 'g');
    for (const match of text.matchAll(call)) {
      methods.add(match[1]!);
      const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 80);
      if (match[3] !== undefined) objectFirst += 1;
      else if (match[2] === undefined) other += 1;
      else if (AFTER_TEXT.test(rest)) textFirst += 1;
      else if (/^\s*,?\s*\)/.test(rest)) textOnly += 1;
      else other += 1;
    }
  }
  const form = objectFirst > 0 ? (textFirst + textOnly === 0 && objectFirst > other ? 'object-first' : undefined)
    : textFirst > other ? 'message-first' : textOnly + textFirst > 0 ? 'text' : undefined;
  return { ...(form && { form }), methods: [...methods] };
}
