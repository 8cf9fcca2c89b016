export function isGithubActions(env: NodeJS.ProcessEnv): boolean {
  return env['GITHUB_ACTIONS'] === 'true';
}

/** Where the commit that CI runs on shows a line of a file; nothing elsewhere. */
export function linkFrom(env: NodeJS.ProcessEnv): ((path: string, line: number) => string) | undefined {
  const base = isGithubActions(env) ? `${env['GITHUB_SERVER_URL']}/${env['GITHUB_REPOSITORY']}/blob/${env['GITHUB_SHA']}`
    : env['GITLAB_CI'] === 'true' ? `${env['CI_PROJECT_URL']}/-/blob/${env['CI_COMMIT_SHA']}` : undefined;
  return base === undefined ? undefined : (path, line) => `${base}/${path.split('/').map(inLink).join('/')}#L${line}`;
}

/** What a link in Markdown would end at is escaped as well. */
function inLink(name: string): string {
  return encodeURIComponent(name).replace(/[()']/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
