/** Something lists ask for that code alone cannot answer, and what a person has to do about it. */
export interface Topic {
  readonly name: string;
  readonly advice: string;
}

export const VERIFICATION: Topic = { name: 'verification', advice: 'Try it on the running system; code does not show that it works there.' };
export const VALUES: Topic = { name: 'platform value', advice: 'Look at the values set where the program runs; they are not in the repository.' };

/** From the particular to the general: the first that matches names the item. */
const TOPICS: readonly (Topic & { readonly pattern: RegExp })[] = [
  { name: 'load testing', pattern: /\b(load|stress|performance|soak) test|\bk6\b|\blocust\b|\bjmeter\b|\bartillery\b|\bconcurrent users\b/i, advice: 'Run a load test against a copy of production and keep its result.' },
  { name: 'security testing', pattern: /\bpen(etration)?[- ]?test|\bsecurity (audit|review|scan\w*|test\w*|assessment)|\bvulnerabilit(y|ies)\b|\bowasp\b|\bbug bounty|\bpentest/i, advice: 'Have somebody attack the running system, and keep the report.' },
  { name: 'tests', pattern: /\b(unit|integration|e2e|end-to-end|regression|smoke|automated|api) tests?\b|\btests? (suite|coverage|pass\w*|cases?)\b|\b(code|test) coverage\b|\bpytest\b|\bjest\b|\bvitest\b|\bcypress\b|\bplaywright\b|^\W*tests?\W*$|^\W*(add|write|fix) (\w+ ){0,3}tests?\b/i, advice: 'Run the test suite, and read what it covers.' },
  { name: 'dependency audit', pattern: /\b(npm|pip|yarn|pnpm)[- ]audit\b|\bdependabot\b|\bsnyk\b|\brenovate\b|\boutdated packages\b|\b(update|audit|pin|upgrade|scan|outdated|vulnerable)\w*\b.{0,20}\b(dependencies|packages)\b|\b(dependenc(y|ies)|packages?) (are )?(audit|updat|up to date|scan|vulnerab|version|pinn|upgrad|security)\w*/i, advice: 'Run npm audit or pip-audit, and let a bot open updates.' },
  { name: 'backups', pattern: /\bback-?ups?\b|\bpoint-in-time\b|\bPITR\b|\bdisaster recovery\b|\bRTO\b|\bRPO\b|\b(database|data) restor\w+|\brestor(e|ation) (test\w*|procedures?|drills?|plan)\b|\brecovery (test\w*|procedures?|plan)\b/i, advice: 'Look at the schedule where the data lives, and restore one backup to see that it can be done.' },
  { name: 'migrations', pattern: /\bmigrations?\b|\balembic\b|\bschema (changes?|version\w*)/i, advice: 'Run the migrations on a copy of the production data, forth and back.' },
  { name: 'database indexes and queries', pattern: /\b(database|db|compound|missing|query) index(es|ing)?\b|\bindex(es|ing)?\b.{0,20}\b(on|for|created|added|optimi\w+|in place)\b|\b(add|create)\b.{0,15}\bindex(es)?\b|\bindexing\b|\bslow quer|\bquer(y|ies) (optimi\w+|performance|tuning|analysis)|\boptimi[sz]e\w*\b.{0,20}\bquer(y|ies)\b|\bN\+1\b/i, advice: 'Read the slow query log and EXPLAIN of the queries that are run most.' },
  { name: 'rollback and incidents', pattern: /\broll-?back\b|\brunbooks?\b|\bincident|\bon-?call\b|\bescalation\b|\bpost-?mortem|\bblue[- ]green\b|\bcanary\b|\bemergency\b|\bwar room\b|\bsupport (team|channel|process|plan)/i, advice: 'Write down the steps and who takes them, and rehearse them once.' },
  { name: 'alerts', pattern: /\balert(s|ing|ed)?\b|\bpagerduty\b|\bopsgenie\b|\bon call\b|\bnotif(y|ied) (the )?(team|admin)/i, advice: 'Set the thresholds in the monitoring system, and trigger one alert to see who gets it.' },
  { name: 'log aggregation and retention', pattern: /\blogs?\b.{0,20}\b(aggregat\w*|rotat\w*|retention|shipping|management|storage|service)|\b(aggregat|rotat|centrali[sz])\w*.{0,15}\blogs?|\bELK\b|\bloki\b|\bcloudwatch\b|\bpapertrail\b|\blogtail\b|\bsplunk\b|\bkibana\b/i, advice: 'Set up where logs are collected, for how long, and who may read them.' },
  { name: 'audit log', pattern: /\baudit(ing)? ?(logs?|trails?|logging|events?)\b/i, advice: 'Decide which actions must be traceable, and look at whether each is recorded with who and when.' },
  { name: 'TLS certificate', pattern: /\bssl\b|\btls\b|\bhttps\b|\bcertificates?\b|\blet['’]?s encrypt\b|\bcertbot\b/i, advice: 'Look at the certificate and its renewal where TLS ends: the proxy or the platform.' },
  { name: 'API gateway or proxy', pattern: /\bnginx\b|\breverse proxy\b|\bload balanc|\bapi gateway\b|\bcaddy\b|\btraefik\b|\bwaf\b|\bddos\b|\bfirewall|\bsecurity groups?\b|\bvpc\b|\bnetwork (polic|segment|security)|\bip (allow|white)list/i, advice: 'Look at the configuration of the proxy or network in front; it is not code of this program.' },
  { name: 'domain, DNS and CDN', pattern: /\bdns\b|\b(custom|sub)[- ]?domains?\b|\bdomain (names?|configured|setup|set up|registered|purchased)\b|\bcdn\b|\bcloudflare\b|\bcloudfront\b|\bnameservers?\b|\bregistrar\b|\bspf\b|\bdkim\b|\bdmarc\b|\broute ?53\b/i, advice: 'Set it at the registrar or provider, and look it up from outside.' },
  { name: 'Docker', pattern: /\bdocker\w*\b|\bcontainers?\b|\b(multi-stage|base) (build|image)|\bimage (size|scan)|\bpodman\b|\bnon-root\b/i, advice: 'Look at the Dockerfile and at the image it makes.' },
  { name: 'Kubernetes and infrastructure as code', pattern: /\bkubernetes\b|\bk8s\b|\bhelm\b|\bterraform\b|\bpulumi\b|\bcloudformation\b|\bcdk\b|\bauto-?scal\w*|\b(horizontal|vertical)(ly)? (scal|pod)\w*|\breplicas?\b|\b(liveness|readiness|health)( check)? probes?\b|\bmulti-(region|az)\b|\bhigh availability\b|\bfailover\b|\bresource limits\b|\binfrastructure as code\b/i, advice: 'Look at the manifests or at the settings of the platform.' },
  { name: 'CI/CD', pattern: /\bci\s?\/\s?cd\b|\bci\b|\bgithub actions?\b|\bgitlab ci\b|\bautomated (deploy|build|release)\w*|\bbranch protection\b|\bpre-commit\b|\bcode reviews?\b|\b(deployment|build) pipelines?\b/i, advice: 'Look at the workflow files and at their last runs.' },
  { name: 'process manager and workers', pattern: /\bpm2\b|\bgunicorn\b|\buvicorn\b|\bsystemd\b|\bsupervisor\w*\b|\bprocess manager\b|\bworker (count|processes)\b|\bauto-?restart|\bcluster mode\b/i, advice: 'Look at how the process is started and restarted where it runs.' },
  { name: 'queues and background jobs', pattern: /\bcelery\b|\b(task|job|message) queues?\b|\bqueues\b|\bbackground (jobs?|tasks?|process\w*|workers?)\b|\bcron( jobs?)?\b|\bscheduled (jobs?|tasks?)\b|\bbull(mq)?\b|\brabbitmq\b|\bkafka\b|\bdead[- ]letter\b/i, advice: 'Look at what happens to a job that fails or runs twice.' },
  { name: 'caching', pattern: /\bcach(e|es|ed|ing)\b|\bmemcached\b|\betags?\b/i, advice: 'Measure first; then decide what may be stale and for how long.' },
  { name: 'encryption of data', pattern: /\bencrypt(ion|ed)\b|\bencrypt \w+|\bKMS\b|\bat rest\b/i, advice: 'Look at where the data is stored and which key protects it.' },
  { name: 'webhook signatures', pattern: /\bwebhooks?\b.{0,30}\b(signatures?|verif\w*|validat\w*|secur\w*|secrets?|auth\w*|idempot\w*)|\b(verif|validat|secur)\w*\b.{0,20}\bwebhooks?\b/i, advice: 'Read the handlers: each must check the signature over the raw body and stand a repeated delivery.' },
  { name: 'payments', pattern: /\bpayments?\b|\bstripe\b|\bpaypal\b|\bbilling\b|\bcheckout\b|\brefunds?\b|\bPCI\b|\brazorpay\b/i, advice: 'Go through it with the provider\'s test cards, then once with real money.' },
  { name: 'e-mail, SMS and notifications', pattern: /\be-?mails?\b|\bsms\b|\bsmtp\b|\bsendgrid\b|\btwilio\b|\bmailgun\b|\bpush notifications?\b/i, advice: 'Send one from the production account and see it arrive.' },
  { name: 'legal and privacy', pattern: /\bgdpr\b|\bccpa\b|\bhipaa\b|\bsoc ?2\b|\bprivacy (policy|polic|law|notice)\w*|\bterms (of|&|and)\b|\bcookie (policy|consent|banner)|\bconsent\b|\bcompliance\b|\blegal\b|\blicen[sc](e|ing)\b|\bdata (retention|deletion|protection|residency)|\bDPA\b|\bcopyright\b|\bdisclaimer/i, advice: 'Ask whoever answers for it; code cannot show that it is lawful.' },
  { name: 'XSS', pattern: /\bxss\b|\bcross-site scripting\b|\bdangerouslySetInnerHTML\b|\bescap(e|ed|ing)\b|\bhtml sanitiz/i, advice: 'Read the places that turn input into HTML; template engines that escape by themselves are most of it.' },
  { name: 'uploads', pattern: /\b(file |image )?uploads?\b|\bfile (size|type|validat\w*)|\bmime\b|\bvirus|\bmalware|\bclamav\b/i, advice: 'Read the upload handlers: type, size, name and place of what they store.' },
  { name: 'input validation', pattern: /\binput (validation|sanitiz\w*|sanitis\w*|is validated)|\bvalidat\w* (all |user |api )*(inputs?|requests?|payloads?|param\w*)\b|\b(request|input|data|schema|form|field|payload|parameter)s? validation\b|\bsaniti[sz]\w* (\w+ )?inputs?\b|\b(zod|joi|class-validator)\b|\bpath traversal\b|\bssrf\b|\bnosql injection\b|\binjection (attacks?|prevention|protection)\b/i, advice: 'Read the handlers: each must check type, range and length of what it is given.' },
  { name: 'limits and quotas', pattern: /\brate[- ]?limit\w*|\bthrottl\w*|\bquotas?\b|\bcaptcha\b|\block-?out\b|\babuse (prevention|protection|detection)\b/i, advice: 'Decide the numbers from real traffic, and for whom they differ.' },
  { name: 'secrets', pattern: /\bsecrets?\b|\bvault\b|\b(api|private|secret|signing|service|encryption|production)[- _]?keys?\b|\bcredentials?\b|\b(strong|secure|unique|default|database|db|admin|redis)\b.{0,15}\bpasswords?\b(?! (reset|policy))|\bkey rotation\b|\w+_(SECRET|KEY|TOKEN)\b/i, advice: 'Look at where secrets are kept, who can read them, how strong they are and when they were last changed.' },
  { name: 'authentication and permissions', pattern: /\b(re-?)?auth(entication|ori[sz]ation|n|z|enticated)?\b|\brbac\b|\brole-based\b|\bpermissions?\b|\boauth\w*\b|\bsso\b|\bmfa\b|\b2fa\b|\baccess control\b|\bleast privilege\b|\bRLS\b|\brow[- ]level\b|\bmulti-?tenan\w*|\btenant isolation\b|\bprotected (routes?|endpoints?)\b|\badmin (routes?|endpoints?)\b/i, advice: 'Try each route as nobody, as another user and as one without the role.' },
  { name: 'environment variables', pattern: /\benv(ironment)? ?var\w*|\benvs\b|\.env\b|\bfeature flags?\b|\bNODE_ENV\b|\benvironment-specific\b/i, advice: 'Compare what the code reads with what is set where it runs.' },
  { name: 'graceful degradation', pattern: /\bgraceful(ly)? (degrad\w*|fall-?back\w*)|\bfall-?backs?\b|\bcircuit[- ]?breakers?\b|\bdegrad\w*|\bresilien\w*|\bbulkhead\b/i, advice: 'Switch each dependency off in turn, and see what users get.' },
  { name: 'error handling', pattern: /\berror[- ]handling\b|\bhandl\w* (\w+ ){0,2}(errors?|failures?|exceptions?)\b|\b(errors?|failures?|exceptions?) (are )?(handled|handling)\b|\bexception handling\b|\bedge cases?\b|\berror boundar(y|ies)\b/i, advice: 'Make each dependency fail once, and read what the user and the log say.' },
  { name: 'health checks of the platform', pattern: /\bhealth[- ]?(checks?|z|endpoints?|monitor\w*|status)\b|\bheartbeats?\b|\bliveness\b|\breadiness (probes?|checks?)\b/i, advice: 'Look at which address the platform asks, how often, and what it does when there is no answer.' },
  { name: 'monitoring', pattern: /\bmonitor(s|ing|ed)?\b|\bobservability\b|\buptime\b|\bdashboards?\b|\bgrafana\b|\bdatadog\b|\bnew ?relic\b|\bapm\b|\b(performance|system|server|infrastructure|application|business|custom) metrics\b|\bSL[AOI]s\b|\btelemetry\b|\berror rates?\b|\bprometheus\b|\bsentry\b/i, advice: 'Look at the dashboard during a release, and at who watches it.' },
  { name: 'logging', pattern: /\b(error|application|server|production|debug|query|security|event|access) logs?\b|\blogs\b|\blogg(ed|ers?|ing)\b/i, advice: 'Read an hour of production log: can a failed request be found and explained?' },
  { name: 'lint, format and types', pattern: /\blint\w*\b|\beslint\b|\bprettier\b|\bruff\b|\bmypy\b|\btype[- ](check\w*|hints?|safety|errors?)\b|\btypescript (errors?|strict|compil\w*|types)\b|\bcode (formatting|formatted|style)\b|\bunused (imports?|variables?|code)\b/i, advice: 'Run the linter and the type checker, in CI too.' },
  { name: 'API documentation', pattern: /\bopenapi\b|\bswagger\b|\bapi (docs?|documentation|reference|spec\w*)\b|\bpostman\b/i, advice: 'Read the generated description beside the routes.' },
  { name: 'documentation', pattern: /\bdocument(s|ed|ation|ing)?\b|\bdocs\b|\breadme\b|\b(deployment|user|setup|developer|troubleshooting|migration|admin|getting started|style) guides?\b|\bchangelog\b|\b(architecture|data flow|sequence) diagrams?\b|\btutorials?\b|\bFAQ\b|\brelease notes\b/i, advice: 'Let somebody new follow it.' },
  { name: 'database', pattern: /\bdatabases?\b|\bpostgres\w*\b|\bmysql\b|\bmongo\w*\b|\bsqlite\b|\bforeign keys?\b|\bconnection strings?\b/i, advice: 'Look at the database that production uses: its version, users, limits and settings.' },
  { name: 'performance', pattern: /\bperforman(ce|t)\b|\boptimi[sz](e|ed|ation)\b|\blighthouse\b|\bbundle size\b|\blazy[- ]load\w*|\bcode splitting\b|\bweb vitals\b|\bmemory (usage|leaks?)\b|\bthroughput\b|\b(response|load|page load) times?\b|\bpage (load|speed)\b|\blatency\b/i, advice: 'Measure it under real load, before and after.' },
  { name: 'front end', pattern: /\bui\b|\bux\b|\bresponsive\b|\bbrowsers?\b|\baccessibility\b|\ba11y\b|\bwcag\b|\baria\b|\bseo\b|\bsitemap\b|\brobots\.txt\b|\bfavicon\b|\bdark mode\b|\bi18n\b|\bloading states?\b|\bskeletons?\b|\bmodals?\b|\bapp store\b|\bplay store\b|\bpwa\b/i, advice: 'Look at it in the browsers and on the devices that users have.' },
  { name: 'deployment', pattern: /\bdeploy(s|ed|ing|ment|ments)?\b|\bstaging\b|\bgo[- ]?live\b|\blaunch\w*\b|\bhosting\b|\bstart command\b|\brelease (process|plan|checklist|candidate|tag)\b/i, advice: 'Go through it on staging first, and write down what was done.' },
  { name: 'security', pattern: /\bsecurity (review|hardening|policy|policies|training|best practices|checklist|measures)\b|\bhardening\b|\bthreat (model\w*|detection)\b/i, advice: 'Have somebody who did not write the code read it for this.' },
  { name: 'acceptance', pattern: /\bstake-?holders?\b|\bsign-?off\b|\buser acceptance\b|\buat\b|\bapprov(al|ed by)\b|\bannounce\w*\b|\bgo\/no-go\b/i, advice: 'Ask the people it concerns.' },
  { name: 'integrations', pattern: /\b(third[- ]party|external) (apis?|services?|providers?|integrations?)\b/i, advice: 'Try it with the production account, and read the provider\'s limits.' },
];

/** Topics whose advice also serves a line that says `verify`, and all that stands under a heading about them. */
const WIDE = new Set(['load testing', 'security testing', 'tests', 'backups', 'rollback and incidents', 'alerts', 'log aggregation and retention', 'TLS certificate', 'domain, DNS and CDN', 'Docker', 'Kubernetes and infrastructure as code', 'CI/CD', 'payments', 'legal and privacy', 'documentation', 'API documentation', 'acceptance']);

/** What only tells more, or where: code, paths, what stands in parentheses. */
const ASIDE = /`[^`]*`|\([^()]*\)|(?<!\S)[\w.-]*\/[\w./*-]*|\b[\w-]+\.(py|m?[jt]sx?|json|ya?ml|md)\b/g;

/** What a line is about, if it is one of the things that lists ask a person for. */
export function topicOf(text: string): Topic | undefined {
  const plain = text.replace(ASIDE, (aside) => (/^(CI\/CD|HTTPS?\/|SSL\/TLS|UI\/UX|TLS\/SSL)/i.test(aside) ? aside : ' '));
  const found = TOPICS.find(({ pattern }) => pattern.test(plain));
  return found && { name: found.name, advice: found.advice };
}

/** The topic of a line, where it is one of those that say something about everything near it. */
export function wideTopicOf(text: string): Topic | undefined {
  const topic = topicOf(text);
  return topic && WIDE.has(topic.name) ? topic : undefined;
}
