import { commandsOf, pluginsOf, serversOf, startsPrograms } from '../entry-points.ts';
import type { SourceText } from '../types.ts';
import { dirOf, isAbove, join } from '../folders.ts';
import { isSampleFolder } from '../paths.ts';
import { startCommands } from '../start-commands.ts';
import { namedModule } from './graph.ts';
import type { Modules } from './modules.ts';
import type { PythonScan } from './scan.ts';

/** Files that something starts by name, each with the reason. */
export interface StartedFiles {
  readonly servers: ReadonlyMap<string, string>;
  readonly commands: ReadonlyMap<string, string>;
  /** What the commands start by which the program is served, with the file that has the command. */
  readonly deployed: ReadonlyMap<string, string>;
}

/** A program that a command runs: `python -m app.run`, `python -u src/bot.py`, `uv run main.py`. */
const PROGRAM = /(?:^|[\s/])(?:python(?:\d(?:\.\d+)?)?|uv run)((?:[ \t]+-(?!m\b|c\b)\S+)*)[ \t]+(?:-m[ \t]+([A-Za-z_][\w.]*)|["']?([\w./${}-]+\.py)\b)/;
/** Programs that do one thing and end, whoever runs them. */
const TASK = /(?:^|[/_.-])(?:manage|seed\w*|migrat\w*|alembic|init\w*|setup|create\w*|backfill|tests?|check\w*|wait\w*|health\w*|train\w*|import\w*|export\w*|populate\w*|load\w*|download\w*|generate\w*)(?:[_.-]|$)/;
const APP_NAME = /^(?:app|application|api|server|asgi|wsgi|celery|celery_app|create_app|make_app|get_app|main|handler|\w+_app)$/;

/** Files that Dockerfiles, manifests and start scripts run, and those that `uvicorn.run("m:app")` and its kin name. */
export function startedFiles(
  scans: ReadonlyMap<string, PythonScan>,
  texts: ReadonlyMap<string, string>,
  projectFiles: readonly SourceText[],
  modules: Modules,
): StartedFiles {
  const servers = new Map<string, string>();
  const commands = new Map<string, string>();
  const deployed = new Map<string, string>();
  const fileOf = (target: string, by: string) => namedModule(target.replace(/^\.?\//, '').replaceAll('/', '.'), by, modules)?.file;

  for (const { path, text } of projectFiles) {
    // The Dockerfile of an example starts an example.
    for (const target of isSampleFolder(path) ? [] : serversOf(text)) {
      const file = fileOf(target, path);
      if (file === undefined) continue;
      servers.set(file, `is started as ${target} by ${path}`);
      if (startsPrograms(path)) deployed.set(file, path);
    }
  }
  for (const { path, text } of projectFiles) {
    for (const { text: command, dir } of isSampleFolder(path) || /(?:^|\/)\.[^/]+\//.test(path) ? [] : startCommands(path, text)) {
      const file = programOf(command, dir, scans, modules, path);
      if (file === undefined || scans.get(file)!.hasSubcommands) continue;
      if (!servers.has(file)) servers.set(file, `is started by ${path}`);
      deployed.set(file, path);
    }
  }
  for (const { path, text } of projectFiles) {
    const plugins = pluginsOf(text);
    // Plugins of the package's own server; those for another program are not known to run in one.
    const isServer = plugins.length > 0 && [...scans].some(([file, { server }]) => server !== undefined && isAbove(dirOf(path), file));
    for (const target of isServer ? plugins : []) {
      const file = fileOf(target, path);
      if (file !== undefined) servers.set(file, `is loaded as a plugin by ${path}`);
    }
  }
  const setups = [...texts].filter(([path]) => /(?:^|\/)setup\.py$/.test(path)).map(([path, text]) => ({ path, text }));
  for (const { path, text } of [...projectFiles, ...setups]) {
    for (const target of commandsOf(text)) {
      const file = fileOf(target, path);
      if (file !== undefined) commands.set(file, `is a command that ${path} installs`);
    }
  }
  for (const [path, { references, hasTests, settingsModules }] of scans) {
    for (const reference of hasTests ? [] : references) {
      const attribute = reference.split(':')[1];
      if (attribute === undefined || !APP_NAME.test(attribute)) continue;
      const file = fileOf(reference, path);
      if (file === undefined || file === path || !texts.get(file)!.includes(attribute)) continue;
      servers.set(file, `is started as ${reference} by ${path}`);
    }
    for (const settings of settingsModules) {
      const file = fileOf(settings, path);
      if (file !== undefined) servers.set(file, `is the Django settings module that ${path} names`);
    }
  }
  return { servers, commands, deployed };
}

/** The file that a command runs and that stays: a module with its `__main__`, or a path from the command's folder, the root or the only place that fits. */
function programOf(command: string, dir: string, scans: ReadonlyMap<string, PythonScan>, modules: Modules, by: string): string | undefined {
  const [, , module, script] = PROGRAM.exec(command) ?? [];
  if (module !== undefined) {
    const from = join(dir, 'x');
    return TASK.test(module) ? undefined : modules.absolute(`${module}.__main__`, from)?.file ?? moduleFile(modules.absolute(module, from)?.file) ?? moduleFile(modules.absolute(module, by)?.file);
  }
  if (script === undefined || TASK.test(script)) return undefined;
  const path = script.replace(/^(?:\.\/|\$\{?\w+\}?\/|\/(?:usr\/src\/app|app|code|srv|src|workspace|opt\/\w+)\/)/, '');
  const found = [join(dir, path), path].find((each) => scans.has(each));
  if (found !== undefined) return found;
  const others = [...scans.keys()].filter((each) => each.endsWith(`/${path}`));
  return others.length === 1 ? others[0] : undefined;
}

/** A package runs by its `__main__` alone. */
function moduleFile(file: string | undefined): string | undefined {
  return file?.endsWith('/__init__.py') ? undefined : file;
}
