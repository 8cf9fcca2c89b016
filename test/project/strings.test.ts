import { expect, test } from 'vitest';
import { codeOf } from '../../src/project/python/strings.ts';

const code = (text: string) => codeOf(text).code;

test('keeps offsets and line ends', () => {
  const text = 'a = """one\ntwo""" # three\nb = 1\n';
  expect(code(text)).toBe('a = """   \n   """        \nb = 1\n');
});

test.each([
  // An import in a docstring is text.
  ['"""\nimport secret\n"""\n', /import/],
  ["x = 'import secret'\n", /import/],
  ['# import secret\n', /import/],
  // An escaped quote does not end a string, an apostrophe in a comment does not begin one.
  ["x = 'it\\'s import secret'\n", /import/],
  ['"""a \\""" import secret"""\n', /import/],
])('%j shows no code', (text, hidden) => {
  expect(code(text)).not.toMatch(hidden);
});

test.each([
  ["# it's\nimport shown\n"],
  // Nobody closes the string: only its own line is lost.
  ["x = 'open\nimport shown\n"],
  ['x = "a" + "#"\nimport shown\n'],
  ['x = ""\nimport shown\n'],
])('%j shows the import', (text) => {
  expect(code(text)).toContain('import shown');
});

test('hands out short strings with their places', () => {
  const text = 'include("shop.urls")\n';
  expect(codeOf(text).strings).toEqual([{ value: 'shop.urls', start: text.indexOf('shop') }]);
});
