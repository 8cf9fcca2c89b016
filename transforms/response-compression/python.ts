import type { ProjectView } from '../../src/languages/types.ts';
import { appFacts } from '../../src/languages/python/app-facts.ts';
import type { PythonDoc } from '../../src/languages/python/parse.ts';
import { evidenceOf, extensions, middlewareUses, ownMiddleware, switchedOff, withCallees, type Found } from '../../src/languages/python/queries.ts';
import { checkRule } from '../../src/transform.ts';

type Compression = Found & { readonly says: string };

const LIBRARIES = /^((fastapi|starlette|django)\.middleware\.gzip\.GZipMiddleware|brotli_asgi\.BrotliMiddleware|zstd_asgi\.ZstdMiddleware|starlette_compress\.CompressMiddleware|asgi_compression\.\w+|compression_middleware\.middleware\.CompressionMiddleware|django_brotli\.middleware\.BrotliMiddleware|litestar\.middleware\.compression\.\w+)$/;

export const python = {
  collect: appFacts,
  ...checkRule<PythonDoc>({
    prefilter: /gzip|brotli|zstd|compress/i,
    evidence: (doc, project) => evidenceOf(compression(doc, project)),
    problems: (doc, project) => switchedOff(compression(doc, project)),
  }),
};

function compression(doc: PythonDoc, project: ProjectView): Compression[] {
  return [
    ...middlewareUses(doc, project, LIBRARIES).map((each) => ({ ...each, says: `\`${each.name.split('.').at(-1)}\` compresses answers` })),
    ...extensions(doc, project, 'flask_compress.Compress', 'flask_gzip.Gzip', 'quart_compress.Compress').map((each) => ({ ...each, says: 'an extension compresses answers' })),
    ...ownMiddleware(doc, project).filter(({ node }) => withCallees(doc, node).some(({ text }) => /enable_compression\(|(gzip|brotli|zlib)\.compress\(/.test(text))).map((each) => ({ ...each, says: `\`${each.name}\` compresses answers` })),
  ];
}
