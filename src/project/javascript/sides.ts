import { asObject, type JsonObject } from './json.ts';

/** Which side of the wire a package is on, by what it depends on. */
export type Side = 'server' | 'browser' | 'both' | 'none';

/** Packages that only a process on a server has a use for. */
const SERVER = wordsOf(`express fastify koa hono @hono/node-server elysia @hapi/hapi restify polka @nestjs/core @nestjs/common @feathersjs/feathers
  @adonisjs/core @trpc/server apollo-server apollo-server-express @apollo/server graphql-yoga express-graphql socket.io ws uWebSockets.js
  mongoose mongodb sequelize typeorm pg mysql mysql2 better-sqlite3 sqlite3 @prisma/client knex drizzle-orm objection @mikro-orm/core redis ioredis
  bullmq bull bee-queue agenda amqplib kafkajs nats node-cron cron node-schedule nodemailer jsonwebtoken bcrypt bcryptjs argon2 passport multer
  helmet cors morgan winston pino express-session express-rate-limit cookie-parser body-parser firebase-admin firebase-functions
  @google-cloud/functions-framework @azure/functions aws-lambda serverless-http @vendia/serverless-express @cloudflare/workers-types wrangler
  telegraf grammy discord.js @slack/bolt @modelcontextprotocol/sdk @temporalio/worker @grpc/grpc-js moleculer inngest @elysiajs/cors`);
/** Packages that draw in a browser or on a phone. */
const BROWSER = wordsOf(`react react-dom react-scripts vue @vue/core nuxt svelte @sveltejs/kit @angular/core solid-js preact next gatsby astro
  react-native expo @remix-run/react @react-router/dev lit alpinejs jquery ember-source @ionic/core @builder.io/qwik`);
/** Frameworks whose packages hold both sides. */
const FULL_STACK = wordsOf('next nuxt @sveltejs/kit @remix-run/react @remix-run/node @react-router/dev astro @solidjs/start @tanstack/react-start blitz @redwoodjs/core');

/** The side of a package by its manifest: server dependencies it runs with, and any that draw. */
export function sideOf(manifest: JsonObject): Side {
  const own = namesIn(manifest, ['dependencies', 'optionalDependencies']);
  const all = namesIn(manifest, ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']);
  const serves = own.some((name) => SERVER.has(name)) || all.some((name) => name === 'wrangler' || name === '@nestjs/core');
  const draws = all.some((name) => BROWSER.has(name));
  return serves ? (draws ? 'both' : 'server') : draws ? 'browser' : 'none';
}

/** Whether the package is made with a framework that runs parts of it on the server. */
export function isFullStack(manifest: JsonObject): boolean {
  return namesIn(manifest, ['dependencies', 'devDependencies']).some((name) => FULL_STACK.has(name));
}

/** A package whose files are templates of `.vue` and the like, which import what nobody else seems to. */
export function hasTemplates(manifest: JsonObject): boolean {
  return namesIn(manifest, ['dependencies', 'devDependencies']).some((name) => /^(?:vue|nuxt|svelte|astro)$/.test(name));
}

export function dependenciesOf(manifest: JsonObject): string[] {
  return namesIn(manifest, ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']);
}

function namesIn(manifest: JsonObject, fields: readonly string[]): string[] {
  return fields.flatMap((field) => Object.keys(asObject(manifest[field])));
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
