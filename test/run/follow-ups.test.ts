import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../src/run.ts';

it('names the tests that mention a text which is logged or cut now', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'checkmod-follow-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('app/main.py', [
    'from fastapi import FastAPI, HTTPException', '', 'app = FastAPI()', '', '', '@app.get("/")', 'def items():', '    print("loading items")', '    try:',
    '        return load()', '    except Exception as e:', '        raise HTTPException(status_code=500, detail=f"Could not load items: {e}")', '', '', 'def load():', '    return []', '',
  ].join('\n'));
  write('tests/test_output.py', 'def test_output(capsys):\n    assert "loading items" in capsys.readouterr().out\n');
  write('tests/test_other.py', 'def test_other():\n    assert "loading items"\n');
  write('tests/test_answer.py', 'def test_answer(client):\n    assert client.get("/").json()["detail"] == "Could not load items: boom"\n');
  write('tests/test_fine.py', 'def test_fine(client):\n    assert client.get("/").json()["detail"] == "Could not load items"\n');
  execFileSync('git', ['init', '-q'], { cwd: folder });
  const { actions } = await run({ cwd: folder, config: {} });
  rmSync(folder, { recursive: true });
  expect(actions.filter(({ kind }) => kind === 'follow-up').map(({ name }) => name).sort()).toEqual(['tests/test_answer.py:2', 'tests/test_output.py:2']);
});

it('names the tests that spy on the console for a text which is logged now', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'checkmod-follow-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('package.json', JSON.stringify({ name: 'orders', dependencies: { express: '^4', pino: '^9' } }));
  write('src/logger.js', "const pino = require('pino');\nconst logger = pino();\nmodule.exports = { logger };\n");
  write('src/app.js', "const express = require('express');\nconst { logger } = require('./logger');\nconst app = express();\napp.get('/', (req, res) => {\n  console.log('loading items');\n  logger.info('loaded');\n  res.json([]);\n});\napp.listen(3000);\n");
  write('tests/jest.test.js', "it('tells', () => {\n  const log = jest.spyOn(console, 'log');\n  expect(log).toHaveBeenCalledWith('loading items');\n});\n");
  write('tests/vitest.test.js', "it('tells', () => {\n  const log = vi.spyOn(globalThis.console, 'log');\n  expect(log).toHaveBeenCalledWith('loading items');\n});\n");
  write('tests/other.test.js', "it('has items', () => expect(title()).toBe('loading items'));\n");
  execFileSync('git', ['init', '-q'], { cwd: folder });
  const { actions } = await run({ cwd: folder, config: {} });
  rmSync(folder, { recursive: true });
  expect(actions.filter(({ kind }) => kind === 'follow-up').map(({ name }) => name).sort()).toEqual(['tests/jest.test.js:3', 'tests/vitest.test.js:3']);
});
