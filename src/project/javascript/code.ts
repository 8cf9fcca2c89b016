/**
 * The text with the contents of strings, templates, regular expressions and comments blank, offset by offset, so that a
 * plain pattern sees only code. Quotes, line ends and the code inside `${…}` stay; a text in JSX mostly does too.
 */
export function codeOf(text: string): string {
  const parts: string[] = [];
  /** For every template whose `${…}` is open: how many braces are open inside it. */
  const templates: number[] = [];
  let from = 0;
  const keep = (end: number) => { parts.push(text.slice(from, end)); from = end; };
  const drop = (end: number) => { parts.push(blank(text, from, end)); from = end; };
  if (text.startsWith('#!')) drop(endOfLine(text, 0));

  const leaveTemplate = (start: number) => {
    keep(start);
    const end = endOfTemplate(text, start);
    drop(end);
    const isExpression = text.startsWith('${', end);
    if (isExpression) templates.push(0);
    return end + (isExpression ? 2 : 1);
  };
  for (let at = from; ;) {
    const opener = templates.length > 0 ? /["'`/{}]/g : /["'`/]/g;
    opener.lastIndex = at;
    const match = opener.exec(text);
    if (!match) break;
    const start = match.index;
    at = start + 1;
    switch (match[0]) {
      case '{':
        templates[templates.length - 1]!++;
        break;
      case '}':
        if (templates.at(-1)! > 0) templates[templates.length - 1]!--;
        else {
          templates.pop();
          at = leaveTemplate(start + 1);
        }
        break;
      case '`':
        at = leaveTemplate(start + 1);
        break;
      case '/': {
        const end = text[at] === '/' ? endOfLine(text, at) : text[at] === '*' ? endOfBlock(text, at + 1) : endOfRegex(text, start);
        if (end === undefined) break;
        keep(start);
        drop(end);
        at = end;
        break;
      }
      default: {
        // An apostrophe within a word is one of JSX text, don't you think.
        if (endsInWord(text, start)) break;
        keep(at);
        drop(endOfString(text, at, match[0]));
        at = from + 1;
      }
    }
  }
  keep(text.length);
  return parts.join('');
}

const KEYWORD = /(?<![\w$.])(?:return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield|from|import|export|default|extends|as)$/;
const LONGEST_KEYWORD = 9;

/** Whether the character before is part of a name, rather than of a keyword that a literal may follow. */
function endsInWord(text: string, at: number): boolean {
  return /[\w$]/.test(text[at - 1] ?? ' ') && !KEYWORD.test(text.slice(Math.max(0, at - LONGEST_KEYWORD), at));
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function endOfBlock(text: string, from: number): number {
  const end = text.indexOf('*/', from);
  return end < 0 ? text.length : end + 2;
}

/** Where a string ends; one that nobody closes ends with its line. */
function endOfString(text: string, from: number, quote: string): number {
  const stop = quote === '"' ? /["\n\\]/g : /['\n\\]/g;
  stop.lastIndex = from;
  for (let match = stop.exec(text); match; match = stop.exec(text)) {
    if (match[0] !== '\\') return match.index;
    stop.lastIndex = match.index + 2;
  }
  return text.length;
}

/** Where the text of a template ends: at its closing quote or the next `${`. */
function endOfTemplate(text: string, from: number): number {
  const stop = /[`\\]|\$\{/g;
  stop.lastIndex = from;
  for (let match = stop.exec(text); match; match = stop.exec(text)) {
    if (match[0] !== '\\') return match.index;
    stop.lastIndex = match.index + 2;
  }
  return text.length;
}

const REGEX = /\/(?:[^/\\[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])+\//y;

/** Where the regular expression ends that starts here; undefined when the slash divides or closes a tag. */
function endOfRegex(text: string, start: number): number | undefined {
  let before = start - 1;
  while (before >= 0 && /[ \t\n]/.test(text[before]!)) before--;
  const last = text[before] ?? '';
  // `/` after `<` or a lone `>` is JSX, and after `)`, `]` and `}` it divides almost always.
  if (/["'`)\]}<]/.test(last) || endsInWord(text, before + 1) || (last === '>' && text[before - 1] !== '=')) return undefined;
  REGEX.lastIndex = start;
  const match = REGEX.exec(text);
  return match ? start + match[0].length : undefined;
}

function blank(text: string, start: number, end: number): string {
  const part = text.slice(start, end);
  return part.includes('\n') ? part.replace(/[^\n]/g, ' ') : ' '.repeat(part.length);
}
