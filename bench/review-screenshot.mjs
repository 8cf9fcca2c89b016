// Makes docs/review.png, the picture of the review page in the README: node bench/review-screenshot.mjs (after npm run build; needs chromium)
import { mkdirSync, statSync } from 'node:fs';
import { createJiti } from 'jiti';

const OUT = 'docs/review.png';
const { import: load } = createJiti(import.meta.url);
const [{ generateReview }, { MockReview }, { MockServer }, { launch }] = await Promise.all(
  ['review/generate.ts', 'review/mock-review.ts', 'review/mock-server.ts', 'browser-launch.ts'].map((path) => load(`../test/helpers/${path}`)));

const server = new MockServer(new MockReview(generateReview({ files: 8, perFile: 6, checklist: true })));
await server.start();
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1280, height: 760 } });
await page.goto(server.url);
await page.waitForSelector('[data-card]');
await page.getByLabel('Group by').selectOption('file');
await page.locator('.row button').first().click();
await page.keyboard.press('a');
await page.waitForTimeout(1000);
mkdirSync('docs', { recursive: true });
await page.screenshot({ path: OUT });
await browser.close();
await server.stop();
console.log(`${OUT}: ${statSync(OUT).size} bytes`);
