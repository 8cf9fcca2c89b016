import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { checkmod } from '../helpers/cli.ts';
import { MARKS, USE_MARKS } from '../helpers/marks.ts';
import { copyOf, repository } from '../helpers/repository.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/report.schema.json'), 'utf8')) as object;
/** The schema that ships lets later versions add keys; here every key must be one it describes. */
const closed = JSON.parse(JSON.stringify(schema), (_, value: { properties?: object; required?: object }) =>
  (value?.properties && value.required ? { ...value, additionalProperties: false } : value)) as object;
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(closed);

function expectValid(document: string): void {
  validate(JSON.parse(document));
  expect(validate.errors ?? []).toEqual([]);
}

describe('schemas/report.schema.json describes the output of run -f json', () => {
  const files = {
    ...MARKS, 'a.py': 'x = "FIX RISKY LEAVE ENV"\n', 'broken.py': 'def FIX(:\n', 'bad.py': 'x = "BREAK"\n', 'tests/test_a.py': 'x = "FIX"\n',
    'kept.py': 'x = "FIX"  # checkmod-ignore: marks it is right\n',
  };
  it.each([[[]], [['--unsafe']], [['--write']], [['--zone', 'test']]])('with %j', async (args) => {
    const { root } = repository(files);
    const { code, stdout } = await checkmod(root, ['run', ...USE_MARKS, '-f', 'json', ...args]);
    expect(code).toBe(1);
    expectValid(stdout);
  });
  it('when there is nothing', async () => {
    expectValid((await checkmod(repository(MARKS).root, ['run', ...USE_MARKS, '-f', 'json'])).stdout);
  });
  it('for a sample repository, with the built-in transforms', async () => {
    const { root } = copyOf(join(import.meta.dirname, '../../__testfixtures__/repos'));
    expectValid((await checkmod(root, ['run', '-f', 'json', '--unsafe', '--zone', 'test', '.'])).stdout);
  });
});
