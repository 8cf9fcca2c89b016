import { dirOf } from '../folders.ts';

const VENDOR_FOLDER = /^(?:.*\/)?(?:vendor|vendors|vendored|third-party|thirdparty)(?=\/)/;
const LICENCE = /(?:^|\/)(?:[\w.-]+[-_.])?(?:licen[cs]e|copying)(?:[-_.][a-z\d]+)?(?:\.(?:txt|md|rst))?$/i;
/** What a Django app has, which may well be about vendors. */
const OF_AN_APP = ['apps.py', 'models.py', 'views.py'];

/**
 * Folders of code that was copied from elsewhere: a folder called `vendor`, or one in it, with the licence it came with.
 * An app of the project that is called so is none.
 */
export function vendoredFolders(paths: ReadonlySet<string>, djangoApps: ReadonlyMap<string, string>): ReadonlySet<string> {
  const isApp = (dir: string) => djangoApps.has(dir) || OF_AN_APP.some((file) => paths.has(`${dir}/${file}`));
  const found = new Set<string>();
  for (const path of paths) {
    const vendor = VENDOR_FOLDER.exec(path)?.[0];
    if (vendor !== undefined && !path.endsWith('.py') && LICENCE.test(path) && !isApp(vendor)) found.add(dirOf(path).replace(/\/[^/]*(?:dist|egg)-info$/, ''));
  }
  return found;
}
