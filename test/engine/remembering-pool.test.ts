import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Memo } from '../../src/engine/memo.ts';
import { openRepository } from '../../src/engine/run-repository.ts';
import { languagesOf } from '../../src/languages/index.ts';
import { loadTransforms } from '../../src/registry.ts';
import { fixturesOf } from '../helpers/fixture.ts';
import { repository } from '../helpers/repository.ts';

const LANGUAGES = ['python', 'javascript'] as const;
const transforms = await loadTransforms(undefined, '.', LANGUAGES);
const texts = {
  python: transforms.flatMap(({ id }) => fixturesOf(id)).filter(({ language }) => language === 'python').map(({ input }) => input),
  javascript: transforms.flatMap(({ id }) => fixturesOf(id)).filter(({ language }) => language === 'javascript').map(({ input }) => input),
};
const FOLDERS = ['app', 'app/api', 'jobs', ''];

/** Keeps values as a file does. */
function memory(): Memo & { hits: number } {
  const kept = new Map<string, string>();
  return {
    hits: 0,
    get(key) {
      const json = kept.get(key);
      if (json === undefined) return undefined;
      this.hits += 1;
      return JSON.parse(json);
    },
    set: (key, value) => void kept.set(key, JSON.stringify(value)),
  };
}

async function resultOf(root: string, paths: readonly string[], memo?: Memo) {
  const open = await openRepository({
    folder: root, paths, isSelected: () => true, transforms, transformNames: transforms.map(({ id }) => id), from: '.', languages: languagesOf(paths),
    zones: [], zoneOverrides: {}, options: { loggerNames: [], secretWords: [], notSecretWords: [], transforms: {} }, onScanned: () => {}, onChecked: () => {}, ...(memo && { memo }),
  });
  try {
    const { files, filesScanned } = await open.run({ unsafe: true, choices: {} });
    return JSON.stringify({ files, filesScanned });
  } finally {
    await open.close();
  }
}

const edit = fc.record({
  file: fc.nat(11), folder: fc.constantFrom(...FOLDERS), language: fc.constantFrom(...LANGUAGES), text: fc.nat(10_000),
  kind: fc.constantFrom('write', 'write', 'write', 'remove', 'comment', 'windows'),
});

it('gives what a run without memory gives, whatever is edited in between', async () => {
  await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 5, maxLength: 9 }), async (edits) => {
    const { root, write } = repository({ 'requirements.txt': 'fastapi\nflask\n', 'package.json': '{"name":"a","type":"module","main":"app/server.js","dependencies":{"express":"^4","winston":"^3"}}' }, { git: false });
    const files = new Set(['requirements.txt', 'package.json']);
    const memo = memory();
    for (const { file, folder, language, text, kind } of edits) {
      const path = join(folder, `f${file}.${language === 'python' ? 'py' : 'js'}`);
      const own = texts[language][text % texts[language].length]!;
      if (kind === 'remove') {
        if (files.delete(path)) rmSync(join(root, path));
      } else {
        write(path, kind === 'comment' ? `${language === 'python' ? '#' : '//'} later\n${own}` : kind === 'windows' ? own.replaceAll('\n', '\r\n') : own);
        files.add(path);
      }
      const paths = [...files].sort();
      expect(await resultOf(root, paths, memo)).toBe(await resultOf(root, paths));
    }
    expect(memo.hits).toBeGreaterThan(0);
  }), { numRuns: 6, seed: 7 });
});

it('keeps nothing of a file that is saved while it is looked at', async () => {
  const { root } = repository({ 'requirements.txt': 'fastapi\n', 'main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/")\ndef home():\n    print("seen")\n' }, { git: false });
  const memo = memory();
  const changing: Memo = {
    get: (key) => memo.get(key),
    set(key, value) {
      memo.set(key, value);
      // The scan is what is kept first.
      writeFileSync(join(root, 'main.py'), 'x = 1\n');
    },
  };
  const paths = ['main.py', 'requirements.txt'];
  await resultOf(root, paths, changing);
  expect(await resultOf(root, paths, memo)).toBe(await resultOf(root, paths));
});

