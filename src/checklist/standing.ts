import type { FileReport } from '../report.ts';
import type { Transform } from '../transform.ts';
import { servedOf } from './served.ts';
import type { PackageInFacts, Program, RepositoryFinding, Site } from '../types.ts';

/** What is known of a repository when its checklist is judged. */
export interface Facts {
  /** With all sites of the transforms that items ask for, whatever part of the repository a run is about to change. */
  readonly files: readonly FileReport[];
  readonly findings: readonly (RepositoryFinding & { readonly transform: string })[];
  readonly packages: readonly PackageInFacts[];
  readonly programs: readonly Program[];
  /** Packages, by transform, whose server and library code has something of the kind. */
  readonly about: { readonly [transform: string]: readonly string[] };
  readonly right: { readonly [transform: string]: readonly { readonly path: string; readonly line: number }[] };
  readonly servedFiles: number;
  readonly packageOf: (path: string) => string;
  /** Every path there is. */
  readonly paths: readonly string[];
}

/** What a run takes of the sites. */
export interface Taking {
  readonly ids: ReadonlySet<string>;
}

export interface Spot {
  readonly path: string;
  readonly line?: number;
  readonly message: string;
  readonly site?: string;
  readonly fix?: 'fixed' | 'pending' | 'unsafe';
}

/** What the code says about one transform. */
export interface Standing {
  readonly transform: string;
  readonly check?: Transform['check'];
  readonly exact?: Transform['exact'];
  /** Places that this run fixes. */
  readonly fixed: readonly Spot[];
  /** Places that a run would fix, and those for which it needs `--unsafe`. */
  readonly fixable: readonly Spot[];
  readonly unsafe: readonly Spot[];
  /** Places that a person has to look at. */
  readonly manual: readonly Spot[];
  /** Problems of the repository as a whole, about no one place. */
  readonly missing: readonly string[];
  /** What shows that the item holds. */
  readonly holds: readonly Spot[];
  /** What would show it, in apps that are not served, with the one that is. */
  readonly notServed: readonly (Spot & { readonly served: Program })[];
  /** What shows that something is gone: where code has the right form, or what was looked at where no form is known. */
  readonly right?: Spot;
  /** How many files of server and library code were looked at. */
  readonly servedFiles: number;
  /** Where it is written and nothing puts it to use. */
  readonly unused: readonly Spot[];
  /** How many places a comment keeps as they are. */
  readonly kept: number;
  /** Packages with servers in which nothing shows it, as they are called, of a check that wants something to be there. */
  readonly lacking: readonly string[];
  /** Why it is about nothing here. */
  readonly notApplicable?: string;
  /** Files that should have been looked at and could not be read. */
  readonly unread: readonly string[];
  /** Languages of servers that it has no rule for. */
  readonly unknown: readonly string[];
  /** It is about the repository rather than about code. */
  readonly isOfRepository: boolean;
}

const SERVED = ['server', 'library'];
const COMMAND_LINE = 'command-line code:';
const NEEDS_UNSAFE = 'needs --unsafe';

/** Sorts what was found for a transform into what is open, what can be fixed and what holds. */
export function standingOf(transform: Transform, facts: Facts, taking: Taking | undefined): Standing {
  const sites = facts.files.flatMap((file) => file.sites.filter((site) => site.transform === transform.id).map((site) => ({ ...site, file })));
  const found = facts.findings.filter((finding) => finding.transform === transform.id);
  const { check } = transform;
  const open = sites.filter((site) => isOpen(site, check !== undefined));
  const spots = (list: readonly FoundSite[], message: (site: Site) => string, fix?: Spot['fix']): Spot[] =>
    list.map((site) => ({ path: site.file.path, line: site.line, message: message(site), site: site.id, ...(fix && { fix }) }));
  const isTaken = (site: Site) => taking?.ids.has(site.id) ?? false;
  const isUnsafe = ({ status, reason }: Site) => status === 'left' && (reason?.startsWith(NEEDS_UNSAFE) ?? false);
  const isFixable = ({ status }: Site) => status === 'pending' || status === 'fixed';
  const rest = open.filter((site) => !isTaken(site));
  const placed = (wanted: boolean): Spot[] => found.flatMap(({ path, line, message, evidence }) =>
    (path !== undefined && (evidence ?? false) === wanted ? [{ path, message, ...(line !== undefined && { line }) }] : []));
  const served = servedOf(facts.programs, facts.packageOf);
  const shown = sites.filter((site) => site.evidence && site.status !== 'suppressed');
  const inServed = shown.filter(({ file }) => !served.insteadOf(file.path));
  const right = rightOf(transform, facts);
  const base = {
    transform: transform.id, ...(check && { check }), ...(transform.exact && { exact: transform.exact }),
    fixed: spots(open.filter(isTaken), ({ message }) => message, 'fixed'),
    fixable: spots(rest.filter(isFixable), ({ message }) => message, 'pending'),
    unsafe: spots(rest.filter(isUnsafe), ({ message }) => `${message} (needs --unsafe)`, 'unsafe'),
    manual: [
      ...spots(rest.filter((site) => !isFixable(site) && !isUnsafe(site)), ({ message, reason }) => (reason === undefined || reason === message ? message : `${message}; left because ${reason}`)),
      ...placed(false),
    ],
    missing: found.filter(({ path, evidence }) => path === undefined && !evidence).map(({ message }) => message),
    holds: [
      ...spots(inServed, ({ message }) => message),
      ...placed(true),
      ...spots(sites.filter(({ fine, evidence, reason }) => fine && !evidence && !reason?.startsWith(COMMAND_LINE)), ({ message, reason }) => `${message}: right as it is, ${reason ?? 'nothing to do'}`),
    ],
    notServed: shown.flatMap(({ file, line, message, id }) => {
      const instead = served.insteadOf(file.path);
      return instead ? [{ path: file.path, line, message, site: id, served: instead }] : [];
    }),
    unused: spots(sites.filter((site) => site.unused && site.status !== 'suppressed'), ({ message }) => message),
    servedFiles: facts.servedFiles,
    ...(right && { right }),
    kept: sites.filter(({ status }) => status === 'suppressed').length,
    unread: facts.files.filter(isUnread).map(({ path }) => path),
    unknown: transform.repository ? [] : [...new Set(facts.packages.filter(({ serverFiles, language }) => serverFiles > 0 && !(language in transform.rules)).map(({ language }) => language))],
    isOfRepository: transform.repository !== undefined,
  };
  const wanted = packagesFor(transform, facts);
  const general = found.some(({ path, evidence }) => evidence && path === undefined);
  const covered = coveredBy(inServed, found, facts);
  const perPackage = check?.wants === 'presence' && Object.keys(transform.rules).length > 0 && !general;
  const lacking = perPackage ? wanted.filter((each) => each.language in transform.rules && !covered(each)).map((each) => packageName(each, facts)) : [];
  const without = perPackage && lacking.length === 0 && base.holds.length > 0 ? served.without(base.holds.map(({ path }) => path)).map(({ path }) => `the app of ${path}`) : [];
  const notApplicable = whyNot(transform, facts, wanted.length, base.holds.length + found.length + open.length);
  return { ...base, lacking: [...new Set([...lacking, ...without])], ...(notApplicable !== undefined && { notApplicable }) };
}

/** A transform that knows the right form, or what it is about, has to show that; of others, what was looked at is the proof. */
function rightOf({ id, right, about, title }: Transform, { right: found, programs, files, servedFiles }: Facts): Spot | undefined {
  const [first, ...others] = found[id] ?? [];
  const inFiles = others.length === 0 ? 'in one file' : `in ${others.length + 1} files`;
  if (first) return { ...first, message: `“${title}” is done ${inFiles}` };
  if (right || about) return undefined;
  const path = (programs.find(({ startedBy }) => startedBy !== undefined) ?? programs[0])?.path ?? files.find(({ zone }) => zone === 'server')?.path;
  return path === undefined ? undefined : { path, line: 1, message: `nothing of the kind in the ${servedFiles === 1 ? 'one file' : `${servedFiles} files`} of server and library code around it` };
}

const LANGUAGES: { readonly [id: string]: string } = { python: 'Python', javascript: 'JavaScript' };

/** `services/api/`, or `the Python code of services/api/` where its folder has servers in several languages. */
function packageName({ dir, language }: Facts['packages'][number], { packages }: Facts): string {
  const folder = dir === '' ? 'the root' : `${dir}/`;
  const isShared = packages.some((other) => other.dir === dir && other.language !== language && other.serverFiles > 0);
  return isShared ? `the ${LANGUAGES[language] ?? language} code of ${folder}` : folder;
}

type FoundSite = Site & { readonly file: FileReport };

/** Code that serves nobody counts only where a run would change it, or where a check looks for it there. */
function isOpen({ status, fine, evidence, unused, file }: FoundSite, ofCheck: boolean): boolean {
  if (fine || evidence || unused || status === 'suppressed') return false;
  if (status === 'pending' || status === 'fixed') return true;
  return ofCheck || SERVED.includes(file.zone);
}

/** The reason of a file that is left out for its zone starts with the zone. */
function isUnread({ status, zone, reason }: FileReport): boolean {
  return SERVED.includes(zone) && (status === 'failed' || (status === 'skipped' && !(reason?.startsWith(`${zone}:`) ?? false)));
}

/** Packages that a transform is about: those with servers, or those of them that have something of the kind. */
function packagesFor(transform: Transform, { packages, about }: Facts): PackageInFacts[] {
  if (transform.about) return packages.filter(({ dir }) => about[transform.id]?.includes(dir));
  const answering = packages.filter(({ role }) => role === 'answers');
  return answering.length > 0 ? answering : packages.filter(({ serverFiles }) => serverFiles > 0);
}

/**
 * Code speaks for its own package; a manifest or a Dockerfile for everything below its folder, and for the one package that
 * answers where there is only one, as a proxy stands in front of it from anywhere; a package that lends
 * its modules for that one too.
 */
function coveredBy(sites: readonly FoundSite[], found: Facts['findings'], { packages, packageOf }: Facts): (each: PackageInFacts) => boolean {
  const keyOf = ({ dir, language }: Pick<PackageInFacts, 'dir' | 'language'>) => `${dir}\0${language}`;
  const ofSites = new Set(sites.map(({ file }) => keyOf({ dir: packageOf(file.path), language: file.language })));
  const folders = found.flatMap(({ evidence, path }) => (evidence && path !== undefined ? [path.slice(0, path.lastIndexOf('/') + 1)] : []));
  const isHelped = packages.filter(({ role }) => role === 'answers').length === 1
    && packages.some((each) => each.role === 'lends' && each.serverFiles > 0 && ofSites.has(keyOf(each)));
  const isOnly = packages.filter(({ role }) => role === 'answers').length === 1;
  return (each) => ofSites.has(keyOf(each)) || (each.role === 'answers' && (isHelped || (isOnly && folders.length > 0))) || folders.some((folder) => `${each.dir}/`.startsWith(folder));
}

function whyNot(transform: Transform, { packages }: Facts, wanted: number, said: number): string | undefined {
  const { repository, rules } = transform;
  if (said > 0) return undefined;
  // What only looks at the files around the code does not ask for a server.
  if (repository && Object.keys(rules).length === 0) return undefined;
  if (!packages.some(({ serverFiles }) => serverFiles > 0)) return 'no Python or Node server was found here';
  if (transform.about && wanted === 0) return 'the server code has nothing of the kind';
  return undefined;
}
