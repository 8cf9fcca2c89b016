import type { PackageFacts } from '../languages/types.ts';
import type { Asked, Json, Need } from '../types.ts';
import { withDependency } from './with-dependency.ts';

/** A file that fixes need changed or created, beside the ones they edit. */
export interface ProjectEdit {
  readonly path: string;
  readonly before?: string;
  readonly after: string;
  readonly sites: readonly string[];
}

/** A need of the repository with the package it belongs to. */
export interface PackageNeed extends Asked<Need> {
  readonly package: PackageFacts;
}

/** One kind of need: the file it is about, and that file's text with the need met; no text when there is no such file yet. */
interface Resolver {
  fileOf(facts: PackageFacts, need: Need): string;
  meet(text: string | undefined, need: Need): string | Promise<string>;
}

const RESOLVERS: { readonly [kind: string]: Resolver } = {
  env: {
    fileOf: ({ dir, envTemplate }) => envTemplate ?? (dir ? `${dir}/.env.example` : '.env.example'),
    meet: (text, need) => withVariable(text ?? '', need),
  },
  dependency: {
    fileOf: ({ dir }) => (dir ? `${dir}/package.json` : 'package.json'),
    meet: (text, need) => withDependency(text ?? '{}\n', need),
  },
  file: {
    fileOf: (_, need) => String(need['path']),
    meet: withFile,
  },
};

/**
 * The files that accepted fixes need, each need met once per package. `read` gives a file's text on disk, or undefined
 * when there is none. Throws when a need is of a kind nobody resolves: that is a bug in the rule that asked.
 */
export async function projectEdits(needs: readonly PackageNeed[], read: (path: string) => Promise<string | undefined>): Promise<ProjectEdit[]> {
  const edits = new Map<string, { path: string; before?: string; after?: string; sites: Set<string> }>();
  const changing = new Map<string, boolean>();
  for (const { value, sites, package: facts } of needs) {
    const resolver = RESOLVERS[value.kind];
    if (!resolver) throw new Error(`no resolver for a need of kind ${value.kind}`);
    const path = resolver.fileOf(facts, value);
    const before = edits.has(path) ? edits.get(path)!.before : await read(path);
    const edit = edits.get(path) ?? { path, ...(before !== undefined && { before }), sites: new Set<string>() };
    const key = `${path}\n${value.key}`;
    const text = edit.after ?? before;
    // What one file asked for is there for the next that asks: both need the edit.
    const after = changing.has(key) ? edit.after! : await resolver.meet(text, value);
    if (!changing.has(key)) changing.set(key, after !== text);
    if (changing.get(key)) for (const site of sites) edit.sites.add(site);
    edits.set(path, { ...edit, after });
  }
  return [...edits.values()].filter(({ before, after }) => after !== (before ?? ''))
    .map(({ after, ...edit }) => ({ ...edit, after: after!, sites: [...edit.sites] }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A new file, laid out as `format` says: options of prettier. A file is made once; nobody asks for one that is there. */
async function withFile(text: string | undefined, need: Need): Promise<string> {
  const { format } = await import('prettier');
  const options = (need['format'] ?? {}) as { readonly [option: string]: Json };
  const made = await format(String(need['text']), { ...options, filepath: String(need['path']) });
  if (text !== undefined && text !== made) throw new Error(`${String(need['path'])} was to be created, but it exists`);
  return made;
}

/** Adds `NAME=value` with its comment, unless the template names the variable already; a `*` there becomes the value. */
function withVariable(text: string, need: Need): string {
  const name = String(need['name']);
  const line = `${name}=${need['value'] ?? ''}`;
  const wildcard = new RegExp(`^([ \\t]*(?:export[ \\t]+)?)${name}[ \\t]*=[ \\t]*["']?\\*["']?[ \\t]*(?=\\r?$)`, 'm');
  if (wildcard.test(text)) return text.replace(wildcard, `$1${line}`);
  if (new RegExp(`^[ \\t]*#?[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=`, 'm').test(text)) return text;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || /\n\r?\n$/.test(text) ? '' : text.endsWith('\n') ? eol : eol + eol;
  const comment = need['comment'] ? `# ${need['comment']}${eol}` : '';
  return `${text}${gap}${comment}${line}${eol}`;
}
