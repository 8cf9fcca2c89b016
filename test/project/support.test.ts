import { describe, expect, it } from 'vitest';
import type { PackageFacts } from '../../src/languages/types.ts';
import { projectEdits } from '../../src/project/support.ts';
import type { Need } from '../../src/types.ts';

const FACTS: PackageFacts = { dir: 'api', envNames: [] };
const PINO: Need = { kind: 'dependency', key: 'dependency pino', name: 'pino', version: '^9.9.0' };

/** The text of `api/package.json` with the need met, or what it was when nothing changed. */
async function manifest(text: string, need = PINO): Promise<string> {
  const [edit] = await projectEdits([{ value: need, sites: ['a'], package: FACTS }], async () => text);
  expect(edit === undefined || edit.path === 'api/package.json').toBe(true);
  JSON.parse(edit?.after ?? text);
  return edit?.after ?? text;
}

describe('a dependency in package.json', () => {
  it.each([
    ['in the order of a sorted table', '{\n  "name": "api",\n  "dependencies": {\n    "express": "^4",\n    "zod": "^3"\n  }\n}\n',
      '{\n  "name": "api",\n  "dependencies": {\n    "express": "^4",\n    "pino": "^9.9.0",\n    "zod": "^3"\n  }\n}\n'],
    ['first', '{\n    "dependencies": {\n        "zod": "^3"\n    }\n}', '{\n    "dependencies": {\n        "pino": "^9.9.0",\n        "zod": "^3"\n    }\n}'],
    ['last of a table that is not sorted', '{\n\t"dependencies": {\n\t\t"zod": "^3",\n\t\t"express": "^4"\n\t}\n}\n',
      '{\n\t"dependencies": {\n\t\t"zod": "^3",\n\t\t"express": "^4",\n\t\t"pino": "^9.9.0"\n\t}\n}\n'],
    ['with the line ends of the file', '{\r\n  "dependencies": {\r\n    "express": "^4"\r\n  }\r\n}\r\n',
      '{\r\n  "dependencies": {\r\n    "express": "^4",\r\n    "pino": "^9.9.0"\r\n  }\r\n}\r\n'],
    ['in an empty table', '{\n  "dependencies": {}\n}\n', '{\n  "dependencies": {\n    "pino": "^9.9.0"\n  }\n}\n'],
    ['in a new table before devDependencies', '{\n  "name": "api",\n  "devDependencies": {\n    "vitest": "^3"\n  }\n}\n',
      '{\n  "name": "api",\n  "dependencies": {\n    "pino": "^9.9.0"\n  },\n  "devDependencies": {\n    "vitest": "^3"\n  }\n}\n'],
    ['in a new table at the end', '{\n  "name": "api",\n  "scripts": { "a": "echo }\\"{" }\n}\n',
      '{\n  "name": "api",\n  "scripts": { "a": "echo }\\"{" },\n  "dependencies": {\n    "pino": "^9.9.0"\n  }\n}\n'],
    ['on one line', '{"name":"api","dependencies":{"express":"^4"}}', '{"name":"api","dependencies":{"express":"^4", "pino": "^9.9.0"}}'],
    ['not in the table of the same name further in', '{\n  "pnpm": {\n    "dependencies": {\n      "zod": "1"\n    }\n  }\n}\n',
      '{\n  "pnpm": {\n    "dependencies": {\n      "zod": "1"\n    }\n  },\n  "dependencies": {\n    "pino": "^9.9.0"\n  }\n}\n'],
  ])('goes %s', async (_, before, after) => {
    expect(await manifest(before)).toBe(after);
  });

  it('changes nothing when it is there', async () => {
    const text = '{ "dependencies": { "pino": "^8" } }';
    expect(await manifest(text)).toBe(text);
  });

  it('is added for the running program although tests have it', async () => {
    expect(JSON.parse(await manifest('{ "devDependencies": { "pino": "^8" } }'))).toMatchObject({ dependencies: { pino: '^9.9.0' } });
  });

  it('may be one of development', async () => {
    expect(JSON.parse(await manifest('{ "name": "api" }', { ...PINO, dev: true }))).toEqual({ name: 'api', devDependencies: { pino: '^9.9.0' } });
  });
});

describe('a new file', () => {
  const file = (format: Need['format']): Need => ({ kind: 'file', key: 'file api/src/a.ts', path: 'api/src/a.ts', text: "import { pino } from 'pino';\n\nexport const a = pino({ level: 'info' });\n", format: format! });

  it('is laid out as the project is', async () => {
    const needs = [{ value: file({ singleQuote: false, semi: false, endOfLine: 'crlf' }), sites: ['a'], package: FACTS }];
    expect(await projectEdits(needs, async () => undefined)).toEqual([
      { path: 'api/src/a.ts', after: 'import { pino } from "pino"\r\n\r\nexport const a = pino({ level: "info" })\r\n', sites: ['a'] },
    ]);
  });

  it('is made once, for all who ask', async () => {
    const need = file({ singleQuote: true });
    const edits = await projectEdits([{ value: need, sites: ['a'], package: FACTS }, { value: need, sites: ['b'], package: FACTS }], async () => undefined);
    expect(edits).toMatchObject([{ path: 'api/src/a.ts', sites: ['a', 'b'] }]);
  });

  it('never replaces another one', async () => {
    await expect(projectEdits([{ value: file({}), sites: ['a'], package: FACTS }], async () => 'export {};\n')).rejects.toThrow('exists');
  });
});

describe('a variable in the env template', () => {
  const CORS: Need = { kind: 'env', key: 'env CORS', name: 'CORS', value: 'https://a.example', comment: 'Origins' };
  it.each([
    ['of a new file', undefined, '# Origins\nCORS=https://a.example\n'],
    ['below the others, parted by a blank line', 'A=1\n', 'A=1\n\n# Origins\nCORS=https://a.example\n'],
    ['below a blank line that is there', 'A=1\n\n', 'A=1\n\n# Origins\nCORS=https://a.example\n'],
    ['behind a line without an end', 'A=1', 'A=1\n\n# Origins\nCORS=https://a.example\n'],
    ['with the line ends of the file', 'A=1\r\n\r\n', 'A=1\r\n\r\n# Origins\r\nCORS=https://a.example\r\n'],
    ['in place of a wildcard', 'CORS=*\nA=1\n', 'CORS=https://a.example\nA=1\n'],
    ['once', '# CORS=later\n', undefined],
  ])('is written %s', async (_, before, after) => {
    const [edit] = await projectEdits([{ value: CORS, sites: ['a'], package: FACTS }], async () => before);
    expect(edit?.after).toBe(after);
  });
});
