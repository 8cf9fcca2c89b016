/**
 * What zones give as the reason of a file that answers requests by itself, rather than works for one that does, or
 * answers something else: a queue, a bot, the edge of a front end.
 */
const ANSWERS =
  /^(?:builds (?!.*\b(?:bot|Celery|Huey|worker|MCP|Slack|Socket\.IO|WebSocket|gRPC|Temporal)\b)|defines (?:(?:API|aiohttp|Express|Koa) routes|a blueprint|an API namespace|Django URLs|Django or DRF views|Flask views|REST resources|tRPC procedures)|handles (?:requests of an app|HTTP requests|web requests|API Gateway requests)|runs an HTTP server|serves GraphQL|starts a server|is (?:a cloud function|a serverless handler|part of a Nest app|a worker that answers requests|a route handler of))/;

/** Whether what makes a file a server is that it builds an app or runs a server which answers requests. */
export function buildsAnswering(marker: string): boolean {
  return /^(?:builds|runs|starts)\b/.test(marker) && ANSWERS.test(marker);
}

const LENT = /^(?:imported by|is the main file of)/;

/** What a package does whose files are in the zone `server` for these reasons. */
export function roleFrom(reasons: readonly string[]): 'answers' | 'works' | 'lends' {
  if (reasons.some((reason) => ANSWERS.test(reason))) return 'answers';
  return reasons.every((reason) => LENT.test(reason)) ? 'lends' : 'works';
}
