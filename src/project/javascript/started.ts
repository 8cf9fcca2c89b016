import type { Json } from '../../types.ts';
import { handlersOf, startsPrograms } from '../entry-points.ts';
import type { SourceText } from '../types.ts';
import { dirOf, join } from '../folders.ts';
import { isSampleFolder } from '../paths.ts';
import { startCommands } from '../start-commands.ts';
import { asObject, readJson, strings, type JsonObject } from './json.ts';
import { resolvePath, type Resolver } from './resolve.ts';
import { sideOf } from './sides.ts';

/** Files that something starts by name, each with the reason. */
export interface StartedFiles {
  readonly servers: ReadonlyMap<string, string>;
  readonly commands: ReadonlyMap<string, string>;
  /** What npm scripts run that do one thing and end: seeds, migrations. */
  readonly tasks: ReadonlyMap<string, string>;
  /** What the commands start by which the program is served, with the file that has the command. */
  readonly deployed: ReadonlyMap<string, string>;
}

/** What runs a file, and how far the command reaches: JSON arrays and YAML lists split it over lines. */
const RUNNER = /(?<![\w./-])(?:node|nodemon|tsx|ts-node(?:-dev|-esm)?|babel-node|bun|deno|pm2(?:-runtime)?|forever|wrangler)\b(?!\.)((?:[^&|;\n]|\n[ \t]*(?=["'-])){0,240})/g;
const NO_FILE = /^(?:run|watch|start|dev|serve|exec|--?[\w-]+(?:=.*)?|-[a-z])$/;
/** npm scripts that start something that stays, and their like that do not. */
const STARTS = /^(?:start|dev|develop|serve|server|worker|jobs?|cron|scheduler|consumer|daemon|bot|prod|production|backend|api)(?:[:._-].*)?$/;
const STARTS_NO_SERVER = /test|seed|migrat|lint|build|storybook|e2e|mock|demo|script|debug:|setup|check|health/i;
/** The npm script by which a platform starts a program. */
const SERVES = /^start(?::prod(?:uction)?)?$/;
/** npm scripts that fill or change a database and end. */
const TASKS = /(?:^|[:._-])(?:seed|migrat|backfill)/i;
const PM2 = /(?:^|\/)(?:ecosystem|pm2)[\w.-]*$/;
const PM2_SCRIPT = /["']?script["']?\s*:\s*["'`]([^"'`\n]+)["'`]/g;
const HANDLERS = /(?:^|\/)(?:serverless[\w.-]*\.ya?ml|(?:sam-)?template\.ya?ml)$/;
const WRANGLER_MAIN = /^\s*"?main"?\s*[=:]\s*"([^"\n]+)"/m;
const BUILT = /^((?:.*\/)?)(?:dist|build|out)\//;

/** Files that manifests, Dockerfiles and process managers run as servers, and those a manifest installs as commands. */
export function startedFiles(projectFiles: readonly SourceText[], resolver: Resolver): StartedFiles {
  const servers = new Map<string, string>();
  const commands = new Map<string, string>();
  const tasks = new Map<string, string>();
  const deployed = new Map<string, string>();
  const add = (target: string, by: string, reason: string, into = servers) => {
    const file = fileOf(target, dirOf(by), resolver);
    if (file !== undefined && !into.has(file)) into.set(file, reason);
  };
  for (const { path, text } of projectFiles) {
    if (isSampleFolder(path)) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (name === 'package.json') {
      const manifest = readJson(text);
      for (const { target, script } of startedBy(manifest, startsServer)) add(target, path, `is started by the script ${script} of ${path}`);
      for (const { target } of startedBy(manifest, (script) => SERVES.test(script))) add(target, path, path, deployed);
      for (const { target, script } of startedBy(manifest, runsTask)) add(target, path, `is run by the script ${script} of ${path}`, tasks);
      if (sideOf(manifest) === 'server') for (const target of strings(manifest['main'])) add(target, path, `is the main file of ${path}`);
      for (const target of binsOf(manifest['bin'])) add(target, path, `is a command that ${path} installs`, commands);
    } else if (name === 'vercel.json') {
      for (const target of vercelBuilds(readJson(text))) add(target, path, `is a function on Vercel, by ${path}`);
    } else if (name === 'nodemon.json') {
      for (const target of filesIn(String(readJson(text)['exec'] ?? ''))) add(target, path, `is started by ${path}`);
    } else if (name.startsWith('wrangler.')) {
      const main = WRANGLER_MAIN.exec(text)?.[1];
      if (main !== undefined) add(main, path, `is the worker of ${path}`);
    } else if (PM2.test(path)) {
      for (const match of text.matchAll(PM2_SCRIPT)) add(match[1]!, path, `is started by ${path}`);
    } else if (HANDLERS.test(path)) {
      for (const target of handlersOf(text)) add(target, path, `is a handler in ${path}`);
    } else if (startsPrograms(path)) {
      for (const { text: command, dir } of startCommands(path, text)) {
        for (const target of filesIn(command)) {
          add(target, join(dir, 'x'), `is started by ${path}`);
          add(target, join(dir, 'x'), path, deployed);
        }
      }
    }
  }
  return { servers, commands, tasks, deployed };
}

/** The source a command names, from its own folder or the root: `src/main.ts` or `main.ts` for `dist/main.js`. */
function fileOf(target: string, dir: string, resolver: Resolver): string | undefined {
  const file = target.replace(/^\/(?:usr\/src\/app|app)\//, './');
  const sources = BUILT.test(file) ? [file.replace(BUILT, '$1src/'), file.replace(BUILT, '$1')] : [];
  for (const from of new Set([dir, ''])) {
    for (const source of [...sources, file]) {
      const path = resolvePath(from, source);
      const found = path === undefined || path === '' ? undefined : resolver.at(path);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const startsServer = (script: string): boolean => STARTS.test(script) && !STARTS_NO_SERVER.test(script);
const runsTask = (script: string): boolean => TASKS.test(script);

function startedBy(manifest: JsonObject, isWanted: (script: string) => boolean): { target: string; script: string }[] {
  const scripts = Object.entries(asObject(manifest['scripts'])).filter(([name]) => isWanted(name));
  return scripts.flatMap(([script, command]) => filesIn(String(command)).map((target) => ({ target, script })))
    .filter(({ target }) => !/(?:^|\/)(?:scripts?|tools?)\//.test(target));
}

/** Words of commands that may be files: `server.js`, `src/main`. */
function filesIn(text: string): string[] {
  return Array.from(text.matchAll(RUNNER)).flatMap((match) => {
    const words = match[1]!.split(/[\s"',[\]]+/).filter((word) => word !== '' && !NO_FILE.test(word));
    return words.filter((word, i) => /^[\w@./-]+$/.test(word) && (/\.[cm]?[jt]s$/.test(word) || (i === 0 && /[\w/]/.test(word))));
  });
}

function vercelBuilds(config: JsonObject): string[] {
  const builds = Array.isArray(config['builds']) ? config['builds'] as readonly Json[] : [];
  const sources = builds.map((build) => asObject(build)).filter(({ use }) => /node|bun/.test(String(use))).map(({ src }) => String(src));
  return [...sources, ...Object.keys(asObject(config['functions']))].filter((source) => !source.includes('*'));
}

function binsOf(value: Json | undefined): string[] {
  return typeof value === 'string' ? [value] : Object.values(asObject(value)).flatMap((each) => strings(each));
}
