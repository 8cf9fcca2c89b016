import { expect, test } from 'vitest';
import { importsOf } from '../../src/project/python/imports.ts';
import { codeOf } from '../../src/project/python/strings.ts';

const imports = (text: string) =>
  importsOf(codeOf(text).code, text).map(({ level, module, names, as, when }) =>
    [`${'.'.repeat(level)}${module}`, names.map(({ name }) => name).join(' '), as ?? '', when].filter(Boolean).join(' | '),
  );

test.each([
  ['import a.b', ['a.b | a.b | load']],
  ['import a.b as c, d', ['a.b | c | load', 'd | d | load']],
  ['from a.b import c as d, e', ['a.b | c e | load']],
  ['from . import x', ['. | x | load']],
  ['from ..core import (  # why\n    x,\n    y,\n)', ['..core | x y | load']],
  ['from a import b, \\\n    c', ['a | b c | load']],
  ['from a import *', ['a | * | load']],
  ['import sys; import a', ['sys | sys | load', 'a | a | load']],
  ['importlib.import_module("a.b")', ['a.b | load']],
])('%j', (text, expected) => {
  expect(imports(`${text}\n`)).toEqual(expected);
});

test('knows when an import runs', () => {
  const text = [
    'try:', '    import a', 'except ImportError:', '    a = None',
    'if TYPE_CHECKING:', '    import b',
    'def f(', '    x,', '):', '    import c',
    'if __name__ == "__main__":', '    import d', '',
  ].join('\n');
  expect(imports(text)).toEqual(['a | a | load', 'b | b | types', 'c | c | call', 'd | d | main']);
});

test('does not take `yield from` and `raise … from` for imports', () => {
  expect(imports('def f():\n    yield from g\nimport a\n')).toEqual(['a | a | load']);
  expect(imports('raise X from e\nimport a\n')).toEqual(['a | a | load']);
});
