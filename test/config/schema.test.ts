import { parse } from 'smol-toml';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/config/check.ts';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { scriptTemplate, tomlTemplate } from '../../src/config/template.ts';

const SCHEMAS = join(import.meta.dirname, '../../schemas');
const keys = Object.keys(configJsonSchema().properties!).filter((key) => key !== '$schema' && key !== 'options');

it('the schema that ships is made from the one that is checked', async () => {
  await expect(`${JSON.stringify(configJsonSchema(), undefined, 2)}\n`).toMatchFileSnapshot(join(SCHEMAS, 'config.schema.json'));
});

describe('what checkmod init writes', () => {
  it('is an empty configuration as it stands', () => {
    expect(checkConfig((parse(tomlTemplate())['tool'] as { checkmod: unknown }).checkmod)).toEqual({});
  });
  it('holds every key of pyproject.toml in a comment', () => {
    const text = tomlTemplate().replace(/^# (?=\[|["\w]+ = )/gm, '');
    const config = checkConfig((parse(text)['tool'] as { checkmod: unknown }).checkmod);
    expect(Object.keys(config)).toEqual(expect.arrayContaining(keys));
  });
  it('holds every key of a script in a comment', () => {
    const text = scriptTemplate().replace(/^ *\/\/ (?= *(['\w./]+: |\},$))/gm, '');
    const config = checkConfig(new Function(text.replace('export default', 'return'))());
    expect(Object.keys(config)).toEqual(expect.arrayContaining(keys));
  });
});
