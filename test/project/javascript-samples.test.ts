import { expect, it } from 'vitest';
import { factsOf } from './repository.ts';

const SERVER = "const express = require('express');\nconst app = express();\napp.listen(3000, () => console.log('up'));\n";

function noLoggerOf(manifest: { readonly name: string; readonly description?: string }, dir = ''): string | undefined {
  const files = { [`${dir}package.json`]: JSON.stringify({ ...manifest, dependencies: { express: '^4' } }), [`${dir}src/app.js`]: SERVER };
  return factsOf(files).packageOf(`${dir}src/app.js`).javascript!.noLogger;
}

it.each([
  [{ name: 'express-starter' }], [{ name: '@acme/backend-challenge' }], [{ name: 'api', description: 'A boilerplate for APIs' }], [{ name: 'todo-sample-api' }],
])('makes no logger for %o', (manifest) => {
  expect(noLoggerOf(manifest)).toContain('starter');
});

it('makes none in a folder of starters', () => {
  expect(noLoggerOf({ name: 'checkout' }, 'starter/')).toContain('starter');
});

it.each([[{ name: 'orders' }], [{ name: 'resampler' }], [{ name: 'api', description: 'Schedules demos' }]])('makes one for %o', (manifest) => {
  expect(noLoggerOf(manifest)).toBeUndefined();
});
