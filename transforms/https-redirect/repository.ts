import { ingressLines, projectLines, proxyLines, type ProjectLine } from '../../src/languages/project-lines.ts';
import type { RepositoryView } from '../../src/languages/types.ts';
import type { RepositoryFinding } from '../../src/types.ts';

/** Proxies and platforms that redirect in front of the program. */
export function* repository(view: RepositoryView): Generator<RepositoryFinding> {
  const found: ProjectLine[] = [
    ...proxyLines(view, /^[ \t]*(?:return[ \t]+30[1278]|rewrite[ \t]+\S+)[ \t]+https:\/\/[^\n]*/m),
    ...ingressLines(view, /nginx\.ingress\.kubernetes\.io\/(?:force-)?ssl-redirect:[ \t]*["']true["']/),
    ...projectLines(view, /(?:^|\/)fly\.toml$/, /^[ \t]*force_https[ \t]*=[ \t]*true\b/m),
    ...projectLines(view, /(?:^|\/)app\.yaml$/, /^[ \t-]*secure:[ \t]*always\b/m),
    ...projectLines(view, /compose[\w.-]*\.ya?ml$/, /\bredirectscheme\.scheme[=:][ \t]*https\b|\bentrypoints\.\w+\.http\.redirections\.entrypoint\.scheme=https\b/i),
    ...projectLines(view, /(?:^|\/)vercel\.json$/, /@vercel\/(?:python|node)\b|"functions"\s*:/),
  ];
  // Its API Gateway answers over HTTPS alone.
  for (const { path, line, text } of projectLines(view, /(?:^|\/)serverless[\w.-]*\.ya?ml$/, /^[ \t]*-?[ \t]*http(?:Api)?:/m)) {
    if (/^[ \t]+name:[ \t]*aws\b/m.test(view.files.find((each) => each.path === path)!.text)) { yield { path, line, evidence: true, message: `API Gateway (\`${text}\`) answers over HTTPS alone` }; break; }
  }
  for (const { path, line, text } of found) {
    yield { path, line, evidence: true, message: path.endsWith('vercel.json') ? 'Vercel serves it, which redirects every request to HTTPS' : `\`${text}\` redirects to HTTPS in front of the program` };
  }
}
