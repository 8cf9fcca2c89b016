const DEFAULT_ENV = 'CORS_ALLOWED_ORIGINS';
/** Not a list of sites, or not for this server: switches, patterns, and what a bundler gives to pages. */
const OTHER = /CSRF|TRUSTED|REGEX|PATTERN|SOCKET|ALLOW_ALL|CREDENTIAL|METHOD|HEADER|MAX_AGE|^(?:VITE|NEXT_PUBLIC|REACT_APP|NUXT_PUBLIC|PUBLIC|EXPO_PUBLIC)_/;
/** Names of variables that hold an allowlist; a lone front-end URL is made for links, and one URL only. */
const OWN = /^(?:\w+_)?(?:CORS_(?:ALLOW(?:ED)?_)?|ALLOW(?:ED)?_(?:CORS_)?|WHITELISTED_|FRONT_?END_|CLIENT_|WEB_)ORIGINS$|^(?:\w+_)?CORS_(?:\w+_)?(?:ORIGIN|DOMAIN|URL|WHITE_?LIST|ALLOW_?LIST)S?$|^(?:ALLOWED|FRONT_?END|CLIENT|WEB|APP)_ORIGIN$/;

/** Names of variables with addresses of sites; those that a platform sets are its own. */
const ADDRESSES = /^(?!VERCEL|RAILWAY|RENDER|REPL|HEROKU|NETLIFY|FLY_|NODE_ENV)\w*(?:ORIGIN|CORS|URL|DOMAIN|CLIENT|FRONT|SITE)/;

/** Whether a variable holds the address of the one front end, which is made for links too. */
export function isFrontEnd(name: string): boolean {
  return /^(?:FRONT_?END|CLIENT|WEB_?APP)_(?:BASE_)?URL$/.test(name);
}

/** What is known of a project's variables. */
export interface Known {
  readonly configured: string | undefined;
  /** Those that its CORS layers read. */
  readonly ofLayers: readonly string[];
  /** Those that the code of the package reads, and those that templates name. */
  readonly read: readonly string[];
  readonly declared: readonly string[];
  /** Text of the file. */
  readonly text: string;
  /** Whether those that templates name have to be set, so that one of our own choice would be the only one that nobody sets. */
  readonly mustBeSet?: boolean;
  /** Whether a variable takes a comma-separated text. */
  takesText(name: string): boolean;
}

/** The variable the allowlist is read from: configured, the project's own, or the usual name. */
export function variableOf({ configured, ofLayers, read, declared, text, mustBeSet, takesText }: Known): string {
  const isOwn = (name: string) => OWN.test(name) && !OTHER.test(name) && takesText(name);
  const layers = [...new Set(ofLayers)].filter((name) => ADDRESSES.test(name) && !OTHER.test(name) && takesText(name));
  // Several variables that make one list are parts of it.
  const own = [...(layers.length === 1 ? layers : layers.filter(isOwn)), ...[...read, ...declared].filter(isOwn)];
  const here = own.find((name) => new RegExp(`\\b${name}\\b`).test(text));
  return configured ?? here ?? (layers.length > 0 ? own[0] : undefined) ?? own.find((name) => name.includes('CORS')) ?? own[0] ?? (mustBeSet ? read.find((name) => isFrontEnd(name) && declared.includes(name)) : undefined) ?? DEFAULT_ENV;
}
