import { describe, expect, it } from 'vitest';
import { run } from '../../src/run.ts';
import { repository } from '../helpers/repository.ts';

const SERVER = "const express = require('express');\n\nconst app = express();\napp.use(require('./routes/things'));\n\napp.listen(3000);\n";
const MANIFEST = '{"name":"a","main":"server.js","dependencies":{"express":"^4","winston":"^3"}}';
const LOGGER = "const winston = require('winston');\n\nmodule.exports = winston.createLogger({ format: winston.format.json(), transports: [new winston.transports.Console()] });\n";

const route = (answer: string, tried = 'res.json(await things.make(req.body));') => `const express = require('express');
const logger = require('../logger');
const things = require('../services/things');

const router = express.Router();

router.post('/', async (req, res) => {
  try {
    ${tried}
  } catch (error) {
    logger.error('no thing made', error);
    ${answer}
  }
});

module.exports = router;
`;

/** The sites of a repository with one route and one service. */
async function sitesOf(service: string, routes: string, more: { readonly [path: string]: string } = {}) {
  const { root } = repository({ 'package.json': MANIFEST, 'server.js': SERVER, 'logger.js': LOGGER, 'routes/things.js': routes, 'services/things.js': service, ...more });
  const { files } = await run({ cwd: root, transforms: ['detail-leak-to-generic-error'], unsafe: true });
  return files.flatMap(({ path, sites }) => sites.map(({ line, safety, reason, after }) => ({ path, line, safety, reason, after })));
}

const ANSWER = "res.status(500).json({ success: false, error: error.message });";
const service = (body: string) => `exports.make = async function make(thing) {\n  ${body}\n  return thing.save();\n};\n`;

describe('what a service throws for the client', () => {
  it.each([
    ['a sentence', "if (thing.used) throw new Error('This thing is used already');", 'This thing is used already'],
    ['a template', 'if (thing.size > 3) throw new Error(`A thing of ${thing.size} is too large`);', 'A thing of'],
    ['a code', "if (!thing.paid) throw new Error('NOT_PAID');", 'NOT_PAID'],
    ['an error of http-errors', "if (!thing) throw createError(404, 'No such thing');", 'HttpError'],
    ['an error of its domain', "if (thing.used) throw new UsedThingError('This thing is used already');", 'UsedThingError'],
    ['the check of what was sent', 'thingSchema.parse(thing.body);', 'ValidationError'],
    ['an error of Boom', "if (!thing) throw Boom.notFound('No such thing');", 'HttpError'],
  ])('is left: %s', async (_, body, word) => {
    expect(await sitesOf(service(body), route(ANSWER))).toMatchObject([{ path: 'routes/things.js', safety: 'manual', reason: expect.stringContaining(word) }]);
  });

  it.each([
    ['what broke inside', "if (!response.ok) throw new Error('API error: ' + response.status);"],
    ['a setting that is missing', "if (!process.env.API_URL) throw new Error('API_URL is not set');"],
    ['what is caught inside', "try { if (thing.used) throw new Error('This thing is used already'); } catch { thing.used = false; }"],
    ['an error thrown anew', "try { thing.check(); } catch (err) { throw new Error('The thing is unsound: ' + err.message); }"],
  ])('is not %s', async (_, body) => {
    expect(await sitesOf(service(body), route(ANSWER))).toMatchObject([{ path: 'routes/things.js', safety: 'safe' }]);
  });

  it('has its answer where the handler asks for it', async () => {
    const asked = route(`if (error.message.includes('used already')) return res.status(409).json({ error: error.message });\n    ${ANSWER}`);
    const sites = await sitesOf(service("if (thing.used) throw new Error('This thing is used already');"), asked);
    expect(sites.map(({ safety }) => safety)).toEqual(['manual', 'safe']);
  });
});

describe('what a helper returns', () => {
  const helper = "exports.make = async function make(thing) {\n  try {\n    return { ok: true, thing: await thing.save() };\n  } catch (err) {\n    return { ok: false, error: err.message };\n  }\n};\n";

  it('is changed in the helper, with a log line, where a route sends it', async () => {
    const sites = await sitesOf(helper, route("res.status(500).json({ error: 'No thing made' });", 'const made = await things.make(req.body);\n    res.json(made);'));
    expect(sites).toMatchObject([{ path: 'services/things.js', safety: 'unsafe', after: expect.stringMatching(/logger\.error\([\s\S]*error: 'Internal server error'/) }]);
  });

  it('is nobody\'s answer where no route sends it', async () => {
    expect(await sitesOf(helper, route("res.status(500).json({ error: 'No thing made' });", 'await things.make(req.body);\n    res.json({ ok: true });'))).toEqual([]);
  });
});
