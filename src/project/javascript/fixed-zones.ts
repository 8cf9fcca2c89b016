import { fixedZone, type PathZone } from '../paths.ts';
import type { JavaScriptScan } from './scan.ts';

const BUILT = /(?:^|\/)(?:build|out|\.next|\.nuxt|\.output|\.svelte-kit|\.vercel|\.netlify|\.expo|\.turbo|coverage|artifacts|typechain(?:-types)?|cdk\.out|storybook-static)\//;
/** A folder of this name elsewhere is about the vendors of a shop: its routes, its models. */
const VENDORED = /(?:^|\/)(?:bower_components|third-party|lib\/vendors?|jspm_packages)\/|^vendors?\/|(?:^|\/)(?:public|static|assets?|js|css|scripts?|www|web|resources|html|themes?|plugins?)\/(?:.*\/)?vendors?\//;
const HASHED = /(?:^|\/)(?:assets|chunks|static\/js|_app)\/(?:.*\/)?[\w.-]*[-.](?=[\w-]*\d)[A-Za-z0-9_-]{8,20}\.(?:m?js)$/;
const MINIFIED = /[.-]min\.[cm]?js$|\.bundle\.js$/;
const TEST_NAME = /(?:^|\/)[^/]*\.(?:test|tests|spec|e2e|e2e-spec|cy|stories|story|bench|mock|mocks)\.[cm]?[jt]sx?$|_test\.[cm]?[jt]sx?$|(?:^|\/)(?:jest|vitest|playwright|cypress|karma|mocha|wdio)[.-][\w.-]*\.[cm]?[jt]sx?$|(?:^|\/)(?:setupTests|test-utils|test-setup|jest-setup|global-setup|global-teardown)\.[cm]?[jt]sx?$/;
const STORYBOOK = /(?:^|\/)\.storybook\//;
/** Code of a program's own command line, which writes to the terminal and may run before anything is installed. */
const COMMANDS = /(?:^|\/)cli\//;
/** Folders whose files are served to browsers as they are. */
const SERVED = /(?:^|\/)(?:public|static|staticfiles|wwwroot|assets)\/(?:.*\/)?[^/]+\.m?js$/;

/** Zones that path and content decide, whoever imports the file. */
export function fixedJavaScriptZone(path: string, scan: JavaScriptScan): PathZone | undefined {
  if (MINIFIED.test(path) || scan.isMinified) return { zone: 'generated', reason: 'minified code' };
  if (HASHED.test(path)) return { zone: 'generated', reason: 'built, by the hash in its name' };
  if (STORYBOOK.test(path)) return { zone: 'test', reason: 'set up for Storybook' };
  const byFolder = fixedZone(path);
  // A page about migrations is none.
  if (byFolder && !(byFolder.zone === 'migration' && scan.interface !== undefined)) return byFolder;
  if (BUILT.test(path)) return { zone: 'generated', reason: 'in a folder of build output' };
  if (VENDORED.test(path)) return { zone: 'generated', reason: 'vendored code' };
  if (scan.isGenerated) return { zone: 'generated', reason: 'generated code' };
  if (TEST_NAME.test(path)) return { zone: 'test', reason: 'named as a test' };
  if (COMMANDS.test(path) && scan.server === undefined) return { zone: 'cli', reason: 'in a folder of command-line code' };
  if (scan.isMigration) return { zone: 'migration', reason: 'a database migration' };
  return undefined;
}

/** What is served to browsers, unless a server turns out to load it. */
export function servedZone(path: string, scan: JavaScriptScan): PathZone | undefined {
  if (scan.isServiceWorker) return { zone: 'static', reason: 'is a service worker' };
  if (SERVED.test(path)) return { zone: 'static', reason: 'in a folder that is served to browsers' };
  return undefined;
}
