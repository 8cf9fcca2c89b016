// Says how long the review page takes to open with many fixes, and the longest task while its list and its diff are scrolled.
// The processor time beside it is that of the page's process for the whole step: it stays when the machine is busy.
// node bench/review-page.mjs [FIXES] [FILES]    (after npm run build; needs chromium)
import { createJiti } from 'jiti';

const { import: load } = createJiti(import.meta.url);
const [{ generateReview }, { MockReview }, { MockServer }, { launch }] = await Promise.all(
  ['review/generate.ts', 'review/mock-review.ts', 'review/mock-server.ts', 'browser-launch.ts'].map((path) => load(`../test/helpers/${path}`)));
const [fixes = 5000, files = 800] = process.argv.slice(2).map(Number);

const generated = generateReview({ files, perFile: Math.ceil(fixes / files), total: fixes });
const server = new MockServer(new MockReview(generated));
await server.start();
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.addInitScript(() => {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });
});

const session = await browser.newBrowserCDPSession();
let spent = 0;

/** Processor time of the page's process since the last question. */
async function processor() {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const total = processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
  const since = total - spent;
  spent = total;
  return Math.round(since);
}

/** The longest task since the last question; below 50 ms the browser does not tell. */
const longest = async () => Math.round(await page.evaluate(() => Math.max(0, ...globalThis.longTasks.splice(0))));
const line = (what, value) => console.log(`${what.padEnd(34)}${value}`);
const step = async (what) => line(what, `longest task ${String(await longest()).padStart(5)} ms, processor ${String(await processor()).padStart(5)} ms`);

const began = performance.now();
await page.goto(server.url);
await page.waitForSelector('[data-card]');
const opened = Math.round(performance.now() - began);
line('fixes in the list', await page.locator('.row').count());
line('opened after', `${opened} ms`);
await page.waitForTimeout(1000);
await step('opening');

/** Turns the wheel over an element, a frame after the other. */
async function scroll(selector, turns) {
  await page.hover(selector);
  for (let turn = 0; turn < turns; turn++) {
    await page.mouse.wheel(0, turn < turns / 2 ? 700 : -700);
    await page.waitForTimeout(16);
  }
  await page.waitForTimeout(300);
}

await scroll('.list', 200);
await step('scrolling the list');
await page.locator('.list').evaluate((list) => { list.scrollTop = list.scrollHeight; });
await page.waitForTimeout(300);
await step('jump to its end');
await scroll('.scroller', 60);
await step('scrolling the diff');
for (let press = 0; press < 20; press++) await page.keyboard.press('j');
await page.waitForTimeout(500);
await step('20 times j');
for (let press = 0; press < 20; press++) await page.keyboard.press('a');
await page.waitForTimeout(1000);
await step('20 times a');
await page.keyboard.press('g');
await page.waitForTimeout(1000);
await step('grouped anew');

await browser.close();
await server.stop();
process.exitCode = opened < 2000 ? 0 : 1;
