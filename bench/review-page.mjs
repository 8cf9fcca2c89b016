// Says how long the review page takes to open with many fixes, and the longest task while its list and its diff are scrolled.
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

/** Tasks of 50 ms and more since the last question; shorter ones the browser does not tell. */
const longest = async () => Math.round(await page.evaluate(() => Math.max(0, ...globalThis.longTasks.splice(0))));
const line = (what, value) => console.log(`${what.padEnd(44)}${value}`);

const began = performance.now();
await page.goto(server.url);
await page.waitForSelector('[data-card]');
const opened = Math.round(performance.now() - began);
line('fixes in the list', await page.locator('.row').count());
line('opened after', `${opened} ms`);
await page.waitForTimeout(1000);
line('longest task while opening', `${await longest()} ms`);

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
line('longest task while scrolling the list', `${await longest()} ms`);
await page.locator('.list').evaluate((list) => { list.scrollTop = list.scrollHeight; });
await page.waitForTimeout(300);
line('longest task at a jump to its end', `${await longest()} ms`);
await scroll('.scroller', 60);
line('longest task while scrolling the diff', `${await longest()} ms`);
for (let press = 0; press < 20; press++) await page.keyboard.press('j');
await page.waitForTimeout(500);
line('longest task in 20 times j', `${await longest()} ms`);
for (let press = 0; press < 20; press++) await page.keyboard.press('a');
await page.waitForTimeout(1000);
line('longest task in 20 times a', `${await longest()} ms`);
await page.keyboard.press('g');
await page.waitForTimeout(1000);
line('longest task when grouped anew', `${await longest()} ms`);

await browser.close();
await server.stop();
process.exitCode = opened < 2000 ? 0 : 1;
