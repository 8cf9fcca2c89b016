import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { NO_BROWSER, useBrowser } from '../helpers/browser.ts';
import { type Generated, generateReview } from '../helpers/review/generate.ts';
import { BREAKS, MockReview } from '../helpers/review/mock-review.ts';
import { MockServer } from '../helpers/review/mock-server.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe.skipIf(NO_BROWSER)(`the review page${NO_BROWSER ? `: ${NO_BROWSER}` : ''}`, () => {
  const open = useBrowser();
  const servers: MockServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });

  async function serve(generated: Generated = generateReview({ files: 4, perFile: 6 })): Promise<MockServer> {
    const server = new MockServer(new MockReview(generated));
    servers.push(server);
    await server.start();
    return server;
  }

  /** A page that shows a review. */
  async function visit(server: MockServer, options: Parameters<typeof open>[0] = {}, hash = '') {
    const opened = await open(options);
    await opened.page.goto(server.url + hash);
    await opened.page.waitForSelector('[data-card]', { state: 'attached' });
    return opened;
  }

  const decisions = (server: MockServer) => server.review.state().fixes.map(({ decision }) => decision);
  const selected = (page: Page) => page.locator('.row:has([aria-current])').getAttribute('data-site');
  const rows = (page: Page, selector = '') => page.locator(`.row${selector}:visible`).count();

  it('is reviewed by keyboard alone', async () => {
    const server = await serve();
    const { page, problems } = await visit(server);
    const sites = await page.locator('.row').evaluateAll((found) => found.map((row) => row.getAttribute('data-site')!));
    expect([...sites].sort()).toEqual(server.review.state().fixes.map(({ site }) => site).sort());
    for (const [index] of sites.entries()) await page.keyboard.press(index % 2 === 0 ? 'a' : 'r');
    await expect.poll(() => sites.map((site) => server.review.fix(site).decision)).toEqual(sites.map((_, index) => (index % 2 === 0 ? 'accepted' : 'rejected')));
    await expect.poll(() => rows(page, '[data-decision="accepted"]')).toBe(sites.length / 2);
    await page.keyboard.press('u');
    await expect.poll(() => server.review.fix(sites.at(-1)!).decision).toBe('undecided');
    expect(await selected(page)).toBe(sites.at(-1));
    expect(problems).toEqual([]);
  });

  it('moves, decides groups, regroups and searches by keys', async () => {
    const server = await serve();
    const { page } = await visit(server);
    const first = await selected(page);
    await page.keyboard.press('j');
    expect(await selected(page)).not.toBe(first);
    await page.keyboard.press('k');
    expect(await selected(page)).toBe(first);
    await page.keyboard.press('A');
    await expect.poll(() => new Set(server.review.state().fixes.filter(({ transform }) => transform === 'print-to-logger').map(({ decision }) => decision))).toEqual(new Set(['accepted']));
    expect(decisions(server)).toContain('undecided');
    await page.keyboard.press('u');
    await expect.poll(() => new Set(decisions(server))).toEqual(new Set(['undecided']));
    await page.keyboard.press('g');
    await expect.poll(() => page.locator('.group').count()).toBe(4);
    await page.keyboard.press('/');
    await page.keyboard.type('api_key');
    await expect.poll(() => rows(page)).toBe(4);
    expect(await page.locator('.row').count()).toBe(24);
  });

  it('filters by decision, tier, transform and path', async () => {
    const server = await serve();
    const { page } = await visit(server);
    await page.keyboard.press('a');
    await page.getByLabel('Decision', { exact: true }).selectOption('undecided');
    await expect.poll(() => rows(page)).toBe(23);
    await page.getByLabel('Tier').selectOption('unsafe');
    await expect.poll(() => rows(page)).toBe(10);
    await page.getByLabel('Transform').selectOption('silent-catch-to-warning');
    await expect.poll(() => rows(page)).toBe(6);
    await page.getByLabel('Part of the path').fill('orders-3');
    await expect.poll(() => rows(page)).toBe(3);
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => rows(page)).toBe(24);
  });

  it('takes an edited text and shows why one is refused', async () => {
    const server = await serve();
    const { page } = await visit(server);
    const site = (await selected(page))!;
    await page.keyboard.press('e');
    const area = page.getByLabel('New text');
    await area.fill(`logger.info(${BREAKS}`);
    await area.press('Control+Enter');
    await expect.poll(() => page.locator('.problem').textContent()).toContain('unexpected ")"');
    expect(server.review.fix(site).decision).toBe('undecided');
    await page.reload();
    await page.waitForSelector('[data-card]');
    await page.keyboard.press('e');
    expect(await area.inputValue()).toContain(BREAKS);
    await area.fill('logger.debug("mine")');
    await area.press('Control+Enter');
    await expect.poll(() => server.review.fix(site)).toMatchObject({ decision: 'accepted', text: 'logger.debug("mine")' });
    await expect.poll(() => page.locator('diffs-container').first().evaluate((element) => element.shadowRoot!.textContent)).toContain('logger.debug("mine")');
  });

  it('rejects with a reason, and for good', async () => {
    const server = await serve();
    const { page } = await visit(server);
    const site = (await selected(page))!;
    const card = page.locator(`[data-card="${site}"]`);
    await card.getByRole('button', { name: 'Reject with a reason' }).click();
    await card.getByRole('button', { name: 'Handled elsewhere' }).click();
    await card.getByRole('checkbox').check();
    await card.getByRole('button', { name: 'Reject', exact: true }).last().click();
    await expect.poll(() => server.review.fix(site)).toMatchObject({ decision: 'rejected', reason: 'Handled elsewhere', ignore: true });
    // The place is no longer part of the diff, and is still shown with what was turned down.
    await expect.poll(() => card.locator('.turned-down').textContent()).toContain(server.review.fix(site).before);
  });

  it('writes what is accepted after asking, ticks if told, and says how to undo', async () => {
    const server = await serve(generateReview({ files: 2, perFile: 3, checklist: true }));
    const { page } = await visit(server);
    await page.getByRole('button', { name: /^Accept safe/ }).click();
    await page.locator('[data-action="apply"]').click();
    await page.getByRole('checkbox').check();
    await page.locator('[data-action="confirm-apply"]').click();
    await expect.poll(() => page.locator('[data-applied]').textContent()).toContain('git apply -R');
    expect(server.review.lastApply).toEqual({ tick: true });
    await page.keyboard.press('Escape');
    await page.locator('[data-action="done"]').click();
    await expect.poll(() => server.done).toBe(true);
    await expect.poll(() => page.textContent('body')).toContain('The review has ended');
  });

  it('opens a linked fix, and another tab follows', async () => {
    const server = await serve();
    const site = server.review.state().fixes[17]!.site;
    const { page } = await visit(server, {}, `#site=${encodeURIComponent(site)}`);
    expect(await selected(page)).toBe(site);
    await expect.poll(async () => (await page.locator(`[data-card="${site}"]`).boundingBox())!.y).toBeLessThan(page.viewportSize()!.height);
    const other = await visit(server);
    await page.keyboard.press('a');
    await expect.poll(() => other.page.locator(`[data-site="${site}"]`).getAttribute('data-decision')).toBe('accepted');
    await page.reload();
    await expect.poll(() => page.locator(`[data-site="${site}"]`).getAttribute('data-decision')).toBe('accepted');
  });

  it('says when the server is gone and goes on when it is back', async () => {
    const server = await serve();
    const { page } = await visit(server);
    const site = (await selected(page))!;
    await server.stop();
    await page.waitForSelector('[data-banner="lost"]');
    await page.keyboard.press('a');
    await expect.poll(() => page.locator('.toast').textContent()).toContain('not saved');
    await server.start();
    await page.waitForSelector('[data-banner="lost"]', { state: 'detached', timeout: 20_000 });
    await expect.poll(() => page.locator(`[data-site="${site}"]`).getAttribute('data-decision')).toBe('undecided');
  });

  it('copies the place where no editor opens, and keeps keys out of fields', async () => {
    const server = await serve();
    const { page } = await visit(server, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(server.opened.map(({ path, line }) => `${path}:${line}`)[0]);
    await page.getByLabel('Part of the path').fill('');
    await page.getByLabel('Part of the path').pressSequentially('arA');
    expect(new Set(decisions(server))).toEqual(new Set(['undecided']));
  });

  it.each(['light', 'dark'] as const)('has no accessibility violation in %s, in any view', async (colorScheme) => {
    const server = await serve(generateReview({ files: 4, perFile: 6, checklist: true }));
    const { page } = await visit(server, { colorScheme });
    await page.keyboard.press('a');
    await page.keyboard.press('r');
    await page.evaluate(readFileSync(AXE, 'utf8'));
    const violations = () => page.evaluate(async () => {
      const { violations: found } = await (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } }).axe.run();
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).slice(0, 3).join('\n')}`);
    });
    expect(await violations()).toEqual([]);
    await page.keyboard.press('e');
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await page.locator('dialog kbd').allTextContents()).toEqual(['j', 'k', 'a', 'r', 'A', 'R', 'e', 'u', 'g', 'd', '/', '?', 'Enter']);
    expect(await violations()).toEqual([]);
    await page.keyboard.press('Escape');
    for (const name of ['left', 'todo', 'project', 'skipped']) {
      await page.locator(`[data-view="${name}"]`).click();
      expect(await violations()).toEqual([]);
    }
  });

  it('is usable at 390 pixels', async () => {
    const server = await serve();
    const { page } = await visit(server, { viewport: { width: 390, height: 844 } });
    const fits = () => page.evaluate('document.documentElement.scrollWidth <= innerWidth');
    expect(await fits()).toBe(true);
    await page.locator('.row button').nth(2).click();
    const site = (await selected(page))!;
    await page.locator(`[data-card="${site}"]`).getByRole('button', { name: 'Accept', exact: true }).click();
    await expect.poll(() => server.review.fix(site).decision).toBe('accepted');
    expect(await fits()).toBe(true);
    await page.getByRole('button', { name: '← Fixes' }).click();
    expect(await page.locator('.row').first().isVisible()).toBe(true);
  });
});
