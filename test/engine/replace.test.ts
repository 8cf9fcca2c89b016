import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { replaceAll, WriteError } from '../../src/engine/replace.ts';
import { repository } from '../helpers/repository.ts';

const bytes = (text: string) => Buffer.from(text);
const CHANGES = [
  { path: 'a.py', before: bytes('old'), after: bytes('new') },
  { path: 'new/deep/b.py', after: bytes('new') },
  { path: 'gone/c.py', before: bytes('old') },
];
const start = () => repository({ 'a.py': 'old', 'gone/c.py': 'old', file: '' }, { git: false });

it('replaces, creates and removes files, and folders with them', async () => {
  const { root, read } = start();
  await replaceAll(root, CHANGES);
  expect([read('a.py'), read('new/deep/b.py'), existsSync(join(root, 'gone'))]).toEqual(['new', 'new', false]);
});

it('puts all back when one cannot be written, and when what belongs to it fails', async () => {
  const { root, read } = start();
  const isAsBefore = () => expect([read('a.py'), existsSync(join(root, 'new')), read('gone/c.py')]).toEqual(['old', false, 'old']);
  await expect(replaceAll(root, [...CHANGES, { path: 'file/d.py', after: bytes('') }])).rejects.toMatchObject({ name: 'WriteError', path: 'file/d.py' });
  isAsBefore();
  await expect(replaceAll(root, CHANGES, async () => { throw new Error('locked'); })).rejects.toThrow(WriteError);
  isAsBefore();
});
