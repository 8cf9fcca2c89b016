import { describe, expect, it } from 'vitest';
import { parseJavaScript } from '../../../src/languages/javascript/parse.ts';
import { kindOfValue } from '../../../src/languages/javascript/types.ts';

const CODE = `
import { other } from './other';
class ApiError extends Error {}
type Order = { id: string; lines?: number[]; failure: ApiError };
function f(order: Order, count: number | undefined, mixed: string | number, any: any, half: string | Order, list: string[]) {
  try { send(); } catch (caught) { if (caught instanceof ApiError) use(caught); }
}
`;

describe('what the compiler knows of a value from its file', () => {
  it.each([
    ['order.id', 'text'], ['list.join()', 'text'], ['JSON.stringify(order)', 'text'], ['`${order}`', 'text'],
    ['count', 'scalar'], ['list.length', 'scalar'], ['mixed', 'scalar'], ['!order', 'scalar'],
    ['order.failure', 'error'], ["new TypeError('x')", 'error'],
    ['order', 'object'], ['order.lines', 'object'], ['list', 'object'],
    ['half', undefined], ['any', undefined], ['other', undefined], ['missing', undefined],
  ])('%s: %s', (expression, kind) => {
    const doc = parseJavaScript(CODE.replace('send();', `send(${expression});`), 'src/a.ts');
    const call = doc.tree.all('CallExpression').find(({ callee }) => callee.type === 'Identifier' && callee.name === 'send')!;
    expect(kindOfValue(doc, call.arguments[0]!)).toBe(kind);
  });

  it('is what a condition left of it', () => {
    const doc = parseJavaScript(CODE, 'src/a.ts');
    const call = doc.tree.all('CallExpression').find(({ callee }) => callee.type === 'Identifier' && callee.name === 'use')!;
    expect(kindOfValue(doc, call.arguments[0]!)).toBe('error');
  });

  it('is inferred in plain JavaScript too', () => {
    const doc = parseJavaScript('const n = 1;\nuse(n);\n', 'src/a.js');
    expect(kindOfValue(doc, doc.tree.all('CallExpression')[0]!.arguments[0]!)).toBe('scalar');
  });
});
