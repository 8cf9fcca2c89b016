/**
 * Labels the JavaScript and TypeScript files of checkouts as back end or front end, with the parser and the module
 * resolution of TypeScript and an import graph of its own, and compares checkmod's zones. Shares no code with checkmod.
 *
 *   node bench/node-zones.mjs [--list] [--table TABLE.md] [--zones 'npx jiti bench/zones.ts'] CHECKOUT...
 *
 * A file is back end when imports lead to it from a server entry (a file that imports a server framework, an ORM or a
 * queue, or a route file of Next) and not from a browser entry (JSX, 'use client', an import of a user interface library);
 * front end the other way round; a file that both reach has no label, and neither has one that nothing reaches. Tests,
 * scripts, migrations, built files and what is served as it is are not labelled.
 *
 * Per checkout it prints the labelled files, the share whose side checkmod tells the same, the share of back-end files in
 * the zones that are fixed by default, and the calls of `console` in label and zones beside the J-con column of TABLE.md.
 */
import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';

const SOURCE = /(?<!\.d)\.[cm]?[jt]sx?$/;
const OTHERS = /(^|\/)(node_modules|bower_components|vendor|dist|build|out|\.next|coverage|generated|artifacts|typechain)\/|\.min\.js$|[-.][A-Za-z0-9_]{8}\.js$/;
const NOT_LABELLED = new RegExp(
  '(^|/)(tests?|testing|__tests__|e2e|fixtures|mocks|__mocks__|specs?|cypress|k6|load-tests|scripts?|bin|tools?|examples?|demos?|docs|benchmarks?' +
  '|deploy|infra|seeds?|seeders?|migrations|debug|sandbox|archived?|legacy|public|static|assets|\\.[^/]+)/' +
  '|\\.(test|spec|e2e-spec|stories|story|cy|mock|config)\\.[cm]?[jt]sx?$' +
  '|^([^/]+/){0,2}(test|check|debug|fix|verify|seed|setup|create|run|migrate|demo|init|validate|jest|vitest|playwright)[-_.A-Z][^/]*$');
const SERVER_PACKAGES = new Set(`express fastify koa @koa/router koa-router hono elysia @hapi/hapi restify polka @nestjs/common @nestjs/core
  @nestjs/config @nestjs/swagger @nestjs/typeorm @nestjs/mongoose @nestjs/jwt @nestjs/passport @nestjs/websockets @nestjs/microservices socket.io ws
  bullmq bull kafkajs amqplib node-cron cron @prisma/client mongoose sequelize typeorm pg mysql2 mongodb knex ioredis redis nodemailer jsonwebtoken
  bcrypt bcryptjs graphql-yoga apollo-server apollo-server-express @apollo/server @trpc/server @pothos/core firebase-admin firebase-functions
  express-rate-limit express-validator helmet cors multer passport winston pino morgan server-only next/server next/headers @modelcontextprotocol/sdk`.split(/\s+/));
const INTERFACE_PACKAGES = new Set(`react react-dom react-dom/client react-native expo vue vue-router pinia svelte @angular/core solid-js preact
  react-router-dom react-router next/navigation next/link next/image next/router zustand react-redux @reduxjs/toolkit @tanstack/react-query swr
  react-hook-form framer-motion lucide-react sonner wagmi expo-router expo-notifications expo-secure-store @react-native-async-storage/async-storage`.split(/\s+/));
/** Files that Next runs on the server by their place. */
const SERVER_ROUTE = /(^|\/)app\/(.*\/)?(route|sitemap|robots)\.[jt]sx?$|(^|\/)pages\/api\//;
const EXTENSIONS = ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.mts', '.cts'];
const CONFIG_HOST = { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} };

const { values: options, positionals: checkouts } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean' }, table: { type: 'string' }, zones: { type: 'string', default: 'npx jiti bench/zones.ts' } },
});
const wanted = options.table === undefined ? new Map() : consoleCalls(readFileSync(options.table, 'utf8'));
const total = { labelled: 0, same: 0, back: 0, served: 0 };
console.log(`${'repository'.padEnd(44)}  label: back front both none   same side   back as server/library   console: table label zones`);
for (const checkout of checkouts) {
  const row = measure(resolve(checkout));
  for (const key of Object.keys(total)) total[key] += row[key];
  const { back, labels, same, labelled, served, consoles, differences } = row;
  const counts = ['back', 'front', 'both', 'none'].map((label) => String([...labels.values()].filter((each) => each === label).length).padStart(5)).join(' ');
  const name = basename(checkout).replace('__', '/');
  console.log(`${name.padEnd(44)}  ${counts}   ${share(same, labelled)}   ${share(served, back)}   ${String(wanted.get(name) ?? '-').padStart(5)} ${String(consoles.label).padStart(5)} ${String(consoles.zones).padStart(5)}`);
  if (options.list) for (const line of differences) console.log(`    ${line}`);
}
console.log(`same side: ${share(total.same, total.labelled)}; back end as server or library: ${share(total.served, total.back)}`);

function share(part, whole) {
  return `${String(part).padStart(5)}/${String(whole).padEnd(5)} ${whole === 0 ? '     -' : `${((100 * part) / whole).toFixed(1)} %`.padStart(7)}`;
}

function measure(root) {
  const tracked = execFileSync('git', ['-C', root, 'ls-files', '-z'], { encoding: 'utf8', maxBuffer: 1 << 28 }).split('\0').filter(Boolean);
  const paths = tracked.filter((path) => SOURCE.test(path) && !OTHERS.test(path) && lstatSync(join(root, path), { throwIfNoEntry: false })?.isFile());
  const modules = new Map(paths.map((path) => [path, read(root, path)]));
  const resolveImport = resolver(root, tracked, new Set(paths));
  for (const module of modules.values()) module.targets = module.imports.map((name) => resolveImport(name, module.path)).filter(Boolean);
  const back = closure([...modules.values()].filter(isServerEntry), modules);
  const front = closure([...modules.values()].filter(isBrowserEntry), modules);
  const labels = new Map(paths.filter((path) => !NOT_LABELLED.test(path) && !modules.get(path).isGenerated).map((path) =>
    [path, back.has(path) ? (front.has(path) ? 'both' : 'back') : front.has(path) ? 'front' : 'none']));

  const [command, ...args] = options.zones.split(' ');
  const zones = JSON.parse(execFileSync(command, [...args, root], { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }));
  const row = { labels, labelled: 0, same: 0, back: 0, served: 0, consoles: { label: 0, zones: 0 }, differences: [] };
  for (const [path, label] of labels) {
    const { zone, reason } = zones[path] ?? { zone: 'none' };
    const isServed = zone === 'server' || zone === 'library';
    if (label === 'back') row.consoles.label += modules.get(path).consoles;
    if (label !== 'back' && label !== 'front') continue;
    row.labelled++;
    const side = isServed || ['cli', 'script', 'orphan'].includes(zone) ? 'back' : ['frontend', 'static', 'shared'].includes(zone) ? 'front' : zone;
    row.same += side === label;
    if (label === 'back') {
      row.back++;
      row.served += isServed;
    }
    if (side !== label || (label === 'back' && !isServed)) row.differences.push(`${label === side ? '       ' : 'DIFFERS'} ${path}: labelled ${label}, zone ${zone}: ${reason}`);
  }
  for (const [path, { zone }] of Object.entries(zones)) if (zone === 'server' || zone === 'library') row.consoles.zones += modules.get(path)?.consoles ?? 0;
  return row;
}

/** What the tree of a file says: its imports, whether it draws, and its calls of console. */
function read(root, path) {
  const text = readFileSync(join(root, path), 'utf8');
  const kind = /\.[cm]?ts$/.test(path) ? ts.ScriptKind.TS : ts.ScriptKind.TSX;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, kind);
  const module = { path, imports: [], types: [], hasJsx: false, directive: undefined, consoles: 0, targets: [] };
  for (const statement of tree.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break;
    if (/^use (client|server)$/.test(statement.expression.text)) module.directive = statement.expression.text;
  }
  const heading = text.slice(0, tree.statements[0]?.getStart(tree) ?? 0);
  module.isGenerated = /@generated|do not edit|(this file (is|was) (auto-?|automatically )?|code |^[\s/*]*auto-?)generated by/im.test(heading);
  const visit = (node) => {
    if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) module.hasJsx = true;
    const specifier = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier
      : ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference) ? node.moduleReference.expression
        : ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node.expression) && node.expression.text === 'require')) ? node.arguments[0]
          : undefined;
    if (specifier && ts.isStringLiteralLike(specifier)) (isTypeOnly(node) ? module.types : module.imports).push(specifier.text);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && ts.isIdentifier(node.expression.expression) && node.expression.expression.text === 'console') module.consoles++;
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return module;
}

function isTypeOnly(node) {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = ts.isImportDeclaration(node) ? node.importClause : undefined;
  if (!clause) return false;
  const named = clause.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : undefined;
  return clause.isTypeOnly || (!clause.name && named !== undefined && named.length > 0 && named.every((each) => each.isTypeOnly));
}

function isServerEntry({ path, imports, directive, hasJsx }) {
  if (NOT_LABELLED.test(path) || directive === 'use client') return false;
  if (SERVER_ROUTE.test(path)) return true;
  return !hasJsx && (directive === 'use server' || imports.some((name) => SERVER_PACKAGES.has(name) || name.startsWith('@modelcontextprotocol/sdk/server')));
}

function isBrowserEntry({ path, imports, directive, hasJsx }) {
  return !NOT_LABELLED.test(path) && !SERVER_ROUTE.test(path) && directive !== 'use server' && (hasJsx || directive === 'use client' || imports.some((name) => INTERFACE_PACKAGES.has(name)));
}

function closure(entries, modules) {
  const seen = new Set(entries.map(({ path }) => path));
  for (const path of seen) for (const target of modules.get(path).targets) seen.add(target);
  return seen;
}

/** TypeScript's own resolution with the options of the nearest tsconfig, then packages of the workspace by name. */
function resolver(root, tracked, paths) {
  const configs = new Set(tracked.filter((path) => /(^|\/)[jt]sconfig(\.app|\.node|\.server)?\.json$/.test(path)));
  const packages = new Map();
  for (const path of tracked.filter((each) => /(^|\/)package\.json$/.test(each) && !OTHERS.test(each))) {
    try {
      const { name } = JSON.parse(readFileSync(join(root, path), 'utf8'));
      if (name) packages.set(name, dirname(path));
    } catch { /* a template of a manifest */ }
  }
  const options = new Map();
  const optionsOf = (config) => {
    if (!options.has(config)) {
      const parsed = ts.getParsedCommandLineOfConfigFile(join(root, config), {}, { ...CONFIG_HOST, readDirectory: () => [] });
      options.set(config, { ...parsed?.options, allowJs: true, moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext });
    }
    return options.get(config);
  };
  const inRepository = (file) => {
    const path = file === undefined ? undefined : relative(root, file).split('\\').join('/');
    return path !== undefined && paths.has(path) ? path : undefined;
  };
  const find = (base) => [base, ...EXTENSIONS.map((each) => base + each), ...EXTENSIONS.map((each) => `${base}/index${each}`), base.replace(/\.js$/, '.ts'), base.replace(/\.js$/, '.tsx')]
    .map((each) => join('.', each)).find((each) => paths.has(each));

  return (name, from) => {
    for (let dir = dirname(from); ; dir = dirname(dir)) {
      for (const file of ['tsconfig.json', 'jsconfig.json', 'tsconfig.app.json', 'tsconfig.server.json']) {
        const config = join(dir, file);
        if (!configs.has(config)) continue;
        const found = inRepository(ts.resolveModuleName(name, join(root, from), optionsOf(config), ts.sys).resolvedModule?.resolvedFileName);
        if (found) return found;
      }
      if (dir === '.') break;
    }
    if (name.startsWith('.')) return find(join(dirname(from), name));
    const workspace = [...packages].find(([each]) => name === each || name.startsWith(`${each}/`));
    if (workspace) {
      const rest = name.slice(workspace[0].length + 1);
      return (rest ? [rest, `src/${rest}`] : ['src/index', 'index', 'src/main']).map((each) => find(join(workspace[1], each))).find(Boolean);
    }
    if (!/^[@~]\//.test(name)) return undefined;
    for (let dir = dirname(from); ; dir = dirname(dir)) {
      const found = find(join(dir, 'src', name.slice(2))) ?? find(join(dir, name.slice(2)));
      if (found || dir === '.') return found;
    }
  };
}

/** The J-con column of the tables. */
function consoleCalls(table) {
  const numbers = new Map();
  let column = -1;
  for (const line of table.split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    if (cells.includes('J-con')) column = cells.indexOf('J-con');
    else if (/^\d+$/.test(cells[column] ?? '')) numbers.set(cells[1].split('@')[0], Number(cells[column]));
  }
  return numbers;
}
