import { z } from 'zod';
import type { Json, Zone } from '../types.ts';
import type { Config } from './types.ts';

export const ZONES = [
  'server', 'library', 'cli', 'script', 'orphan', 'frontend', 'shared', 'test', 'migration', 'generated', 'static', 'unknown',
] as const satisfies readonly Zone[];

const strings = z.array(z.string());
const zone = z.enum(ZONES);
const json: z.ZodType<Json> = z.json();

/** What a configuration may hold; `schemas/config.schema.json` is made from it. */
export const configSchema: z.ZodType<Config> = z.strictObject({
  transforms: strings.exactOptional()
    .describe('Transforms that run when -t names none: ids, or paths (with a slash) of your own relative to this file. All built-in ones if absent.'),
  include: strings.exactOptional().describe('Globs of the files to look at, relative to the root; all if absent.'),
  exclude: strings.exactOptional().describe('Globs of files to leave alone.'),
  zones: z.array(zone).exactOptional().describe('Zones to look at beside server and library.'),
  zoneOverrides: z.record(z.string(), zone).exactOptional().describe('The zone of the files a glob matches, where checkmod judges wrong.'),
  logger: z.strictObject({
    names: strings.exactOptional().describe('Names that are loggers in this project.'),
    factory: z.string().regex(/^[^\s:]+:[^\s:]+$/, 'must be written as `package.module:function`').exactOptional()
      .describe('How a module gets a new logger: `package.module:function`.'),
  }).exactOptional().describe('The project\'s way of logging, where checkmod does not see it by itself.'),
  env: z.strictObject({
    cors: z.string().regex(/^[A-Za-z_]\w*$/, 'must be the name of an environment variable').exactOptional()
      .describe('Environment variable that holds the allowed CORS origins.'),
  }).exactOptional().describe('Names of environment variables.'),
  secrets: z.strictObject({
    words: strings.exactOptional().describe('Words that make a name a secret, beside the usual ones.'),
    notWords: strings.exactOptional().describe('Words that make a name no secret.'),
  }).exactOptional().describe('How secrets are told from other values.'),
  options: z.record(z.string(), z.record(z.string(), json)).exactOptional().describe('Options of each transform, by its id.'),
});
