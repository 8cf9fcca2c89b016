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
  Application: ['aiohttp tornado', 'builds a web application'],
  App: ['falcon slack_bolt faust', 'builds an app that handles requests or events'],
  AsyncApp: ['slack_bolt', 'builds a Slack app'],
  Chalice: ['chalice', 'builds a Chalice app'],
  APIGatewayRestResolver: ['aws_lambda_powertools', 'handles API Gateway requests'],
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

const CALL = new RegExp(`\\b(${Object.keys(BUILDERS).join('|')})[ \\t]*\\(`, 'g');
const CLASS = /^[ \t]*class[ \t]+\w+[ \t]*\(([^)]*)\)/gm;

/** Code that shows a server without a name to look up: decorators, Django's module variables, handlers by signature. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/^[ \t]*@\w*(?:app|router|api|bp|blueprint|route|routes|ns)\w*\.(?:get|post|put|patch|delete|route|websocket|errorhandler|exception_handler|middleware|before_request|on_event)\b/im, 'handles requests of an app'],
  [/^[ \t]*@(?:\w*celery\w*\.task|app\.task|shared_task|celery_app\.task|dramatiq\.actor|huey\.task|periodic_task|broker\.task|broker\.subscriber)\b/m, 'defines background tasks'],
  [/^[ \t]*@(?:mcp|server)\.(?:tool|resource|prompt|list_tools|call_tool)\b/m, 'defines MCP tools'],
  [/^[ \t]*@(?:sio|socketio|socket_io)\.(?:on|event)\b/m, 'handles Socket.IO events'],
  [/^[ \t]*@(?:api_view|admin\.register|receiver)\(/m, 'is part of a Django app'],
  [/^[ \t]*@functions_framework\./m, 'is a cloud function'],
  [/^urlpatterns\b[^=\n]*\+?=/m, 'defines Django URLs'],
  [/^(?:INSTALLED_APPS|ROOT_URLCONF|MIDDLEWARE)\b[^=\n]*\+?=/m, 'is a Django settings module'],
  [/^(?:async[ \t]+)?def[ \t]+(?:lambda_)?handler[ \t]*\([ \t]*_?event\b[^)]*\bcontext\b/m, 'is a serverless handler'],
  [/^class[ \t]+WorkerSettings\b/m, 'configures an arq worker'],
];

const CLI_PACKAGES: ReadonlySet<string> = new Set(['argparse', 'click', 'typer', 'fire', 'docopt', 'optparse', 'cyclopts']);

/** What shows that a file is part of a server, such as "builds a FastAPI app"; undefined when nothing does. */
export function serverMarker(code: string, imports: readonly PythonImport[]): string | undefined {
  const packages = topPackages(imports);
  return (
    firstMeaning(Array.from(code.matchAll(CALL), (match) => BUILDERS[match[1]!]!), packages) ??
    PATTERNS.find(([pattern]) => pattern.test(code))?.[1] ??
    firstMeaning(baseClasses(code).flatMap((base) => (Object.hasOwn(BASES, base) ? [BASES[base]!] : [])), packages)
  );
}

/** What shows that a file is a command-line program; undefined when nothing does. */
export function cliMarker(code: string, imports: readonly PythonImport[]): string | undefined {
  if (hasMainBlock(code)) return 'runs as a program: it has a __main__ block';
  const package_ = [...topPackages(imports)].find((name) => CLI_PACKAGES.has(name));
  return package_ && `is a command-line program: it uses ${package_}`;
}

export function hasMainBlock(code: string): boolean {
  return /^if\b.*\b__name__[ \t]*==|^if\b.*==[ \t]*__name__\b/m.test(code);
}

function firstMeaning(meanings: readonly Meaning[], packages: ReadonlySet<string>): string | undefined {
  return meanings.find(([from]) => from.split(' ').some((name) => packages.has(name)))?.[1];
}

/** Last parts of the base classes: `View` for `generic.View`. */
function baseClasses(code: string): string[] {
  return Array.from(code.matchAll(CLASS), (match) => match[1]!.split(','))
    .flat()
    .map((base) => base.trim().replace(/\[.*/s, '').split('.').pop()!);
}

function topPackages(imports: readonly PythonImport[]): Set<string> {
  return new Set(imports.filter(({ level }) => level === 0).map(({ module }) => module.split('.', 1)[0]!));
}
