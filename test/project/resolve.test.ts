import { expect, test } from 'vitest';
import { Resolver } from '../../src/project/javascript/resolve.ts';

/** What each specifier leads to from a file, in a repository of empty sources and the given project files. */
function resolved(files: readonly string[], projectFiles: { readonly [path: string]: unknown }, from: string, specifiers: readonly string[]) {
  const texts = Object.entries(projectFiles).map(([path, json]) => ({ path, text: typeof json === 'string' ? json : JSON.stringify(json) }));
  const resolver = new Resolver(files, texts);
  return specifiers.map((specifier) => resolver.file(specifier, from));
}

test('relative imports, with and without extension', () => {
  const files = ['src/a.ts', 'src/b.js', 'src/b.ts', 'src/c/index.tsx', 'src/d.mts', 'top.cjs'];
  expect(resolved(files, {}, 'src/x.ts', ['./a', './a.js', './b.js', './b', './c', './c/', '.', './d.mjs', '../top', '../top.cjs', '../../out', './none'])).toEqual(
    ['src/a.ts', 'src/a.ts', 'src/b.ts', 'src/b.ts', 'src/c/index.tsx', 'src/c/index.tsx', undefined, 'src/d.mts', 'top.cjs', 'top.cjs', undefined, undefined],
  );
});

test('what is written wins in JavaScript, the source it is built from in TypeScript', () => {
  expect(resolved(['a.js', 'a.ts'], {}, 'x.js', ['./a', './a.js'])).toEqual(['a.js', 'a.js']);
  expect(resolved(['a.js', 'a.ts'], {}, 'x.ts', ['./a', './a.js'])).toEqual(['a.ts', 'a.ts']);
});

test('built files stand for their sources', () => {
  expect(resolved(['api/src/db.ts'], {}, 'api/serverless/index.js', ['../dist/db'])).toEqual(['api/src/db.ts']);
});

test('`paths` and `baseUrl`, also through `extends` and comments', () => {
  const files = ['app/src/lib/a.ts', 'app/src/b.ts', 'shared/c.ts'];
  expect(resolved(files, {
    'tsconfig.base.json': '{ // base\n "compilerOptions": { "baseUrl": ".", "paths": { "@shared/*": ["shared/*"], "@c": ["shared/c.ts"], }, } }',
    'app/tsconfig.json': { extends: '../tsconfig.base.json' },
    'app/src/tsconfig.json': { compilerOptions: { baseUrl: './', paths: { '#lib/*': ['./lib/*'] } } },
  }, 'app/src/x.ts', ['#lib/a', 'lib/a', '@shared/c', '@c', 'b', 'express'])).toEqual(
    ['app/src/lib/a.ts', 'app/src/lib/a.ts', 'shared/c.ts', 'shared/c.ts', 'app/src/b.ts', undefined],
  );
});

test('the nearest package decides what `#name` and `@/` mean', () => {
  const files = ['api/src/db.js', 'web/src/db.js', 'web/src/only.js'];
  const projectFiles = { 'api/package.json': { imports: { '#db': './src/db.js', '#src/*': './src/*.js' } }, 'web/package.json': {} };
  expect(resolved(files, projectFiles, 'api/src/x.js', ['#db', '#src/db', '@/db', '@/only'])).toEqual(
    ['api/src/db.js', 'api/src/db.js', 'api/src/db.js', undefined],
  );
  expect(resolved(files, projectFiles, 'web/src/x.js', ['#db', '@/db'])).toEqual([undefined, 'web/src/db.js']);
});

test('packages of the workspace, by name', () => {
  const files = ['packages/db/src/index.ts', 'packages/db/src/client.ts', 'packages/log/index.js', 'copy/log/index.js'];
  expect(resolved(files, {
    'packages/db/package.json': { name: '@x/db', main: './dist/index.js', exports: { '.': { import: './dist/index.js' }, './*': './dist/*.js' } },
    'packages/log/package.json': { name: 'log' },
    'copy/log/package.json': { name: 'log' },
  }, 'packages/api/x.ts', ['@x/db', '@x/db/client', 'log', 'log/none'])).toEqual(
    ['packages/db/src/index.ts', 'packages/db/src/client.ts', 'packages/log/index.js', undefined],
  );
});
