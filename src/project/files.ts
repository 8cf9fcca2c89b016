const NAMES =
  /^(?:pyproject\.toml|setup\.cfg|tox\.ini|\.flake8|\.isort\.cfg|\.?ruff\.toml|Pipfile|requirements[\w.-]*\.txt|package\.json|deno\.jsonc?|[jt]sconfig[\w.-]*\.json|\.prettierrc[\w.-]*|prettier\.config\.(?:[cm]?js|ts)|\.editorconfig|pnpm-workspace\.yaml|nodemon\.json|ecosystem(?:\.config)?\.(?:c?js|json)|pm2(?:\.config)?\.(?:c?js|json)|\.nvmrc|\.node-version|wrangler\.(?:toml|jsonc?)|nest-cli\.json|firebase\.json|manifest\.json|Procfile[\w.-]*|(?:[\w-]+\.)?Dockerfile[\w.-]*|Containerfile|(?:docker-)?compose[\w.-]*\.ya?ml|serverless[\w.-]*\.ya?ml|(?:sam-)?template\.ya?ml|vercel\.json|netlify\.toml|railway\.(?:json|toml)|render\.yaml|fly\.toml|app\.(?:yaml|json)|nixpacks\.toml|supervisord?\.conf|Makefile|[Jj]ustfile|\.flaskenv|(?:start|run|serve|entrypoint|boot|prestart|docker-entrypoint|launch|deploy)[\w-]*\.(?:sh|bat|ps1)|[\w-]+\.service)$/;

/** Whether a file that is not source tells something about the project: a manifest, a linter's settings, a start command. */
export function isProjectFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return NAMES.test(name) || /(?:^|\/)requirements\/[\w-]+\.txt$/.test(path);
}
