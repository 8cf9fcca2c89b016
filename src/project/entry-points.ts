const RUNNER =
  /\b(?:uvicorn|gunicorn|hypercorn|granian|daphne|waitress-serve|fastapi|flask|celery|arq|dramatiq|taskiq|faust|functions-framework)\b/g;
/** How far a command reaches: JSON arrays, YAML lists and shell continuations split it over lines. */
const COMMAND_LENGTH = 240;
const MODULE_AND_APP = /(?<![\w./-])([A-Za-z_][\w.]*:[A-Za-z_]\w*)(?![\w/])/g;
const APP_OPTION = /(?:-A|--app)["',= \t\n\]-]+([A-Za-z_][\w.]*)/g;
const WORKER_MODULE = /^(?:arq|dramatiq)[ \t]+([A-Za-z_][\w.]*)/;
const VARIABLE = /\b(?:FLASK_APP|DJANGO_SETTINGS_MODULE)["' \t]*[=: ][ \t"']*([A-Za-z_][\w.]*)/g;
const HANDLER = /^[ \t]*["']?[Hh]andler["']?[ \t]*:[ \t]*["']?([\w./-]+)\.\w+["']?[ \t]*,?[ \t]*$/gm;
const SCRIPT_TABLE = /^\[(?:project\.(?:gui-)?scripts|tool\.poetry\.scripts)\][^\n]*\n((?:(?!\[)[^\n]*\n?)*)/gm;
const PLUGIN_TABLE = /^\[(?:project\.entry-points|tool\.poetry\.plugins)\.(?!"?(?:pytest11|console_scripts)\b)[^\n]*\n((?:(?!\[)[^\n]*\n?)*)/gm;
const CONSOLE_SCRIPTS = /console_scripts["']?[ \t]*[:=]\s*\[?([^[\]]*)/g;

/** Files whose commands start the program where it is served. */
const COMMANDS =
  /(?:^|\/)(?:Procfile[\w.-]*|(?:[\w-]+\.)?Dockerfile[\w.-]*|Containerfile|(?:docker-)?compose[\w.-]*\.ya?ml|railway\.(?:json|toml)|render\.yaml|fly\.toml|app\.ya?ml|nixpacks\.toml|supervisord?\.conf|[\w-]+\.service|(?:start|run|serve|entrypoint|boot|docker-entrypoint|launch)[\w-]*\.(?:sh|bat|ps1))$/;

export function startsPrograms(path: string): boolean {
  return COMMANDS.test(path);
}

/** Modules that a description of serverless functions names as handlers: `src/handlers/user` for `src/handlers/user.create`. */
export function handlersOf(text: string): string[] {
  return Array.from(text.matchAll(HANDLER), (match) => match[1]!);
}

/** Modules that the commands and handlers in a project file serve: `app.main:app`, `src/handlers/user`, `config.celery`. */
export function serversOf(text: string): string[] {
  const found = handlersOf(text);
  for (const match of text.matchAll(VARIABLE)) found.push(match[1]!.replace(/\.py$/, ''));
  for (const runner of text.matchAll(RUNNER)) {
    const command = text.slice(runner.index, runner.index + COMMAND_LENGTH);
    for (const match of command.matchAll(MODULE_AND_APP)) found.push(match[1]!);
    for (const match of command.matchAll(APP_OPTION)) found.push(match[1]!);
    const worker = WORKER_MODULE.exec(command)?.[1];
    if (worker !== undefined) found.push(worker);
  }
  return [...new Set(found)];
}

/** Modules whose functions a manifest installs as commands: `shop = "shop.cli:main"`. */
export function commandsOf(text: string): string[] {
  return targetsIn([...text.matchAll(SCRIPT_TABLE), ...text.matchAll(CONSOLE_SCRIPTS)]);
}

/** Modules that a manifest offers as plugins to a program that finds them by entry point. */
export function pluginsOf(text: string): string[] {
  return targetsIn([...text.matchAll(PLUGIN_TABLE)]);
}

function targetsIn(tables: readonly RegExpExecArray[]): string[] {
  return tables.map((match) => match[1]!).flatMap((table) => Array.from(table.matchAll(/=[ \t]*["']?([A-Za-z_][\w.]*:\w+)/g), (match) => match[1]!));
}
