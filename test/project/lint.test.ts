import { expect, test } from 'vitest';
import { factsOf } from './repository.ts';

function lintOf(files: { readonly [path: string]: string }, path = 'app/main.py') {
  return factsOf({ [path]: '', ...files }).packageOf(path).python!.lint!;
}

test('a project without settings asks for no rule', () => {
  expect(lintOf({})).toEqual({ isFormatted: false, format: { format: {} }, imports: { isort: { 'known-first-party': ['app'] } }, select: [], ignore: [], lineLength: 79 });
});

test('ruff', () => {
  const text = '[tool.ruff]\nline-length = 100\n[tool.ruff.format]\nquote-style = "single"\n[tool.ruff.lint.isort]\nforce-single-line = true\n';
  expect(lintOf({ 'pyproject.toml': text })).toMatchObject({
    isFormatted: true, format: { 'line-length': 100, format: { 'quote-style': 'single' } },
    imports: { 'line-length': 100, isort: { 'force-single-line': true, 'known-first-party': ['app'] } },
  });
});

test('ruff of a folder extends another', () => {
  const files = { 'ruff.toml': 'line-length = 120\nlint.select = ["E"]\n', 'api/ruff.toml': 'extend = "../ruff.toml"\nlint.ignore = ["E501"]\n', 'api/pyproject.toml': '' };
  expect(lintOf(files, 'api/main.py')).toMatchObject({ lineLength: 120, select: ['E'], ignore: ['E501'], format: { 'line-length': 120 } });
});

test('black decides how code is laid out beside ruff', () => {
  const text = '[tool.black]\nline-length = 110\nskip-string-normalization = true\n[tool.ruff]\nline-length = 120\n';
  expect(lintOf({ 'pyproject.toml': text })).toMatchObject({ isFormatted: true, lineLength: 120, format: { 'line-length': 110, format: { 'quote-style': 'preserve' } } });
});

test('isort, in a toml or an ini file', () => {
  const imports = { 'line-length': 100, isort: { 'force-sort-within-sections': true, 'known-first-party': ['shop', 'app'] } };
  expect(lintOf({ 'pyproject.toml': '[tool.isort]\nprofile = "black"\nline_length = 100\nforce_sort_within_sections = true\nknown_first_party = ["shop"]\n' })).toMatchObject({ imports });
  expect(lintOf({ '.isort.cfg': '[settings]\nline_length = 100\nforce_sort_within_sections = True\nknown_first_party = shop\n' })).toMatchObject({ imports });
});

test('sections of isort, with their headings', () => {
  const text = '[tool.isort]\nsections = ["FUTURE", "STDLIB", "DJANGO", "THIRDPARTY"]\nknown_django = ["django"]\nimport_heading_stdlib = "Standard library"\n';
  expect(lintOf({ 'pyproject.toml': text }).imports['isort']).toMatchObject({
    'section-order': ['future', 'standard-library', 'django', 'third-party'], sections: { django: ['django'] }, 'import-heading': { 'standard-library': 'Standard library' },
  });
});

test('the project\'s own modules are those beside its manifest, in src, and the outermost packages', () => {
  const files = { 'pyproject.toml': '', 'src/shop/pay.py': '', 'tool.py': '', 'server/core/__init__.py': '', 'server/core/db/__init__.py': '' };
  expect(lintOf(files).imports['isort']).toEqual({ 'known-first-party': ['app', 'server', 'shop', 'src', 'tool', 'core'] });
});
