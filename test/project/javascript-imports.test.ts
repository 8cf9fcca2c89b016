import { expect, test } from 'vitest';
import { scanJavaScript } from '../../src/project/javascript/scan.ts';

const imports = (text: string) => scanJavaScript(text).imports.map(({ specifier, kind, names, when }) =>
  [`${kind} ${specifier}`, names.map(({ name, as }) => (name === as ? name : `${name} as ${as}`)).join(', '), when].filter(Boolean).join(' | '));

test.each([
  [`import './a';`, ['import ./a | load']],
  [`import a from "./a"`, ['import ./a | default as a | load']],
  [`import a, { b as c, type D } from './a';`, ['import ./a | default as a, b as c, D | load']],
  [`import{a}from'./a';`, ['import ./a | a | load']],
  [`import * as a from './a';`, ['import ./a | * as a | load']],
  [`import type { A } from './a';`, ['type ./a | A | load']],
  [`import { type A } from './a';`, ['type ./a | A | load']],
  [`import type from './a';`, ['import ./a | default as type | load']],
  [`import {\n  a, // why { not }\n  b,\n} from './a';`, ['import ./a | a, b | load']],
  [`import fs = require('fs');`, ['require fs | default as fs | load']],
  [`export * from './a';`, ['export ./a | * | load']],
  [`export * as a from './a';`, ['export ./a | * as a | load']],
  [`export { default as a, b } from './a';`, ['export ./a | default as a, b | load']],
  [`export type { A } from './a';`, ['type ./a | A | load']],
  [`const a = require('./a');`, ['require ./a | default as a | load']],
  [`const { a, b: c } = require('./a');`, ['require ./a | a, b as c | load']],
  [`const log = require('./a').child;`, ['require ./a | child as log | load']],
  [`app.use('/x', require('./a'));`, ['require ./a | load']],
  [`const all = [...require('./a')];`, ['require ./a | load']],
  [`function f() {\n  const a = require('./a');\n}`, ['require ./a | default as a | call']],
  [`const { a } = await import('./a');`, ['dynamic ./a | a | call']],
  ['const a = await import(`./a`);', ['dynamic ./a | * as a | call']],
  [`let a: typeof import('./a');`, ['type ./a | load']],
  [`new Worker(new URL('./a.js', import.meta.url));`, ['dynamic ./a.js | call']],
  [`const child = fork('./a.js');`, ['dynamic ./a.js | call']],
])('%j', (text, expected) => {
  expect(imports(`${text}\n`)).toEqual(expected);
});

test.each([
  `// import a from './a';`,
  `/* require('./a') */`,
  `const text = "import a from './a'";`,
  "const text = `import a from './a'; ${b} require('./a')`;",
  `loader.require('./a'); jest.mock('./a');`,
  'import(`./pages/${page}.js`);',
  `const pattern = /require\\('.\\/a'\\)/;`,
])('%j imports nothing', (text) => {
  expect(imports(`${text}\n`)).toEqual([]);
});

test('odd clauses bind nothing', () => {
  expect(imports("import * as from 'a';\nimport a b from 'c';\n")).toEqual(['import a | load', 'import c | load']);
});

test('is not led astray by quotes in JSX, regular expressions and templates', () => {
  const texts = [
    `const a = <p>Don't {'go'} "there</p>;\n`,
    'const b = text.split(/[/"`]/)[0] / 2;\n',
    "const c = `a ${d ? `'${e}` : { f: '}' }.f} \"`;\n",
    'const g = x / 2; const h = y / 3; // `\n',
    `return /'/.test(i);\n`,
  ];
  for (const text of texts) expect(imports(`${text}require('./end');\n`)).toEqual(['require ./end | load']);
});
