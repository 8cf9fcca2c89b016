import type { JavaScriptImport } from './imports.ts';

/** What calling or constructing something of a package means. */
interface Meaning {
  /** Of what the package exports as a whole. */
  readonly default?: string;
  readonly names?: { readonly [name: string]: string };
}

const HTTP: Meaning = { names: { createServer: 'runs an HTTP server', createSecureServer: 'runs an HTTP server' } };
const QUEUE: Meaning = { default: 'works on a queue', names: { Worker: 'works on a queue', Queue: 'feeds a queue', QueueEvents: 'works on a queue', FlowProducer: 'feeds a queue' } };
const KOA_ROUTER: Meaning = { default: 'defines Koa routes', names: { Router: 'defines Koa routes' } };
/** What a one-off script does as well: it shows a server only in a module that others can take something from. */
const CONNECTS = 'connects to MongoDB';
const APOLLO: Meaning = { names: { ApolloServer: 'serves GraphQL' } };

/** Packages whose use makes a file part of a server. */
const BUILDERS: { readonly [name: string]: Meaning } = {
  express: { default: 'builds an Express app', names: { Router: 'defines Express routes' } },
  'express-promise-router': { default: 'defines Express routes' },
  fastify: { default: 'builds a Fastify app', names: { fastify: 'builds a Fastify app', Fastify: 'builds a Fastify app' } },
  'fastify-plugin': { default: 'is a Fastify plugin' },
  koa: { default: 'builds a Koa app' },
  'koa-router': KOA_ROUTER,
  '@koa/router': KOA_ROUTER,
  hono: { default: 'builds a Hono app', names: { Hono: 'builds a Hono app' } },
  'hono/quick': { names: { Hono: 'builds a Hono app' } },
  'hono/factory': { names: { createFactory: 'builds a Hono app', createMiddleware: 'is middleware of a Hono app' } },
  '@hono/zod-openapi': { names: { OpenAPIHono: 'builds a Hono app' } },
  '@hono/node-server': { names: { serve: 'runs an HTTP server' } },
  elysia: { default: 'builds an Elysia app', names: { Elysia: 'builds an Elysia app' } },
  '@hapi/hapi': { names: { server: 'builds a Hapi server', Server: 'builds a Hapi server' } },
  restify: { names: { createServer: 'builds a Restify server' } },
  polka: { default: 'builds a Polka app' },
  connect: { default: 'builds a Connect app' },
  http: HTTP, https: HTTP, http2: HTTP, net: HTTP,
  'socket.io': { default: 'builds a Socket.IO server', names: { Server: 'builds a Socket.IO server' } },
  ws: { names: { Server: 'builds a WebSocket server', WebSocketServer: 'builds a WebSocket server' } },
  bullmq: QUEUE, bull: QUEUE, 'bee-queue': QUEUE,
  agenda: { default: 'runs scheduled jobs', names: { Agenda: 'runs scheduled jobs' } },
  'pg-boss': { default: 'works on a queue' },
  kafkajs: { names: { Kafka: 'works with Kafka' } },
  amqplib: { names: { connect: 'works on a message queue' } },
  nats: { names: { connect: 'works on a message queue' } },
  'node-cron': { names: { schedule: 'runs scheduled jobs' } },
  cron: { names: { CronJob: 'runs scheduled jobs' } },
  'node-schedule': { names: { scheduleJob: 'runs scheduled jobs' } },
  'graphql-yoga': { names: { createYoga: 'serves GraphQL', createSchema: 'defines a GraphQL schema' } },
  'apollo-server': APOLLO, 'apollo-server-express': APOLLO, '@apollo/server': APOLLO,
  '@pothos/core': { default: 'defines a GraphQL schema' },
  '@trpc/server': { default: 'defines tRPC procedures', names: { initTRPC: 'defines tRPC procedures', create: 'defines tRPC procedures' } },
  mongoose: { names: { model: 'defines Mongoose models', connect: CONNECTS, Schema: 'defines Mongoose models', createConnection: CONNECTS } },
  'firebase-functions': { names: { onRequest: 'is a cloud function', onCall: 'is a cloud function' } },
  'firebase-functions/v2/https': { names: { onRequest: 'is a cloud function', onCall: 'is a cloud function' } },
  'firebase-functions/v2/scheduler': { names: { onSchedule: 'is a cloud function' } },
  'firebase-functions/v2/firestore': { names: { onDocumentCreated: 'is a cloud function', onDocumentUpdated: 'is a cloud function', onDocumentWritten: 'is a cloud function' } },
  '@google-cloud/functions-framework': { names: { http: 'is a cloud function', cloudEvent: 'is a cloud function' } },
  'serverless-http': { default: 'is a serverless handler' },
  telegraf: { default: 'builds a Telegram bot', names: { Telegraf: 'builds a Telegram bot' } },
  'node-telegram-bot-api': { default: 'builds a Telegram bot' },
  grammy: { names: { Bot: 'builds a Telegram bot' } },
  'discord.js': { names: { Client: 'builds a Discord bot' } },
  '@slack/bolt': { names: { App: 'builds a Slack app' } },
  '@modelcontextprotocol/sdk': { names: { McpServer: 'builds an MCP server', Server: 'builds an MCP server' } },
  '@grpc/grpc-js': { names: { Server: 'builds a gRPC server' } },
  '@temporalio/worker': { names: { create: 'builds a Temporal worker' } },
  inngest: { names: { serve: 'serves background functions', Inngest: 'defines background functions' } },
  h3: { names: { createApp: 'builds an H3 app', defineEventHandler: 'handles requests', eventHandler: 'handles requests' } },
};

export const NEST_PART = 'is part of a Nest app';

/** Packages of which every import says that the file is part of a server. */
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/^@nestjs\/(?!testing|cli|schematics)/, NEST_PART],
  [/^server-only$/, 'is marked as server-only'],
  [/^@sveltejs\/kit\/node$/, 'is part of a SvelteKit server'],
];

/** What only runs on a server, though it may be a script as well: drivers, mail, hashing, the file system, processes. */
const SERVER_ONLY =
  /^(?:@prisma\/client|\.prisma\/client|pg|mysql2?(?:\/promise)?|mongodb|mongoose|better-sqlite3|sqlite3|sequelize|typeorm|knex|drizzle-orm\/(?:node-postgres|postgres-js|mysql2|neon-http|d1|libsql|better-sqlite3)|postgres|ioredis|redis|@upstash\/(?:redis|ratelimit)|nodemailer|jsonwebtoken|bcrypt(?:js)?|argon2|firebase-admin(?:\/.*)?|stripe|twilio|@sendgrid\/mail|resend|multer|passport|winston|pino|express|koa|fastify|@aws-sdk\/.+|aws-sdk|next\/(?:server|headers|cache)|@clerk\/(?:nextjs\/server|express|backend)|(?:node:)?(?:fs(?:\/promises)?|child_process|cluster|worker_threads|async_hooks|http2?|https|net|tls|dgram|dns|os))$/;

/** Packages that only a user interface imports. */
const INTERFACE =
  /^(?:react(?!-email|-server|$)[\w-]*(?:\/.*)?|react-dom\/client|vue|vue-router|vuex|pinia|@vue\/.+|@vueuse\/.+|svelte(?:\/.*)?|@angular\/.+|solid-js(?:\/.*)?|preact(?:\/.*)?|expo(?:-[\w-]+)?(?:\/.*)?|@react-(?:native|navigation|three)[\w-]*\/.+|@expo\/.+|next\/(?:navigation|link|image|router|dynamic|script|head|font\/.*)|next-auth\/react|next-themes|next-intl|@tanstack\/(?:react|vue|svelte)-.+|zustand(?:\/.*)?|jotai|recoil|swr|@reduxjs\/toolkit(?:\/.*)?|redux(?:-[\w-]+)?|lucide-react|framer-motion|sonner|class-variance-authority|tailwind-merge|@radix-ui\/.+|@mui\/.+|@chakra-ui\/.+|@headlessui\/.+|@heroicons\/.+|antd|wagmi|@rainbow-me\/.+|@testing-library\/.+|@clerk\/(?:nextjs|clerk-react)|@stripe\/(?:stripe-js|react-stripe-js)|@supabase\/auth-helpers-react|@dnd-kit\/.+|recharts|chart\.js|three|phaser|pixi\.js|jquery)$/;

const COMMAND_LINE = /^(?:commander|yargs(?:\/.*)?|inquirer|@inquirer\/.+|@oclif\/.+|meow|cac|prompts|enquirer|@clack\/prompts|ora|minimist|ink|vorpal|caporal|citty|clipanion)$/;
/** Reads files by line too, where it does not read from the terminal. */
const READLINE = /^(?:node:)?readline(?:\/promises)?$/;

/** Code at any place that shows a server without an import to look up. */
const STATEMENTS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:Deno|Bun)\.serve\s*\(/, 'runs an HTTP server'],
  [/^export\s+default\s*\{[^}]{0,200}?\b(?:async\s+)?(?:fetch|scheduled|queue)\s*(?:\(|:)/m, 'is a worker that answers requests'],
  [/^(?:module\.)?exports\.handler\s*=|^export\s+(?:const\s+(?:handler|lambdaHandler)\b[^=\n]*=|(?:async\s+)?function\s+(?:handler|lambdaHandler)\s*\()/m, 'is a serverless handler'],
  [/^(?:module\.)?exports(?:\.\w+)?\s*=\s*(?:functions|onRequest|onCall|onSchedule)\b/m, 'is a cloud function'],
  [/^module\.exports\s*=\s*async\s*(?:function\s*)?\w*\s*\(\s*context\s*,\s*\w*req\w*\s*\)/m, 'is a serverless handler'],
  [/\b(?:req|request|_req|_request|_)\s*(?::[^,()=]{1,80})?,\s*_?(?:res|response|reply)\b\s*(?::[^,()=]{1,80})?(?:,\s*_?next\b[^()=]{0,40})?\)\s*(?::[^={]{1,60})?(?:=>|\{)/, 'handles requests'],
  [/(?:\b(?:app|server|fastify)|[rR]outer)\s*\.\s*(?:get|post|put|patch|delete|all|options|route)\s*(?:<[^()]{0,200}>)?\(\s*["'`]/, 'handles requests of an app'],
  [/[qQ]ueue\s*\.\s*process\s*\(/, 'works on a queue'],
  [/\bdefine(?:Cached)?EventHandler\s*\(/, 'handles requests'],
];
const JSX = /<\/[A-Za-z>]|<[A-Za-z][\w.]*(?:\s[^<>;]*)?\/>/;
const DOM = /(?<![\w$.])(?:document\s*\.\s*(?:getElementById|querySelector(?:All)?|addEventListener|createElement|body|head|documentElement|cookie)|window\s*\.\s*(?:location|addEventListener|localStorage|navigator|open|scroll\w*)|(?:local|session)Storage\s*\.\s*\w+Item)\b/;
const SERVICE_WORKER = /(?<![\w$.])self\s*\.\s*(?:addEventListener\s*\(|skipWaiting\b|clients\b|registration\b)/;
const EXTENSION = /(?<![\w$.])(?:chrome|browser)\s*\.\s*(?:runtime|tabs|storage|action|contextMenus|webRequest|scripting)\b/;
const MAIN = /\brequire\.main\s*={2,3}\s*module\b|\bmodule\s*={2,3}\s*require\.main\b|\bimport\.meta\.main\b|\bimport\.meta\.url\s*={2,3}|={2,3}\s*import\.meta\.url\b|\bprocess\.argv\[1\]\s*={2,3}/;

const EXPORTS = /^export\b|\bexports\b/m;
const LISTENS = /\b(?:app|server|\w+Server)\s*\.\s*listen\s*\(/;
const APP_FILE = /^\.{1,2}\/(?:[\w./-]+\/)?(?:app|server)(?:\.[cm]?[jt]s)?$/i;

/** What shows that a file is part of a server, such as "builds an Express app"; undefined when nothing does. */
export function serverMarker(code: string, imports: readonly JavaScriptImport[]): string | undefined {
  const meanings = imports.flatMap((statement) => (statement.kind === 'type' || statement.kind === 'export' ? [] : meaningOf(statement, code) ?? []));
  const telling = meanings.find((meaning) => meaning !== CONNECTS);
  return telling ?? STATEMENTS.find(([pattern]) => pattern.test(code))?.[1] ?? (startsApp(code, imports) ? 'starts a server' : EXPORTS.test(code) ? meanings[0] : undefined);
}

/** `require('./app').listen(…)`, with the app in a file of its own. */
function startsApp(code: string, imports: readonly JavaScriptImport[]): boolean {
  return LISTENS.test(code) && imports.some(({ specifier, kind }) => kind !== 'type' && APP_FILE.test(specifier));
}

/** A package that only runs on a server and that the file imports: `pg`. */
export function serverPackage(imports: readonly JavaScriptImport[]): string | undefined {
  return imports.find(({ specifier, kind, names }) => kind !== 'type' && SERVER_ONLY.test(specifier) && !isPrismaTypes(specifier, names))?.specifier;
}

/** Enums and types of Prisma are for both sides. */
function isPrismaTypes(specifier: string, names: JavaScriptImport['names']): boolean {
  return specifier.endsWith('prisma/client') && names.length > 0 && !names.some(({ name }) => ['PrismaClient', 'default', '*'].includes(name));
}

/** What shows that a file is part of a user interface. */
export function interfaceMarker(code: string, imports: readonly JavaScriptImport[], path: string): string | undefined {
  if (/\.[cm]?ts$/.test(path) ? false : JSX.test(code)) return 'contains JSX';
  const imported = imports.find(({ specifier, kind, names }) => kind !== 'type' && (INTERFACE.test(specifier) || (specifier === 'react' && !isCacheOnly(names))));
  if (imported) return `imports ${imported.specifier}`;
  return undefined;
}

/** `cache` of React is for code on the server. */
function isCacheOnly(names: JavaScriptImport['names']): boolean {
  return names.length > 0 && names.every(({ name }) => name === 'cache');
}

/** The package that makes a file a command-line program. */
export function commandLinePackage(code: string, imports: readonly JavaScriptImport[]): string | undefined {
  const asks = /\bstdin\b/.test(code);
  return imports.find(({ specifier, kind }) => kind !== 'type' && (COMMAND_LINE.test(specifier) || (asks && READLINE.test(specifier))))?.specifier;
}

export const usesDom = (code: string): boolean => DOM.test(code) || code.includes('import.meta.env.VITE');
export const isServiceWorker = (code: string): boolean => SERVICE_WORKER.test(code);
export const isExtensionScript = (code: string): boolean => EXTENSION.test(code);
export const hasMainBlock = (code: string): boolean => MAIN.test(code);

function meaningOf({ specifier, kind, names, start }: JavaScriptImport, code: string): string | undefined {
  const part = PARTS.find(([pattern]) => pattern.test(specifier));
  if (part) return part[1];
  const name = specifier.replace(/^(?:node|npm|jsr):/, '').replace(/(?<=.)@[\^~\d][^/]*/, '');
  const row = BUILDERS[name] ?? BUILDERS[/^@modelcontextprotocol\/sdk(?=\/server)/.exec(name)?.[0] ?? ''];
  if (!row) return undefined;
  // require('fastify')() and require('express').Router()
  const direct = kind === 'require' ? /^[^)]{0,200}\)\s*(?:\(|\.\s*([\w$]+)\s*\()/.exec(code.slice(start, start + 300)) : null;
  if (direct) return direct[1] === undefined ? row.default : row.names?.[direct[1]];
  for (const { name: taken, as } of names) {
    const local = `(?<![\\w$.])${as.replaceAll('$', '\\$')}\\s*`;
    const isWhole = taken === 'default' || taken === '*';
    const own = isWhole ? row.default : row.names?.[taken];
    // `new Worker(…)`, `initTRPC.create()`, `Fastify<Server>(…)`
    const used = new RegExp(`\\bnew\\s+${local}|${local}(?:<[^()]{0,200}>)?${isWhole ? '\\(' : '[(.]'}`);
    if (own !== undefined && used.test(code)) return own;
    for (const match of isWhole && row.names ? code.matchAll(new RegExp(`${local}(?:\\.\\s*\\w+\\s*)?\\.\\s*([\\w$]+)\\s*(?:<[^()]{0,200}>)?\\(`, 'g')) : []) {
      if (Object.hasOwn(row.names!, match[1]!)) return row.names![match[1]!];
    }
  }
  return undefined;
}
