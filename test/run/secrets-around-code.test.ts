import { expect, it } from 'vitest';
import { repository as secretsAround } from '../../transforms/hardcoded-secret-to-env/repository.ts';

const found = (path: string, text: string) => [...secretsAround({ paths: [path], packages: [], files: [{ path, text }] })].map(({ line, message, evidence }) => [line, evidence ? 'read' : 'open', message.replaceAll('`', '')]);

it.each([
  ['docker-compose.yml', 'environment:\n  POSTGRES_PASSWORD: foxes_password_9\n', [[2, 'open', 'POSTGRES_PASSWORD is written in the file']]],
  ['docker-compose.yml', '  - JWT_SECRET=${JWT_SECRET}\n', [[1, 'read', 'JWT_SECRET comes from the environment']]],
  ['docker-compose.yml', '  - JWT_SECRET=${JWT_SECRET:-change-me}\n', [[1, 'open', 'JWT_SECRET has a default in the file']]],
  ['k8s/api.yaml', '  - name: API_SECRET\n    value: "s3cret-of-ours"\n', [[1, 'open', 'API_SECRET is written in the file']]],
  ['k8s/api.yaml', '  - name: API_SECRET\n    valueFrom:\n', []],
  ['Dockerfile', 'ENV SECRET_KEY s3cret-of-ours\n', [[1, 'open', 'SECRET_KEY is written in the file']]],
  ['deploy.sh', 'export STRIPE_SECRET_KEY=$STRIPE_SECRET_KEY\n', [[1, 'read', 'STRIPE_SECRET_KEY comes from the environment']]],
  ['deploy.sh', 'OPENAI_API_KEY=sk-your-openai-api-key-here\n# DB_PASSWORD=foxes_password_9\n', []],
  ['main.tf', 'db_password = "foxes_password_9"\n', [[1, 'open', 'db_password is written in the file']]],
  ['main.tf', 'db_password = var.db_password\n', [[1, 'read', 'db_password comes from the environment']]],
  ['.github/workflows/ci.yml', '  POSTGRES_PASSWORD: foxes_password_9\n', []],
] as const)('%s: %s', (path, text, expected) => {
  expect(found(path, text)).toEqual(expected);
});

