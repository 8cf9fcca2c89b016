import { describe, expect, it } from 'vitest';
import { runText } from '../../helpers/fixture.ts';
import { loadTransforms } from '../../../src/registry.ts';

const transforms = await loadTransforms(['print-to-logger'], '.');
const logger = { name: 'logger', call: 'get_logger(__name__)', module: 'shop.core.log', imported: 'get_logger', style: 'stdlib' as const, path: 'backend/shop/core/log.py', relative: true };

async function importIn(path: string, text = 'def f():\n    print("ready")\n', more = {}): Promise<string | undefined> {
  const result = await runText(text, transforms, 'python', { path, python: { logger: { ...logger, ...more } } });
  return result.after?.split('\n').find((line) => /import (get_logger|logging)/.test(line));
}

describe('a package that imports its logger relatively', () => {
  it.each([
    ['backend/shop/core/x.py', 'from .log import get_logger'],
    ['backend/shop/api/v1/x.py', 'from ...core.log import get_logger'],
    ['backend/shop/main.py', 'from .core.log import get_logger'],
    ['backend/tools/x.py', 'import logging'],
  ])('from %s: %s', async (path, line) => {
    expect(await importIn(path)).toBe(line);
  });

  it('has the absolute import where it is used to', async () => {
    expect(await importIn('backend/shop/api/x.py', undefined, { relative: false })).toBe('from shop.core.log import get_logger');
  });

  it('is not set up by the module that reads the environment', async () => {
    expect(await importIn('backend/shop/settings.py', 'from dotenv import load_dotenv\n\nload_dotenv()\n\n\ndef f():\n    print("ready")\n')).toBe('import logging');
  });
});
