import { configJsonSchema, type JsonSchema } from './json-schema.ts';

interface Setting { readonly key: string; readonly about?: string; readonly example: unknown }
interface Section { readonly name: string; readonly about: string; readonly settings: readonly Setting[] }

const HINT = 'Every key is optional, and spelled alike in every kind of configuration file.';

/** `[tool.checkmod]` for pyproject.toml, with every key in a comment. */
export function tomlTemplate(): string {
  const { settings, sections } = contents();
  const lines = (list: readonly Setting[]) => list.flatMap(({ key, about, example }) => [...comment(about), `# ${keyText(key)} = ${tomlValue(example)}`]);
  return [
    '[tool.checkmod]', ...comment(HINT), ...lines(settings),
    ...sections.flatMap(({ name, about, settings: own }) => ['', ...comment(about), `# [tool.checkmod.${name}]`, ...lines(own)]), '',
  ].join('\n');
}

function comment(text: string | undefined): string[] {
  return text === undefined ? [] : [`# ${text}`];
}

/** `checkmod.config.mjs`, with every key in a comment. */
export function scriptTemplate(): string {
  const { settings, sections } = contents();
  const lines = (list: readonly Setting[], indent: string) => list.flatMap(({ key, about, example }) =>
    [...(about === undefined ? [] : [`  // ${indent}${indent && '// '}${about}`]), `  // ${indent}${scriptText(`${keyText(key)}: ${tomlValue(example)}`)},`]);
  return [
    '/** @type {import(\'checkmod\').Config} */', 'export default {', `  // ${HINT}`, ...lines(settings, ''),
    ...sections.flatMap(({ name, about, settings: own }) => ['', `  // ${about}`, `  // ${name}: {`, ...lines(own, '  '), '  // },']), '};', '',
  ].join('\n');
}

/** Keys whose values are keys again become sections, as tables are in TOML. */
function contents(): { settings: Setting[]; sections: Section[] } {
  const { $schema: _, ...keys } = configJsonSchema().properties!;
  const entries = Object.entries(keys);
  const isTable = (schema: JsonSchema) => schema.type === 'object';
  return {
    settings: entries.filter(([, schema]) => !isTable(schema)).map(([key, schema]) => setting(key, schema)),
    sections: entries.filter(([, schema]) => isTable(schema)).map(([name, schema]) => ({ name, about: schema.description!, settings: settingsOf(schema) }))
      .filter((section) => section.settings.length > 0),
  };
}

function settingsOf({ properties, examples }: JsonSchema): Setting[] {
  if (properties) return Object.entries(properties).map(([key, schema]) => setting(key, schema));
  return Object.entries((examples?.[0] ?? {}) as object).map(([key, example]) => ({ key, example: example as unknown }));
}

function setting(key: string, { description, examples }: JsonSchema): Setting {
  return { key, about: description!, example: examples?.[0] };
}

function keyText(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key);
}

/** Texts are written alike in JSON, TOML and JavaScript. */
function tomlValue(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(tomlValue).join(', ')}]` : JSON.stringify(value);
}

function scriptText(code: string): string {
  return code.replace(/"([^'"\\]*)"/g, "'$1'");
}
