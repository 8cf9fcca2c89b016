import { execFile, execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { git as runGit } from '../../src/engine/run-git.ts';
import { run } from '../../src/run.ts';

/*
 * Each repository tries to have something run. The trap is a script that leaves a mark; git by itself springs it (where
 * git can be brought to it from a test), a run of checkmod does not.
 */

const FILE = 'app/main.py';
const SERVER = 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/")\ndef items():\n    return []\n';
const PRINTING = SERVER.replace('    return', '    print("loading items")\n    return');

let template: string;
let firstTree: string;
let folder: string;
let repository: string;
let trap: string;
let mark: string;

beforeAll(() => {
  template = realpathSync(mkdtempSync(join(tmpdir(), 'checkmod-template-')));
  git(template, 'init', '-q', '-b', 'main', '--template=');
  mkdirSync(join(template, 'app'));
  for (const text of [SERVER, PRINTING]) {
    writeFileSync(join(template, FILE), text);
    git(template, 'add', '-A');
    git(template, 'commit', '-qm', 'x');
  }
  firstTree = git(template, 'rev-parse', 'HEAD~1^{tree}').trim();
});
afterAll(() => rmSync(template, { recursive: true, force: true }));

/** Variables of the environment as they were before the test. */
const before = new Map<string, string | undefined>();

function setEnv(name: string, value: string): void {
  before.set(name, process.env[name]);
  process.env[name] = value;
}

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'checkmod-isolation-')));
  repository = join(folder, 'repository');
  cpSync(template, repository, { recursive: true });
  trap = join(folder, 'trap');
  mark = join(folder, 'mark');
  writeFileSync(trap, `#!/bin/sh\ntouch '${mark}'\nexit 1\n`);
  chmodSync(trap, 0o755);
});
afterEach(() => {
  // By hand: what one file of tests stubs must not depend on what another one restores.
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  before.clear();
  rmSync(folder, { recursive: true, force: true });
});

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), text);
};

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd, encoding: 'utf8', stdio: 'pipe' });
}

/** Adds to a configuration what is written `section.name.key` for git. */
function config(name: string, value: string, file = '.git/config'): void {
  const [, section, subsection, key] = /^(\w+)\.(?:(.+)\.)?([\w-]+)$/.exec(name)!;
  appendFileSync(join(repository, file), `[${section}${subsection === undefined ? '' : ` "${subsection}"`}]\n\t${key} = ${value}\n`);
}

/** Git takes a file that is newer than its index for changed until it has read it, through the filters. */
let clock = 1e9;
function touch(): void {
  for (const path of [FILE, `inner/${FILE}`].map((each) => join(repository, each)).filter(existsSync)) utimesSync(path, ++clock, clock);
}

interface Attack {
  /** Lays the trap. */
  readonly lay: () => void;
  /** What springs it; absent where git has no such command. */
  readonly plain?: readonly [string, ...string[]];
  /** Why `--since HEAD~1` cannot be answered without it. */
  readonly refused?: RegExp;
}

function filter(name: string, key: string, file?: string): void {
  write('.gitattributes', `*.py filter=${name}\n`);
  config(`filter.${name}.${key}`, trap, file);
  config(`filter.${name}.required`, 'true', file);
}

/** A clone that lacks the tree of the first commit, and has to ask a remote for it. */
function partial(url: string, ...settings: readonly (readonly [string, string])[]): void {
  rmSync(join(repository, '.git/objects', firstTree.slice(0, 2), firstTree.slice(2)));
  config('core.repositoryFormatVersion', '1');
  config('extensions.partialClone', 'origin');
  config('remote.origin.promisor', 'true');
  config('remote.origin.url', url);
  for (const [name, value] of settings) config(name, value);
}

const FETCH: Omit<Attack, 'lay'> = { plain: ['diff-tree', 'HEAD~1', 'HEAD'], refused: /git cannot compare with it: .*tree/ };

const ATTACKS: { readonly [name: string]: Attack } = {
  'core.fsmonitor': { lay: () => config('core.fsmonitor', trap), plain: ['ls-files', '--others'] },
  'core.fsmonitor of a git folder elsewhere': {
    lay: () => {
      renameSync(join(repository, '.git'), join(folder, 'elsewhere'));
      writeFileSync(join(repository, '.git'), `gitdir: ${join(folder, 'elsewhere')}\n`);
      config('core.fsmonitor', trap, '../elsewhere/config');
    },
    plain: ['ls-files', '--others'],
  },
  'a hook': { lay: () => cpSync(trap, join(repository, '.git/hooks/post-index-change')), plain: ['update-index', '--refresh'] },
  'a hook in a folder of its own': {
    lay: () => {
      cpSync(trap, join(repository, 'hooks/post-index-change'));
      config('core.hooksPath', 'hooks');
    },
    plain: ['update-index', '--refresh'],
  },
  // Git before 2.54 has none.
  'a hook of the configuration': {
    lay: () => {
      config('hook.x.command', trap);
      config('hook.x.event', 'post-index-change');
    },
    ...(/version (?:2\.(?:5[4-9]|[6-9]\d)|[3-9])/.test(execFileSync('git', ['--version'], { encoding: 'utf8' })) && { plain: ['update-index', '--refresh'] }),
  },
  'a clean filter': { lay: () => filter('x', 'clean'), plain: ['status'] },
  'a filter process': { lay: () => filter('x', 'process'), plain: ['status'] },
  'a smudge filter': { lay: () => filter('x', 'smudge'), plain: ['checkout-index', '-a', '--prefix=.git/out/'] },
  'a filter whose name holds =': { lay: () => filter('x=y', 'clean'), plain: ['status'] },
  'a filter whose name holds dots': { lay: () => filter('x.y.clean', 'clean'), plain: ['status'] },
  'a filter of an included file': {
    lay: () => {
      filter('x', 'clean', '.git/more');
      config('includeIf.onbranch:main.path', 'more');
    },
    plain: ['status'],
  },
  'an external diff': { lay: () => config('diff.external', trap), plain: ['diff', 'HEAD~1'] },
  'an external diff of the environment': { lay: () => setEnv('GIT_EXTERNAL_DIFF', trap), plain: ['diff', 'HEAD~1'] },
  'a diff driver': {
    lay: () => {
      write('.gitattributes', '*.py diff=x\n');
      config('diff.x.command', trap);
    },
    plain: ['diff', 'HEAD~1'],
  },
  'a text conversion': {
    lay: () => {
      write('.gitattributes', '*.py diff=x\n');
      config('diff.x.textconv', trap);
    },
    plain: ['diff', 'HEAD~1'],
  },
  // Both need a terminal, or a git that lets an alias stand in for its own commands.
  'a pager': { lay: () => ['core.pager', 'pager.status', 'pager.config', 'pager.ls-files'].forEach((name) => config(name, trap)) },
  'an alias': { lay: () => ['status', 'config', 'ls-files', 'rev-parse', 'diff-tree', 'merge-base'].forEach((name) => config(`alias.${name}`, `!${trap}`)) },
  'a filter of a submodule': {
    lay: () => {
      cpSync(template, join(repository, 'inner'), { recursive: true });
      git(repository, '-c', 'advice.addEmbeddedRepo=false', 'add', 'inner');
      git(repository, 'commit', '-q', '--amend', '--no-edit');
      write('inner/.gitattributes', '*.py filter=x\n');
      config('filter.x.clean', trap, 'inner/.git/config');
    },
    plain: ['status'],
  },
  'a remote ext::': { lay: () => partial(`ext::${trap}`, ['protocol.ext.allow', 'always']), ...FETCH },
  'an upload-pack': { lay: () => partial(folder, ['remote.origin.uploadpack', trap]), ...FETCH },
  'an ssh command': { lay: () => partial('ssh://git@localhost/x', ['core.sshCommand', trap]), ...FETCH },
  'a proxy for git://': { lay: () => partial('git://localhost/x', ['core.gitProxy', trap]), ...FETCH },
  'a git in the folder, which the search path holds': {
    lay: () => {
      cpSync(trap, join(repository, 'git'));
      setEnv('PATH', `.${delimiter}${process.env['PATH']}`);
    },
    plain: ['status'],
  },
};

async function expectNothingRuns({ plain, refused }: Attack): Promise<void> {
  touch();
  if (plain) {
    await promisify(execFile)('git', [...plain], { cwd: repository, env: { ...process.env, GIT_TERMINAL_PROMPT: '0' } }).catch(() => undefined);
    expect(existsSync(mark), 'git by itself springs the trap').toBe(true);
    rmSync(mark);
    touch();
    await runGit(repository, plain).catch(() => undefined);
    expect(existsSync(mark), 'the same command of ours does not').toBe(false);
    touch();
  }
  const written = run({ ...options(), write: true, since: 'HEAD~1' });
  if (refused) await expect(written).rejects.toThrow(refused);
  else expect((await written).summary.filesChanged).toBe(1);
  expect(readFileSync(join(repository, FILE), 'utf8') === PRINTING).toBe(refused !== undefined);
  expect(existsSync(mark)).toBe(false);
}

const options = () => ({ cwd: repository, transforms: ['print-to-logger'], config: {} });

describe('nothing of a repository runs:', () => {
  it.each(Object.entries(ATTACKS))('%s', async (_, attack) => {
    attack.lay();
    await expectNothingRuns(attack);
  });

  it('neither in a dry run nor since HEAD, whatever is tried at once', async () => {
    for (const name of ['core.fsmonitor', 'a hook', 'a clean filter', 'an external diff', 'a pager', 'an alias']) ATTACKS[name]!.lay();
    touch();
    expect((await run(options())).summary.fixes).toBe(1);
    expect((await run({ ...options(), write: true, since: 'HEAD' })).summary.fixes).toBe(0);
    expect(existsSync(mark)).toBe(false);
    git(repository, '-c', 'filter.x.required=false', 'status');
    expect(existsSync(mark)).toBe(true);
  });
});

const hasHttp = existsSync(join(execFileSync('git', ['--exec-path'], { encoding: 'utf8' }).trim(), 'git-remote-http'));

describe.runIf(hasHttp)('nobody is asked for a password:', () => {
  let server: Server;
  let asked = 0;
  beforeAll(async () => {
    server = createServer((_, response) => {
      asked++;
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  it.each(['credential.helper', 'core.askPass'])('%s', async (name) => {
    partial(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x`, [name, trap]);
    await expectNothingRuns({ ...FETCH, lay: () => {} });
    // Git by itself asked once.
    expect(asked).toBe(1);
    asked = 0;
  });
});
