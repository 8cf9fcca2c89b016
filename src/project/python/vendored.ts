import { dirOf } from '../folders.ts';

const VENDOR_FOLDER = /^(?:.*\/)?(?:vendor|vendors|vendored|third-party|thirdparty)(?=\/)/;
const LICENCE = /(?:^|\/)(?:[\w.-]+[-_.])?(?:licen[cs]e|copying)(?:[-_.][a-z\d]+)?(?:\.(?:txt|md|rst))?$/i;
/** Where a distribution says what it is: `name = "mq_http_sdk"`, `__title__ = "requests"`. */
const ABOUT = /(?:^|\/)(?:__init__|pkg_info|__about__|__version__|_version|version|about)\.py$/;
const NAMED = /^(?:name|__title__|__package_name__|package_name)[ \t]*=[ \t]*["']([\w.-]+)["']/m;
const VERSIONED = /^(?:version|__version__)[ \t]*=/m;
/** What a Django app has, which may well be about vendors. */
const OF_AN_APP = ['apps.py', 'models.py', 'views.py'];

/**
 * Folders of code that was copied from elsewhere: a folder called `vendor`, or one in it, with the licence it came with,
 * and a package inside of another one that gives itself the name and version of a distribution. An app of the project that is called so is none.
 */
export function vendoredFolders(paths: ReadonlySet<string>, djangoApps: ReadonlyMap<string, string>, texts: ReadonlyMap<string, string>, packageDirs: ReadonlySet<string>): ReadonlySet<string> {
  const isApp = (dir: string) => djangoApps.has(dir) || OF_AN_APP.some((file) => paths.has(`${dir}/${file}`));
  const found = new Set<string>();
  for (const path of paths) {
    const vendor = VENDOR_FOLDER.exec(path)?.[0];
    if (vendor !== undefined && !path.endsWith('.py') && LICENCE.test(path) && !isApp(vendor)) found.add(dirOf(path).replace(/\/[^/]*(?:dist|egg)-info$/, ''));
  }
  for (const [path, text] of texts) {
    const dir = dirOf(path);
    const name = ABOUT.test(path) && VERSIONED.test(text) ? NAMED.exec(text)?.[1] : undefined;
    const isOwn = dirOf(dir) === '' || packageDirs.has(dir) || packageDirs.has(dirOf(dir)) || djangoApps.has(dir) || !paths.has(`${dirOf(dir)}/__init__.py`);
    if (name !== undefined && !isOwn && name.replaceAll('-', '_') === dir.slice(dirOf(dir).length).replace(/^\//, '')) found.add(dir);
  }
  return found;
}
