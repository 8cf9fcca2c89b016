// Whether what checkmod writes still compiles: the errors of the TypeScript compiler in the files it changes, before and
// after, of the codes that a missing name, a wrong argument or an unused import would have.
//
//   node bench/type-errors.mjs CHECKOUTS 'node bin/checkmod.js' [--unsafe] [name…]
//
// CHECKOUTS holds git repositories, one per folder; `name`s choose among them. The types of Node, of web frameworks and of
// loggers are installed from npm once, beside the copies that are changed; those of a repository's other packages are
// not, so what they would tell is missing before and after alike.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const PACKAGES = [
  '@types/node@20', 'pino', 'winston', 'bunyan', '@types/bunyan', 'log4js', '@nestjs/common', '@nestjs/core', '@nestjs/platform-express', 'rxjs', 'reflect-metadata',
  'express', '@types/express', 'cors', '@types/cors', 'fastify', '@fastify/cors', 'hono', 'socket.io', 'zod',
];
/** An unknown name, a missing export or module, a wrong argument or their number, no overload, a value of type unknown, an unused name. */
const CODES = new Set([2304, 2305, 2307, 2345, 2554, 2769, 18046, 6133]);

const args = process.argv.slice(2);
const unsafe = args.includes('--unsafe');
const [checkouts, command, ...names] = args.filter((arg) => arg !== '--unsafe');
if (!checkouts || !command) {
  process.stderr.write("usage: node bench/type-errors.mjs CHECKOUTS 'node bin/checkmod.js' [--unsafe] [name…]\n");
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'checkmod-types-'));
writeFileSync(join(folder, 'package.json'), '{}');
execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', ...PACKAGES], { cwd: folder, stdio: 'inherit' });

let worse = 0;
for (const name of readdirSync(checkouts).filter((each) => names.length === 0 || names.includes(each))) {
  const copy = join(folder, 'repositories', name);
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(resolve(checkouts, name), copy, { recursive: true, filter: (path) => !/[/\\]node_modules$/.test(path) });
  const [program, ...more] = command.split(' ').map((part) => (existsSync(part) ? resolve(part) : part));
  const report = JSON.parse(execFileSync(program, [...more, 'run', '-f', 'json', ...(unsafe ? ['--unsafe'] : [])], { cwd: copy, encoding: 'utf8', maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'ignore'] }));
  const changed = report.files.filter(({ path, status }) => status === 'changed' && /\.[cm]?tsx?$/.test(path)).map(({ path }) => join(copy, path));
  const before = errorsIn(changed, copy);
  execFileSync(program, [...more, 'run', '--write', '--allow-dirty', '-f', 'json', ...(unsafe ? ['--unsafe'] : [])], { cwd: copy, maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'ignore'] });
  const after = errorsIn(changed, copy);
  const added = [...after].filter(([key]) => !before.has(key)).map(([, text]) => text);
  worse += added.length;
  process.stdout.write(`${name}: ${changed.length} changed files, ${before.size} errors before, ${after.size} after, ${added.length} new\n${added.map((text) => `  ${text}\n`).join('')}`);
  rmSync(copy, { recursive: true });
}
rmSync(folder, { recursive: true });
process.exit(worse > 0 ? 1 : 0);

/** The errors of some files by file, code and the name they are about, each with its text; one program per `tsconfig.json`. */
function errorsIn(files, root) {
  const found = new Map();
  for (const config of new Set(files.map((file) => configFor(file, root)))) {
    const own = files.filter((file) => configFor(file, root) === config);
    const program = ts.createProgram(own, optionsOf(config));
    for (const file of own) {
      const source = program.getSourceFile(file);
      const all = source ? [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)] : [];
      for (const { code, messageText, start = 0 } of all.filter((each) => CODES.has(each.code))) {
        const message = ts.flattenDiagnosticMessageText(messageText, ' ');
        if (code === 2307 && !/'[.@~#]/.test(message)) continue;
        const path = relative(root, file);
        const { line } = source.getLineAndCharacterOfPosition(start);
        found.set(`${path} ${code} ${/'([^']*)'/.exec(message)?.[1] ?? ''}`, `${path}:${line + 1} TS${code} ${message.slice(0, 200)}`);
      }
    }
  }
  return found;
}

function configFor(file, root) {
  for (let dir = dirname(file); dir.startsWith(root); dir = dirname(dir)) {
    const path = join(dir, 'tsconfig.json');
    if (existsSync(path)) return path;
  }
  return undefined;
}

function optionsOf(config) {
  const own = config === undefined ? {} : ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config ?? {}, ts.sys, dirname(config)).options;
  return {
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, esModuleInterop: true, strict: true,
    ...own, noEmit: true, skipLibCheck: true, composite: false, incremental: false, types: ['node'], typeRoots: [join(folder, 'node_modules/@types')], noUnusedLocals: true,
  };
}
