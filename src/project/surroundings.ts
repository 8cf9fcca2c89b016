import { dirOf, isAbove, join } from './folders.ts';
import { isEnvTemplate } from './packages.ts';
import type { SourceText } from './types.ts';

/** What is set around a package's code: variables that people are told to set, and where its front ends run on a developer's machine. */
export interface Surroundings {
  /** Variables that an env template or a compose file names, in order. */
  readonly declaredNames: readonly string[];
  /** `http://localhost:5173` and the like. */
  readonly localOrigins: readonly string[];
  /** Ports on which the package itself answers. */
  readonly ownPorts: readonly number[];
  /** Something reads `.env` when the package runs. */
  readonly readsDotenv: boolean;
  /** What the package is where others run it: vendored code, or a library of the repository. */
  readonly library?: string;
}

const COMPOSE = /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/;
const VENDOR_NOTE = /(?:^|\/)VENDOR(?:ED|ING)?(?:\.md|\.txt)?$/i;
const README = /^(?:[^/]+\/){0,2}README\.md$|^docs?\/[\w-]+\.md$/i;
const LOCAL = /https?:\/\/(?:localhost|127\.0\.0\.1):\d{2,5}(?![\w-]|\.\w)/g;
/** A list of nothing but URLs, under a name that speaks of origins. */
const URL_LIST = /(?:origins?|cors\w*|white_?list|allow_?list)["']?\s*(?::\s*[\w[\], .]+?)?\s*[:=(]\s*[[(]\s*(?:["']https?:\/\/[^"'\s]+["']\s*,?\s*(?:(?:#|\/\/)[^\n]*\n\s*)?)+[\])]/gi;
/** A front end's address in code: `FRONTEND_URL || 'http://localhost:3000'`. */
const ADDRESS = /(?:FRONT_?END|CLIENT|WEB_?APP|DASHBOARD|ORIGIN|UI)_?\w*["']?\]?\s*(?:\|\||\?\?|,|=|:\s*str\s*=)\s*["'](https?:\/\/(?:localhost|127\.0\.0\.1):\d{2,5})\/?["']/gi;
const FRONTEND_NAME = /^(?:\w+_)?(?:FRONT_?END|CLIENT|WEB(?:_?APP)?|DASHBOARD|UI|CORS|ORIGINS?|ALLOWED)(?:_\w+)?\s*=/i;
const FRONTEND_SERVICE = /^(?:[\w-]*front-?end|web|web-?app|client|ui|dashboard)$/;
const SERVED_BY: readonly (readonly [dependency: string, port: number])[] = [
  ['next', 3000], ['nuxt', 3000], ['react-scripts', 3000], ['@angular/core', 4200], ['@vue/cli-service', 8080], ['astro', 4321], ['vite', 5173],
];

/** Frameworks of front ends that answer requests too. */
const SERVES_REQUESTS: readonly string[] = ['next', 'nuxt', 'astro'];
const MANIFEST = /(?:^|\/)(?:package\.json|pyproject\.toml|requirements\.txt)$/;
/** So many packages side by side are one project only where something says so. */
const MANY = 5;

/** A port in code and templates: `PORT || 3001`, `PORT=3001`, `.listen(3001`, `uvicorn.run(app, port=8000)`. */
const PORT = /(?<!\w)(?!FRONT|CLIENT|WEB|UI_|DASH|VITE|NEXT)(?:\w+_)?PORT["']?[\])]?\s*(?:\|\||\?\?|,)\s*["']?(\d{4,5})\b|\b(?:const|let|var) port = (\d{4,5})\b|\.listen\(\s*(\d{4,5})\b|\brun\([^)\n]*\bport\s*=\s*(\d{4,5})\b/g;
const PORT_LINE = /^(?:(?:API|APP|SERVER|BACKEND)_)?PORT\s*=\s*(\d{4,5})\b/gm;
/** What every text with a port in code has. */
const MAY_NAME_PORT = /port|\.listen\(/i;
/** What puts `.env` into the environment: a library, an option of Node or of compose, a framework. */
const DOTENV = /\bload_dotenv\b|["']dotenv(?:\/config|-\w+)?["'](?!\s*:)|\bdotenv\/config\b|\benv_file\b|\bdecouple\b|\bread_env\(|--env-file\b|\bloadEnvFile\(|@nestjs\/config(?!["']\s*:)|@next\/env|"(?:next|nuxt)"\s*:|\bpython-dotenv\b|\bdotenv_values\b|\bdynaconf\b/;
/** A file by another name is read in its place, or one in a folder that only the code knows. */
const OTHER_FILE = /\b(?:AutoConfig|RepositoryEnv)\(\s*[^)\s]|\b(?:dotenv\S*\.(?:config|load)|load_dotenv|read_env)\((?:[^()]|\([^()]*\))*[\w-]\.env["']/;

/** Whether a file tells about a package's surroundings, beside those that every fact comes from. */
export function isSurrounding(path: string): boolean {
  return isEnvTemplate(path) || README.test(path) || VENDOR_NOTE.test(path) || /(?:^|\/)angular\.json$/.test(path);
}

/** Reads the surroundings of the package in a folder, whose own code is `own`. */
export function surroundingsOf(dir: string, own: readonly SourceText[], all: ReadonlyMap<string, SourceText>, files: readonly SourceText[]): Surroundings {
  const templates = files.filter(({ path }) => isEnvTemplate(path) && isAbove(dirOf(path), dir));
  const nearest = templates.filter(({ path }) => dirOf(path) === dir);
  const composes = files.filter(({ path }) => COMPOSE.test(path) && isAbove(dirOf(path), dir));
  const named = (nearest.length > 0 ? nearest : templates).flatMap(({ text }) => Array.from(text.matchAll(/^[ \t]*#?[ \t]*(?:export[ \t]+)?([A-Z][A-Z0-9_]*)[ \t]*=/gm), ([, name]) => name!));
  const composed = composes.flatMap(({ text }) => Array.from(text.matchAll(/^[ \t]+(?:-[ \t]*["']?)?([A-Z][A-Z0-9_]*)[ \t]*[:=]/gm), ([, name]) => name!));
  const said = [
    ...templates.flatMap(({ text }) => addressLines(text)),
    ...own.flatMap(({ text }) => (text.includes('localhost:') || text.includes('127.0.0.1:') ? inCode(text) : [])),
    ...frontendPorts(dir, all, files).map(localhost),
    ...composes.flatMap(({ text }) => [...addressLines(text), ...composePorts(text).map(localhost)]),
  ];
  const told = said.length > 0 ? said : files.filter(({ path }) => README.test(path) && isAbove(dirOf(path), dir))
    .flatMap(({ text }) => text.split('\n').filter((line) => /front-?\s?end|client|web app|\bUI\b|dashboard/i.test(line)).flatMap(localOrigins));
  const library = libraryIn(dir, files);
  const ownPorts = [...new Set([...nearest.flatMap(({ text }) => portsIn(text, PORT_LINE)), ...own.flatMap(({ text }) => (MAY_NAME_PORT.test(text) ? portsIn(text, PORT) : []))])];
  const manifests = files.filter(({ path }) => dirOf(path) === dir && !isEnvTemplate(path) && !README.test(path));
  return {
    declaredNames: [...new Set([...named, ...composed])],
    localOrigins: [...new Set(told)].filter((origin) => !ownPorts.some((port) => origin.endsWith(`:${port}`))).slice(0, 6),
    ownPorts, readsDotenv: [...own, ...manifests, ...composes].some(({ text }) => DOTENV.test(text)) && !own.some(({ text }) => OTHER_FILE.test(text)),
    ...(library !== undefined && { library }),
  };
}

/** Local origins on lines that set a front end's address: `FRONTEND_URL=http://localhost:3000`. */
function addressLines(text: string): string[] {
  return text.split('\n').filter((line) => FRONTEND_NAME.test(line.trim().replace(/^- *["']?/, ''))).flatMap(localOrigins);
}

function portsIn(text: string, pattern: RegExp): number[] {
  return Array.from(text.matchAll(pattern), ([, ...ports]) => Number(ports.find((port) => port !== undefined)));
}

/** Why a package is for others to run. */
function libraryIn(dir: string, files: readonly SourceText[]): string | undefined {
  const manifest = files.find(({ path }) => path === join(dir, 'package.json'))?.text ?? '';
  const isVendored = files.some(({ path }) => VENDOR_NOTE.test(path) && dirOf(path) === dir) || /"description"\s*:\s*"[^"]*\bvendored\b/i.test(manifest);
  if (isVendored || /(?:^|\/)(?:vendor(?:ed)?|third[_-]party)(?:\/|$)/.test(dir)) return 'vendored code';
  const name = /"name"\s*:\s*"([^"]+)"/.exec(manifest)?.[1];
  const isStarted = /"(?:start|serve|start:\w+)"\s*:/.test(manifest);
  const isAsked = ({ path, text }: SourceText) => /(?:^|\/)package\.json$/.test(path) && dirOf(path) !== dir && text.includes(`"${name}":`);
  return name !== undefined && !isStarted && files.some(isAsked) ? 'a package that others of the repository import' : undefined;
}

function localhost(port: number): string {
  // Browsers leave out the usual port.
  return port === 80 ? 'http://localhost' : `http://localhost:${port}`;
}

function localOrigins(text: string): string[] {
  return text.match(LOCAL) ?? [];
}

/** Local origins in lists of URLs, and where the code has one for a front end's address. */
function inCode(text: string): string[] {
  return [...(text.match(URL_LIST) ?? []).flatMap(localOrigins), ...Array.from(text.matchAll(ADDRESS), ([, origin]) => origin!)];
}

/** Ports on which the front ends of the package's project serve their pages while they are developed. */
function frontendPorts(dir: string, all: ReadonlyMap<string, SourceText>, files: readonly SourceText[]): number[] {
  return files.filter(({ path }) => /(?:^|\/)package\.json$/.test(path) && isOneProject(dir, dirOf(path), files)).flatMap(({ path, text }): number[] => {
    const served = SERVED_BY.find(([dependency]) => text.includes(`"${dependency}"`));
    const serves = /"(?:dev|start|serve|client|dev:\w+|start:\w+)"\s*:\s*"[^"]*\b(?:next|nuxt|nuxi|react-scripts|craco|ng|vue-cli-service|astro|vite|vinxi|react-router|remix)\b/;
    const folder = dirOf(path);
    // What answers requests as well serves its own pages.
    if (!served || !serves.test(text) || (folder === dir && SERVES_REQUESTS.includes(served[0]))) return [];
    const script = /"(?:dev|start|serve)"\s*:\s*"[^"]*(?:-p|--port)[ =](\d{2,5})/.exec(text)?.[1];
    const config = ['ts', 'js', 'mts', 'mjs'].map((end) => all.get(join(folder, `vite.config.${end}`))).find((found) => found !== undefined);
    const angular = files.find((file) => file.path === join(folder, 'angular.json'));
    const configured = /\bserver\s*:\s*\{[^}]*?\bport\s*:\s*(\d{2,5})/.exec(config?.text ?? '')?.[1] ?? /"port"\s*:\s*(\d{2,5})/.exec(angular?.text ?? '')?.[1];
    return [Number(script ?? configured ?? served[1])];
  });
}

/** Whether two packages belong to one project: one folder holds the other, or what stands around both holds few, or ties them together. */
function isOneProject(one: string, other: string, files: readonly SourceText[]): boolean {
  if (isAbove(one, other) || isAbove(other, one)) return one !== '' || !isCollection('', files);
  let around = dirOf(one);
  while (!isAbove(around, other)) around = dirOf(around);
  return !isCollection(around, files);
}

/** A folder of many packages that nothing ties together, such as one of examples. */
function isCollection(dir: string, files: readonly SourceText[]): boolean {
  const inside = files.filter(({ path }) => isAbove(dir, dirOf(path)) && !isSurrounding(path));
  const depth = dir === '' ? 0 : dir.split('/').length;
  const packages = new Set(inside.filter(({ path }) => MANIFEST.test(path) && dirOf(path) !== dir).map(({ path }) => path.split('/')[depth]));
  return packages.size >= MANY && !inside.some(({ path }) => dirOf(path) === dir);
}

/** Host ports of the services that a compose file calls a front end. */
function composePorts(text: string): number[] {
  const services = text.split(/^(?= {2}[\w-]+:[ \t]*$)/m);
  return services.flatMap((service) => {
    const name = /^ {2}([\w-]+):/.exec(service)?.[1];
    const port = name !== undefined && FRONTEND_SERVICE.test(name) ? /^\s*-\s*["']?(?:[\d.]+:)?(\d{2,5}):\d+/m.exec(service)?.[1] : undefined;
    return port === undefined ? [] : [Number(port)];
  });
}
