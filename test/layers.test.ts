import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
/** What a part may import besides itself. Arrows point one way: a part never appears below one that it imports. */
const MAY_IMPORT: { readonly [part: string]: readonly string[] } = {
  types: [],
  errors: [],
  report: ['types'],
  languages: ['types'],
  transform: ['languages', 'types'],
  project: ['languages', 'types'],
  engine: ['project', 'languages', 'transform', 'types', 'errors'],
  transforms: ['languages', 'transform', 'types'],
  python: ['languages'],
  javascript: ['languages'],
  jscodeshift: ['languages', 'transform', 'types'],
  registry: ['transform', 'languages', 'errors', 'python', 'javascript', 'jscodeshift'],
  config: ['types', 'errors', 'registry'],
  'follow-ups': ['engine', 'types'],
  'build-report': ['engine', 'project', 'report', 'types'],
  checklist: ['transform', 'report', 'types', 'errors'],
  worker: ['engine', 'registry'],
  baseline: ['report', 'types', 'errors'],
  decisions: ['types', 'errors'],
  cache: [],
  'open-run': ['cache', 'build-report', 'follow-ups', 'config', 'engine', 'project', 'languages', 'registry', 'report', 'transform', 'errors', 'types'],
  decided: ['open-run', 'decisions', 'engine', 'report', 'types', 'errors'],
  'decided-list': ['decided', 'open-run', 'decisions', 'errors'],
  'update-baseline': ['open-run', 'baseline', 'errors'],
  run: ['open-run', 'decided', 'baseline', 'engine', 'report', 'types', 'errors'],
  explain: ['run', 'config', 'engine', 'project', 'languages', 'registry', 'errors', 'types'],
  plan: ['run', 'checklist', 'config', 'engine', 'registry', 'report', 'transform', 'errors', 'types'],
  'run-checklist': ['run', 'plan', 'checklist', 'config', 'engine', 'registry', 'report', 'project', 'types', 'errors'],
  batch: ['report', 'decisions', 'decided', 'open-run', 'run', 'run-checklist', 'config', 'engine', 'registry', 'errors', 'types'],
  runner: ['batch'],
  reporters: ['report', 'checklist', 'types'],
  protocol: [],
  page: ['protocol'],
  review: ['protocol', 'open-run', 'decided', 'decisions', 'run', 'run-checklist', 'checklist', 'engine', 'project', 'reporters', 'report', 'transform', 'types', 'errors'],
  'batch-review': ['batch', 'review', 'protocol', 'decisions', 'open-run', 'engine', 'registry', 'report', 'errors', 'types'],
  index: ['batch', 'run', 'update-baseline', 'run-checklist', 'plan', 'checklist', 'transform', 'report', 'config', 'engine', 'languages', 'types', 'errors'],
  cli: ['batch-review', 'cache', 'protocol', 'decisions', 'decided-list', 'baseline', 'update-baseline', 'batch', 'review', 'index', 'run', 'run-checklist', 'plan', 'checklist', 'explain', 'reporters', 'config', 'registry', 'engine', 'report', 'transform', 'languages', 'project', 'errors', 'types'],
};

const files = ['src', 'transforms'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path)).map((path) => join(folder, path)));

/**
 * `src/engine/x.ts` is part of `engine`, `src/run.ts` is `run`, `transforms/<id>/x.ts` is `transforms`. The review has three:
 * the page in the browser, the server side, and the protocol between them.
 */
function partOf(path: string): string {
  const [top, next, below] = path.split(sep) as [string, string, string?];
  if (next === 'review' && (below === 'page' || below === 'protocol.ts')) return below.replace(/\.ts$/, '');
  return top === 'transforms' ? 'transforms' : next.replace(/\.ts$/, '');
}

function imports(path: string): string[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1]!);
}

/** The files that a file imports, for types only as well. */
function targets(path: string): string[] {
  return imports(path).filter((name) => name.startsWith('.')).map((name) => relative(ROOT, resolve(ROOT, dirname(path), name)));
}

/** Follows imports from a file until they come back to one on the way; `done` are files from which they do not. */
function circleFrom(path: string, way: readonly string[], done: Set<string>): string[] | undefined {
  if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
  if (done.has(path) || !files.includes(path)) return undefined;
  for (const target of targets(path)) {
    const circle = circleFrom(target, [...way, path], done);
    if (circle) return circle;
  }
  done.add(path);
  return undefined;
}

describe('layers', () => {
  it.each(files)('%s imports only what it may', (path) => {
    const part = partOf(path);
    for (const target of targets(path)) {
      const sameTransform = part === 'transforms' && target.split(sep)[1] === path.split(sep)[1];
      if (partOf(target) === part ? part !== 'transforms' || sameTransform : MAY_IMPORT[part]?.includes(partOf(target))) continue;
      expect.fail(`${path} imports ${target}`);
    }
  });

  it('import each other in no circle', () => {
    const done = new Set<string>();
    expect(files.map((path) => circleFrom(path, [], done)).find((circle) => circle)).toBeUndefined();
  });

  it('start git in one place, what a manifest of a batch asks for in another, and checkmod itself in a third', () => {
    expect(files.filter((path) => imports(path).some((name) => /^(?:node:)?child_process$|^execa$/.test(name))).sort()).toEqual(['src/batch/child.ts', 'src/batch/command.ts', 'src/engine/run-git.ts'].map((path) => join(...path.split('/'))));
  });

  it('speak to hosts of code in one place', () => {
    expect(files.filter((path) => imports(path).some((name) => /^@(?:octokit|gitbeaker)\//.test(name))).sort()).toEqual(['src/batch/hosts/github.ts', 'src/batch/hosts/gitlab.ts'].map((path) => join(...path.split('/'))));
  });

  it.each(files.filter((path) => ['transforms', 'languages', 'project'].includes(partOf(path))))('%s does not touch the disk', (path) => {
    expect(imports(path).filter((name) => /^(node:)?(fs|child_process)/.test(name))).toEqual([]);
  });
});
