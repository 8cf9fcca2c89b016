import { describe, expect, it } from 'vitest';
import { defineTransform, type LoadedTransform, type Rule } from '../../src/transform.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import type { Acceptance, Finding, Fix } from '../../src/types.ts';
import { runText, textAfter } from '../helpers/fixture.ts';

type Plan = (doc: PythonDoc) => Iterable<Finding>;

function transform(id: string, sites: Plan) {
  const python: Rule<PythonDoc> = { prefilter: /./, sites };
  return defineTransform({ id, title: id, why: 'A test.', cues: [], rules: { python } });
}

/** Replaces every `from` by `to`. */
function replacing(id: string, from: string, to: string, more: Partial<Fix> & { safety?: 'safe' | 'unsafe' } = {}) {
  const { safety = 'safe', ...fix } = more;
  return transform(id, function* ({ text }) {
    for (let at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + from.length)) {
      const span = { start: at, end: at + from.length };
      yield { span, message: `${from} is out of fashion`, safety, fix: { ...fix, edits: [{ ...span, text: to }] } };
    }
  });
}


async function run(text: string, transforms: readonly LoadedTransform[], acceptance: Acceptance = { unsafe: false }) {
  return await runText(text, transforms, 'python', { acceptance });
}

describe('a file', () => {
  it('that does not parse is skipped with the reason', async () => {
    const result = await run('def f(:\n', [replacing('one', 'f', 'g')]);
    expect(result).toMatchObject({ status: 'skipped', reason: expect.stringMatching(/does not parse: line 1/) });
  });

  it('takes unsafe fixes only when asked, and says so', async () => {
    const unsafe = replacing('one', 'old', 'new', { safety: 'unsafe' });
    const dry = await run('old = 1\n', [unsafe]);
    expect(dry.sites[0]).toMatchObject({ status: 'left', reason: 'needs --unsafe', safety: 'unsafe' });
    expect(textAfter(await run('old = 1\n', [unsafe], { unsafe: true }), '')).toBe('new = 1\n');
  });

  it('has ids that survive moving code and tell equal statements apart', async () => {
    const ids = async (text: string) => (await run(text, [replacing('one', 'old', 'new')])).sites.map(({ id }) => id);
    const [first, second] = await ids('a = 1\nold()\nb = 2\nold()\n');
    expect(first).not.toBe(second);
    expect(await ids('import os\n\n\na = 1\nold()\nb = 2\nold()\n')).toEqual([first, second]);
    expect(await ids('a = 1\nb = 2\nold()\n')).toEqual([second]);
  });

  it('drops a change that breaks the syntax and keeps the rest', async () => {
    const result = await run('old = 1\nbad = 2\n', [replacing('breaks', 'bad', 'def'), replacing('works', 'old', 'new')]);
    expect(textAfter(result, '')).toBe('new = 1\nbad = 2\n');
    expect(result.failures).toEqual([{ transform: 'breaks', reason: expect.stringMatching(/does not parse/) }]);
    expect(result.sites.find((site) => site.transform === 'breaks')).toMatchObject({ status: 'left' });
  });

  it('drops only the fix at fault when the others of its transform pass', async () => {
    const mixed = transform('mixed', function* ({ text }) {
      for (const [from, to] of [['old', 'new'], ['bad', 'def'], ['odd', 'even']] as const) {
        const at = text.indexOf(from);
        if (at >= 0) yield { span: { start: at, end: at + 3 }, message: 'm', safety: 'safe', fix: { edits: [{ start: at, end: at + 3, text: to }] } };
      }
    });
    const result = await run('old = 1\nbad = 2\nodd = 3\n', [mixed]);
    expect(textAfter(result, '')).toBe('new = 1\nbad = 2\neven = 3\n');
    expect(result.sites.map(({ status }) => status)).toEqual(['pending', 'left', 'pending']);
  });

  it('stays as it was when nothing passes', async () => {
    const result = await run('bad = 2\n', [replacing('breaks', 'bad', 'def')]);
    expect(result).toMatchObject({ status: 'failed', reason: expect.stringMatching(/nothing was changed/) });
    expect(result.after).toBeUndefined();
  });

  it('gains no undefined name', async () => {
    expect(await run('old = 1\n', [replacing('undefined', '1', 'missing')])).toMatchObject({ status: 'failed', reason: expect.stringMatching(/Undefined name `missing`/) });
  });

  it('keeps no import that lost its last use', async () => {
    expect(await run('import os\nx = os.sep\n', [replacing('unused', 'os.sep', '"/"')])).toMatchObject({ status: 'failed', reason: expect.stringMatching(/imported but unused/) });
  });

  it('must be settled after one run', async () => {
    expect(await run('x = 1\n', [replacing('grows', 'x', 'xx')])).toMatchObject({ status: 'failed', reason: expect.stringMatching(/second run would still change/) });
  });

  it('takes overlapping fixes in further passes, the first in registry order first', async () => {
    const result = await run('len(str(1))\n', [replacing('a-outer', 'len(str(1))', 'hex(ord(str(1)))'), replacing('b-inner', 'str', 'repr')]);
    expect(textAfter(result, '')).toBe('hex(ord(repr(1)))\n');
    expect(result.sites.map(({ status }) => status)).toEqual(['pending', 'pending']);
  });

  it('merges inserts at one place in their order', async () => {
    const insert = (id: string, text: string, order: number) => transform(id, function* (doc) {
      if (!doc.text.includes(text)) yield { span: { start: 0, end: 1 }, message: 'm', safety: 'safe', fix: { edits: [{ start: 0, end: 0, text, order }] } };
    });
    expect(textAfter(await run('x = 1\n', [insert('late', 'b = 2\n', 2), insert('early', 'a = 1\n', 1)]), '')).toBe('a = 1\nb = 2\nx = 1\n');
  });

  it('takes a group whole or not at all', async () => {
    const grouped = replacing('one', 'old', 'new', { group: 'g' });
    const both = await run('old = 1\nb = 2\nold = 3\n', [grouped]);
    expect(textAfter(both, '')).toBe('new = 1\nb = 2\nnew = 3\n');
    const half = await run('old = 1\nb = 2\nold = 3\n', [grouped], { unsafe: false, choices: { [both.sites[0]!.id]: { decision: 'rejected' } } });
    expect(half.status).toBe('unchanged');
    expect(half.sites[1]).toMatchObject({ status: 'left', reason: expect.stringMatching(/another place/) });
  });

  it('keeps a place that a comment keeps', async () => {
    const one = replacing('one', 'old', 'new');
    const kept = await run('old = 1  # checkmod-ignore: one because\n# checkmod-ignore: one\nold = 2\nold = 3\n', [one]);
    expect(kept.sites.map(({ status }) => status)).toEqual(['suppressed', 'suppressed', 'pending']);
    expect(kept.actions).toEqual([]);
  });

  it('says when such a comment keeps nothing any more', async () => {
    const { actions } = await run('x = 1\nnew = 1  # checkmod-ignore: one\nnew = 2  # checkmod-ignore: another\n', [replacing('one', 'old', 'new')]);
    expect(actions.map(({ value }) => [value.name, value.message])).toEqual([['app/module.py:2', '`checkmod-ignore: one` keeps nothing any more: remove it, or have --prune-ignores do it']]);
  });
});
