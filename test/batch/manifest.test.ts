import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrationJsonSchema } from '../../src/batch/json-schema.ts';
import { readManifest } from '../../src/batch/read-manifest.ts';
import { targetsOf } from '../../src/batch/targets.ts';
import { TEMPLATE } from '../../src/batch/template.ts';

function folder(files: { readonly [path: string]: string }): string {
  const root = mkdtempSync(join(tmpdir(), 'checkmod-manifest-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function read(text: string, name = 'migration.yaml') {
  return readManifest(name, folder({ [name]: text }));
}

async function targets(text: string, files: { readonly [path: string]: string } = {}) {
  const root = folder({ ...files, 'migration.yaml': text });
  const { manifest } = await readManifest('migration.yaml', root);
  return (await targetsOf(manifest, root)).map(({ name, source, settings }) => ({ name, source: 'url' in source ? source.url : source.path.slice(root.length + 1), settings }));
}

const REST = 'transforms: [print-to-logger]\nbranch: checkmod/x\n';

it('the schema that ships is made from the one that is checked', async () => {
  await expect(`${JSON.stringify(migrationJsonSchema(), undefined, 2)}\n`).toMatchFileSnapshot(join(import.meta.dirname, '../../schemas/migration.schema.json'));
});

describe('a wrong manifest is told with its line and column', () => {
  it.each([
    ['repositories: [a]\ntransform: [print-to-logger]\nbranch: x\n', /^migration\.yaml:2:1: there is no key `transform`; did you mean `transforms`\?$/],
    [`repositories:\n  - a\n  - url: https://x.org/a.git\n    Transforms: [print-to-logger]\n${REST}`, /^migration\.yaml:4:5: there is no key `repositories\[1\]\.Transforms`; did you mean `transforms`\?$/],
    ['repositories: [a]\ntransforms: [print-to-loger]\nbranch: x\n', /^migration\.yaml:2:14: .*did you mean `print-to-logger`\?/],
    [`repositories: [a]\n${REST}verify: { comand: npm test }\n`, /^migration\.yaml:4:11: there is no key `verify\.comand`; did you mean `command`\?$/],
    [`repositories: [a]\n${REST}limits:\n  time: 3 weeks\n`, /^migration\.yaml:5:9: `limits\.time` is "3 weeks" and must be written as `90s`/],
    [`repositories: [a]\n${REST}concurrency: lots\n`, /^migration\.yaml:4:14: `concurrency` is "lots" and must be/],
    [`repositories: ["ext::sh -c id"]\n${REST}`, /^migration\.yaml:1:16: .* is no URL that checkmod reaches/],
    [`repositories: [a]\n${REST.replace('checkmod/x', '-f')}`, /^migration\.yaml:3:9: `branch` is "-f", which git takes for no branch$/],
    [`repositories: [{ organization: acme, name: a }]\n${REST}`, /^migration\.yaml:1:38: `name` does not go with `organization`$/],
    [`repositories: [{ url: https://x.org/a.git, topics: [a] }]\n${REST}`, /^migration\.yaml:1:44: `topics` does not go with `url`$/],
    [`repositories: [a]\n${REST}pullRequest: { drafts: false }\n`, /^migration\.yaml:4:16: there is no key `pullRequest\.drafts`; did you mean `draft`\?$/],
    [`repositories: [a]\n${REST}hosts: { git.example.com: gitea }\n`, /^migration\.yaml:4:27: .*none of github, gitlab/],
    [`repositories: [{ name: a }]\n${REST}`, /^migration\.yaml:1:16: `repositories\[0\]` needs one of `url`, `path`, `organization`, `group`$/],
    ['repositories: [a]\nbranch: x\n', /^migration\.yaml:1:1: there is neither `transforms` nor `checklist`/],
    ['repositories: [a]\ntransforms: [print-to-logger]\n', /^migration\.yaml:1:1: `branch` is missing/],
    [`repositories: [a]\nchecklist: x.md\n${REST}`, /^migration\.yaml:2:1: `transforms` and `checklist` say the same/],
    ['repositories: [a\nbranch: x\n', /^migration\.yaml:2:1: /],
    ['', /there is nothing in it; `checkmod batch init`/],
  ])('%j', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
  it('in JSON as well, and in a script by the key', async () => {
    await expect(read('{\n  "repositories": ["a"],\n  "branche": "x"\n}\n', 'm.json')).rejects.toThrow(/^m\.json:3:3: there is no key `branche`; did you mean `branch`\?$/);
    await expect(read('export default { repositories: ["a"], branche: "x" as string };\n', 'm.ts')).rejects.toThrow(/^m\.ts: there is no key `branche`/);
  });
  it('one that is not there names the command that makes one', async () => {
    await expect(readManifest('m.yaml', folder({}))).rejects.toThrow('there is no manifest m.yaml; `checkmod batch init` writes one');
  });
});

describe('what batch init writes', () => {
  it('is a manifest as it stands, and holds every key', async () => {
    expect((await read(TEMPLATE)).manifest).toMatchObject({ branch: 'checkmod/logging' });
    const withKeys = TEMPLATE.replace(/^# (?=\w+:)/gm, '').replace(/^# {3}(?=\w+:)/gm, '  ').replace(/^(checklist|verify): .*$/gm, '$1: x');
    const keys = Object.keys(parse(withKeys, { uniqueKeys: false }) as object);
    expect(keys).toEqual(expect.arrayContaining(Object.keys(migrationJsonSchema().properties!).filter((key) => key !== '$schema')));
  });
});

describe('repositories', () => {
  it('are paths, URLs, globs and lists in files, each once', async () => {
    const found = await targets(`repositories: ["./services/*", "!./services/legacy", list.txt, { path: services/b, base: develop }]\n${REST}`, {
      'services/a/x': '', 'services/b/x': '', 'services/legacy/x': '', 'list.txt': '# ours\n\nhttps://x.org/shop/orders.git\ngit@x.org:shop/users.git\n./services/a\n',
    });
    expect(found.map(({ name, source, settings: { base } }) => [name, source, base])).toEqual([
      ['a', 'services/a', undefined], ['b', 'services/b', 'develop'], ['orders', 'https://x.org/shop/orders.git', undefined], ['users', 'git@x.org:shop/users.git', undefined],
    ]);
  });
  it('are called by as much of their place as tells them apart', async () => {
    expect((await targets(`repositories: [x/api, y/api, { path: z, name: zed }]\n${REST}`)).map(({ name }) => name)).toEqual(['x/api', 'y/api', 'zed']);
  });
  it('have the settings of all, but for their own', async () => {
    const [first, second] = await targets(`repositories: [a, { path: b, checklist: TODO.md, commit: { per: all } }]\ncommit: { title: T }\n${REST}`);
    expect(first!.settings).toMatchObject({ transforms: ['print-to-logger'], commit: { title: 'T' } });
    expect(second!.settings).toMatchObject({ checklist: 'TODO.md', commit: { title: 'T', per: 'all' } });
    expect(second!.settings.transforms).toBeUndefined();
  });
});
