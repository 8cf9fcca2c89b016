import { describe, expect, it } from 'vitest';
import { run, type RunOptions } from '../../src/run.ts';
import { repository } from '../helpers/repository.ts';

/** Where MOVE stands in one file, the word HERE of every other becomes THERE; BROKEN there becomes no Python at all. */
const MOVES = `
const TARGET = /\\b(HERE|BROKEN)\\b/g;
export default {
  id: 'moves', title: 'Move what is said', why: 'Tests need it.', cues: [],
  rules: { python: {
    prefilter: /\\bMOVE\\b/,
    collect: {
      prefilter: /\\b(HERE|BROKEN)\\b/,
      facts: (doc) => [...doc.text.matchAll(TARGET)].map(({ index, 0: word }) => ({ start: index, end: index + word.length, text: word === 'HERE' ? 'THERE' : '"(' })),
    },
    *sites(doc, project) {
      for (const { index } of doc.text.matchAll(/\\bMOVE\\b/g)) {
        const span = { start: index, end: index + 4 };
        const elsewhere = project.collected.map(({ path, facts }) => ({ path, edits: facts }));
        yield { span, message: 'to be moved', fix: { edits: [{ ...span, text: 'MOVED' }], elsewhere } };
      }
    },
  } },
};
`;
const APP = 'from fastapi import FastAPI\n\nfrom app import settings\n\napp = FastAPI()\nx = "MOVE"\n';

function project(files: { readonly [path: string]: string }) {
  const { root, read } = repository({ 'own/moves/index.mjs': MOVES, 'requirements.txt': 'fastapi\n', 'app/__init__.py': '', 'app/main.py': APP, ...files });
  const start = (options: RunOptions = {}) => run({ cwd: root, config: {}, transforms: ['./own/moves'], ...options });
  return { root, read, start };
}

describe('a fix that reaches another file', () => {
  it('changes both, and the other file names the site', async () => {
    const { read, start } = project({ 'app/settings.py': 'WORD = "HERE"\n' });
    const { files, summary } = await start({ write: true });
    const site = files.find(({ path }) => path === 'app/main.py')!.sites[0]!;
    expect(summary).toMatchObject({ filesChanged: 2, fixes: 1 });
    expect(files.find(({ path }) => path === 'app/settings.py')).toMatchObject({ status: 'changed', sites: [], sitesElsewhere: [site.id] });
    expect(read('app/settings.py')).toBe('WORD = "THERE"\n');
    expect(read('app/main.py')).toContain('"MOVED"');
    expect((await start()).summary).toMatchObject({ filesChanged: 0, fixes: 0 });
  });

  it('is dropped whole when it is rejected', async () => {
    const { start } = project({ 'app/settings.py': 'WORD = "HERE"\n' });
    const { id } = (await start()).files[0]!.sites[0]!;
    expect((await start({ rejected: [id] })).summary).toMatchObject({ filesChanged: 0, rejected: 1 });
  });

  it('is dropped whole when the other file would not parse any more', async () => {
    const { start } = project({ 'app/settings.py': 'WORD = "BROKEN"\n' });
    const { files, summary } = await start();
    expect(summary).toMatchObject({ filesChanged: 0, fixes: 0, left: 1 });
    expect(files[0]!.sites[0]!.reason).toMatch(/it also changes app\/settings\.py, and that was not possible/);
  });

  it('is left when the other file was not asked for', async () => {
    const { start } = project({ 'app/settings.py': 'WORD = "HERE"\n' });
    const { files } = await start({ paths: ['app/main.py'] });
    expect(files).toHaveLength(1);
    expect(files[0]!.sites[0]).toMatchObject({ status: 'left', reason: 'it also changes app/settings.py, which is not among the files asked for' });
  });

  it('reaches a file that its own zone keeps out, and one edit serves two fixes', async () => {
    const { read, start } = project({
      'app/other.py': 'from fastapi import FastAPI\n\nother = FastAPI()\ny = "MOVE"\n',
      'tests/test_main.py': 'def test_word():\n    assert "HERE"\n',
    });
    const { files, summary } = await start({ write: true });
    expect(summary).toMatchObject({ filesChanged: 3, fixes: 2 });
    expect(files.find(({ path }) => path === 'tests/test_main.py')!.sitesElsewhere).toHaveLength(2);
    expect(read('tests/test_main.py')).toBe('def test_word():\n    assert "THERE"\n');
  });
});

it('lists a file for a transform that its zone keeps out while another looks at it', async () => {
  const { root } = repository({
    'requirements.txt': 'fastapi\n', 'app/__init__.py': '', 'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
    'scripts/rotate.py': 'import uuid\n\nreset_token = str(uuid.uuid4())\nprint("rotated")\n',
  });
  const { files, summary } = await run({ cwd: root, config: {}, transforms: ['uuid4-to-secure-token', 'print-to-logger'] });
  expect(files.find(({ path }) => path === 'scripts/rotate.py')!.skippedFor).toEqual([{ transform: 'print-to-logger', reason: expect.stringMatching(/^script: /) }]);
  expect(summary.filesSkipped).toBe(1);
});
