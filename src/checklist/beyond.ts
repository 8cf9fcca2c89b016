import type { Cue } from '../transform.ts';
import { phraseOf } from './phrase.ts';
import { spansOf, type TextSpan } from './wording.ts';

/** Demands on reach or quality that no single place in code can show. They matter wherever they stand. */
const DEMANDS: readonly RegExp[] = [
  /[<>≤≥]?\s*\b\d[\d.,]*\s*(%|[-/a-z]+)?(\s*(\/|per|every)\s*\w+)*(\s*per\s+\w+)?/i,
  /\b(comprehensive|extensive|complete|robust|advanced|detailed|strict|intelligent|enhanced|improved?|proper)\b/i,
  /\b(each|every|per)[- ](\w+[- ]?){0,2}(endpoints?|routes?|users?|ip|tenants?|devices?|keys?|methods?)\b/i,
  /\b(on|for|to|at|of|in) (the |all )?(\w+[ /&-]){0,3}(endpoints?|routes?|apis?|forms?|pages?|logins?|registration|sign-?up|requests)\b/i,
  /\bwith (a |an |the )?(\w+[ -]){0,3}(checks?|connectivity|status|details?|versions?|timestamps?|tags?|rotation|alerts?|notifications?|context|correlation)\b/i,
  /\bnonces?(-based)?\b/i,
  /\b(database|db|redis|dependenc(y|ies)|disk)\b/i,
];

/** Parts and qualities of a thing, which its cues may hold and which the thing alone does not show. */
const PARTS: readonly RegExp[] = [
  /\b(database|db|redis|dependenc(y|ies)|disk)\b(?=.{0,20}\b(health|readiness|liveness))/i,
  /\b(comprehensive|extensive|robust\w*|detalhad\w*|advanced|centrali[sz]ed logging|proper (?=health))\b/i,
  /\b(CSP|HSTS|content[- ]security[- ]policy|strict[- ]transport[- ]security|X-(Frame|Content|XSS|Permitted|DNS|Download|Powered)[\w-]*|(referrer|permissions|feature)-policy|cross-origin[- ][\w -]*polic\w+|includeSubDomains|clickjacking)\b/i,
  /\b(expir\w+|ttl|lifetime)\b/i,
  /\bnot (configured|exposed|implemented|enabled|set up|applied|present|used)\b|^\W*no\b.*/i,
];

/** Lines that tell what is wrong rather than what is wanted: that the thing is there is no answer to them. */
const DEFECT = /^\W*missing\b.*|\b(currently|still|not enough|insufficient|only (enforces?|checks?|covers?|applies)|vulnerable|lacks?|too (permissive|open|broad|large|loose)|(default|currently)? ?allows? (all|any)|bypass(es|ed)?)\b.*/i;

/** Code that is not looked at, or not only code. */
const ELSEWHERE = /\b(in |in the )?(front-?end|extension|client-side|mobile) (code|app|bundle|build)\b|\bin (the )?(front-?end|browser|mobile app)\b|\b(version control|git (history|repo|repository)|committed to)\b|^\W*(change|rotate|regenerate)\b[^.;:(]*/i;
const ELSEWHERE_ABOVE = /\b(front-?end|UI|browser extension|mobile|flutter|react native|client-side)\b/i;

/** How long somebody thinks it takes. */
const EFFORT = /(?:[([–—-]\s*|\b(?:effort|estimated?|time|eta)\b[^\d]{0,12})[~≈]?\d+(?:\s*[-–]\s*\d+)?\s*(?:h|hrs?|hours?|days?|weeks?|sprints?|points?|minutes?|mins?)\b\s*[)\]]?(?=\W*$)/i;

/** Of things that should be gone, `all` and `every` are what holding means. */
const REACH = /\b(all|every|each)\b.{0,30}\b(endpoints?|routes?|apis?|requests?|services?|calls?|forms?|tables?)\b/i;

/** A variable that is to be there, which another one does not show. */
const NAMES = /\b[A-Z][A-Z0-9]+(_[A-Z0-9]+)+\b/;

/** A variable that is to have a value where the program runs, which is not in the repository; what Django's settings say is code. */
const VALUE = /\b([Ss]et|[Uu]pdated?|[Cc]onfigured?|[Aa]dd(ed)?|[Cc]hanged?|[Ee]xport(ed)?)\b[^.;]{0,40}?\b(?!SESSION_|CSRF_|SECURE_|ALLOWED_HOSTS)[A-Z][A-Z0-9]+(_[A-Z0-9]+)+\b|\b(?!SESSION_|CSRF_|SECURE_|ALLOWED_HOSTS)[A-Z][A-Z0-9]+(_[A-Z0-9]+)+\b`?\s*((?==)|((is|are) )?(\w+ly )?(set|configured|updated|pointed|points|contains|lists|includes|does)\b)/;

/** A value that is to be just so: a header as it is sent, a level. */
const EXACT = /`[A-Z][\w-]+-[\w-]+:\s*[^`]+`|^\W*[A-Z][\w-]+-[\w-]+:\s+\S+;?.*$|\blevels?:?\s+(to |is )?`?(debug|info|warn\w*|error)`?(?! (for|in) .*(debug|info|warn|error))\b/i;

/** What an item says about one of the things it asks for. */
export interface Wish {
  /** Where the cues of this one match, and where those of any do. */
  readonly own: readonly TextSpan[];
  readonly covered: readonly TextSpan[];
  readonly vocabulary: ReadonlySet<string>;
  readonly wants: 'presence' | 'absence';
  /** Headings and the item above. */
  readonly above: readonly string[];
}

const FILLER = new Set(`
  stop call calls called data pattern patterns queries query vulnerabilities format formats domains origins origin frontend frontends front-end production prod environment environments service services output context flow flat role sensible suitable
  all any each left sent open tracking track variable variables class classes whitelist whitelisted allowlist domain domains url urls true enforced enforce handles usage tools values value per-environment cross-origin requests
  a an and are as at be been by do does done for from has have in is it its of on or our that the this to via was we with you your into onto over under when where while only just also now not no
  add added adding adds implement implemented implementing implementation implements configure configured configuring configuration config set setup sets setting settings up enable enabled enabling enables ensure ensures ensured use uses used using
  create created install installed integrate integrated integration include included includes introduce make makes put replace replaced replacing remove removed removing removes move moved switch apply applied provide provided support supported
  define defined exist exists exposed expose active activated ready done complete completed fix fixed update updated place available present required recommended optional needed need needs must should will can could if possible required
  recommendation recommended high medium low critical note todo already currently current still confirmed tighten hardening harden restrict restricted replaced validate
  proper properly correct correctly appropriate appropriately secure securely safe safely good better basic real actual actually existing necessary unnecessary specific explicit explicitly strong
  production prod live deployed deployment environment environments env staging server servers side backend backends app apps application applications api apis service services system project code codebase source repo repository base file files module python node express fastapi flask django nest nestjs fastify nodejs js ts
  middleware middlewares handler handle handled handling handlers layer support library libraries package feature mechanism functionality logic protection protected prevention prevent mitigation mitigate against control controls management policy policies
  instead rather than e.g i.e eg ie etc such like similar example examples reference references file line
  configuré configurée activé activée implémenté restreint restreinte configurado configurada ativado ativada implementado implementada activado habilitado restritivo restrito produção producción production en em no na de del do da la le les el et y e pour para avec con com yapılandırıldı aktif eklendi ayarlandı üretim ortamında konfiguriert aktiviert eingerichtet für mit настроен настроена включен включена cấu hình
  configurar ativar habilitar implementar agregar añadir adicionar restringir básico básica básicos básicas integrado integrada integrados pendiente pendientes pendente completado completada completo completa estricto estricta exacto exacta correctamente ya está están son es un una los las por según
  kuruldu eklendi hazır edildi var içeriyor yapıldı tamamlandı ve ile için aktif
  für und der die das ist sind wird werden eingerichtet konfigurieren aktivieren einrichten vorhanden umgesetzt erledigt
  для и в на с не готово сделано добавить настроить включить реализовать реализован реализована
  configurer activer mettre place ajouter implémenter fait terminé des du au aux sur
  default exact strict explicitly responding confirm avoid
  配置 设置 設定 已配置 已完成 完成 実装 実装済み 対応
`.trim().split(/\s+/));

/**
 * What an item asks beyond the thing the cues name, in its own words; nothing where it is a plain wish. In doubt there is
 * something: then what code shows is no proof that the item holds.
 */
export function beyondOf(text: string, { own: ownSpans, covered, vocabulary, wants, above }: Wish): string | undefined {
  const own = blank(text, [...spansOf(EFFORT, text), ...spansOf(/^\W*\d+(\.\d+)*[.)]?\s(?=\p{L})|(?<=[-–—:(]\s*)(high|medium|low|critical|top)( priority)?\W*$|`(?![A-Z][A-Z0-9_]*=)[^`\s]*[./][^`]*`|\b[\w./-]+\.(py|m?[jt]sx?|ya?ml|json)(:\d+(-\d+)?)?\b|^\W*line \d+:|\bP[0-4]\b|\((e\.g\.|such as|optional|recommended|if )[^)]*\)|\([^)]*\betc\.?\)|`(pip|npm|yarn|pnpm|poetry|uv) [^`]*`|\((check|see|in|via) [^)]*\)|\bprevents\b[^,.;()]*|\bfor (production |centralized )?(log )?aggregation\b|\b(to|for) (prevent|avoid|protect|stop|reduce|debug|help|improve|ease|track)\w*\b[^,.;()]*/giu, text), ...namesWithDigits(text)]);
  const first = (pattern: RegExp, except: readonly TextSpan[]) => spansOf(pattern, own).find(({ start, end }) => end > start && !except.some((span) => span.start <= start && end <= span.end));
  const value = first(VALUE, []);
  const demand = [
    ...(wants === 'presence' ? [DEFECT, ...PARTS] : [ELSEWHERE]).map((each) => first(each, [])), value,
    ...(wants === 'presence' ? [...DEMANDS, NAMES, REACH] : DEMANDS.slice(0, 1)).map((each) => first(each, ownSpans)),
  ].find(Boolean);
  const exact = wants === 'presence' ? EXACT.exec(text) : null;
  if (exact) return trimmed(exact[0].replaceAll('`', ''));
  if (demand) {
    const asked = own.slice(demand.start, demand.end);
    const name = demand === value ? NAMES.exec(asked)?.[0] : undefined;
    return name === undefined ? trimmed(asked) : `${name} set where it runs`;
  }
  const elsewhere = above.flatMap((line) => ELSEWHERE_ABOVE.exec(line)?.[0] ?? [])[0];
  if (elsewhere) return elsewhere;
  const rest = blank(own, covered.map((span) => wholeWords(text, span)));
  const words = spansOf(/[\p{L}\p{M}\p{N}_'’-]+/gu, rest).filter(({ start, end }) => !isFiller(rest.slice(start, end).toLowerCase(), vocabulary));
  return words.length > 0 ? trimmed(text.slice(words[0]!.start, words.at(-1)!.end)) : undefined;
}

/** Whether what an item asks beyond the thing is only how good it should be: no place in code can show that. */
export function isQuality(beyond: string): boolean {
  return /^(comprehensive|extensive|complete|robust|advanced|detailed|strict|intelligent|enhanced|improved?|proper|better|good|best|solid|full|clean|consistent|robust[oa]s?|ausführlich|umfassend|robuste?|completos?|complet|надёжн\w*)(ly)?$/iu.test(beyond);
}

/** Whether a line tells what is wrong with what is there. */
export function tellsDefect(text: string): boolean {
  return DEFECT.test(text);
}

/** The words that say nothing more about a transform: those of its name, its title and its cues. */
export function vocabularyOf({ id, title, cues }: { readonly id: string; readonly title: string; readonly cues: readonly Cue[] }): ReadonlySet<string> {
  return new Set([...`${id} ${title}`.toLowerCase().match(/\p{L}{2,}/gu) ?? [], ...cues.flatMap((cue) => phraseOf(cue).words)]);
}

/** A cue may end inside a word, as `rate limit` does in `rate limiting`. */
function wholeWords(text: string, { start, end }: TextSpan): TextSpan {
  const before = /[\p{L}\p{N}_-]*$/u.exec(text.slice(0, start))![0].length;
  const after = /^[\p{L}\p{N}_-]*/u.exec(text.slice(end))![0].length;
  return end > start ? { start: start - before, end: end + after } : { start, end };
}

/** Digits in names, not amounts: `sha256`, `uuid4`, `HS256`, `OAuth2`. */
function namesWithDigits(text: string): TextSpan[] {
  return spansOf(/\b[a-z]+-?\d+\b|\b(?:[45]xx|5\d\d|4\d\d)\b/gi, text);
}

function isFiller(word: string, vocabulary: ReadonlySet<string>): boolean {
  return word.length < 2 || FILLER.has(word) || vocabulary.has(word) || vocabulary.has(word.replace(/s$/, '')) || word.split(/[-'’_]/).every((part) => part.length < 2 || FILLER.has(part) || vocabulary.has(part));
}

function blank(text: string, spans: readonly TextSpan[]): string {
  let result = text;
  for (const { start, end } of spans) result = result.slice(0, start) + ' '.repeat(end - start) + result.slice(end);
  return result;
}

function trimmed(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/^[\s,;:.–—-]+|[\s,;:.–—-]+$/g, '');
}
