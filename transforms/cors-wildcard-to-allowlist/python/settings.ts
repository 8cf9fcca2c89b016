import { argumentsOf, stringValue } from '../../../src/languages/python/nodes.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';

/** A setting or constant that may hold the allowed origins. */
export interface Setting {
  readonly name: string;
  /** A comma-separated text, or a list. */
  readonly holds: 'string' | 'list';
}

/** What one file says about CORS; plain data, collected over the repository. */
export interface CorsFacts {
  readonly path: string;
  /** Names of settings, constants and functions that its CORS layers take their origins from. */
  readonly uses: readonly string[];
  /** Those of them that socket.io takes. */
  readonly socketUses: readonly string[];
  /** Functions and properties here, with the settings they read. */
  readonly derived: readonly (readonly [name: string, from: readonly string[]])[];
  /** Settings and names that are compared with `*` on their way to a layer. */
  readonly checked: readonly string[];
  /** Settings that are a wildcard unless set. */
  readonly wildcards: readonly Setting[];
  /** The layers it adds that answer CORS for a whole app. */
  readonly layers: readonly ('starlette' | 'flask' | 'django')[];
  /** It makes an app object. */
  readonly buildsApp: boolean;
  /** Variables that pydantic reads as JSON. */
  readonly jsonNames: readonly string[];
  /** pydantic settings that read `.env` by themselves, and a call that puts it into the environment. */
  readonly ownDotenv: boolean;
  readonly loadsDotenv: boolean;
  /** The wildcard of such a layer is written in this file and can be changed. */
  readonly changesLayer: boolean;
  /** It writes `Access-Control-Allow-Origin: *` by hand. */
  readonly starHeader: boolean;
  /** A Flask-CORS call here says nothing about origins. */
  readonly asksFlaskConfig: boolean;
  /** Flask-CORS takes what the call does not say from `CORS_ORIGINS` of the app's configuration. */
  readonly flaskConfig: boolean;
  /** Django's `CORS_ALLOWED_ORIGINS` is set here. */
  readonly djangoOrigins: boolean;
}

/** The name by which a setting is read: `X` of `settings.X`, `config["X"]`, `config.get("X")` and of an imported `X`. */
export function settingOf(node: PyNode): string | undefined {
  if (node.kind === 'identifier') return node.text;
  if (node.kind === 'attribute') return node.field('attribute')!.text;
  if (node.kind === 'subscript' && /config|settings/i.test(node.field('value')?.text ?? '')) return stringValue(node.field('subscript'));
  if (node.kind === 'call' && /(config|settings)\.get$/i.test(node.field('function')!.text)) return stringValue(argumentsOf(node).positional[0]);
  return undefined;
}

export function settingStar(facts: readonly CorsFacts[], name: string): Setting | undefined {
  return facts.flatMap(({ wildcards }) => wildcards).find((setting) => setting.name === name);
}

/** Every name that reaches a CORS layer, also through functions and properties. */
export function reachingNames(facts: readonly CorsFacts[]): ReadonlySet<string> {
  return withSources(facts, facts.flatMap(({ uses }) => uses));
}

/** Names, and the settings that functions and properties of these names read. */
export function withSources(facts: readonly CorsFacts[], start: readonly string[]): ReadonlySet<string> {
  const names = new Set(start);
  const derived = facts.flatMap((file) => file.derived);
  for (let grown = true; grown;) {
    grown = false;
    for (const [name, from] of derived) {
      if (!names.has(name)) continue;
      for (const each of from) if (!names.has(each)) { names.add(each); grown = true; }
    }
  }
  return names;
}
