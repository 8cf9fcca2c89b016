import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'hardcoded-secret-to-env',
  title: 'Read secrets from the environment',
  why: 'A secret in code is known to everyone who can read the repository, its history or a backup of it, and cannot be changed without a release. A default such as `os.getenv("JWT_SECRET", "change-me")` is the same secret in every installation that forgot the variable.',
  cues: [
    '{hardcoded} & {secret}',
    '硬编码',
    'ハードコード',
    'not|longer {hardcoded}',
    '{absence} {secret} {in} {code}',
    '{secret} {absence} {in} {code}',
    '{secret} moved|extracted … {code}',
    '{secret} not committed',
    '{secret} {from} {environment}',
    'move|store|read|load|use {secret} {environment}',
    'change|replace|remove|update|no … default {secret}',
    'default {secret} changed|removed|replaced|disabled',
    'SECRET|SECRETS|KEY default',
    'var|variable|vars for|untuk|para|pour {secret}',
    '{environment} для {secret}',
    '{secret} externalized',
    'externalize|externalized {secret}',
    '{secret} moved to|into|out',
    'change SECRET',
    'change … secret KEY',
    '{secret} changed|different from … default',
    '{secret} env|environment based|driven',
    /\b(cambiar?|alterar|trocar|changer|ganti|ubah)\b.{0,30}\b(por defecto|padrão|par défaut|default)\b/i,
  ],
  cuesUnder: [[/\b(not|never|não|nunca|ne pas|don['’]t|avoid|no)\b.*\bprod/i, /\b(credentials|credenciais|credenciales|secrets|senhas|claves|chaves|keys) (in|em|en) (the )?(source )?c[oó]d/i]],
  notCues: [/^\W*[A-Z]+(_[A-Z]+)+`? set in\b/, /^(?!.*(\bhard-?\s?cod|\b(not|never) (stored )?in (the )?(source )?(code|repo|git))).*(\bhistory\b|\brotat|\b(?<!\b(repo\w*|code|git)\b.*)(vault|secrets? manager)\b|\bredacted\b|\bscan(s|ning|ned)?\b|\blogs?\b|^\W*no `?\.env\b|\.env\.example\b|\bhas (real )?credentials\b|\bproduction values\b|\berror\b|(?<!\bdefault )\bdatabase\b|\bDATABASE_URL\b|^\W*set\b|\b(configured|set|update|fill\w*|added?|valid)\b.{0,60}\.env\b)/i],
  // A secret in a script is in the repository all the same.
  zones: ['server', 'library', 'cli', 'script', 'orphan'],
  check: {
    wants: 'absence',
    advice: 'Read the value from the environment without a default, stop when it is missing, and replace the secret that was in the code.',
  },
  repository,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
