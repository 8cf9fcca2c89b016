import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { BatchReport } from '../../src/batch.ts';
import type { ShapesFile } from '../../src/decisions/shapes-schema.ts';
import { NO_BROWSER, useBrowser } from '../helpers/browser.ts';
import { BIN, environment, program } from '../helpers/program.ts';
import { IDENTITY, migration, server } from '../helpers/remotes.ts';

const running: ChildProcess[] = [];
afterEach(() => { for (const child of running.splice(0)) child.kill('SIGKILL'); });

describe.skipIf(NO_BROWSER)(`batch review${NO_BROWSER ? `: ${NO_BROWSER}` : ''}`, () => {
  const open = useBrowser();

  it('decides about a shape in all repositories and about a place in one, on the page', async () => {
    const all = migration();
    for (const name of ['orders', 'payments']) all.remote(name, server(name));
    all.write('migration.yaml', 'repositories: [./remotes/*.git]\ntransforms: [print-to-logger, silent-catch-to-warning]\nbranch: checkmod/logging\n');
    expect(await program(all.root, ['batch', 'plan', 'migration.yaml'], IDENTITY)).toMatchObject({ code: 0 });
    const child = spawn(process.execPath, [BIN, 'batch', 'review', '--no-open', 'migration.yaml'], { cwd: all.root, env: environment(IDENTITY), stdio: ['ignore', 'pipe', 'inherit'] });
    running.push(child);
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const url = await new Promise<string>((resolve) => { child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(/^checkmod: review at (\S+)\n$/.exec(text)![1]!)); });
    expect((await fetch(new URL('/api/state', url))).status).toBe(401);

    const { page, problems } = await open();
    await page.goto(url);
    await page.waitForSelector('[data-card]', { state: 'attached' });
    expect(await page.locator('.group-head small').allTextContents()).toEqual([
      'in 2 places of 2 repositories, Write to the logger instead of printing', expect.stringMatching(/^in 2 places of 2 repositories, /),
    ]);
    expect(await page.locator('[data-action="apply"]').count()).toBe(0);
    await page.locator('.group-head .accept').first().click();
    await expect.poll(() => page.locator('.row[data-decision="accepted"]').count()).toBe(2);
    expect(await page.locator('.card', { hasText: 'The same change in 2 places of 2 repositories' }).count()).toBeGreaterThan(0);
    const place = page.locator('.row[data-decision="undecided"]').first();
    await place.click();
    await page.keyboard.press('a');
    await expect.poll(() => page.locator('.row[data-decision="accepted"]').count()).toBe(3);
    await page.getByLabel('Group by').selectOption('repository');
    expect(await page.locator('.group-head .fold bdi').allTextContents()).toEqual(['orders', 'payments']);
    await page.locator('[data-action="done"]').click();
    expect(await ended).toBe(0);
    expect(problems).toEqual([]);

    expect((JSON.parse(readFileSync(join(all.root, '.checkmod-batch/shapes.json'), 'utf8')) as ShapesFile).rules).toMatchObject([{ transform: 'print-to-logger', decision: 'accepted' }]);
    const { stdout } = await program(all.root, ['batch', 'apply', 'migration.yaml', '--json'], IDENTITY);
    expect((JSON.parse(stdout) as BatchReport).repositories.map(({ plan }) => [plan!.fixes, plan!.undecided ?? 0])).toEqual([[2, 0], [1, 1]]);
  });
});
