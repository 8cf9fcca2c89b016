import { isEnvTemplate } from './packages.ts';

const NAMES =
  /^(?:pyproject\.toml|setup\.cfg|tox\.ini|\.flake8|\.isort\.cfg|\.?ruff\.toml|Pipfile|\.python-version|runtime\.txt|requirements[\w.-]*\.txt|package\.json|deno\.jsonc?|[jt]sconfig[\w.-]*\.json|\.prettierrc[\w.-]*|prettier\.config\.(?:[cm]?js|ts)|\.editorconfig|pnpm-workspace\.yaml|nodemon\.json|ecosystem(?:\.config)?\.(?:c?js|json)|pm2(?:\.config)?\.(?:c?js|json)|\.nvmrc|\.node-version|wrangler\.(?:toml|jsonc?)|nest-cli\.json|firebase\.json|manifest\.json|Procfile[\w.-]*|(?:[\w-]+\.)?Dockerfile[\w.-]*|Containerfile|(?:docker-)?compose[\w.-]*\.ya?ml|serverless[\w.-]*\.ya?ml|(?:sam-)?template\.ya?ml|vercel\.json|netlify\.toml|railway\.(?:json|toml)|render\.yaml|fly\.toml|app\.(?:yaml|json)|nixpacks\.toml|supervisord?\.conf|Makefile|[Jj]ustfile|\.flaskenv|(?:start|run|serve|entrypoint|boot|prestart|docker-entrypoint|launch|deploy)[\w-]*\.(?:sh|bat|ps1)|[\w-]+\.service)$/;

/** Files that say how the program is served or what git leaves out, beside those above; never a file that holds values. */
const SURROUNDINGS =
  /(?:^|\/)(?:\.gitignore|(?:[\w.-]*nginx[\w.-]*|default)\.conf(?:\.template)?|nginx\/(?:[\w.-]+\/)*[\w.-]+\.conf(?:\.template)?|Caddyfile|\.github\/workflows\/[\w.-]+\.ya?ml|next\.config\.[cm]?[jt]s|gunicorn[\w.-]*\.py|[\w.-]+\.(?:tf|sh))$|(?:^|\/)(?:k8s|kubernetes|manifests|helm|charts?|deploy\w*|infra\w*|overlays|base|ops|chart)\/(?:[\w.-]+\/)*[\w.-]+\.ya?ml$/;

/** Whether a file tells a transform that looks at the whole repository something. */
export function isAboutRepository(path: string): boolean {
  return isProjectFile(path) || SURROUNDINGS.test(path) || isEnvTemplate(path);
}

/** Whether a file that is not source tells something about the project: a manifest, a linter's settings, a start command. */
export function isProjectFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return NAMES.test(name) || /(?:^|\/)requirements\/[\w-]+\.txt$/.test(path);
}
