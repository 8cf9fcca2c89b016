import { ingressLines, projectLines, proxiedLines } from '../../src/languages/project-lines.ts';
import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

/** Proxies that limit requests in front of the program. */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  const found = [
    ...proxiedLines(view, /^[ \t]*limit_req[ \t]+zone=[^;\n]*;/m),
    ...ingressLines(view, /nginx\.ingress\.kubernetes\.io\/limit-(?:rps|rpm):[ \t]*["']?[1-9]\d*["']?/),
  ];
  for (const { path, line, text } of found) yield { path, line, evidence: true, message: `\`${text}\` limits requests in front of the program${rateOf(view, path, text)}` };
  yield* throttledByGateway(view);
}

/** What API Gateway lets through, as `serverless.yml` sets it. */
function* throttledByGateway(view: RepositoryView): Generator<RepositoryFinding> {
  for (const { path, line, text } of projectLines(view, /(?:^|\/)serverless[\w.-]*\.ya?ml$/, /^[ \t]*(?:maxRequestsPerSecond|throttlingRateLimit):[ \t]*\d+/m)) {
    yield { path, line, evidence: true, message: `\`${text}\` limits requests in front of the program to ${/\d+/.exec(text)![0]} per second` };
  }
}

/** The rate in other words: that of the zone, or of the annotation. */
function rateOf(view: RepositoryView, path: string, text: string): string {
  const zone = /zone=([\w-]+)/.exec(text)?.[1];
  const rate = zone === undefined ? undefined : new RegExp(`limit_req_zone[^;]*zone=${zone}:[^;]*rate=(\\d+)r/([sm])`).exec(view.files.find((each) => each.path === path)!.text);
  const annotation = /limit-rp([sm]):[ \t]*["']?(\d+)/.exec(text);
  const [count, unit] = rate ? [rate[1]!, rate[2]!] : annotation ? [annotation[2]!, annotation[1]!] : [];
  return count === undefined ? '' : ` to ${count} per ${unit === 's' ? 'second' : 'minute'}`;
}
