import { ingressLines, proxiedLines } from '../../src/languages/project-lines.ts';
import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

/** Proxies that refuse large bodies in front of the program. */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  const found = [
    ...proxiedLines(view, /^[ \t]*client_max_body_size[ \t]+(?!0\w?;)\w+;/m),
    ...ingressLines(view, /nginx\.ingress\.kubernetes\.io\/proxy-body-size:[ \t]*["']?(?!0["']?\s)\w+["']?/),
  ];
  for (const { path, line, text } of found) yield { path, line, evidence: true, message: `\`${text}\` limits the size of a body in front of the program` };
}
