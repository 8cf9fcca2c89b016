import { readFile } from 'node:fs/promises';

/** The text of a file for searching: LF line ends, and whatever is not UTF-8 replaced. Empty when it cannot be read. */
export async function readForScan(path: string): Promise<string> {
  try {
    const text = await readFile(path, 'utf8');
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  } catch {
    return '';
  }
}
