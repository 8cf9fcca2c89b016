import { z } from 'zod';
import { ZONES, type Json } from '../types.ts';
import type { Config } from './types.ts';

const strings = z.array(z.string());
const zone = z.enum(ZONES);
const json: z.ZodType<Json> = z.json();

/** What a configuration may hold, with an example of each key; `schemas/config.schema.json` is made from it. */
export const configSchema: z.ZodType<Config> = z.strictObject({
  transforms: strings.exactOptional().meta({
    description: 'Transforms that run when -t names none; a value with a slash is one of your own. All built-in ones if absent.',
    examples: [['print-to-logger', 'silent-catch-to-warning']],
  }),
  include: strings.exactOptional().meta({ description: 'Globs of the files to look at, relative to the root. All if absent.', examples: [['api/**']] }),
  exclude: strings.exactOptional().meta({ description: 'Globs of files to leave alone.', examples: [['api/legacy/**']] }),
  zones: z.array(zone).exactOptional().meta({ description: `Zones to look at beside server and library: ${ZONES.slice(2, -1).join(', ')}.`, examples: [['script', 'cli']] }),
  zoneOverrides: z.record(z.string(), zone).exactOptional().meta({
    description: 'Zone of the files a glob matches, where checkmod judges wrong.', examples: [{ 'jobs/nightly.py': 'server' }],
  }),
  logger: z.strictObject({
    names: strings.exactOptional().meta({ description: 'Names that are loggers in this project.', examples: [['audit']] }),
    factory: z.string().regex(/^[^\s:]+:[^\s:]+$/, 'must be written as `package.module:function`').exactOptional()
      .meta({ description: 'How a module gets a new logger.', examples: ['app.log:get_logger'] }),
  }).exactOptional().meta({ description: 'How this project logs, where checkmod does not see it by itself.' }),
  env: z.strictObject({
    cors: z.string().regex(/^[A-Za-z_]\w*$/, 'must be the name of an environment variable').exactOptional()
      .meta({ description: 'Variable that holds the origins allowed to call the API.', examples: ['CORS_ALLOWED_ORIGINS'] }),
  }).exactOptional().meta({ description: 'Names of environment variables.' }),
  secrets: z.strictObject({
    words: strings.exactOptional().meta({ description: 'Words that make a name a secret, beside the usual ones.', examples: [['licence']] }),
    notWords: strings.exactOptional().meta({ description: 'Words that make a name no secret.', examples: [['shard']] }),
  }).exactOptional().meta({ description: 'How the names of secrets are told from others.' }),
  checklist: z.record(z.string(), strings).exactOptional().meta({
    description: 'What items of a checklist ask for, by a part of their text or a glob of it, where checkmod judges wrong; an empty list for nothing.', examples: [{ Hardening: ['security-headers'] }],
  }),
  options: z.record(z.string(), z.record(z.string(), json)).exactOptional().meta({ description: 'Options of each transform, by its id.' }),
});
