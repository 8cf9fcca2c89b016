import { describe, expect, it } from 'vitest';
import { loadTransforms } from '../../src/registry.ts';
import { runText, textAfter, type CaseOptions } from '../helpers/fixture.ts';
import { nodeModules, runNode } from '../helpers/node-modules.ts';

const [transform] = await loadTransforms(['detail-leak-to-generic-error'], '.');
const SECRET = 'password=hunter2';

/** What a client saw of one request, and what was logged for it. */
interface Answer { readonly path: string; readonly status: number; readonly body: string; readonly log: string }

async function sitesOf(code: string, unsafe = false, options: Partial<CaseOptions> = {}) {
  return (await runText(code, [transform!], 'javascript', { path: 'src/app.ts', ...options, acceptance: { unsafe } })).sites;
}

/** A route whose handler answers a failure in some way. */
const route = (answer: string) => `app.get('/a', async (req, res) => {\n  try {\n    res.json(await work());\n  } catch (err: any) {\n    console.error(err);\n    ${answer}\n  }\n});\n`;

describe('reports', () => {
  it.each([
    ['a 4xx for one kind of failure', 'if (err.status === 400) { res.status(400).json({ error: err.message }); }', 'a text sent with 400'],
    ['a success', 'res.json({ ok: false, error: err.message });', 'without a status of a failure'],
    ['the issues of a validation', 'res.status(400).json({ error: err.issues });', 'the issues of a validation'],
    ['a class of errors for users', 'if (err instanceof ApiError) return res.status(503).json({ error: err.message });', 'written for the client'],
    ['a page', 'res.status(500).render("error", { message: err.message });', 'a page for people'],
    ['a code alone', 'res.status(500).json({ error: "It failed", code: err.code });', 'only the code'],
    ['a test of a connection', 'async function testConnection() { try { await connect(); } catch (error) { res.status(502).json({ error: error.message }); } }', '`testConnection` is there to tell what is wrong'],
    ['a function that decides', 'res.status(500).json(shown(err));', 'goes through `shown(…)`'],
  ])('why %s stays', async (_, answer, word) => {
    expect(await sitesOf(route(answer))).toMatchObject([{ status: 'left', safety: 'manual', reason: expect.stringContaining(word) }]);
  });

  it.each([
    ['a 4xx', 'res.status(400).json({ error: err.message });', 'a text sent with 400'],
    ['a computed status', 'res.status(err.status || 500).json({ error: err.message });', 'below 500 the client still gets the text'],
    ['a text with a value that stays', 'res.status(500).json({ error: `${secretOf(req)} failed: ${err.message}` });', 'stays in the text'],
    ['a function told by its name', 'res.status(500).json({ error: getErrorMessage(err) });', '`getErrorMessage` may make a text'],
    ['an event of a stream', 'res.write(`data: ${JSON.stringify({ error: err.message })}\\n\\n`);', 'begun'],
  ])('%s only with --unsafe', async (_, answer, word) => {
    expect(await sitesOf(route(answer))).toMatchObject([{ status: 'left', safety: 'unsafe', reason: expect.stringContaining(word) }]);
    expect(await sitesOf(route(answer), true)).toMatchObject([{ status: 'pending' }]);
  });

  it('nothing about what only developers see', async () => {
    expect(await sitesOf(route('res.status(500).json({ error: process.env.NODE_ENV === "production" ? "Failed" : err.message });'))).toEqual([]);
  });

  it('the beginnings of texts that are cut, for tests that mention them', async () => {
    const { texts } = await runText(route('res.status(500).json({ error: `Failed to read: ${err.message}` });'), [transform!], 'javascript', { path: 'src/app.ts' });
    expect(texts).toMatchObject([{ value: { text: 'Failed to read: ', was: 'answered' } }]);
  });

  it('a filter of exceptions whose status is computed', async () => {
    const code = '@Catch()\nexport class Filter {\n  catch(exception: any, host: any) {\n    const status = exception.getStatus();\n    response.status(status).json({ message: exception.message });\n  }\n}\n';
    expect(await sitesOf(code, true)).toMatchObject([{ status: 'left', reason: expect.stringContaining('exception filter') }]);
  });
});

/** Sends each request to a server at `url` and prints an `Answer` per line; `taken()` gives what was logged since. */
const DRIVER = (paths: readonly string[]) => `
export async function drive(url: string, taken: () => string) {
  for (const path of ${JSON.stringify(paths)}) {
    const response = await fetch(url + path);
    const body = await response.text();
    await new Promise((done) => setTimeout(done, 30));
    process.stdout.write('ANSWER' + JSON.stringify({ path, status: response.status, body, log: taken() }) + '\\n');
  }
  process.exit(0);
}
`;

const EXPRESS = `
import express from 'express';
import { logger } from './logger';
import { work } from './work';

export const app = express();

app.get('/plain', async (req, res) => {
  try {
    res.json(await work());
  } catch (err) {
    res.status(500).json({ success: false, error: (err as Error).message });
  }
});

app.get('/sibling', async (req, res) => {
  try {
    res.json(await work());
  } catch (err: any) {
    return res.status(503).json({ error: 'Failed to do the work', details: err.message, stack: err.stack });
  }
});

app.get('/callback', (req, res) => {
  work().then((value) => res.json(value), (err) => res.status(500).send('Could not work: ' + err.message));
});

app.get('/variable', async (req, res) => {
  try {
    res.json(await work());
  } catch (err) {
    const message = err instanceof Error ? err.message : 'The work failed';
    res.status(500).json({ message });
  }
});

app.get('/property', async (req, res) => {
  try {
    res.json(await work());
  } catch (err: any) {
    const body: any = { ok: false };
    body.error = err.message;
    res.status(500).json(body);
  }
});

app.get('/below', async (req, res) => {
  let status = 200;
  let out: any;
  try {
    out = await work();
  } catch (err: any) {
    status = 503;
    out = { error: err.message };
  }
  res.status(status).json(out);
});

app.get('/details', async (req, res) => {
  try {
    res.json(await work());
  } catch (error: any) {
    logger.error('work failed', { error });
    res.status(500).json({ error: 'Work failed badly', details: error.message });
  }
});

async function tried() {
  try {
    return { ok: true, value: await work() };
  } catch (err: any) {
    return { ok: false, error: err.message };
  }
}

app.get('/helper', async (req, res) => {
  const result = await tried();
  res.status(result.ok ? 200 : 500).json(result);
});

app.get('/client', async (req, res, next) => next(Object.assign(new Error('Name is missing'), { statusCode: 400 })));
app.get('/server', async (req, res, next) => work().catch(next));

app.use((err: any, req: any, res: any, next: any) => {
  const status = err.statusCode || 500;
  res.status(status).json({ error: err.message });
});
`;

const FASTIFY = `
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { work } from './work';
import { stream } from './log';

export const app = Fastify({ logger: { stream } });

app.get('/plain', async (request: FastifyRequest, reply: FastifyReply) => {
  try {
    return await work();
  } catch (err) {
    return reply.code(500).send({ error: (err as Error).message });
  }
});

app.get('/prefix', async (request: FastifyRequest, reply: FastifyReply) => {
  try {
    return await work();
  } catch (err: any) {
    reply.status(502);
    return { message: \`Upstream failed: \${err.message}\`, code: err.code };
  }
});

app.get('/thrown', async () => work());

app.setErrorHandler((error: any, request: FastifyRequest, reply: FastifyReply) => {
  const statusCode = error.statusCode || 500;
  reply.status(statusCode).send(error);
});
`;

const NEST = `
import { Controller, Get, HttpException, HttpStatus, InternalServerErrorException, NotFoundException } from '@nestjs/common';
import { work } from './work';

@Controller()
export class WorkController {
  @Get('plain')
  async plain() {
    try {
      return await work();
    } catch (error: any) {
      throw new InternalServerErrorException(error.message);
    }
  }

  @Get('prefix')
  async prefix() {
    try {
      return await work();
    } catch (error: any) {
      throw new HttpException(\`Failed to work: \${error.message}\`, HttpStatus.BAD_GATEWAY);
    }
  }

  @Get('missing')
  async missing() {
    try {
      if (Date.now() > 0) throw new NotFoundException('No such work');
      return await work();
    } catch (error: any) {
      throw new InternalServerErrorException(error.message);
    }
  }
}
`;

const WORK = `export async function work(): Promise<string> {\n  throw Object.assign(new Error('${SECRET}'), { code: 'SECRET_CODE' });\n}\n`;
const LOG = `import { Writable } from 'node:stream';\nlet written = '';\nexport const stream = new Writable({ write(chunk, _, done) { written += chunk; done(); } });\nexport const taken = () => { const text = written; written = ''; return text; };\n`;

interface App {
  readonly code: string;
  readonly options: Partial<CaseOptions>;
  readonly paths: readonly string[];
  readonly files: { readonly [path: string]: string };
  readonly statuses: readonly number[];
  /** Where an exception of the framework gets its own answer back. */
  readonly statusesAfter?: readonly number[];
  /** Keys of the JSON bodies, sorted, before and after. */
  readonly keys: readonly (readonly [before: string, after: string] | undefined)[];
  /** Paths at which nothing of ours failed. */
  readonly harmless?: readonly string[];
}

const APPS: { readonly [name: string]: App } = {
  Express: {
    code: EXPRESS, paths: ['/plain', '/sibling', '/callback', '/variable', '/property', '/below', '/details', '/helper', '/client', '/server'], statuses: [500, 503, 500, 500, 500, 503, 500, 500, 400, 500],
    keys: [['error,success', 'error,success'], ['details,error,stack', 'error'], undefined, ['message', 'message'], ['error,ok', 'error,ok'], ['error', 'error'], ['details,error', 'error'], ['error,ok', 'error,ok'], ['error', 'error'], ['error', 'error']], harmless: ['/client'],
    options: { javascript: { logger: { name: 'logger', imported: 'logger', path: 'src/logger.ts', form: 'message-first', methods: ['debug', 'info', 'warn', 'error'] }, loggers: { 'src/logger#logger': { form: 'message-first', methods: ['debug', 'info', 'warn', 'error'] } }, dependencies: ['express', 'winston'] } },
    files: {
      'src/logger.ts': "import winston from 'winston';\nimport { stream } from './log';\nconst { combine, errors, json } = winston.format;\nexport const logger = winston.createLogger({ format: combine(errors({ stack: true }), json()), transports: [new winston.transports.Stream({ stream })] });\n",
      'src/main.ts': "import { app } from './app';\nimport { drive } from './drive';\nimport { taken } from './log';\nconst server = app.listen(0, () => drive('http://127.0.0.1:' + (server.address() as any).port, taken));\n",
    },
  },
  Fastify: {
    code: FASTIFY, paths: ['/plain', '/prefix', '/thrown'], statuses: [500, 502, 500], keys: [['error', 'error'], ['code,message', 'message'], ['code,error,message,statusCode', 'error,message,statusCode']],
    options: { javascript: { dependencies: ['fastify'] } },
    files: { 'src/main.ts': "import { app } from './app';\nimport { drive } from './drive';\nimport { taken } from './log';\napp.listen({ port: 0, host: '127.0.0.1' }).then((url) => drive(url, taken));\n" },
  },
  NestJS: {
    code: NEST, paths: ['/plain', '/prefix', '/missing'], statuses: [500, 502, 500], statusesAfter: [500, 502, 404], harmless: ['/missing'],
    keys: [['error,message,statusCode', 'error,message,statusCode'], ['message,statusCode', 'message,statusCode'], ['error,message,statusCode', 'error,message,statusCode']],
    options: { javascript: { logger: { name: 'logger', imported: 'Logger', module: '@nestjs/common', form: 'nest', methods: ['verbose', 'debug', 'log', 'warn', 'error', 'fatal'] }, dependencies: ['@nestjs/common', '@nestjs/core'] } },
    files: {
      'src/main.ts': "import 'reflect-metadata';\nimport { ConsoleLogger, Module } from '@nestjs/common';\nimport { NestFactory } from '@nestjs/core';\nimport { WorkController } from './app';\nimport { drive } from './drive';\nimport { stream, taken } from './log';\n\n@Module({ controllers: [WorkController] })\nclass AppModule {}\n\nclass Captured extends ConsoleLogger {\n  override error(message: any, ...rest: any[]) { stream.write([message, ...rest].join(' ')); }\n}\nNestFactory.create(AppModule, { logger: new Captured() }).then(async (app) => { await app.listen(0); taken(); await drive('http://127.0.0.1:' + app.getHttpServer().address().port, taken); });\n",
    },
  },
};

const modules = await nodeModules();

for (const [name, { code, options, paths, files, statuses, statusesAfter, keys, harmless }] of Object.entries(APPS)) {
  describe.skipIf('skip' in modules)('skip' in modules ? `${name}: ${modules.skip}` : name, () => {
    const run = async (app: string): Promise<Answer[]> => {
      const all = { 'src/app.ts': app, 'src/work.ts': WORK, 'src/log.ts': LOG, 'src/drive.ts': DRIVER(paths), ...files };
      const { stdout, stderr } = await runNode(modules, all, 'src/main.ts');
      const answers = stdout.split('\n').filter((line) => line.startsWith('ANSWER')).map((line): Answer => JSON.parse(line.slice('ANSWER'.length)));
      expect(answers.map(({ path }) => path), stderr).toEqual(paths);
      return answers;
    };
    const keysOf = (body: string) => (body.startsWith('{') ? Object.keys(JSON.parse(body)).sort().join(',') : undefined);

    it('answers with the same status and shape, keeps the text of the error to itself and logs it once with its stack', async () => {
      const before = await run(code);
      const after = await run(textAfter(await runText(code, [transform!], 'javascript', { path: 'src/app.ts', ...options, acceptance: { unsafe: true } }), code));
      expect(before.map(({ status }) => status)).toEqual(statuses);
      expect(after.map(({ status }) => status)).toEqual(statusesAfter ?? statuses);
      expect(before.map(({ body }) => keysOf(body))).toEqual(keys.map((each) => each?.[0]));
      expect(after.map(({ body }) => keysOf(body))).toEqual(keys.map((each) => each?.[1]));
      for (const answer of before.filter(({ path }) => !harmless?.includes(path))) expect(answer.body).toContain(SECRET);
      for (const { path, body, log } of after) {
        if (harmless?.includes(path)) {
          if (!statusesAfter) expect(body).toBe(before.find((each) => each.path === path)!.body);
          else expect(JSON.parse(body).message).toBe(JSON.parse(before.find((each) => each.path === path)!.body).message);
          expect(log).toBe('');
          continue;
        }
        expect(body).not.toMatch(/hunter2|SECRET_CODE|at work/);
        expect(log, path).toContain(SECRET);
        expect(log.split('at work').length - 1, `stacks logged for ${path}`).toBe(1);
      }
    });
  });
}
