import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { reportHtml } from '../../src/review/report.ts';
import { NO_BROWSER, useBrowser } from '../helpers/browser.ts';
import { type Generated, generateReview } from '../helpers/review/generate.ts';
import { hostileReview } from '../helpers/review/hostile.ts';
import { MockReview } from '../helpers/review/mock-review.ts';
import { MockServer } from '../helpers/review/mock-server.ts';

const TEMPLATE = join(import.meta.dirname, '../../dist/review/report.html');
const VIEWS = ['left', 'todo', 'project', 'skipped', 'fixes'];

function report(generated: Generated): { html: string; url: string } {
  const review = new MockReview(generated);
  const html = reportHtml(readFileSync(TEMPLATE, 'utf8'), review.state(), Object.keys(generated.texts).map((path) => review.file(path)));
  const path = join(mkdtempSync(join(tmpdir(), 'checkmod-')), 'report.html');
  writeFileSync(path, html);
  return { html, url: pathToFileURL(path).href };
}

/** What of the hostile texts ran or became an element. */
const harm = (page: Page) => page.evaluate(`({
  owned: 'owned' in window,
  images: [document, ...[...document.querySelectorAll('*')].flatMap((element) => element.shadowRoot ?? [])].flatMap((root) => [...root.querySelectorAll('img')]).length,
})`);

describe('the HTML report', () => {
  it('stays under 5 MB with 2,000 fixes', () => {
    expect(report(generateReview({ files: 320, perFile: 7 })).html.length).toBeLessThan(5_000_000);
  });
});

describe.skipIf(NO_BROWSER)(`in the browser${NO_BROWSER ? `: ${NO_BROWSER}` : ''}`, () => {
  const open = useBrowser();
  const servers: MockServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });

  it('the report shows the review from disk, read-only, without any request', async () => {
    const { page, problems } = await open();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    const { url } = report(generateReview({ files: 4, perFile: 6 }));
    await page.goto(url);
    await page.waitForSelector('[data-card]');
    expect(await page.locator('.row').count()).toBe(24);
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    for (const view of VIEWS) await page.locator(`[data-view="${view}"]`).click();
    expect(await page.locator('.row:not([data-decision="undecided"])').count()).toBe(0);
    expect(await page.locator('[data-action]').count()).toBe(0);
    expect(requests.filter((request) => !/^(?:data|blob):/.test(request))).toEqual([url]);
    expect(problems).toEqual([]);
  });

  it('hostile texts are inert in the report', async () => {
    const { page, problems } = await open();
    await page.goto(report(hostileReview()).url);
    await page.waitForSelector('[data-card="hostile-1"]');
    for (const view of VIEWS) await page.locator(`[data-view="${view}"]`).click();
    expect(await harm(page)).toEqual({ owned: false, images: 0 });
    expect(problems).toEqual([]);
  });

  it('hostile texts are inert on the page', async () => {
    const server = new MockServer(new MockReview(hostileReview()));
    servers.push(server);
    await server.start();
    const { page, problems } = await open();
    await page.goto(server.url);
    await page.waitForSelector('[data-card="hostile-1"]');
    for (const view of VIEWS) await page.locator(`[data-view="${view}"]`).click();
    await page.waitForSelector('[data-card="hostile-1"]');
    await page.keyboard.press('e');
    await page.waitForSelector('textarea');
    await page.locator('textarea').press('Escape');
    await page.keyboard.press('A');
    await page.locator('[data-action="apply"]').click();
    expect(await harm(page)).toEqual({ owned: false, images: 0 });
    expect(problems).toEqual([]);
  });
});
