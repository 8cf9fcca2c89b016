import type { SourceText } from './facts.ts';

/** A module that a command in a project file starts. */
export interface EntryPoint {
  /** `app.main` or `src/handlers/user`; with `:app` when the command names it. */
  readonly target: string;
  readonly kind: 'server' | 'program';
  /** The file that says so. */
  readonly by: string;
}

const RUNNER = /\b(?:uvicorn|gunicorn|hypercorn|granian|daphne|waitress-serve|fastapi|flask|celery|arq|dramatiq|taskiq|faust|functions-framework)\b/g;
const WINDOW = 240;
const MODULE_AND_APP = /(?<![\w./-])([A-Za-z_][\w.]*:[A-Za-z_]\w*)(?![\w/])/g;
const APP_OPTION = /(?:-A|--app|FLASK_APP)["',= \t\n\]-]+([A-Za-z_][\w.]*)/g;
const HANDLER = /^[ \t]*["']?[Hh]andler["']?[ \t]*:[ \t]*["']?([\w./-]+)\.\w+["']?[ \t]*,?[ \t]*$/gm;
const SCRIPT_TABLE = /^\[(?:project\.(?:gui-)?scripts|tool\.poetry\.scripts)\][^\n]*\n((?:(?!\[)[^\n]*\n?)*)/gm;

/** Modules that Dockerfiles, Procfiles, manifests and start scripts run, by what their commands say. */
export function entryPoints(files: readonly SourceText[]): EntryPoint[] {
  return files.flatMap(({ path, text }) => [
    ...servers(text).map((target) => ({ target, kind: 'server' as const, by: path })),
    ...programs(text).map((target) => ({ target, kind: 'program' as const, by: path })),
  ]);
}

function servers(text: string): string[] {
  const found = Array.from(text.matchAll(HANDLER), (match) => match[1]!);
  for (const runner of text.matchAll(RUNNER)) {
    // A window, not the line: commands are split over lines in JSON, YAML lists and shell continuations.
    const command = text.slice(runner.index, runner.index + WINDOW);
    for (const match of command.matchAll(MODULE_AND_APP)) found.push(match[1]!);
    for (const match of command.matchAll(APP_OPTION)) found.push(match[1]!);
    if (/^(?:arq|dramatiq)\b/.test(command)) found.push(/^\w+[ \t]+([\w.]+)/.exec(command)?.[1] ?? '');
  }
  for (const match of text.matchAll(/\bFLASK_APP[=: \t]+["']?([A-Za-z_][\w.]*)/g)) found.push(match[1]!.replace(/\.py$/, ''));
  for (const match of text.matchAll(/\bDJANGO_SETTINGS_MODULE[=: \t"']+([\w.]+)/g)) found.push(match[1]!);
  return [...new Set(found.filter((target) => target !== ''))];
}

function programs(text: string): string[] {
  return Array.from(text.matchAll(SCRIPT_TABLE), ([, table]) =>
    Array.from(table!.matchAll(/=[ \t]*["']([\w.]+:[\w.]+)["']/g), (match) => match[1]!),
  ).flat();
}
