/** Python text whose strings and comments are blank, offset by offset, so that a plain pattern sees only code. */
export interface Code {
  readonly code: string;
  /** Contents of the short one-line strings, in source order. */
  readonly strings: readonly StringLiteral[];
}
export interface StringLiteral {
  readonly value: string;
  /** Offset of the first character after the quote. */
  readonly start: number;
}

const LONGEST_STRING = 200;

/** Blanks strings and comments and keeps every offset; quotes and line ends stay. */
export function codeOf(text: string): Code {
  const opener = /#|"""|'''|"|'/g;
  const parts: string[] = [];
  const strings: StringLiteral[] = [];
  let from = 0;
  for (let match = opener.exec(text); match; match = opener.exec(text)) {
    const quote = match[0];
    const start = match.index + (quote === '#' ? 0 : quote.length);
    const end = endOf(text, quote, start);
    parts.push(text.slice(from, start), blank(text, start, end, quote.length === 3));
    if (quote !== '#' && quote.length === 1 && end - start <= LONGEST_STRING) strings.push({ value: text.slice(start, end), start });
    from = end;
    opener.lastIndex = quote === '#' ? end : end + quote.length;
  }
  parts.push(text.slice(from));
  return { code: parts.join(''), strings };
}

/** Where the contents of a string or comment end. A one-line string that nobody closes ends with its line. */
function endOf(text: string, quote: string, start: number): number {
  if (quote === '#') return indexOrEnd(text, '\n', start);
  if (quote.length === 3) {
    let end = indexOrEnd(text, quote, start);
    while (end < text.length && isEscaped(text, end, start)) end = indexOrEnd(text, quote, end + 1);
    return end;
  }
  const stop = quote === '"' ? /["\n\\]/g : /['\n\\]/g;
  stop.lastIndex = start;
  for (let match = stop.exec(text); match; match = stop.exec(text)) {
    if (match[0] !== '\\') return match.index;
    stop.lastIndex = match.index + 2;
  }
  return text.length;
}

function indexOrEnd(text: string, what: string, from: number): number {
  const index = text.indexOf(what, from);
  return index < 0 ? text.length : index;
}

function isEscaped(text: string, at: number, start: number): boolean {
  let backslashes = 0;
  while (at - backslashes > start && text[at - backslashes - 1] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

function blank(text: string, start: number, end: number, multiline: boolean): string {
  return multiline ? text.slice(start, end).replace(/[^\n]/g, ' ') : ' '.repeat(end - start);
}
