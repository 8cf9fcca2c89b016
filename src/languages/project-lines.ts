import type { RepositoryView } from './types.ts';

/** A line of a file that says how the program is run. */
export interface ProjectLine {
  readonly path: string;
  /** Starts at 1. */
  readonly line: number;
  /** What matched. */
  readonly text: string;
}

/** Files whose commands and variables a deployment takes. */
export const START_FILES = /(?:^|\/)(?:Procfile[\w.-]*|(?:[\w-]+\.)?Dockerfile[\w.-]*|Containerfile|(?:docker-)?compose[\w.-]*\.ya?ml|railway\.(?:json|toml)|render\.yaml|fly\.toml|app\.ya?ml|nixpacks\.toml|supervisord?\.conf|[\w-]+\.service|(?:start|serve|entrypoint|boot|docker-entrypoint|launch)[\w-]*\.sh|package\.json)$/;
/** The settings of gunicorn, which is a Python file. */
export const GUNICORN_SETTINGS = /(?:^|\/)gunicorn[\w.-]*\.py$/;
const COMPOSE = /compose[\w.-]*\.ya?ml$/;
const NOT_PRODUCTION = /(?:^|[/._-])(?:dev|develop|development|local|tests?|testing|ci|e2e|debug|examples?|samples?|docs?|override)(?=[/._-]|$)/i;

/** Whether a file is about the program in production, as far as its path says. */
function isForProduction(path: string): boolean {
  return !NOT_PRODUCTION.test(path);
}

/** Every match of a pattern in the files of a kind that are for production, except in comments. */
export function* projectLines(view: RepositoryView, files: RegExp, pattern: RegExp): Generator<ProjectLine> {
  for (const { path, text } of view.files) {
    if (!files.test(path) || !isForProduction(path)) continue;
    for (const match of text.matchAll(new RegExp(pattern, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`))) {
      const lineStart = text.lastIndexOf('\n', match.index - 1) + 1;
      if (/^\s*(?:#|\/\/)/.test(text.slice(lineStart, match.index + 1)) || (COMPOSE.test(path) && isOptional(text, match.index))) continue;
      yield { path, line: text.slice(0, match.index).split('\n').length, text: match[0].trim() };
    }
  }
}

/** Whether an offset of a compose file is in a service that is only started when one of its `profiles` is asked for. */
function isOptional(text: string, offset: number): boolean {
  const indent = /^services:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*([ \t]+)\S/m.exec(text)?.[1] ?? '  ';
  const services = [...text.matchAll(new RegExp(`^${indent}[\\w.-]+:`, 'gm'))].map(({ index }) => index);
  const start = services.findLast((index) => index <= offset) ?? 0;
  const end = services.find((index) => index > offset) ?? text.length;
  const profiles = /^[ \t]+profiles:([^\n]*(?:\n[ \t]+- [^\n]*)*)/m.exec(text.slice(start, end))?.[1];
  return profiles !== undefined && !/\bprod/i.test(profiles);
}

/** The settings of an nginx that hands requests on to a program; one that only serves files says nothing about the program. */
export function* proxyLines(view: RepositoryView, pattern: RegExp): Generator<ProjectLine> {
  const proxies = view.files.filter(({ path, text }) => /\.conf(?:\.template)?$/.test(path) && /^[^#\n]*\b(?:proxy_pass|uwsgi_pass|fastcgi_pass|grpc_pass)\b/m.test(text));
  yield* projectLines({ ...view, files: proxies }, /(?:)/, pattern);
}
