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
const NOT_PRODUCTION = /(?:^|[/._-])(?:dev|develop|development|local|stage|staging|tests?|testing|ci|e2e|debug|examples?|samples?|docs?|override)(?=[/._-]|$)/i;

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

/** A directive of nginx that holds for requests which it hands on: in the block that does so, or around it where that block has none of its own. */
export function* proxiedLines(view: RepositoryView, pattern: RegExp): Generator<ProjectLine> {
  const passes = /^[ \t]*(?:proxy|uwsgi|fastcgi|grpc)_pass\b/m;
  for (const found of proxyLines(view, pattern)) {
    const { text } = view.files.find(({ path }) => path === found.path)!;
    const block = blockAround(text, found.line);
    const inner = block.replace(/^[^{]*\{/, '');
    const handedOn = [...inner.matchAll(/\blocation\b[^{]*\{([^{}]*)\}/g)].map(([, body]) => body!).filter((body) => passes.test(body));
    const name = /^[\w]+/.exec(found.text)![0];
    if (passes.test(block) && !handedOn.some((body) => new RegExp(`^[ \\t]*${name}\\b`, 'm').test(body))) yield found;
  }
}

/** The innermost block in braces around a line; all of the text at the top. */
function blockAround(text: string, line: number): string {
  const at = text.split('\n').slice(0, line - 1).join('\n').length;
  const open: number[] = [];
  for (let i = 0; i < at; i += 1) {
    if (text[i] === '{') open.push(i);
    else if (text[i] === '}') open.pop();
  }
  const start = open.at(-1);
  if (start === undefined) return text;
  let depth = 0;
  for (let i = start; i < text.length; i += 1) {
    if (text[i] === '{') depth += 1;
    else if (text[i] === '}' && (depth -= 1) === 0) return text.slice(start, i + 1);
  }
  return text.slice(start);
}

/** Annotations that an Ingress of Kubernetes gives to the nginx in front of the program. */
export function ingressLines(view: RepositoryView, pattern: RegExp): Generator<ProjectLine> {
  return projectLines({ ...view, files: view.files.filter(({ text }) => /^kind:[ \t]*Ingress\b/m.test(text)) }, /\.ya?ml$/, pattern);
}
