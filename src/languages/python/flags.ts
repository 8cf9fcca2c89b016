import type { ProjectView } from '../types.ts';
import { argumentsOf, lastName, stringValue } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

/** Settings with the truth of their default, and the text of those that name a format or a level. */
export interface Flags { readonly [name: string]: boolean | string }

const FALSE = /^(false|0|no|off|n|f)$/i;
const TRUE = /^(true|1|yes|on|y|t)$/i;

const flagsByProject = new WeakMap<ProjectView['collected'], ReadonlyMap<string, boolean | string>>();

/** Settings of the repository with what they are by default; those on which two files differ are left out. */
export function flagsOf(project: ProjectView): ReadonlyMap<string, boolean | string> {
  let flags = flagsByProject.get(project.collected);
  if (!flags) flagsByProject.set(project.collected, (flags = agreedFlags(allFlags(project))));
  return flags;
}

/** What the files of the repository say a setting is by default. */
export function defaultsOf(project: ProjectView, name: string): ReadonlySet<boolean | string> {
  return new Set(allFlags(project).flatMap((flags) => flags[name] ?? []));
}

function agreedFlags(files: readonly Flags[]): ReadonlyMap<string, boolean | string> {
  const values = new Map<string, Set<boolean | string>>();
  for (const flags of files) for (const [name, value] of Object.entries(flags)) values.set(name, (values.get(name) ?? new Set()).add(value));
  return new Map([...values].filter(([, found]) => found.size === 1).map(([name, found]) => [name, [...found][0]!]));
}

function allFlags(project: ProjectView): readonly Flags[] {
  return project.collected.map(({ facts }) => (facts as { flags?: Flags }).flags).filter((flags) => flags !== undefined);
}

/** Settings at module level and in classes whose default is a plain yes or no, or the name of a format or a level. */
export function flagsIn(doc: PythonDoc): Flags {
  const flags: { [name: string]: boolean | string } = {};
  for (const assignment of doc.root.descendants('assignment')) {
    const target = assignment.field('left')!;
    const value = assignment.field('right');
    const name = target.kind === 'identifier' ? target.text : target.kind === 'attribute' && target.field('object')!.text === 'self' ? lastName(target) : undefined;
    if (!value || name === undefined || (target.kind === 'identifier' && assignment.closest('function_definition'))) continue;
    const truth = /(?:format|log_?level)$/i.test(name) ? nameDefault(value) : defaultTruth(value, assignment.field('type')?.text);
    if (truth !== undefined) flags[name.replace(/^_/, '')] = truth;
  }
  return flags;
}

/** `"console"` of `Field(default="console")`, `os.getenv("LOG_FORMAT", "console")` and a plain string. */
function nameDefault(value: PyNode): string | undefined {
  if (value.kind !== 'call') return stringValue(value);
  const { positional, keywords } = argumentsOf(value);
  return stringValue(keywords.get('default')) ?? (lastName(value.field('function')) === 'Field' ? stringValue(positional[0]) : textDefault(value));
}

function defaultTruth(value: PyNode, type: string | undefined): boolean | undefined {
  if (value.kind === 'true') return true;
  if (value.kind === 'false') return false;
  if (value.kind === 'comparison_operator') {
    const [read, wanted] = value.named;
    const fallback = textDefault(read);
    const literals = (['tuple', 'list', 'set'].includes(wanted?.kind ?? '') ? wanted!.named : [wanted]).map(stringValue);
    if (fallback === undefined || !literals.every((each) => each !== undefined && (TRUE.test(each) || FALSE.test(each)))) return undefined;
    const isNegative = /!=|not\s+in/.test(value.text.slice(read!.text.length));
    return literals.some((each) => each!.toLowerCase() === fallback.toLowerCase()) !== isNegative;
  }
  if (value.kind !== 'call') return undefined;
  const { positional, keywords } = argumentsOf(value);
  const fallback = keywords.get('default') ?? (lastName(value.field('function')) === 'Field' ? positional[0] : positional[1]);
  if (fallback?.kind === 'true') return true;
  if (fallback?.kind === 'false') return false;
  const text = stringValue(fallback) ?? textDefault(positional[0]);
  if (text === undefined || !(type === 'bool' || /bool|flag/i.test(value.text))) return undefined;
  return TRUE.test(text) ? true : FALSE.test(text) || text === '' ? false : undefined;
}

/** The text that a variable has when it is not set: `"false"` of `os.getenv("X", "false").lower()`. */
function textDefault(node: PyNode | undefined): string | undefined {
  if (node?.kind !== 'call') return undefined;
  const fn = node.field('function')!;
  if (['lower', 'upper', 'strip'].includes(lastName(fn) ?? '')) return textDefault(fn.field('object'));
  if (!/(getenv|environ\.get)$/.test(fn.text)) return undefined;
  const { positional, keywords } = argumentsOf(node);
  const fallback = positional[1] ?? keywords.get('default');
  return fallback ? stringValue(fallback) : '';
}
