import { lastName } from '../../../src/languages/python/nodes.ts';
import type { PythonDoc } from '../../../src/languages/python/parse.ts';
import { isStandardModule } from '../../../src/languages/python/standard-modules.ts';
import type { PyNode } from '../../../src/languages/python/tree.ts';
import type { Status } from './responses.ts';

export type Tier = { readonly safety: 'safe' } | { readonly safety: 'unsafe'; readonly reason: string } | { readonly reason: string; readonly isMeant?: boolean; readonly fine?: boolean };

type Caught = 'anything' | 'client' | 'own' | 'technical';

const ANYTHING = /^builtins\.(Exception|BaseException)$/;
/** Errors whose text a service layer writes for whoever sent the request. */
const CLIENT = /^builtins\.(ValueError|TypeError|KeyError|IndexError|LookupError|AttributeError|AssertionError|PermissionError|Unicode\w+Error)$|(^|\.)(HTTPException|\w*ValidationError|JSONDecodeError|APIException|Http404|PermissionDenied|InvalidOperation)$/;
const LIBRARIES = /^(aiohttp|aioredis|aiosmtplib|alembic|anthropic|asyncpg|azure|boto3|botocore|celery|chromadb|cryptography|docker|elasticsearch|firebase_admin|google|googleapiclient|grpc|httpx|jinja2|jose|jwt|kafka|kubernetes|langchain|minio|mysql|neo4j|openai|pika|PIL|pinecone|psycopg|psycopg2|pymongo|pymysql|qdrant_client|redis|requests|sendgrid|smtplib|sqlalchemy|stripe|supabase|postgrest|tenacity|tweepy|twilio|urllib3|weaviate|web3|websockets)(\.|$)/;
/** The matrix: what is caught, against the status it is answered with. */
export function tierOf(doc: PythonDoc, types: readonly PyNode[], status: Status): Tier {
  const kinds = types.map((type) => caughtBy(doc, type));
  const isBroad = types.length === 0 || kinds.includes('anything');
  const names = types.map((type) => `\`${lastName(type) ?? type.text}\``).join(', ');
  // A text for whoever sent the request belongs into an answer that says the request is at fault.
  const fine = typeof status === 'number' && status >= 400 && status < 500;
  const code = types.find(({ text }) => /^4\d\d$|\.HTTP_4\d\d\w*$/.test(text))?.text;
  if (code !== undefined) return { reason: `a handler for ${code}: its text is that of the \`abort\` or HTTP error, written for the client`, isMeant: true, fine: true };
  if (!isBroad && kinds.includes('client')) return { reason: `texts of ${names} are usually written for the client`, isMeant: true, fine };
  if (!isBroad && kinds.includes('own')) return { reason: `${names} is no class of Python or of a known library: its text may be meant for the client`, isMeant: true, fine };
  if (status === 'computed') return { reason: 'the status is computed, so it may be a 4xx whose text the client needs' };
  if (status !== 'none' && status >= 500) return { safety: 'safe' };
  if (!isBroad) return { reason: `${names} is answered with ${status === 'none' ? 'no status' : status}: the text may tell the client what to change` };
  if (status === 'none' || status < 400) {
    return { safety: 'unsafe', reason: 'it is sent as a success (200), and a client may show or test the text' };
  }
  return { safety: 'unsafe', reason: `a text sent with ${status} may tell the client what to change` };
}

/** Exceptions that are answers: raised on purpose, and lost in a handler that catches everything. */
const ANSWER = /(^|\.)(Starlette)?HTTPException$|^rest_framework\.exceptions\.\w+$|^werkzeug\.exceptions\.\w+$|^django\.http(\.\w+)*\.Http404$|^ninja\.errors\.HttpError$/;

export function isAnswer(origin: string | undefined): boolean {
  return origin !== undefined && ANSWER.test(origin);
}

export function isClientError(name: string): boolean {
  return CLIENT.test(name);
}

/** A class of Python or of a library that is known. */
export function isTechnicalError(doc: PythonDoc, type: PyNode): boolean {
  return ['technical', 'anything'].includes(caughtBy(doc, type));
}

function caughtBy(doc: PythonDoc, type: PyNode): Caught {
  if (/^(500|\w+\.HTTP_500\w*)$/.test(type.text)) return 'anything';
  const name = doc.scopes.qualifiedName(type) ?? type.text;
  if (ANYTHING.test(name)) return 'anything';
  if (CLIENT.test(name)) return 'client';
  if (name.startsWith('builtins.') || LIBRARIES.test(name)) return 'technical';
  // A class of the project, or of a library nobody listed: its texts may be meant for the client.
  return !name.startsWith('.') && name.includes('.') && isStandardModule(name.split('.')[0]!) ? 'technical' : 'own';
}
