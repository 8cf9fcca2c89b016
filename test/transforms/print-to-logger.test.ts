import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../../src/registry.ts';
import { runText, textAfter } from '../helpers/fixture.ts';

const [printToLogger] = await loadTransforms(['print-to-logger'], '.');

async function sitesOf(text: string) {
  return (await runText(text, [printToLogger!], 'python')).sites;
}

async function without(text: string, rejectedLine: number): Promise<string> {
  const choices = Object.fromEntries((await sitesOf(text)).filter(({ line }) => line === rejectedLine).map(({ id }) => [id, { decision: 'rejected' as const }]));
  return textAfter(await runText(text, [printToLogger!], 'python', { acceptance: { unsafe: false, choices } }), text);
}

describe('a part of the fixes', () => {
  it('leaves the rules around a print that stays', async () => {
    const text = 'def f():\n    print("=" * 40)\n    print("Service")\n    print("=" * 40)\n';
    expect(await without(text, 3)).toBe(text);
  });

  it('gives the traceback to no other line when the one that carries it is rejected', async () => {
    const text = 'import traceback\n\n\ndef f(x):\n    try:\n        x()\n    except Exception as e:\n        print(f"x: {e}")\n        traceback.print_exc()\n        print("giving up")\n';
    expect(await without(text, 8)).toBe(text.replace('import traceback\n', 'import logging\nimport traceback\n\nlogger = logging.getLogger(__name__)\n').replace('print("giving', 'logger.warning("giving'));
  });
});

describe('what the report says', () => {
  it('names the secret, not its value', async () => {
    const [site] = await sitesOf('def f(data):\n    token = data["access_token"]\n    print(f"token {token}")\n');
    expect(site!.message).toBe('`print` bypasses the logger and shows a secret, written as [redacted]: `token`');
    expect(site!.after).toBe('logger.info("token [redacted]")');
  });

  it('asks for a logging configuration only where a line would be lost', async () => {
    const result = async (text: string) => (await runText(text, [printToLogger!], 'python', { python: { loggingConfigured: false } })).actions.length;
    expect(await result('def f():\n    print("ready")\n')).toBe(1);
    expect(await result('def f():\n    print("upload failed")\n')).toBe(0);
  });

  it('asks for a lower level where logging is set up to be quieter than the line', async () => {
    const run = async (level: string) => (await runText(`import logging\n\n\ndef start():\n    logging.basicConfig(level=logging.${level})\n\n\ndef f():\n    print("ready")\n`, [printToLogger!], 'python')).actions.map(({ value }) => value.name);
    expect(await run('WARNING')).toEqual(['logging level']);
    expect(await run('INFO')).toEqual([]);
  });

  describe('of a file that is run by itself too', () => {
    const BODY = 'def f():\n    print("ready")\n\n\ndef main():\n    f()\n\n\nif __name__ == "__main__":\n    ';
    const first = async (text: string, loggingConfigured: boolean) => (await runText(text, [printToLogger!], 'python', {
      python: { loggingConfigured }, view: { importedNames: ['f', 'main'] },
    })).sites[0];

    it('leaves what nothing would show', async () => {
      expect(await first(`${BODY}main()\n`, false)).toMatchObject({ status: 'left', reason: 'this file is also run by itself, and nothing sets up logging: `info` lines would not be shown' });
    });

    it.each([
      ['logging is set up for all', `${BODY}main()\n`, true],
      ['it sets up logging for this run', `import logging\n\n\n${BODY}logging.basicConfig(level=logging.INFO)\n    main()\n`, false],
      ['it starts a server', `import uvicorn\n\n\n${BODY}uvicorn.run("app:app")\n`, false],
      ['the line is a warning', `${BODY.replace('ready', 'upload failed')}main()\n`, false],
    ])('moves the line where %s', async (_, text, loggingConfigured) => {
      expect(await first(text, loggingConfigured)).toMatchObject({ status: 'pending' });
    });
  });

  it.each([
    ['user.email', 'needs --unsafe: it writes `user.email`, which is personal data: log what identifies the person instead'],
    ['f"User email: {user.email}"', 'needs --unsafe: it writes `user.email`, which is personal data: log what identifies the person instead'],
    ['f"Reset link sent to {user.email}"', undefined],
  ])('print(%s) of personal data', async (shown, reason) => {
    const [site] = await sitesOf(`def f(user):\n    print(${shown})\n`);
    expect([site!.safety, site!.reason]).toEqual(reason === undefined ? ['safe', undefined] : ['unsafe', reason]);
  });

  it.each([
    ['print(x, file=out)', 'it writes to `out`, not to the console'],
    ['print(*x)', 'its arguments are unpacked, so their number is not known'],
    ['print(".", end="")', 'it goes on in the same line: progress output'],
    ['x = print("a")', 'its value is used'],
    ['each(x, print)', '`print` is handed on as a function'],
  ])('%s is left with a reason', async (line, reason) => {
    expect((await sitesOf(`def f(x, out):\n    ${line}\n`))[0]).toMatchObject({ status: 'left', reason });
  });
});
