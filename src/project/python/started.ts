import { commandsOf, pluginsOf, serversOf, startsPrograms } from '../entry-points.ts';
import type { SourceText } from '../types.ts';
import { dirOf, isAbove } from '../folders.ts';
import { isSampleFolder } from '../paths.ts';
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
