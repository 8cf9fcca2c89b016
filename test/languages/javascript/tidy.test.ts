import { describe, expect, it } from 'vitest';
import { parseJavaScript } from '../../../src/languages/javascript/parse.ts';
import { tidyJavaScript } from '../../../src/languages/javascript/tidy.ts';
import type { Json } from '../../../src/types.ts';
import { viewOf } from '../../helpers/fixture.ts';

function tidied(before: string, after: string, prettier?: { readonly [option: string]: Json }): Promise<string> {
  return tidyJavaScript(parseJavaScript(before, 'src/a.ts'), after, viewOf('src/a.ts', { javascript: { ...(prettier && { prettier }) } }));
}

const SHORT = "function f() {\n  log(\n    'the quick brown fox jumps over the lazy dog and runs away', first, second);\n}\n";
const FORMATTED = "function f() {\n  g('a');\n}\n";
const LONG = FORMATTED.replace("g('a')", "logger.warn('f: the quick brown fox jumps over the lazy dog', { first, second, third })");

describe('the written code', () => {
  it('is laid out in a file that was', async () => {
    expect(await tidied(FORMATTED, LONG)).toBe("function f() {\n  logger.warn('f: the quick brown fox jumps over the lazy dog', {\n    first,\n    second,\n    third,\n  });\n}\n");
  });
  it('has the width the project says', async () => {
    expect(await tidied(FORMATTED, LONG, { singleQuote: true, printWidth: 100 })).toBe(LONG);
    expect(await tidied(FORMATTED, LONG, { singleQuote: true, printWidth: 60 })).not.toBe(LONG);
  });
  it('stays as it is in a file that was not laid out', async () => {
    expect(await tidied(SHORT, SHORT.replace('log(', 'logger.info('))).toBe(SHORT.replace('log(', 'logger.info('));
    expect(await tidied(FORMATTED, LONG, { singleQuote: false })).toBe(LONG);
  });
  it('joins lines that fit now', async () => {
    const before = "function f() {\n  console.error(\n    'the quick brown fox jumps over the lazy dog, and then it runs away',\n    error,\n  );\n}\n";
    const after = before.replace('console.error', 'log.e').replace(', and then it runs away', '');
    expect(await tidied(before, after)).toBe("function f() {\n  log.e('the quick brown fox jumps over the lazy dog', error);\n}\n");
  });
});
