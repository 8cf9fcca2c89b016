import { argumentsOf, lastName, stringValue } from './nodes.ts';
import type { PythonDoc } from './parse.ts';
import type { PyNode } from './tree.ts';

/** A setting of Django: `SECURE_SSL_REDIRECT = True`. */
export interface Setting {
  readonly name: string;
  readonly value: PyNode;
  readonly assignment: PyNode;
}

const DEVELOPMENT_MODULE = /(^|[_.-])(dev|devel|development|local|localhost|debug|test|tests|testing|ci|minimal|sandbox|example|sample|demo)([_.-]|$)/i;

/** A Django settings module that is not named after development or tests. */
export function isSettingsModule({ text, path }: PythonDoc): boolean {
  const name = path.split('/').at(-1)!.replace(/\.py$/, '');
  if (DEVELOPMENT_MODULE.test(name)) return false;
  return /^[ \t]*(INSTALLED_APPS|MIDDLEWARE|ROOT_URLCONF)\b/m.test(text) || (/(^|\/)settings(\/|[^/]*\.py$)/.test(path) && /^[A-Z][A-Z_]+ *=|from .*import \*/m.test(text) && /django|import \*/i.test(text));
}

/** The settings of these names in a Django settings module, in source order; none in modules for development. */
export function djangoSettings(doc: PythonDoc, ...names: string[]): Setting[] {
  if (!isSettingsModule(doc)) return [];
  return doc.root.descendants('assignment').flatMap((assignment): Setting[] => {
    const name = assignment.field('left')!.text;
    const value = assignment.field('right');
    return value && names.includes(name) && !assignment.closest('function_definition', 'class_definition') ? [{ name, value, assignment }] : [];
  });
}

/** The strings of a list setting such as `MIDDLEWARE`: those it is assigned, and those added to it. */
export function stringsIn(doc: PythonDoc, name: string): PyNode[] {
  if (!isSettingsModule(doc)) return [];
  const values = [
    ...doc.root.descendants('assignment', 'augmented_assignment').filter((each) => each.field('left')!.text === name).map((each) => each.field('right')),
    ...doc.root.descendants('call').filter((call) => new RegExp(`^${name}\\.(append|insert|extend)$`).test(call.field('function')!.text)).map((call) => call.field('arguments')),
  ];
  return values.flatMap((value) => value?.descendants('string') ?? []).filter((each) => stringValue(each) !== undefined);
}

/** The value of a key in a dictionary display or in the keywords of `dict(…)`. */
export function entryOf(dictionary: PyNode | undefined, key: string): PyNode | undefined {
  if (dictionary?.kind === 'call' && lastName(dictionary.field('function')) === 'dict') return argumentsOf(dictionary).keywords.get(key);
  if (dictionary?.kind !== 'dictionary') return undefined;
  return dictionary.named.find((pair) => pair.kind === 'pair' && stringValue(pair.field('key')) === key)?.field('value');
}
