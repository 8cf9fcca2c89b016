import { argumentsOf, statementsOf } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import { importNeed } from '../../../src/languages/python/imports.ts';
import type { EditsElsewhere, Need } from '../../../src/types.ts';
import type { Context, SettingsClass } from './context.ts';
import { moduleFrom } from './own-list.ts';
import { settingGroup } from './settings.ts';

const ORIGINS_FIELD = /^(?:cors_)?(?:allow(?:ed)?_)?(?:cors_)?(?:origins)$|^(?:backend_)?cors_origins?$/i;
const USUAL_NAMES = ['settings', 'config', 'cfg', 'conf', 'app_settings', 'app_config'];

/** The pydantic settings that a file defines, with the names by which others get at them; `isChanged` says which wildcards can go. */
export function settingsClasses(doc: PythonDoc, isChanged: (name: string) => boolean): SettingsClass[] {
  if (!/\bBaseSettings\b/.test(doc.text) || !/\bpydantic/.test(doc.text)) return [];
  return statementsOf(doc.root).flatMap((statement): SettingsClass[] => {
    if (statement.kind !== 'class_definition' || !/\bBaseSettings\b/.test(statement.field('superclasses')?.text ?? '')) return [];
    const name = statement.field('name')!.text;
    const fields = statementsOf(statement.field('body')).filter((each) => each.kind === 'expression_statement' && each.named[0]?.kind === 'assignment' && each.named[0].field('type') !== undefined);
    const last = fields.at(-1);
    if (!last) return [];
    const names = fields.map((field) => field.named[0]!.field('left')!.text);
    const makers = makersOf(doc, name);
    const prefix = /\benv_prefix["']?\s*[=:]\s*["'](\w*)["']/.exec(statement.text)?.[1] ?? '';
    const lineEnd = doc.text.indexOf('\n', last.end);
    return [{
      instances: instancesOf(doc, [name, ...makers]), makers, prefix, fields: names,
      origins: fields.flatMap((field) => originsField(field.named[0]!)).filter(({ name, isOpen }) => !isOpen || isChanged(name)),
      isUpper: names.filter((each) => each === each.toUpperCase()).length > names.length / 2,
      indent: doc.text.slice(doc.text.lastIndexOf('\n', last.start - 1) + 1, last.start),
      at: lineEnd < 0 ? doc.text.length : lineEnd,
      quote: /(["'])/.exec(fields.map(({ text }) => text).join('\n'))?.[1] ?? '"',
      forbids: !/\bextra["']?\s*[=:]\s*(?:["'](?:ignore|allow)["']|Extra\.(?:ignore|allow))/.test(statement.text),
      isExact: /\bcase_sensitive["']?\s*[=:]\s*True/.test(statement.text),
    }];
  });
}

/** A field that lists origins. */
function originsField(assignment: PyNode): SettingsClass['origins'] {
  const name = assignment.field('left')!.text;
  const type = assignment.field('type')!.text;
  const value = assignment.field('right');
  if (!ORIGINS_FIELD.test(name)) return [];
  const open = /["']\*["']/.test(value?.text ?? '') ? { isOpen: true } : {};
  if (/^str$/.test(type)) return [{ name, holds: 'string', ...open }];
  if (/^(?:list|List|set|Set|tuple|Tuple)\[\w*Url(?:, \.\.\.)?\]$/.test(type)) return [{ name, holds: 'list', ofUrls: true, ...open }];
  return /^(?:list|List|set|Set|tuple|Tuple)(?:\[str(?:, \.\.\.)?\])?$/.test(type) ? [{ name, holds: 'list', ...open }] : [];
}

function instancesOf(doc: PythonDoc, makers: readonly string[]): string[] {
  return statementsOf(doc.root).flatMap((statement) => {
    const assignment = statement.kind === 'expression_statement' && statement.named[0]?.kind === 'assignment' ? statement.named[0] : undefined;
    const value = assignment?.field('right');
    return assignment?.field('left')?.kind === 'identifier' && value?.kind === 'call' && makers.includes(value.field('function')!.text) ? [assignment.field('left')!.text] : [];
  });
}

/** Functions that give an instance: `get_settings`. */
function makersOf(doc: PythonDoc, name: string): string[] {
  return [...doc.root.descendants('function_definition')].filter((fn) => fn.field('return_type')?.text === name ||
    [...fn.field('body')!.descendants('return_statement')].some((each) => each.named[0]?.text === `${name}()`)).map((fn) => fn.field('name')!.text);
}

/** A setting that holds the origins: the expression that reads it, and the field that is added for it. */
export interface SettingsField {
  readonly text: string;
  readonly holds: 'string' | 'list';
  readonly env: string;
  readonly needs: readonly Need[];
  readonly elsewhere: readonly EditsElsewhere[];
  /** What the change of the field itself goes with. */
  readonly group?: string;
}

/** The field of the package's settings class that a place can read the origins from; undefined where it has no such settings at hand. */
export function settingsField(context: Context, variable: string, localOrigins: readonly string[], at: PyNode): SettingsField | undefined {
  const classes = context.facts.flatMap((file) => file.settingsClasses.map((settings) => ({ settings, path: file.path })));
  const [only, ...more] = classes;
  if (!only || more.length > 0) return undefined;
  const { settings, path } = only;
  if (path === context.doc.path) return undefined;
  const isChecked = (name: string) => context.facts.some(({ checked }) => checked.includes(name));
  const field = settings.origins.find(({ isOpen }) => !isOpen) ?? settings.origins.find(({ name }) => !isChecked(name));
  const known = instanceAt(context.doc, settings, at);
  const needs = known === undefined && field ? instanceImport(context.doc, settings, path, at) : [];
  const instance = known ?? (needs && needs.length > 0 ? settings.instances[0] : undefined);
  if (instance === undefined) return undefined;
  if (field) {
    const read = `${instance}.${field.name}`;
    const text = field.ofUrls ? `[str(origin).rstrip(${quoteOf(context.doc)}/${quoteOf(context.doc)}) for origin in ${read}]` : read;
    return { text, holds: field.holds, env: `${settings.prefix}${field.name}`.toUpperCase(), needs: needs ?? [], elsewhere: [], ...(field.isOpen && { group: settingGroup(context.project, field.name) }) };
  }
  const bare = variable.startsWith(settings.prefix.toUpperCase()) ? variable.slice(settings.prefix.length) : variable;
  const name = settings.isUpper ? bare : bare.toLowerCase();
  if (settings.fields.some((each) => each.toLowerCase() === name.toLowerCase())) return undefined;
  const { indent, quote } = settings;
  const text = `\n${indent}# Origins that may call the API from a browser, comma-separated\n${indent}${name}: str = ${quote}${localOrigins.join(',')}${quote}`;
  const env = `${settings.prefix}${name}`;
  return { text: `${instance}.${name}`, holds: 'string', env: settings.isExact ? env : env.toUpperCase(), needs: [], elsewhere: [{ path, edits: [{ start: settings.at, end: settings.at, text }] }] };
}

/** The import of the one instance a module of the package makes, where a file can name that module; its own field of origins is worth it. */
function instanceImport(doc: PythonDoc, { instances }: SettingsClass, path: string, at: PyNode): readonly Need[] | undefined {
  const [name, ...more] = instances;
  const module = name !== undefined && more.length === 0 && doc.scopes.lookup(name, at).length === 0 ? moduleFrom(doc, path) : undefined;
  return module === undefined || name === undefined ? undefined : [importNeed(module, name)];
}

function quoteOf(doc: PythonDoc): string {
  return [...doc.root.descendants('string_start')].filter(({ text }) => text.endsWith("'")).length * 2 > [...doc.root.descendants('string_start')].length ? "'" : '"';
}

/** The name under which an instance of the settings is bound where a node runs. */
function instanceAt(doc: PythonDoc, { instances, makers }: SettingsClass, at: PyNode): string | undefined {
  return [...new Set([...USUAL_NAMES, ...instances])].find((name) => {
    const [binding, ...more] = doc.scopes.lookup(name, at);
    if (!binding || more.length > 0 || binding.node.start > at.start) return false;
    if (binding.origin !== undefined) return instances.includes(binding.origin.split('.').at(-1)!) && !/^(django|flask|dynaconf|decouple)\b/.test(binding.origin);
    const assignment = binding.node.parent?.kind === 'assignment' ? binding.node.parent : undefined;
    const call = assignment?.field('right');
    return call?.kind === 'call' && argumentsOf(call).positional.length === 0 && makers.includes(doc.scopes.qualifiedName(call.field('function'))?.split('.').at(-1) ?? '');
  });
}

/** Whether pydantic refuses to start when `.env` names a variable that is no field of its settings, as a template does not yet. */
export function refusesInDotenv({ facts, project }: Context, variable: string): boolean {
  const isKnown = project.package.declaredNames?.includes(variable) || facts.some(({ settingsClasses: classes, jsonNames }) => jsonNames.includes(variable) ||
    classes.some(({ fields, prefix }) => fields.some((field) => `${prefix}${field}`.toUpperCase() === variable.toUpperCase())));
  return !isKnown && facts.some(({ ownDotenv, settingsClasses: classes }) => ownDotenv && classes.some(({ forbids }) => forbids));
}
