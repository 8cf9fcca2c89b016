import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { isMap, isPair, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { checkId } from '../config/check.ts';
import { describeIssue, meant, pathText, worstOf } from '../config/describe.ts';
import { execute } from '../config/load.ts';
import { UsageError } from '../errors.ts';
import { isPath } from '../registry.ts';
import type { Manifest, RepositoryEntry, Settings } from './manifest.ts';
import { manifestSchema } from './schema.ts';
import { isUrl, protocolsOf } from './url.ts';

export interface ReadManifest {
  readonly manifest: Manifest;
  /** Folder that its paths are relative to. */
  readonly folder: string;
  /** Of what was written. */
  readonly hash: string;
}

type Path = readonly PropertyKey[];
/** `line:column: `, or nothing where that is not known. */
type Locate = (path: Path, what?: 'key') => string;

/** Reads a manifest in YAML, JSON or as a script. Throws `UsageError` naming the file, the line and what is wrong there. */
export async function readManifest(file: string, cwd: string): Promise<ReadManifest> {
  const path = resolve(cwd, file);
  const isScript = /^\.[cm]?[jt]s$/.test(extname(path));
  const text = textOf(path, file);
  const { value, locate } = isScript ? { value: await execute(path).catch((error: Error) => { throw new UsageError(`${file}: ${error.message}`); }), locate: () => '' } : parse(text, file);
  const manifest = checkManifest(value, (where, message) => new UsageError(`${file}:${locate(...where) || ' '}${message}`));
  return { manifest, folder: dirname(path), hash: hashOf(manifest) };
}

/** Checks a manifest that a program made. */
export function checkedManifest(value: unknown, cwd: string): ReadManifest {
  const manifest = checkManifest(value, ([path], message) => new UsageError(`the manifest${path.length > 0 ? ` (${pathText(path)})` : ''}: ${message}`));
  return { manifest, folder: cwd, hash: hashOf(manifest) };
}

export function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UsageError(isMissing ? `there is no manifest ${file}; \`checkmod batch init\` writes one` : `${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function parse(text: string, file: string): { value: unknown; locate: Locate } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [problem] = document.errors;
  if (problem) throw new UsageError(`${file}:${positionOf(lines, problem.pos[0])}${problem.message}`);
  const value = document.toJS({ maxAliasCount: 100 }) as unknown;
  if (value === null) throw new UsageError(`${file}: there is nothing in it; \`checkmod batch init\` writes one to start from`);
  const { $schema: _, ...rest } = value as { readonly $schema?: unknown };
  return { value: typeof value === 'object' && !Array.isArray(value) ? rest : value, locate: (path, what) => positionOf(lines, offsetOf(document, path, what)) };
}

function positionOf(lines: LineCounter, offset: number | undefined): string {
  const { line, col } = lines.linePos(offset ?? 0);
  return `${line}:${col}: `;
}

/** Where a value stands, or the key before it; of what is not there, where it is missing. */
function offsetOf(document: Document, path: Path, what?: 'key'): number | undefined {
  let node = document.contents as Node | null;
  let at = node?.range?.[0];
  for (const [i, key] of path.entries()) {
    const pair = isMap(node) ? node.items.find((each) => isPair(each) && String(each.key) === String(key)) : undefined;
    const next = (isSeq(node) ? node.items[Number(key)] : pair?.value) as Node | null | undefined;
    const keyAt = (pair?.key as Node | undefined)?.range?.[0];
    if (what === 'key' && i === path.length - 1) return keyAt ?? next?.range?.[0] ?? at;
    at = next?.range?.[0] ?? keyAt ?? at;
    node = next ?? null;
  }
  return at;
}

type Complain = (where: readonly [path: Path, what?: 'key'], message: string) => UsageError;

function checkManifest(value: unknown, complain: Complain): Manifest {
  const result = manifestSchema.safeParse(value, { reportInput: true });
  if (!result.success) {
    const issue = worstOf(result.error.issues);
    const inner = meant(issue);
    const path = [...issue.path, ...(inner?.path ?? [])];
    const last = inner ?? issue;
    const message = describeIssue(issue, manifestSchema, 'a manifest');
    throw last.code === 'unrecognized_keys' ? complain([[...path, last.keys[0]!], 'key'], message) : complain([path], message);
  }
  const manifest = result.data;
  checkSettings(manifest, [], complain);
  const hasWork = (settings: Settings) => settings.transforms !== undefined || settings.checklist !== undefined;
  for (const [i, entry] of manifest.repositories.entries()) {
    const own: RepositoryEntry = typeof entry === 'string' ? {} : entry;
    checkSource(entry, ['repositories', i], complain);
    checkSettings(own, ['repositories', i], complain);
    if (!hasWork(own) && !hasWork(manifest)) throw complain([[]], 'there is neither `transforms` nor `checklist`, so there is nothing to do; add one');
    if (own.branch === undefined && manifest.branch === undefined) throw complain([[]], '`branch` is missing: the name of the branch that gets the commits, such as checkmod/logging');
  }
  return manifest;
}

const SOURCES = ['url', 'path', 'organization', 'group'] as const;

function checkSource(entry: string | RepositoryEntry, path: Path, complain: Complain): void {
  if (typeof entry !== 'string') {
    const named = SOURCES.filter((key) => entry[key] !== undefined);
    if (named.length !== 1) throw complain([path], `\`${pathText(path)}\` needs one of ${SOURCES.map((key) => `\`${key}\``).join(', ')}`);
    const stray = ['organization', 'group'].includes(named[0]!) ? (['name'] as const) : (['host', 'topics'] as const);
    for (const key of stray) if (entry[key] !== undefined) throw complain([[...path, key], 'key'], `\`${key}\` does not go with \`${named[0]}\``);
  }
  const url = typeof entry === 'string' ? (isUrl(entry) ? entry : undefined) : entry.url;
  if (url !== undefined && !protocolsOf(url)) throw complain([typeof entry === 'string' ? path : [...path, 'url']], `\`${url}\` is no URL that checkmod reaches; it takes https, http, ssh, git and file, and user@host:path`);
}

function checkSettings(settings: Settings, path: Path, complain: Complain): void {
  if (settings.transforms && settings.checklist !== undefined) throw complain([[...path, 'checklist'], 'key'], '`transforms` and `checklist` say the same thing in two ways; keep one of them');
  settings.transforms?.forEach((id, i) => {
    if (isPath(id)) return;
    try {
      checkId(id, pathText([...path, 'transforms', i]));
    } catch (error) {
      throw complain([[...path, 'transforms', i]], (error as Error).message);
    }
  });
  for (const key of ['branch', 'base'] as const) {
    const name = settings[key];
    if (name !== undefined && !isBranchName(name)) throw complain([[...path, key]], `\`${key}\` is ${JSON.stringify(name)}, which git takes for no branch`);
  }
}

/** The rules of `git check-ref-format --branch`. */
function isBranchName(name: string): boolean {
  return !/^-|^\/|\/$|\/\/|\.\.|@\{|\.$|[\0-\x20\x7f~^:?*[\\]/.test(name) && name !== '@' && name !== 'HEAD' && name.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'));
}
