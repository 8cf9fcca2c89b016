import { describe, expect, it } from 'vitest';
import { commandLine } from '../../src/cli/command-line.ts';
import { useColor } from '../../src/cli/output.ts';

const options = ['-f', '--format', '-o', '--output'];

it.each([
  [['run'], 'checkmod run'],
  [['run', '-f', 'text', 'api', '--unsafe'], 'checkmod run api --unsafe'],
  [['run', '-ftext', '--format=text', '--output', 'x', '--from', 'y'], 'checkmod run --from y'],
  [['run', 'with space', "it's", '--exclude', '*.py'], `checkmod run 'with space' 'it'\\''s' --exclude '*.py'`],
])('%j is told as %s', (args, line) => {
  expect(commandLine(args, { options })).toBe(line);
});

it('leaves out words', () => {
  expect(commandLine(['run', 'api', '--unsafe'], { options, words: ['api'] })).toBe('checkmod run --unsafe');
});

describe('useColor', () => {
  it.each([
    [true, {}, true], [undefined, {}, false], [true, { TERM: 'dumb' }, false], [true, { NO_COLOR: '1' }, false], [true, { NO_COLOR: '' }, true],
    [undefined, { FORCE_COLOR: '1' }, true], [undefined, { FORCE_COLOR: '' }, true], [true, { FORCE_COLOR: '0' }, false],
    [undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, false], [undefined, { CI: '1' }, false],
  ])('terminal %s with %j: %s', (isTTY, env, color) => {
    expect(useColor({ isTTY: isTTY as boolean }, env)).toBe(color);
  });
});
