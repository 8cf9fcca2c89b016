import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../../src/registry.ts';
import { runText, textAfter, type CaseOptions } from '../helpers/fixture.ts';
import { pythonVenv, runPython } from '../helpers/venv.ts';

const transforms = await loadTransforms(['print-to-logger', 'silent-catch-to-warning', 'detail-leak-to-generic-error'], '.');
const python = await pythonVenv();

/** What is silent, printed or sent to the client here must all be in the log afterwards. */
const BODY = `
from fastapi import FastAPI

api = FastAPI()


def fail(text):
    raise ValueError(text)


def silent():
    try:
        fail("boom-silent")
    except Exception:
        pass
    return "went on"


def printed(n):
    print("printed", n, "{not} %s")
    try:
        fail("boom-printed")
    except Exception as e:
        print(f"failed: {e}")
    return n


@api.get("/x")
def leaked():
    try:
        fail("boom-leaked")
    except Exception as e:
        return {"error": str(e)}


@api.get("/y")
def logged():
    try:
        fail("boom-logged")
    except Exception as e:
        logger.error("it failed", exc_info=True)
        return {"error": str(e)}
`;
const CALLS = 'import module\nprint("=>", module.silent(), module.printed(3), sorted(module.leaked()), sorted(module.logged()))\n';
const JSON_LINES = 'structlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.JSONRenderer()])\n';
const FALLBACK = 'try:\n    from loguru import logger\nexcept ImportError:\n    import logging\n    logger = logging.getLogger(__name__)\n';
const TO_STDOUT = 'import logging, sys\nlogging.basicConfig(level=logging.DEBUG, stream=sys.stdout)\n';
const LOGURU_TO_STDOUT = 'import sys\nimport loguru\nloguru.logger.remove()\nloguru.logger.add(sys.stdout)\n';

interface Library { readonly head: string; readonly setUp: string; readonly shows: 'traceback' | 'exception'; readonly options?: CaseOptions }

const LIBRARIES: { readonly [name: string]: Library } = {
  logging: { head: 'import logging\n\nlogger = logging.getLogger(__name__)\n', setUp: TO_STDOUT, shows: 'traceback' },
  'logging as log': { head: 'import logging as log\n\nlog.info("up")\nlogger = log\n', setUp: TO_STDOUT, shows: 'traceback' },
  'structlog as it is': { head: 'import structlog\n\nlogger = structlog.get_logger()\n', setUp: '', shows: 'traceback' },
  'structlog with format_exc_info': {
    head: 'import structlog\n\nlogger = structlog.get_logger()\n', shows: 'traceback', options: { python: { structlogTraceback: true } },
    setUp: `import structlog\n${JSON_LINES.replace('[', '[structlog.processors.format_exc_info, ')}`,
  },
  'structlog without format_exc_info': {
    head: 'import structlog\n\nlogger = structlog.get_logger()\n', shows: 'exception', options: { python: { structlogTraceback: false } },
    setUp: `import structlog\n${JSON_LINES}`,
  },
  loguru: { head: 'from loguru import logger\n', setUp: LOGURU_TO_STDOUT, shows: 'traceback' },
  'loguru or logging, with loguru': { head: FALLBACK, setUp: LOGURU_TO_STDOUT, shows: 'exception' },
  'loguru or logging, without loguru': { head: FALLBACK, setUp: `${TO_STDOUT}sys.modules["loguru"] = None\n`, shows: 'exception' },
  'a class of the project': {
    head: 'class Out:\n    def info(self, text):\n        print("I", text)\n\n    def error(self, text, exc_info=None):\n        print("E", text, exc_info)\n\n\nlogger = Out()\n',
    setUp: '', shows: 'exception',
  },
  'a logger that is None': { head: 'logger = None\n', setUp: TO_STDOUT, shows: 'traceback' },
  'a function called log': { head: 'def log(text):\n    return text\n\n\nlog("x")\n', setUp: TO_STDOUT, shows: 'traceback' },
  'a number called logger': { head: 'from math import log\n\nlogger = log(2)\n', setUp: TO_STDOUT, shows: 'traceback' },
};

describe.skipIf('skip' in python)('skip' in python ? python.skip : 'what each log library writes of an error', () => {
  it.each(Object.keys(LIBRARIES))('%s', async (name) => {
    const { head, setUp, shows, options } = LIBRARIES[name]!;
    const hasLogger = /logger = (?!None|log\(2\))|import logger/.test(head);
    const text = head + (hasLogger ? BODY : BODY.replace('        logger.error("it failed", exc_info=True)\n', ''));
    const result = await runText(text, transforms, 'python', { ...options, unsafe: true });
    expect(result.status).toBe('changed');
    const folder = mkdtempSync(join(tmpdir(), 'checkmod-loggers-'));
    writeFileSync(join(folder, 'module.py'), textAfter(result, text));
    const seen = await runPython(python, setUp + CALLS, folder);
    rmSync(folder, { recursive: true });
    expect(seen).toContain("=> went on 3 ['error'] ['error']");
    for (const boom of ['boom-silent', 'boom-printed', 'boom-leaked', 'boom-logged']) expect(seen).toContain(boom);
    expect(seen).toContain('printed 3 {not} %s');
    if (shows === 'traceback') expect(seen.match(/Traceback \(most recent call last\)/g)?.length).toBeGreaterThanOrEqual(4);
    expect(textAfter(result, text)).not.toMatch(/str\(e\)/);
  });
});
