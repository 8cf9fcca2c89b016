import type { PythonImport } from './imports.ts';

/** What a call or base class of a name means when the file imports it from one of the packages. */
type Meaning = readonly [packages: string, phrase: string];

/** Names whose call makes a file part of a server, by the packages they come from. */
const BUILDERS: { readonly [name: string]: Meaning } = {
  FastAPI: ['fastapi', 'builds a FastAPI app'],
  APIRouter: ['fastapi', 'defines API routes'],
  Starlette: ['starlette', 'builds a Starlette app'],
  Litestar: ['litestar', 'builds a Litestar app'],
  Flask: ['flask', 'builds a Flask app'],
  Blueprint: ['flask quart sanic flask_smorest flask_openapi3', 'defines a blueprint'],
  Namespace: ['flask_restx flask_restplus', 'defines an API namespace'],
  Quart: ['quart', 'builds a Quart app'],
  Sanic: ['sanic', 'builds a Sanic app'],
  Robyn: ['robyn', 'builds a Robyn app'],
  Bottle: ['bottle', 'builds a Bottle app'],
  RouteTableDef: ['aiohttp', 'defines aiohttp routes'],
  Application: ['aiohttp tornado telegram', 'builds an application that handles requests'],
  ApplicationBuilder: ['telegram', 'builds a Telegram bot'],
  Updater: ['telegram', 'builds a Telegram bot'],
  Dispatcher: ['aiogram', 'builds a Telegram bot'],
  TeleBot: ['telebot', 'builds a Telegram bot'],
  AsyncTeleBot: ['telebot', 'builds a Telegram bot'],
  TelegramClient: ['telethon', 'runs a Telegram client'],
  Bot: ['discord nextcord', 'builds a Discord bot'],
  App: ['falcon slack_bolt faust', 'builds an app that handles requests or events'],
  AsyncApp: ['slack_bolt', 'builds a Slack app'],
  Chalice: ['chalice', 'builds a Chalice app'],
  APIGatewayRestResolver: ['aws_lambda_powertools', 'handles API Gateway requests'],
  Mangum: ['mangum', 'is a serverless handler'],
  FunctionApp: ['azure', 'builds an Azure function app'],
  SocketIO: ['flask_socketio', 'builds a Socket.IO server'],
  AsyncServer: ['socketio', 'builds a Socket.IO server'],
  Server: ['socketio mcp', 'builds a server'],
  FastMCP: ['mcp fastmcp', 'builds an MCP server'],
  GraphQLRouter: ['strawberry', 'serves GraphQL'],
  HTTPServer: ['http', 'runs an HTTP server'],
  ThreadingHTTPServer: ['http', 'runs an HTTP server'],
  server: ['grpc', 'builds a gRPC server'],
  Celery: ['celery', 'builds a Celery app'],
  Huey: ['huey', 'builds a Huey worker'],
  RedisHuey: ['huey', 'builds a Huey worker'],
  SqliteHuey: ['huey', 'builds a Huey worker'],
  SimpleWorker: ['rq', 'builds an RQ worker'],
  Worker: ['rq temporalio arq', 'builds a worker'],
  RedisBroker: ['dramatiq faststream', 'builds a message worker'],
  RabbitmqBroker: ['dramatiq', 'builds a message worker'],
  KafkaBroker: ['faststream', 'builds a message worker'],
  RabbitBroker: ['faststream', 'builds a message worker'],
  NatsBroker: ['faststream', 'builds a message worker'],
  ListQueueBroker: ['taskiq_redis taskiq', 'builds a message worker'],
  KafkaConsumer: ['kafka', 'consumes a message queue'],
  AIOKafkaConsumer: ['aiokafka', 'consumes a message queue'],
  BlockingScheduler: ['apscheduler', 'runs scheduled jobs'],
  DAG: ['airflow', 'defines an Airflow DAG'],
  get_wsgi_application: ['django', 'builds the Django WSGI application'],
  get_asgi_application: ['django', 'builds the Django ASGI application'],
};

/** Base classes that make a file part of a server. */
const BASES: { readonly [name: string]: Meaning } = {
  ...BUILDERS,
  ...named('defines Django or DRF views', 'django rest_framework', `View TemplateView ListView DetailView CreateView UpdateView
    DeleteView FormView RedirectView APIView ViewSet GenericViewSet ModelViewSet ReadOnlyModelViewSet GenericAPIView
    ListAPIView CreateAPIView RetrieveAPIView ListCreateAPIView RetrieveUpdateAPIView RetrieveUpdateDestroyAPIView`),
  ...named('is part of a Django app', 'django', 'AppConfig MiddlewareMixin ModelAdmin'),
  Model: ['django', 'defines Django models'],
  ...named('handles Django Channels messages', 'channels', `AsyncWebsocketConsumer WebsocketConsumer JsonWebsocketConsumer
    AsyncJsonWebsocketConsumer AsyncConsumer SyncConsumer`),
  MethodView: ['flask flask_smorest', 'defines Flask views'],
  Resource: ['flask_restful flask_restx', 'defines REST resources'],
  RequestHandler: ['tornado', 'handles web requests'],
  BaseHTTPRequestHandler: ['http', 'handles HTTP requests'],
  BaseHTTPMiddleware: ['starlette fastapi', 'is middleware of an app'],
  ConsumerMixin: ['kombu', 'consumes a message queue'],
};

function named(phrase: string, packages: string, names: string): { [name: string]: Meaning } {
  return Object.fromEntries(names.trim().split(/\s+/).map((name) => [name, [packages, phrase]]));
}

/** Packages whose names are looked for at all: most files import none of them. */
const FRAMEWORKS: ReadonlySet<string> = new Set(Object.values(BASES).flatMap(([packages]) => packages.split(' ')));
const CALL = new RegExp(`\\b(${Object.keys(BUILDERS).join('|')})[ \\t]*\\(`, 'g');
const CLASS = /^class[ \t]+\w+[ \t]*\(([^)]*)/;

/** Decorators that show a server without a name to look up. */
const DECORATORS: readonly (readonly [RegExp, string])[] = [
  [/^@\w*(?:app|router|api|bp|blueprint|route|routes|ns)\w*\.(?:get|post|put|patch|delete|route|websocket|errorhandler|exception_handler|middleware|before_request|on_event)\b/i, 'handles requests of an app'],
  [/^@(?:\w*celery\w*\.task|app\.task|shared_task|dramatiq\.actor|huey\.task|periodic_task|broker\.task|broker\.subscriber)\b/, 'defines background tasks'],
  [/^@(?:mcp|server)\.(?:tool|resource|prompt|list_tools|call_tool)\b/, 'defines MCP tools'],
  [/^@(?:sio|socketio|socket_io)\.(?:on|event)\b/, 'handles Socket.IO events'],
  [/^@(?:api_view|admin\.register|receiver)\(/, 'is part of a Django app'],
  [/^@functions_framework\./, 'is a cloud function'],
];
/** Statements at the margin that do. */
const STATEMENTS: readonly (readonly [RegExp, string])[] = [
  [/^urlpatterns\b[^=]*\+?=/, 'defines Django URLs'],
  [/^(?:INSTALLED_APPS|ROOT_URLCONF|MIDDLEWARE)\b[^=]*\+?=/, 'is a Django settings module'],
  [/^(?:async[ \t]+)?def[ \t]+(?:lambda_)?handler[ \t]*\([ \t]*_?event\b[^)]*\bcontext\b/, 'is a serverless handler'],
  [/^class[ \t]+WorkerSettings\b/, 'configures an arq worker'],
];
/** No decorator or header worth reading is longer. */
const LONGEST_LINE = 500;
/** The loop of a worker on RabbitMQ. */
const CONSUMES = '.start_consuming(';
/** Calls that serve an app, by the packages they come from. */
const SERVES: readonly (readonly [packages: string, call: RegExp])[] = [
  ['uvicorn', /\b(?:uvicorn[ \t]*\.[ \t]*(?:run|Server)|Server)[ \t]*\(/],
  ['hypercorn waitress', /\bserve[ \t]*\(/],
  ['granian', /\bGranian[ \t]*\(/],
  ['gevent eventlet cheroot', /\b(?:WSGIServer|wsgi\.server|pywsgi\.WSGIServer)[ \t]*\(/],
  ['wsgiref', /\bmake_server[ \t]*\(/],
  ['aiohttp', /\bweb\.run_app[ \t]*\(/],
];
/** `app.run(…)` of an app that is imported or made by a factory. */
const RUNS_APP = /^[ \t]*(?:app|application|socketio|flask_app|server)\.run[ \t]*\(/m;
/** Calls that put an app together, wherever they are. */
const ASSEMBLY = ['app.include_router(', 'app.register_blueprint(', 'app.add_middleware('];

const COMMAND_LINE = ['click', 'typer', 'fire', 'cyclopts', 'argparse', 'docopt', 'optparse'];

/** What shows that a file is part of a server, such as "builds a FastAPI app"; undefined when nothing does. */
export function serverMarker(code: string, imports: readonly PythonImport[]): string | undefined {
  const packages = topPackages(imports).filter((name) => FRAMEWORKS.has(name));
  if (packages.length > 0) {
    const built = firstMeaning(Array.from(code.matchAll(CALL), (match) => BUILDERS[match[1]!]!), packages);
    if (built !== undefined) return built;
  }
  const lines = tellingLines(code);
  const shown = lines.map(meaningOfLine).find((meaning) => meaning !== undefined);
  if (shown !== undefined) return shown;
  if (ASSEMBLY.some((call) => code.includes(call))) return 'assembles an app';
  if (code.includes(CONSUMES)) return 'consumes a message queue';
  if (servesApp(code, imports)) return 'starts a server';
  if (packages.length === 0) return undefined;
  return firstMeaning(lines.flatMap(baseClasses).flatMap((base) => (Object.hasOwn(BASES, base) ? [BASES[base]!] : [])), packages);
}

/** Whether the file is the one that is run to serve an app of another module; a program with sub-commands is for people. */
function servesApp(code: string, imports: readonly PythonImport[]): boolean {
  if (commandLinePackage(imports) !== undefined && hasSubcommands(code)) return false;
  const packages = topPackages(imports);
  if (SERVES.some(([from, call]) => from.split(' ').some((name) => packages.includes(name)) && call.test(code))) return true;
  const isImported = imports.some(({ names }) => names.some(({ as }) => /^(?:app|application|socketio|flask_app|server|create_app|make_app|get_app)$/.test(as)));
  return isImported && RUNS_APP.test(code);
}

/** Decorators and class and function headers, without indentation, and the statements at the margin. */
function tellingLines(code: string): string[] {
  return Array.from(code.matchAll(/^(?:[^\s#)\]}].*|[ \t]+(?:@|class\b).*)$/gm), ([line]) => line.trimStart().slice(0, LONGEST_LINE));
}

function meaningOfLine(line: string): string | undefined {
  const table = line.startsWith('@') ? DECORATORS : STATEMENTS;
  return table.find(([pattern]) => pattern.test(line))?.[1];
}

/** The package that makes a file a command-line program, unless only its `__main__` block uses it. */
export function commandLinePackage(imports: readonly PythonImport[]): string | undefined {
  const packages = topPackages(imports.filter(({ when }) => when !== 'main'));
  return COMMAND_LINE.find((name) => packages.includes(name));
}

/** Whether the program has sub-commands, as tools for people have and services do not. */
export function hasSubcommands(code: string): boolean {
  return /\.add_subparsers\(|\bTyper\(|^[ \t]*@\w+\.(?:command|group)\b/m.test(code);
}

export function hasMainBlock(code: string): boolean {
  return /^if\b.*\b__name__[ \t]*==|^if\b.*==[ \t]*__name__\b/m.test(code);
}

function firstMeaning(meanings: readonly Meaning[], packages: readonly string[]): string | undefined {
  return meanings.find(([from]) => from.split(' ').some((name) => packages.includes(name)))?.[1];
}

/** Last parts of the base classes of a class header: `View` for `generic.View`. */
function baseClasses(line: string): string[] {
  const bases = CLASS.exec(line)?.[1]?.split(',') ?? [];
  return bases.map((base) => base.trim().replace(/\[.*/, '').split('.').pop()!);
}

function topPackages(imports: readonly PythonImport[]): string[] {
  return [...new Set(imports.filter(({ level }) => level === 0).map(({ module }) => module.split('.', 1)[0]!))];
}
