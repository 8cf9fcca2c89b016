import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'hardcoded-secret-to-env',
  title: 'Read secrets from the environment',
  why: 'A secret in code is known to everyone who can read the repository, its history or a backup of it, and cannot be changed without a release. A default such as `os.getenv("JWT_SECRET", "change-me")` is the same secret in every installation that forgot the variable.',
  cues: [
    /\bhard-?\s?cod(ed|ing|e)\b.{0,60}(?:\b|_)(secrets?|keys?|credentials?|passwords?|tokens?|sensitive)|\b(secrets?|keys?|credentials?|passwords?|tokens?|sensitive)\b.{0,60}\bhard-?\s?cod/i,
    /\b(no|remove|never|don['’]?t|avoid|not|zero|without)\b.{0,40}\b(secrets?|(api|private|secret|service) ?keys?|credentials?|passwords?|sensitive (data|info\w*)|tokens?)\b.{0,40}\b(in|into|from|to|within|committed)\b.{0,25}\b(code|codebase|source|repo\w*|git|version control|bundle|config files?)\b/i,
    /(?:\b|_)(secrets?|(api |private |secret )?keys?|credentials?|passwords?)\b.{0,60}\b(not|never|não|no|removed|moved out|extracted) (exposed |stored |committed |hard-?coded )?(in|em|en|from|of) (the )?((client(-side)?|front-?end|source) )?(code|código|source|repo|git|version control)|\b(secrets|(api |private )?keys|credentials)\b.{0,15}\bnot committed|\bsensitive (data|info\w*)\b.{0,15}\b(in|not in) (the )?client-side code/i,
    /\b(secrets?|api[ -]?keys?|credentials?|passwords?|keys)\b.{0,40}(\b(in|via|from|to|through|uses?|using|as|are)\b( \w+)? |\()`?(env(ironment)?([ -]var\w*)?s?\b|\.env\b)/i,
    /\b(move|store|read|load|use)\b.{0,20}\b(secrets?|api[ -]?keys?|credentials?|passwords?)\b.{0,20}\b(env(ironment)?\b|\.env\b)/i,
    /\b(change|replace|remove|update|no)\b.{0,25}\bdefaults?\b.{0,25}(secret|password|credential|_KEY)|\bdefault(\/\w+)? (admin )?(\w+ )?(credentials?|passwords?|secrets?)\b.{0,20}\b(are )?(changed|removed|replaced|disabled)|(?:\b|_)(secret|key)\w*`? defaults?\b/i,
    /\benv(ironment)?[ -]?var\w* (for|untuk|para|pour) (all |the )?(secrets?|(\w+ )?keys?|credentials?|passwords?|sensitive (data|values|info\w*|config\w*))\b/i,
    /(?<!\p{L})(no|não|nunca|sin|sem|aucune?|pas de|jamais|kein\w*|jangan|tidak ada)(?!\p{L}).{0,40}(?<!\p{L})(cl[ée]s?|secrets?|segredos?|secretos?|senhas?|contraseñas?|claves?|chaves?|credencia\w+|mots de passe|passw\w+|schlüssel|kredensial|tokens?)(?!\p{L}).{0,40}\b(dans|en|em|no|nel|im|di) (le |la |el |o |il |den |dem )?(code|c[oó]digo|codice|quellcode|repo\w*|dépôt|kode|git)(?!\p{L})|(?<!\p{L})ne (jamais|pas) commit\w*(?!\p{L}).{0,20}(?<!\p{L})(cl[ée]s?|secrets?|mots de passe)/iu,
    /\benv(ironment)?[ -]?var\w* для (секретов|ключей)|переменн\p{L}* окружения для (секретов|ключей)/iu,
    /\b(cambiar?|alterar|trocar|changer|ganti|ubah)\b.{0,30}\b(por defecto|padrão|par défaut|default)\b/i,
    /^\W*(change|move|read|load|take)\b.{0,15}\b\w*(SECRET|_KEY)\w*`? (in|from|to|into|via) (the |an )?`?\.?env|\b(secrets?|credentials|sensitive \w+) externali[sz]\w+|\bexternali[sz]\w+ (all |of )?(secrets|credentials|sensitive)\b/i,
    /\((not|no longer) hard-?coded\)|\b(api keys?|secrets?|credentials|passwords)\b.{0,15}\bmoved (to|into|out)\b|硬编码|(没有|不).{0,12}(secret|密钥|凭证).{0,10}(git|代码|仓库)|ハードコード/i,
    /^\W*change (the )?`?\w*SECRET(_KEY)?\b|(?:\b|_)(secrets?|keys?|credentials|ключ\w*|секрет\w*) не в (git|коде|репозитор)/i,
    /\bSECRET_?KEY\b.{0,30}\b(from|in|via|to) (the |an )?env|(?:\b|_)(secrets?|keys?|credentials?|passwords?)\b`?.{0,12}\b(changed|different) from (the )?default|(?:\b|_)(secrets?|keys?|credentials?|passwords?)\b.{0,10}\benv(ironment)?[- ](based|driven)/i,
  ],
  cuesUnder: [[/\b(not|never|não|nunca|ne pas|don['’]t|avoid|no)\b.*\bprod/i, /\b(credentials|credenciais|credenciales|secrets|senhas|claves|chaves|keys) (in|em|en) (the )?(source )?c[oó]d/i]],
  notCues: [/^(?!.*(\bhard-?\s?cod|\b(not|never) (stored )?in (the )?(source )?(code|repo|git))).*(\bhistory\b|\brotat|\b(?<!\b(repo\w*|code|git)\b.*)(vault|secrets? manager)\b|\bredacted\b|\bscan(s|ning|ned)?\b|\blogs?\b|^\W*no `?\.env\b|\.env\.example\b|\bhas (real )?credentials\b|\bproduction values\b|\berror\b|(?<!\bdefault )\bdatabase\b|\bDATABASE_URL\b|^\W*set\b|\b(configured|set|update|fill\w*|added?|valid)\b.{0,60}\.env\b)/i],
  // A secret in a script is in the repository all the same.
  zones: ['server', 'library', 'cli', 'script', 'orphan'],
  check: {
    wants: 'absence',
    advice: 'Read the value from the environment without a default, stop when it is missing, and replace the secret that was in the code.',
  },
  repository,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
