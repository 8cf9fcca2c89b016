import { expect, test } from 'vitest';
import { Modules } from '../../src/project/python/modules.ts';

const modules = (files: string[], thirdParty: string[] = [], roots: string[] = ['']) =>
  new Modules(files, new Set(thirdParty), new Set(roots));

test('finds a module from the folder above its package', () => {
  const found = modules(['backend/app/__init__.py', 'backend/app/core/log.py']).absolute('app.core.log', 'backend/app/main.py');
  expect(found).toEqual({
    root: 'backend', packages: ['backend/app/__init__.py'], file: 'backend/app/core/log.py', path: 'backend/app/core/log',
  });
});

test('prefers the service a file belongs to', () => {
  const both = modules(['a/app/db.py', 'b/app/db.py']);
  expect(both.absolute('app.db', 'b/app/main.py')?.file).toBe('b/app/db.py');
  expect(both.absolute('app.db', 'a/jobs/run.py')?.file).toBe('a/app/db.py');
});

test('finds packages in src and in other folders of the repository', () => {
  expect(modules(['src/shop/api.py'], [], ['', 'src']).absolute('shop.api', 'tests/test_api.py')?.file).toBe('src/shop/api.py');
  expect(modules(['libs/shared/src/shared/log.py']).absolute('shared.log', 'api/main.py')?.file).toBe('libs/shared/src/shared/log.py');
});

test('does not take the standard library or a dependency for a file of a package', () => {
  const files = ['app/__init__.py', 'app/logging.py', 'app/redis.py', 'app/email/__init__.py'];
  expect(modules(files).absolute('logging', 'app/main.py')).toBeUndefined();
  expect(modules(files).absolute('email.message', 'app/main.py')).toBeUndefined();
  expect(modules(files, ['redis']).absolute('redis', 'app/main.py')).toBeUndefined();
  // Without a package around it, the file beside a program comes first.
  expect(modules(['queue.py', 'main.py']).absolute('queue', 'main.py')?.file).toBe('queue.py');
});

test('follows dots', () => {
  const found = modules(['app/__init__.py', 'app/api/items.py', 'app/core.py']);
  expect(found.relative(2, 'core', 'app/api/items.py')?.file).toBe('app/core.py');
  expect(found.relative(2, '', 'app/api/items.py')?.file).toBe('app/__init__.py');
});
