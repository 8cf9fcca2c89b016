import { describe, expect, it } from 'vitest';
import { javascript } from '../../../src/languages/javascript/index.ts';
import { importNeed } from '../../../src/languages/javascript/imports.ts';
import { parseJavaScript } from '../../../src/languages/javascript/parse.ts';
import { blockNeed } from '../../../src/languages/javascript/support.ts';
import type { Fix } from '../../../src/types.ts';
import { editSource, sourceFrom, sortEdits } from '../../../src/engine/source-file.ts';

/** The text with one fix and what it needs. */
function withFix(text: string, fix: Partial<Fix>, path = 'src/a.js'): string {
  const doc = parseJavaScript(text, path);
  const own = { edits: [], ...fix };
  const { edits } = javascript.support(doc, [{ id: '1', transform: 'one', fix: own }]);
  return editSource(sourceFrom(text), sortEdits([...own.edits, ...edits])).text;
}

const logger = (esm: boolean, firstUse?: number) => ({ needs: [importNeed('./logger', 'default', 'logger', esm, firstUse)] });
const randomInt = (esm: boolean) => ({ needs: [importNeed('crypto', 'randomInt', 'randomInt', esm)] });

describe('an import', () => {
  it.each([
    ['goes below the others', "import a from 'a';\nimport b from 'b';\n\na(b);\n", true, "import a from 'a';\nimport b from 'b';\nimport logger from './logger';\n\na(b);\n"],
    ['goes below required modules', "'use strict';\n\nconst a = require('a');\nconst { b } = require('b');\n\na(b);\n", false, "'use strict';\n\nconst a = require('a');\nconst { b } = require('b');\nconst logger = require('./logger');\n\na(b);\n"],
    ['goes below what reads the environment', "require('dotenv').config();\nconst a = require('a');\na();\n", false, "require('dotenv').config();\nconst a = require('a');\nconst logger = require('./logger');\na();\n"],
    ['goes below `dotenv.config()` among the imports', "import dotenv from 'dotenv';\ndotenv.config();\nimport a from 'a';\na();\n", true, "import dotenv from 'dotenv';\ndotenv.config();\nimport a from 'a';\nimport logger from './logger';\na();\n"],
    ['has the quotes and the ends of the file', 'import a from "a"\n\na()\n', true, 'import a from "a"\nimport logger from "./logger"\n\na()\n'],
    ['stands at the top where there is none', 'const a = 1;\nuse(a);\n', false, "const logger = require('./logger');\n\nconst a = 1;\nuse(a);\n"],
    ['stays below a heading', '#!/usr/bin/env node\n/* Copyright */\n\n// About a.\nconst a = 1;\n', false, "#!/usr/bin/env node\n/* Copyright */\n\nconst logger = require('./logger');\n\n// About a.\nconst a = 1;\n"],
    ['stays below a directive', "'use strict';\nconst a = 1;\n", false, "'use strict';\nconst logger = require('./logger');\nconst a = 1;\n"],
    ['goes below a block of imports that stands behind code', "export const dynamic = 'force-dynamic';\n\nimport a from 'a';\nimport b from 'b';\n\na(b);\n", true, "export const dynamic = 'force-dynamic';\n\nimport a from 'a';\nimport b from 'b';\nimport logger from './logger';\n\na(b);\n"],
    ['is there already', "const logger = require('./logger');\nlogger.info('a');\n", false, "const logger = require('./logger');\nlogger.info('a');\n"],
    ['follows one over several lines', "import {\n  a,\n  b,\n} from 'a';\n\na(b);\n", true, "import {\n  a,\n  b,\n} from 'a';\nimport logger from './logger';\n\na(b);\n"],
  ])('%s', (_, text, esm, after) => expect(withFix(text, logger(esm))).toBe(after));

  it.each([
    ['a module of Node below another', "import fs from 'fs';\nimport a from 'a';\nimport b from './b';\n\na(b, fs);\n", true, "import fs from 'fs';\nimport { randomInt } from 'crypto';\nimport a from 'a';\nimport b from './b';\n\na(b, fs);\n"],
    ['a module of Node below the packages', "const a = require('a');\nconst b = require('./b');\n\na(b);\n", false, "const a = require('a');\nconst { randomInt } = require('crypto');\nconst b = require('./b');\n\na(b);\n"],
    ['a module of Node below modules of the file\'s own', "import b from '@/b';\n\nb();\n", true, "import b from '@/b';\nimport { randomInt } from 'crypto';\n\nb();\n"],
  ])('puts %s', (_, text, esm, after) => expect(withFix(text, randomInt(esm))).toBe(after));

  it('stands above the first code that uses it', () => {
    const text = "const a = require('a');\na();\nconst b = require('b');\nb();\n";
    expect(withFix(text, logger(false, text.indexOf('a();')))).toBe("const a = require('a');\nconst logger = require('./logger');\na();\nconst b = require('b');\nb();\n");
  });

  it.each([
    ['of a name joins the others of its module', "import { randomUUID } from 'crypto';\nrandomUUID();\n", true, "import { randomUUID, randomInt } from 'crypto';\nrandomUUID();\n"],
    ['of a name joins those taken out of `require`', "const { randomUUID } = require('crypto');\nrandomUUID();\n", false, "const { randomUUID, randomInt } = require('crypto');\nrandomUUID();\n"],
    ['of a name keeps the lines of the others', "import {\n  randomBytes,\n  randomUUID,\n} from 'crypto';\nrandomUUID(randomBytes);\n", true, "import {\n  randomBytes,\n  randomUUID,\n  randomInt,\n} from 'crypto';\nrandomUUID(randomBytes);\n"],
    ['of a type is another', "import type { KeyObject } from 'crypto';\nlet a: KeyObject;\n", true, "import type { KeyObject } from 'crypto';\nimport { randomInt } from 'crypto';\nlet a: KeyObject;\n"],
  ])('%s', (_, text, esm, after) => expect(withFix(text, randomInt(esm), 'src/a.ts')).toBe(after));
});

describe('code of the module', () => {
  const block = { needs: [blockNeed('block a', 'allowed', 'const allowed = [];', [importNeed('./logger', 'default', 'logger', true)])] };

  it('goes below the imports it needs, parted by a blank line', () => {
    expect(withFix("import a from 'a';\n\na();\n", block)).toBe("import a from 'a';\nimport logger from './logger';\n\nconst allowed = [];\n\na();\n");
    expect(withFix("import a from 'a';\na();\n", block)).toBe("import a from 'a';\nimport logger from './logger';\n\nconst allowed = [];\n\na();\n");
    expect(withFix('a();\n', block)).toBe("import logger from './logger';\n\nconst allowed = [];\n\na();\n");
  });
});

/** Everything between the marks goes; names in it are orphans. */
function without(text: string): string {
  const start = text.indexOf('«');
  const end = text.indexOf('»') - 1;
  const clean = text.replace(/[«»]/g, '');
  const doc = parseJavaScript(clean, 'src/a.ts');
  const orphans = doc.tree.all('Identifier').filter((node) => node.start! >= start && node.end! <= end).map((node) => ({ start: node.start!, end: node.end! }));
  return withFix(clean, { edits: [{ start, end, text: 'x' }], orphans }, 'src/a.ts');
}

describe('an import that lost its last use', () => {
  it.each([
    ['goes', "import a from 'a';\nimport b from 'b';\nb(«a»);\n", "import b from 'b';\nb(x);\n"],
    ['stays for another use', "import a from 'a';\na(«a»);\n", "import a from 'a';\na(x);\n"],
    ['leaves the others of its braces', "import { a, b, c } from 'a';\nb(«a», c);\n", "import { b, c } from 'a';\nb(x, c);\n"],
    ['leaves the others when it is the last', "import { b, c, a } from 'a';\nb(«a», c);\n", "import { b, c } from 'a';\nb(x, c);\n"],
    ['leaves the default', "import b, { a } from 'a';\nb(«a»);\n", "import b from 'a';\nb(x);\n"],
    ['leaves the braces', "import a, { b } from 'a';\nb(«a»);\n", "import { b } from 'a';\nb(x);\n"],
    ['was required', "const a = require('a');\nconst { b, c } = require('b');\nc(«a(b)»);\n", "const { c } = require('b');\nc(x);\n"],
    ['is no import', 'const a = make();\nuse(«a»);\n', 'const a = make();\nuse(x);\n'],
  ])('%s', (_, text, after) => expect(without(text)).toBe(after));
});

describe('a local name that lost its last use', () => {
  it.each([
    ['goes with the names of its value', "function f(req) {\n  const head = req.headers.a;\n  const parts = head.split(' ');\n  use(«parts[1]»);\n}\n", 'function f(req) {\n  use(x);\n}\n'],
    ['leaves what its value does', 'async function f() {\n  const a = await send();\n  use(«a»);\n}\n', 'async function f() {\n  await send();\n  use(x);\n}\n'],
    ['stays for another use', 'function f() {\n  const a = 1;\n  use(«a», a);\n}\n', 'function f() {\n  const a = 1;\n  use(x, a);\n}\n'],
    ['stays beside others', 'function f() {\n  const a = 1, b = 2;\n  use(«a», b);\n}\n', 'function f() {\n  const a = 1, b = 2;\n  use(x, b);\n}\n'],
    ['stays at the top of the file', 'const a = 1;\nuse(«a»);\n', 'const a = 1;\nuse(x);\n'],
  ])('%s', (_, text, after) => expect(without(text)).toBe(after));
});
