import { printable } from '../text/prose.ts';

/** Text of others in a message: what would be an embedded link is none. */
export function messageText(text: string): string {
  return printable(text).replace(/\[([^[\]]*)\](?=\()/g, '\\[$1\\]');
}
