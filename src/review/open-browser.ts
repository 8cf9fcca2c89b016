import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import open from 'open';
import { hasDisplay } from './display.ts';

/** A page that was opened in the browser by way of a file. */
export interface OpenedPage {
  /** Removes the file; again is no mistake. */
  close(): Promise<void>;
}

/**
 * Opens an address whose secret nobody else on the machine may see: the process list shows the arguments of a browser, so
 * it is given a file that only this user can read and that leads on. Gives nothing where no window would be seen.
 */
export async function openInBrowser(url: string): Promise<OpenedPage | undefined> {
  if (!hasDisplay()) return undefined;
  // The folder is made with mode 0700.
  const folder = await mkdtemp(join(tmpdir(), 'checkmod-review-'));
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    const file = join(folder, 'review.html');
    await writeFile(file, leadingTo(url), { mode: 0o600 });
    await open(file);
    return { close };
  } catch {
    await close();
    return undefined;
  }
}

/** The address is made of a number and base64url, which need no escape in HTML. */
function leadingTo(url: string): string {
  return `<!doctype html>\n<meta charset="utf-8">\n<meta name="referrer" content="no-referrer">\n<meta http-equiv="refresh" content="0;url=${url}">\n<title>checkmod</title>\n<p><a href="${url}">Open the review</a></p>\n`;
}
