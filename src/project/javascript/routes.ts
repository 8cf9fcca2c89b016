type Routes = readonly (readonly [RegExp, string])[];

/** Paths, from their package, that run on the server by their place: of a framework the package depends on, or of a host. */
const ROUTES: readonly (readonly [packages: readonly string[], routes: Routes])[] = [
  [[], [
    [/(?:^|\/)netlify\/(?:edge-)?functions\/.+\.[cm]?[jt]s$/, 'is a function on Netlify'],
    [/(?:^|\/)supabase\/functions\/.+\.[jt]s$/, 'is a function on Supabase'],
  ]],
  [['next'], [
    [/^(?:src\/)?app\/(?:.*\/)?route\.[jt]sx?$/, 'is a route handler of Next'],
    [/^(?:src\/)?pages\/api\/.+\.[jt]sx?$/, 'is an API route of Next'],
    [/^(?:src\/)?(?:middleware|proxy)\.[jt]s$/, 'is the middleware of Next, which runs at the edge'],
    [/^(?:src\/)?instrumentation(?:\.node|\.edge)?\.[jt]s$/, 'is loaded when the Next server starts'],
    [/^(?:src\/)?app\/(?:.*\/)?(?:sitemap|robots)\.[jt]s$/, 'is called by the Next server'],
  ]],
  [['@remix-run/node', '@remix-run/react', '@react-router/dev'], [
    [/\.server\.[jt]s$|\/\.server\//, 'is kept on the server by its name'],
    [/^app\/routes\/.+\.[jt]s$/, 'is a resource route'],
  ]],
  [['@sveltejs/kit'], [
    [/(?:^|\/)\+(?:server|page\.server|layout\.server)\.[jt]s$/, 'is a server route of SvelteKit'],
    [/^src\/hooks\.server\.[jt]s$|^src\/lib\/server\//, 'is kept on the server by its name'],
  ]],
  [['nuxt'], [[/^server\/(?:api|routes|middleware|plugins)\/.+\.[jt]s$/, 'is a server route of Nuxt']]],
  [['astro'], [[/^src\/pages\/(?:.*\/)?(?:api\/|rss|sitemap).*\.[jt]s$/, 'is an endpoint of Astro']]],
];

/** Why a file runs on the server by its place, given what its package depends on. */
export function serverRoute(pathInPackage: string, dependencies: ReadonlySet<string>): string | undefined {
  const routes = ROUTES.filter(([packages]) => packages.length === 0 || packages.some((name) => dependencies.has(name))).flatMap(([, table]) => table);
  return routes.find(([pattern]) => pattern.test(pathInPackage))?.[1];
}

/** Pages, layouts and their like: drawn by the server or the browser, and no place for server code by themselves. */
export function isPage(pathInPackage: string): boolean {
  return /^(?:src\/)?app\/(?:.*\/)?(?:page|layout|template|loading|error|global-error|not-found|default)\.[jt]sx?$/.test(pathInPackage)
    || /^(?:src\/)?pages\/(?!api\/).+\.[jt]sx?$/.test(pathInPackage);
}
