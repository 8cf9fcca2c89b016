import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { isCancel, SelectKeyPrompt } from '@clack/core';
import { text } from '@clack/prompts';
import { ExternalEditor } from '@inquirer/external-editor';

/** What each key does, in the order it is offered. */
export const KEYS = {
  y: 'accept this fix',
  n: 'reject it',
  a: 'accept it and the other safe fixes of this file (all of them with --unsafe)',
  d: 'reject it and the other fixes of this file',
  q: 'quit; what is decided is kept, and with --write written',
  s: 'leave the rest of this file undecided',
  e: 'edit its new text in $EDITOR, and accept that',
  r: 'reject it, with a reason',
  '?': 'show this help',
} as const;
export type Key = keyof typeof KEYS;

/*
 * Prompts leave their listener on the signal they get, so each gets one of its own.
 */

/** Waits for one of the keys; gives nothing when Ctrl-C or the signal ends it. */
export async function askKey(message: string, signal: AbortSignal): Promise<Key | undefined> {
  for (;;) {
    const prompt = new SelectKeyPrompt<{ value: Key }>({
      options: (Object.keys(KEYS) as Key[]).map((value) => ({ value })),
      signal: AbortSignal.any([signal]),
      render() {
        return this.state === 'submit' && this.value !== undefined ? `${message} ${this.value}` : message;
      },
    });
    const key = await prompt.prompt();
    if (isCancel(key)) return undefined;
    // The return key ends the prompt without an answer.
    if (key !== undefined) return key;
  }
}

/** One line of text; nothing when it is left empty or given up. */
export async function askText(message: string, signal: AbortSignal): Promise<string | undefined> {
  const given = await text({ message, signal: AbortSignal.any([signal]), withGuide: false });
  return isCancel(given) || given === undefined || given.trim() === '' ? undefined : given.trim();
}

/** The text as it is once the user's editor is closed; nothing when it is the same, or the editor failed or says no. */
export function editText(before: string, path: string): string | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'checkmod-edit-'));
  try {
    // Editors end a file with a line end; a piece of code seldom has one.
    const editor = new ExternalEditor(`${before}\n`, { dir, postfix: extname(path), mode: 0o600 });
    editor.run();
    // Read here, as the library guesses the encoding.
    const after = readFileSync(editor.tempFile, 'utf8').replace(/\r?\n$/, '');
    return editor.lastExitStatus !== 0 || after === before ? undefined : after;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
