import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** Debian's Chromium, or what else there is. */
export const CHROMIUM = PLACES.find((path) => existsSync(path));

export function launch(): Promise<Browser> {
  if (!CHROMIUM) throw new Error('no Chromium: apt-get install chromium');
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}
