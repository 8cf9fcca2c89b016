import { uriOf } from '../reporters/uri.ts';

export function isGithubActions(env: NodeJS.ProcessEnv): boolean {
  return env['GITHUB_ACTIONS'] === 'true';
}

/** Where the commit that CI runs on shows a line of a file; nothing elsewhere. */
export function linkFrom(env: NodeJS.ProcessEnv): ((path: string, line: number) => string) | undefined {
  const base = isGithubActions(env) ? `${env['GITHUB_SERVER_URL']}/${env['GITHUB_REPOSITORY']}/blob/${env['GITHUB_SHA']}`
    : env['GITLAB_CI'] === 'true' ? `${env['CI_PROJECT_URL']}/-/blob/${env['CI_COMMIT_SHA']}` : undefined;
  return base === undefined ? undefined : (path, line) => `${base}/${uriOf(path)}#L${line}`;
}
