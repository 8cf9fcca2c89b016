import { dottedText, isCall, lastName, propertyOf, textOf } from '../../src/languages/javascript/nodes.ts';
import type { JavaScriptDoc } from '../../src/languages/javascript/parse.ts';
import { packageOf, valueOf, type Made } from '../../src/languages/javascript/queries.ts';
import { spanOf, type Node, type NodeOf } from '../../src/languages/javascript/tree.ts';
import type { ProjectView } from '../../src/languages/types.ts';
import { checkRule, type Place } from '../../src/transform.ts';

interface Library {
  readonly name: string;
  /** Packages and what they export that makes a pool. */
  readonly makes: RegExp;
  /** Options that say how large it is. */
  readonly options: RegExp;
}

const LIBRARIES: readonly Library[] = [
  { name: 'pg', makes: /^(pg|pg-pool|@neondatabase\/serverless|@vercel\/postgres):(default\.)?(Pool|default|createPool)$/, options: /^(max|min|maxUses)$/ },
  { name: 'mysql', makes: /^(mysql|mysql2|mysql2\/promise|promise-mysql|mariadb|serverless-mysql):(default\.)?(createPool|createPoolCluster)$/, options: /^(connectionLimit|maxIdle|queueLimit)$/ },
  { name: 'postgres.js', makes: /^postgres:(default|postgres)$/, options: /^(max|max_lifetime)$/ },
  { name: 'Knex', makes: /^knex:(default\.)?(default|knex|Knex)$/, options: /^pool$/ },
  { name: 'Sequelize', makes: /^(sequelize|sequelize-typescript):(default\.)?(Sequelize|default)$/, options: /^pool$/ },
  { name: 'Sequelize', makes: /^@nestjs\/sequelize:SequelizeModule\.forRoot(Async)?$/, options: /^pool$/ },
  { name: 'TypeORM', makes: /^(typeorm:(default\.)?(DataSource|createConnection)|@nestjs\/typeorm:TypeOrmModule\.forRoot(Async)?)$/, options: /^(extra|poolSize|maxPoolSize)$/ },
  { name: 'Mongoose', makes: /^(mongoose:(default\.)?(connect|createConnection)|@nestjs\/mongoose:MongooseModule\.forRoot(Async)?)$/, options: /^(maxPoolSize|minPoolSize|poolSize)$/ },
  { name: 'MongoDB', makes: /^mongodb:(default\.)?(MongoClient|MongoClient\.connect)$/, options: /^(maxPoolSize|minPoolSize|poolSize)$/ },
  { name: 'mssql', makes: /^mssql:(default\.)?(ConnectionPool|connect)$/, options: /^pool$/ },
  { name: 'Oracle', makes: /^oracledb:(default\.)?createPool$/, options: /^pool(Max|Min|Increment)$/ },
];
const SINGLE = /^(pg:(default\.)?Client|(mysql|mysql2|mysql2\/promise|mariadb):(default\.)?createConnection)$/;
const PRISMA = /:(default\.)?PrismaClient$/;

export const javascript = {
  ...checkRule<JavaScriptDoc>({
    prefilter: /pool|mongoose|mongodb|knex|sequelize|typeorm|prisma|postgres|datasource|connection_limit|\bpg\b/i,
    * evidence(doc) {
      for (const { made, library } of poolsOf(doc)) if (isSized(doc, made, library) === true) yield { ...spanOf(made), message: `The pool of ${library.name} has a size` };
      const limit = prismaLimit(doc);
      if (limit) yield { ...spanOf(limit), message: 'The pool of Prisma has a size' };
    },
    * problems(doc, project) {
      for (const { made, library } of poolsOf(doc)) {
        const isKnown = isSized(doc, made, library);
        if (isKnown === false) yield { ...spanOf(made), message: `The pool of ${library.name} is made without a size: its default holds` };
        if (isKnown === undefined) yield { ...spanOf(made), message: `The settings of ${library.name}'s pool are made elsewhere: look at its size` };
      }
      for (const made of doc.tree.all('CallExpression', 'NewExpression')) {
        if (SINGLE.test(doc.scopes.qualifiedName(made.callee) ?? '')) yield { ...spanOf(made), message: 'A single connection is opened, without a pool' };
      }
      yield* prismaProblems(doc, project);
    },
  }),
  collect: {
    prefilter: /connection_limit|adapter-(pg|mariadb|mssql|neon)|PrismaPg|PrismaClient/,
    /** Files that say how large the pool of Prisma is, and those that make a client. */
    facts(doc: JavaScriptDoc, project: ProjectView) {
      const isSized = prismaLimit(doc) !== undefined || /adapter-(pg|mariadb|mssql|neon)|PrismaPg/.test(doc.text);
      const isServed = project.zone === 'server' || project.zone === 'library';
      return isSized || (isServed && prismaClient(doc)) ? { dir: project.package.dir, isSized } : undefined;
    },
  },
};

function poolsOf(doc: JavaScriptDoc): { readonly made: Made; readonly library: Library }[] {
  return doc.tree.all('CallExpression', 'OptionalCallExpression', 'NewExpression').flatMap((made) => {
    const origin = doc.scopes.qualifiedName(made.callee);
    const library = LIBRARIES.find(({ makes }) => origin !== undefined && makes.test(origin));
    // `new Pool()` of pg and `mongoose.connect()` are what makes one; a pool given to another library is counted there.
    return library ? [{ made, library }] : [];
  });
}

/** Whether the options of a pool say its size; undefined where they are made elsewhere. */
function isSized(doc: JavaScriptDoc, made: Made, { options, name }: Library): boolean | undefined {
  if (made.arguments.length === 0 && name !== 'pg') return undefined;
  let isElsewhere = false;
  for (const argument of made.arguments) {
    const known = sizedIn(doc, argument, options);
    if (known === true) return true;
    if (known === undefined) isElsewhere = true;
  }
  return isElsewhere ? undefined : false;
}

function sizedIn(doc: JavaScriptDoc, node: Node, options: RegExp, depth = 4): boolean | undefined {
  const value = node.type === 'SpreadElement' ? undefined : valueOf(doc, node);
  if (!value || depth === 0) return undefined;
  if (value.type === 'ObjectExpression') return sizedObject(doc, value, options, depth);
  if (value.type === 'StringLiteral' || value.type === 'TemplateLiteral') return /[?&](connection_limit|maxPoolSize|pool_max|connectionLimit|max_pool_size)=/.test(textOf(doc, value));
  if (value.type === 'ConditionalExpression') return sizedIn(doc, value.consequent, options, depth - 1) || sizedIn(doc, value.alternate, options, depth - 1);
  if (value.type === 'LogicalExpression' || value.type === 'MemberExpression' || value.type === 'OptionalMemberExpression') return isAddress(textOf(doc, value)) ? false : undefined;
  if (isCall(value) && /^(getOrThrow|get)$/.test(lastName(value.callee) ?? '')) return false;
  const returned = [value, ...doc.tree.inside(value, 'ObjectExpression')];
  if (/Function/.test(value.type)) return returned.some((each) => each.type === 'ObjectExpression' && sizedObject(doc, each, options, depth - 1) === true) || undefined;
  return value.type === 'Identifier' && isAddress(value.name) ? false : undefined;
}

function sizedObject(doc: JavaScriptDoc, object: NodeOf<'ObjectExpression'>, options: RegExp, depth: number): boolean | undefined {
  if (object.properties.some((each) => each.type !== 'SpreadElement' && options.test(textOf(doc, each.key).replace(/['"]/g, '')))) return true;
  const factory = propertyOf(object, 'useFactory');
  if (factory) return doc.tree.inside(factory, 'ObjectExpression').some((each) => sizedObject(doc, each, options, depth - 1) === true) || (doc.tree.inside(factory, 'ObjectExpression').length > 0 ? false : undefined);
  const spreads = object.properties.flatMap((each) => (each.type === 'SpreadElement' ? [sizedIn(doc, each.argument, options, depth - 1)] : []));
  return spreads.includes(true) ? true : spreads.includes(undefined) ? undefined : false;
}

/** The name of an address rather than of settings. */
function isAddress(text: string): boolean {
  return /(uri|url|string|connection|host|dsn|mongo_?db|database|db)\w*!?$/i.test(text) && !/(config|options|settings|opts)$/i.test(text);
}

/** Prisma takes its pool from the address: `connection_limit` in a text of the code. */
function prismaLimit(doc: JavaScriptDoc): Node | undefined {
  return doc.tree.all('StringLiteral', 'TemplateLiteral').find((text) => /connection_limit/.test(textOf(doc, text)) && !isCall(doc.tree.parent(text)) || /searchParams/.test(dottedText((doc.tree.parent(text) as { callee?: Node } | undefined)?.callee) ?? '') && /connection_limit/.test(textOf(doc, text)));
}

/** One client is enough to show: all of a package have the same address. */
function* prismaProblems(doc: JavaScriptDoc, project: ProjectView): Generator<Place> {
  const ofPackage = project.collected.filter(({ facts }) => (facts as unknown as PrismaFacts).dir === project.package.dir);
  if (ofPackage.some(({ facts }) => (facts as unknown as PrismaFacts).isSized) || ofPackage.some(({ path }) => path < doc.path)) return;
  const client = prismaClient(doc);
  if (client) yield { ...spanOf(client), message: 'The pool of Prisma has no size in the code: look at `connection_limit` in the address of the database' };
}

interface PrismaFacts {
  readonly dir: string;
  readonly isSized: boolean;
}

/** Where a client is made: the package, or the code that Prisma generated. */
function prismaClient(doc: JavaScriptDoc): Node | undefined {
  const made = doc.tree.all('NewExpression').find((each) => isPrisma(doc, each.callee) && !/\badapter\b/.test(textOf(doc, each)));
  const service = made ? undefined : doc.tree.all('ClassDeclaration').find(({ superClass }) => isPrisma(doc, superClass));
  return made ?? service?.id ?? service;
}

function isPrisma(doc: JavaScriptDoc, node: Node | null | undefined): boolean {
  const origin = node ? doc.scopes.qualifiedName(node) : undefined;
  return origin !== undefined && PRISMA.test(origin) && /prisma|generated/i.test(packageOf(origin) ?? '');
}
