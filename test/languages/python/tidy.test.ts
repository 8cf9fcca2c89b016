import { describe, expect, test } from 'vitest';
import { parsePython } from '../../../src/languages/python/parse.ts';
import { tidyPython } from '../../../src/languages/python/tidy.ts';
import type { LintSettings } from '../../../src/languages/types.ts';
import { viewOf } from '../../helpers/fixture.ts';

const NOTHING: LintSettings = { isFormatted: false, format: {}, imports: {}, select: [], ignore: [], lineLength: 88 };

function tidied(before: string, after: string, lint: Partial<LintSettings> = {}): string {
  return tidyPython(parsePython(before, 'shop/pay.py'), after, viewOf('shop/pay.py', { python: { lint: { ...NOTHING, ...lint } } }));
}

const CALL = 'logger.info("the payment provider took the order and will tell us about it later", extra)';

describe('lines', () => {
  test('of a formatted file are laid out as the formatter would', () => {
    expect(tidied('run()\n', `${CALL}\n`)).toBe(`logger.info(\n    "the payment provider took the order and will tell us about it later", extra\n)\n`);
  });

  test('follow the length the project configures', () => {
    expect(tidied('run()\n', `${CALL}\n`, { isFormatted: true, format: { 'line-length': 100 } })).toBe(`${CALL}\n`);
  });

  test('follow the length the file shows, where the project says nothing', () => {
    const long = `run(${'"a", '.repeat(18)}"b")\n`;
    expect(tidied(long, `${long}${CALL}\n`)).toBe(`${long}${CALL}\n`);
  });

  test('keep single quotes where nothing asks for others', () => {
    expect(tidied("run('a')\n", "run('b' )\n")).toBe("run('b')\n");
    expect(tidied('run("a")\n', "run('b')\n", { isFormatted: true })).toBe('run("b")\n');
  });

  test('of a file no formatter wrote stay as they are', () => {
    expect(tidied('run( )\n', `run( )\n${CALL}\n`)).toBe(`run( )\n${CALL}\n`);
    expect(tidied('run()\n', `run()\n${CALL}\n`, { isFormatted: true, format: { 'indent-width': 4, format: { 'quote-style': 'double' } } })).not.toContain(CALL);
  });

  test('get short where the linter asks for it, in what the edits wrote alone', () => {
    const old = `other( "${'x'.repeat(90)}" )\n`;
    expect(tidied(old, `${old}if a:\n    ${CALL}\n`, { select: ['E'] }))
      .toBe(`${old}if a:\n    logger.info(\n        "the payment provider took the order and will tell us about it later", extra\n    )\n`);
    expect(tidied(old, `${old}${CALL}\n`, { select: ['E'], ignore: ['E501'] })).toBe(`${old}${CALL}\n`);
  });

  test('a string over several lines keeps them', () => {
    const text = `run( )\nlogger.info("""one ${'x'.repeat(90)}\n  two""")\n`;
    expect(tidied('run( )\n', text, { select: ['E501'] })).toBe(text);
  });

  test('tabs stay tabs', () => {
    expect(tidied('def f():\n\trun( )\n', `def f():\n\t${CALL}\n`, { select: ['E501'] }))
      .toBe('def f():\n\tlogger.info(\n\t\t"the payment provider took the order and will tell us about it later", extra\n\t)\n');
  });
});

describe('imports', () => {
  const before = 'import os\n\nfrom shop import cart\n\nos.x(cart)\n';
  const after = 'import os\nimport logging\n\nfrom shop import cart\n\nos.x(cart, logging)\n';

  test('are sorted where they were, by the project\'s own rules', () => {
    expect(tidied(before, after)).toContain('import logging\nimport os\n\nfrom shop');
    const within = { imports: { isort: { 'force-sort-within-sections': true, 'known-third-party': ['zoo'] } } };
    expect(tidied('import abc\nfrom os import x\nimport sys\n', 'import abc\nfrom os import x\nimport sys\nimport logging\n', within))
      .toBe('import abc\nimport logging\nfrom os import x\nimport sys\n');
  });

  test('stay as they are where they were in no order', () => {
    const unsorted = 'import sys\nimport os\n\nos.x( )\n';
    expect(tidied(unsorted, `import logging\n${unsorted}`)).toBe(`import logging\n${unsorted}`);
  });
});

test('a comment that silences nothing any more goes where the project looks for such', () => {
  const before = 'try:\n    a( )\nexcept Exception:  # noqa: BLE001\n    pass\n';
  const after = 'try:\n    a( )\nexcept Exception:  # noqa: BLE001\n    logger.warning("a failed", exc_info=True)\n';
  expect(tidied(before, after, { select: ['BLE', 'RUF'] })).toContain('except Exception:\n');
  expect(tidied(before, after, { select: ['BLE'] })).toBe(after);
  const reason = (text: string) => text.replace('BLE001', 'BLE001 — the page may be bad');
  expect(tidied(reason(before), reason(after), { select: ['BLE', 'RUF'] })).toContain('except Exception:  # the page may be bad\n');
});
