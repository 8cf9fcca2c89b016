/** What both languages know about texts that are printed. */

export const REDACTED = '[redacted]';
export const BLANK = /[\s\u0001]/;
/** What lines are drawn with, marks at their ends included: `🤖 =====`. */
export const RULE_CHARACTERS = /^[\s\p{Extended_Pictographic}\ufe0f=\-_*#~+.·•─━═│┃┌┐└┘├┤╔╗╚╝║╠╣█▓▒░▀▄<>/\\|]*$/u;
/** A level the text begins with: `[DEBUG] `, `ERROR: `. */
const TAG = /^(?:\[(DEBUG|INFO|WARN(?:ING)?|ERROR|CRITICAL|FATAL)\][\s:\-–]*|(DEBUG|INFO|WARN(?:ING)?|ERROR|CRITICAL|FATAL)(?:\s*:\s*|\s+[-–]\s+)|(DEBUG)\s+(?![a-z=]*\s*(?:mode|is|=|flag|enabled|level|logging|endpoint|set)\b|=))/i;

/** The level tag a text begins with, in lower case, and how many characters it takes. */
export function levelTag(shown: string): { readonly tag: string; readonly length: number } | undefined {
  const match = TAG.exec(shown);
  const tag = match?.[1] ?? match?.[2] ?? match?.[3];
  const isWritten = match?.[1] !== undefined || tag === tag?.toUpperCase();
  if (!match || !tag || !isWritten || shown.slice(match[0].length).trim() === '') return undefined;
  return { tag: tag.toLowerCase(), length: match[0].length };
}

/** The longest run of literal text, by which a test would know the line. */
export function longestPiece(text: string): string {
  return text.split('{}').map((piece) => piece.trim()).reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}
