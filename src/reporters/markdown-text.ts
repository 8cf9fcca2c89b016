import { printable } from './text/prose.ts';

/** A code span as it is written, or what in plain text GitHub or Markdown would make something of. */
const PARTS = /(?<!`)(`+)(?!`)([^]*?[^`])\1(?!`)|(?:https?:\/\/|www\.)[^\s`]*[^\s`.,;:!?)'"]|@[\w/-]+|#(?=\d)|[\\`*_~[\]<>&$]/gi;

/** Text of others as text, with its code spans: no markup, no links, nobody mentioned and no issue linked. */
export function escaped(text: string): string {
  return printable(text.replace(/\s+/g, ' ')).replace(PARTS, (part: string, ticks: string | undefined, inside: string) => {
    if (ticks !== undefined) return code(inside.trim());
    if (part === '#') return '#<!-- -->';
    return part.length > 1 ? code(part) : `\\${part}`;
  });
}

/** A code span, whatever its text holds. */
export function code(text: string): string {
  const plain = printable(text.replace(/\s+/g, ' '));
  const ticks = '`'.repeat(longestTicks(plain, 0) + 1);
  const pad = ticks.length > 1 || plain.trim() === '' ? ' ' : '';
  return `${ticks}${pad}${plain}${pad}${ticks}`;
}

/** A fenced block that nothing in its lines ends. */
export function fenced(language: string, lines: readonly string[]): string {
  const plain = lines.map(printable);
  const fence = '`'.repeat(Math.max(3, longestTicks(plain.join('\n'), 2) + 1));
  return [`${fence}${language}`, ...plain, fence].join('\n');
}

/** Text within HTML, where Markdown is not read. */
export function htmlText(text: string): string {
  return printable(text.replace(/\s+/g, ' ')).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function longestTicks(text: string, least: number): number {
  return Math.max(least, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
}
