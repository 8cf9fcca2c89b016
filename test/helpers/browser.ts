import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { CHROMIUM, launch } from './browser-launch.ts';

/** Why tests of the page cannot run here, for `describe.skipIf`; where nothing may be skipped it throws. */
export const NO_BROWSER = CHROMIUM ? undefined : 'no Chromium: apt-get install chromium';
if (NO_BROWSER && process.env['CHECKMOD_REQUIRE_ALL'] === '1') throw new Error(NO_BROWSER);

/** One browser for a file of tests; each page is a user of its own, and what goes wrong in it fails the test that looks. */
export function useBrowser(): (options?: BrowserContextOptions) => Promise<{ page: Page; problems: string[] }> {
  let browser: Browser;
  beforeAll(async () => { browser = await launch(); });
  afterAll(async () => browser.close());
  return async (options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    return { page, problems: listen(page) };
  };
}

/** Errors, and what the content policy refused. */
export function listen(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text()); });
  return problems;
}
