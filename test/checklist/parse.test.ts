import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseChecklist } from '../../src/checklist/parse.ts';

const FOLDER = join(import.meta.dirname, '../../__testfixtures__/checklists');
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

/** `12x 13o 14-` for every list of the answer key. */
const KEY = new Map(read('items.txt').split('\n\n').slice(1).map((block) => {
  const [name, ...lines] = block.trim().split('\n');
  return [name!, lines.join(' ').split(' ')] as const;
}));

const answer = (text: string): string[] => parseChecklist(text).items.map(({ line, checked }) => `${line}${checked === undefined ? '-' : checked ? 'x' : 'o'}`);

describe('real checklists', () => {
  it.each([...KEY])('%s: every item, and nothing else', (name, key) => {
    expect(answer(read(name))).toEqual(key);
  });

  it.each(['learner-analytics-agent.md', 'oura-mcp-tool.md'])('%s says the same when it is double-encoded', (name) => {
    const meaning = (text: string): unknown => parseChecklist(text).items.map(({ line, text, heading, parent, severity, checked, references }) => ({ line, text, heading, parent, severity, checked, references }));
    expect(meaning(read(`double-encoded/${name}`))).toEqual(meaning(read(name)));
  });

  it.each(['\r\n', '\n'])('boxes are where they are on disk, also behind a BOM and mojibake (%j)', (lineEnd) => {
    const text = `\uFEFF${read('double-encoded/oura-mcp-tool.md').replaceAll('\n', lineEnd)}`;
    const { items } = parseChecklist(text);
    expect(items.map(({ box }) => box && text.slice(box.start - 1, box.end + 1)).filter((box) => box !== undefined && !/^\[[ x]\]$/.test(box))).toEqual([]);
    expect(items.filter(({ box }) => box)).toHaveLength(42);
  });
});

const forms = (text: string): unknown[] => parseChecklist(text).items.map(({ line, text, checked }) => [line, text, checked]);

describe('forms', () => {
  it.each([
    ['boxes of all kinds', '* [ ] a thing\n+ [X] b thing\n1. [x] c thing\n- [~] d thing\n- [✓] e thing\n> - [ ] f thing\n', [[1, 'a thing', false], [2, 'b thing', true], [3, 'c thing', true], [4, 'd thing', false], [5, 'e thing', true], [6, 'f thing', false]]],
    ['status emoji', '- ✅ **CORS** restricted\n- ❌ **Rate limiting** - TODO\n- ☐ HTTPS\n', [[1, 'CORS restricted', true], [2, 'Rate limiting', false], [3, 'HTTPS', false]]],
    ['text marks', '[TODO] Add rate limiting\n\n[DONE] Restrict CORS\n', [[1, 'Add rate limiting', false], [3, 'Restrict CORS', true]]],
    ['lines of prose', 'Line 416: `login_user` - Add rate limiting\nLine 510: `reset` - Add rate limiting\n', [[1, 'Line 416: `login_user` - Add rate limiting', undefined], [2, 'Line 510: `reset` - Add rate limiting', undefined]]],
    ['a heading with its status', '## Todo\n\n### 3. Rate limiting\n**Status:** ❌ Not done\n\nNothing limits requests.\n', [[3, '3. Rate limiting', false]]],
    ['rows', '| # | Task | Status | Effort |\n|---|---|---|---|\n| 1 | Rate limiting | ❌ Missing | 2d |\n| 2 | CORS | ✅ Done | 1d |\n', [[3, 'Rate limiting', false], [4, 'CORS', true]]],
    ['strikethrough and links', '- [x] ~~Restrict~~ [CORS](docs/cors.md) <!-- why -->\n', [[1, 'Restrict CORS', true]]],
    ['commands under a title', '- Run the migrations:\n  - `pnpm migrate`\n', [[1, 'Run the migrations:', undefined]]],
  ] as const)('%s', (_, text, items) => {
    expect(forms(text)).toEqual(items);
  });

  it.each([
    ['code', '```\n- [ ] not an item\n```\n'],
    ['links', '## See also\n- [Security](SECURITY.md)\n- [API](API.md)\n'],
    ['values', '## Progress\n- Total: 20\n- Done: 3 items\n'],
    ['a table of variables', '| Variable | Required | Default |\n|---|---|---|\n| PORT | yes | 8000 |\n'],
    ['prose', 'The backend is close to done. See **CORS** below.\n'],
    ['an empty box', '- [ ] \n'],
  ])('no item in %s', (_, text) => {
    expect(parseChecklist(text).items).toEqual([]);
  });

  it('nests below a code fence that ended the list', () => {
    const { items } = parseChecklist('1. [ ] **Password hashing**\n```python\nhash(password)\n```\n   - Use argon2\n');
    expect(items.map(({ line, parent, parentLine }) => [line, parent, parentLine])).toEqual([[1, undefined, undefined], [5, 'Password hashing', 1]]);
  });

  it('addresses in text, which have no position of their own', () => {
    expect(parseChecklist('- [ ] Mail ops@example.org before, and www.example.org\n- [ ] root@example.org').items.map(({ text }) => text)).toEqual(['Mail ops@example.org before, and www.example.org', 'root@example.org']);
  });

  it('headings, parents and severity', () => {
    const { items } = parseChecklist('# Production\n\n## 🔴 Security (must fix)\n\n### CORS\n\n- [ ] **Allowlist**\n  - No `*`\n\n## Later\n\n- [ ] [P2] Metrics\n');
    expect(items.map(({ heading, parent, severity }) => [heading, parent, severity])).toEqual([['Security (must fix) > CORS', undefined, 'critical'], ['Security (must fix) > CORS', 'Allowlist', 'critical'], ['Later', undefined, 'medium']]);
  });

  it.each([
    ['- [ ] CORS in `api/main.py:123-125`\n', [{ path: 'api/main.py', from: 123, to: 125 }]],
    ['- [ ] CORS in src/x.ts#L10-L20 and main.py line 41\n', [{ path: 'src/x.ts', from: 10, to: 20 }, { path: 'main.py', from: 41 }]],
    ['- [ ] Prints in `workflows/planner/*`\n', [{ path: 'workflows/planner/*' }]],
    ['- [ ] `/health` and `/openapi.json` with `DEBUG=false`, Node.js, `application/json`, https://a.io/x.py, api.example.com\n', []],
    ['- [ ] CORS\n  - References: `a/b.py`, `c.py`\n', [{ path: 'a/b.py' }, { path: 'c.py' }]],
    ['## CORS\n- [ ] Restrict it\n\n**Files to Update:**\n- `src/index.js`\n', [{ path: 'src/index.js' }]],
  ])('references of %j', (text, references) => {
    expect(parseChecklist(text).items[0]!.references).toEqual(references);
  });

  it.each([
    ['- [ ] a thing <!-- checkmod: cors-wildcard-to-allowlist, rate-limiting -->\n', ['cors-wildcard-to-allowlist', 'rate-limiting']],
    ['- [ ] a thing\n  <!-- checkmod: rate-limiting -->\n- [ ] b thing\n', ['rate-limiting', undefined]],
    ['<!-- checkmod: rate-limiting -->\n- [ ] a thing\n- [ ] b thing\n', ['rate-limiting', undefined]],
    ['- [ ] a thing <!-- checkmod: none -->\n', []],
    ['| Task | Status |\n|---|---|\n| a thing <!-- checkmod: rate-limiting --> | TODO |\n', ['rate-limiting']],
  ])('override %j', (text, ids) => {
    const { items } = parseChecklist(text);
    expect(items.length > 1 ? items.map(({ override }) => override?.[0]) : items[0]!.override).toEqual(ids);
  });
});
