/** A kind of wording that speaks of a known thing and asks for something else than code. */
export interface Guard {
  readonly name: 'verification' | 'tests' | 'infrastructure' | 'platform value' | 'negated' | 'documentation';
  readonly pattern: RegExp;
  /** It is about a variable that is described: a cue has to say more than the name. */
  readonly named?: true;
}

/** Words of the item itself. They do not count against a cue that matches these very words, such as `DEBUG=False`. */
const IN_TEXT: readonly Guard[] = [
  { name: 'negated', pattern: /^\W*(don['’]?t|do not|no need to|avoid) (add|use|implement|introduce|enable)\b|\b(is |are )?not (needed|applicable|required|necessary)\b|\bn\/a\b|^❌.*\b(skip|later|out of scope)\b/i },
  { name: 'verification', pattern: /^\W*(\w+:\s+)?(?!re-?try)(re-?)?(test|verify|check|monitor|review|run|curl|try|visit|open|watch|track|audit|scan|measure|inspect|should see|expect|vérifier|tester|verificar|testar|probar|comprobar|revisar|conferir|monitorear|monitorar|surveiller|провер(ить|ен|ены|ена)|kontrol et|cek|pastikan|überprüfen)(ed|s)?(?![\p{L}])(?!-| (suite|mode|endpoints?|routes?|emails?|hooks?|logging|tracing)\b)/iu },
  { name: 'verification', pattern: /(?<!\b(configured|implemented|enabled|in place) and )\b(works?|(?<!\bendpoints?\b.{0,15})working|responding|responds|reachable|accessible|tested|(?<![:–—-] )verified:?|passing|passed|behaves?|healthy|functional|funcionan?|funcionando|fonctionnent|fonctionnels?|fonctionne( \w+)*|verificad[oa]s?|testad[oa]s?|probad[oa]s?|comprobad[oa]s?|vérifiée?s?|testée?s?|acceptable|sufficient|ok)( (correctly|properly|as expected|locally|(in|on|from|with|under|against) (the |your )?(\w+ ){0,2}\w+))?\W*(\([^)]*\))?\W*$|\bverified: |\bverified (for|in|on|with|via)\b|\?\s*$|(?<!\b(signature|jwt|token) |\/)\b(audit|verification|review)\W*$|\breturns? (200|ok|up|success|healthy|true|4\d\d)\b|\b(without|no) (errors|warnings) in\b/i },
  { name: 'verification', pattern: /^\W*(if|when|si|se|cuando|quando)\b(?=[^.]{0,200}\b((re-?)?check|verify|confirm|restart|review|revis[ae]|verifi\w+|vérifi\w+))/iu },
  { name: 'tests', pattern: /^[^:]{1,40}\btests?:|\b(unit|integration|e2e|end-to-end|load|stress|smoke|penetration|pen|regression|security) tests?(ing)?\b|\btests? (for|of|that|cover\w*|de)\b|\b(testes?|pruebas?) (de|do|da|del)\b|\btest (coverage|cases?|suite)\b|\btests?\W*$|(?<!\p{L})اختبار|测试|\btest_\w+\.py|\.(test|spec)\.[jt]sx?\b/iu },
  { name: 'infrastructure', pattern: /(?<!\b(for|pour|para|behind) (the |a |your |le |\w+\/)?)\b(nginx|apache|caddy|traefik|haproxy|cloudflare|(?<!or )api gateway|load balancers?|reverse proxy|waf|docker\w*|kubernetes|k8s|helm charts?|ingress|cdn|cloudfront|terraform|containers?|route ?53|security groups?|firewall|(at|on) (the )?edge)\b/i },
  { name: 'platform value', pattern: /^\W*(([Ss]et|[Uu]pdate|[Aa]dd|[Cc]onfigure|[Ee]xport)\s+)?(`?[A-Z][A-Z0-9]*(_+[A-Z0-9]+)+`?|`[A-Z][A-Z0-9]{3,}`)\s*=(?!.*\b(throws|never|missing|no \w* ?(fallback|default))\b)/ },
  { name: 'platform value', named: true, pattern: /^\W*(([Ss]et|[Uu]pdate|[Aa]dd|[Cc]onfigure|[Ee]xport)\s+)?(`?[A-Z][A-Z0-9]*(_+[A-Z0-9]+)+`?|`[A-Z][A-Z0-9]{3,}`)\s*([:—–(,]|-\s|$)(?!.*\b(throws|never|missing|no \w* ?(fallback|default))\b)/ },
  { name: 'platform value', pattern: /^\W*(set|configure|update|add)( up)?( the| all)?( \w+)? (env|environment) ?var(iable)?s\b|^\W*set (the )?envs? (from|in|to)\b/i },
  { name: 'documentation', pattern: /\b(documented|explained)\b|^\W*(document|describe|explain)\b/i },
];

/** Headings and items above under which everything is about something else. */
const ABOVE: readonly Guard[] = [
  { name: 'infrastructure', pattern: /\b(nginx|apache|caddy|traefik|cloudflare|api gateway|load balancers?|docker\w*|kubernetes|k8s|ingress|cdn|waf|terraform|reverse proxy|codedeploy|ecs)\b|^\W*web server( setup| configuration)?\W*$/i },
  { name: 'platform value', pattern: /^\W*[A-Z][A-Z0-9]*(_+[A-Z0-9]+)+`?\s*=/ },
  { name: 'verification', pattern: /^\W*(\d+[.)]?\s*)?(\w+ )?(test(s|ing)?|smoke tests?|test plan|test cases|qa)\b(?! (endpoints?|routes?))|\b(smoke|integration|unit|manual|end-to-end) tests?(ing)?\b|\bpost-?deploy\w* (verification|checks?|test\w*)\b|^\W*(verify|verification)\b|\b(recommended|critical|key|suggested|important) alerts\W*$|\b(metrics|things|what) to (monitor|watch|track)\b/i },
];

/** Headings of tests, however far above; what is verified after a deployment is as often what is wanted. */
const TESTS_ABOVE = /\b(smoke|integration|unit|manual|end-to-end|e2e) tests?(ing)?\b/i;

/** A wanted state, which is no step of a test even where it stands among some. */
const WANTED = /\b(configured|implemented|enabled|in place|set up|added|restricted|replaced|removed)\b/i;

/** What a line asks for, it asks for before this; many an expression takes time with the square of a line's length. */
const LONGEST = 1_000;

/** The item as it is matched: no addresses, no emphasis, links as their text. */
export function plainText(text: string): string {
  return text.slice(0, LONGEST)
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\b(https?|wss?):\/\/[^\s`)>"'\]]+/gi, '')
    .replace(/\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)/g, '')
    .replace(/\s+/g, ' ').trim();
}

/** Where guards match in an item, with the names of those that match what stands above it: all headings for tests. */
export function guardsOf(text: string, above: readonly string[], headings: readonly string[]): { readonly inText: readonly Hit[]; readonly above: readonly Guard['name'][] } {
  return {
    inText: IN_TEXT.flatMap(({ pattern, ...guard }) => spansOf(pattern, text).map((span) => ({ ...guard, ...span }))),
    above: ABOVE.filter(({ name, pattern }) => !(name === 'verification' && WANTED.test(text))
      && (above.some((each) => pattern.test(each)) || (name === 'verification' && headings.some((each) => TESTS_ABOVE.test(each))))).map(({ name }) => name),
  };
}

/** Whether a cue is about the very words of a guard; of a variable's name it has to say more than that. */
export function answers(cue: TextSpan, guard: Hit): boolean {
  return cue.start < guard.end && guard.start < cue.end && (!guard.named || cue.end > guard.end);
}

export interface Hit extends TextSpan, Omit<Guard, 'pattern'> {}
export interface TextSpan { readonly start: number; readonly end: number }

/** Where a pattern matches, all of them. */
export function spansOf(pattern: RegExp, text: string): TextSpan[] {
  const all = pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
  return [...text.matchAll(all)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Lines under an item that only say where, show an example, or tell how things stand: they belong to the item above. */
export function continues(text: string): boolean {
  return /^\W*((example )?references?|files?( to (update|change|modify))?|see|location|example)\b[^:]{0,12}:/i.test(text)
    || /^\W*(\w+ )?(currently|today)\b/i.test(text);
}
