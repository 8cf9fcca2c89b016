// Loggers for Node are not available at the edge.
export const runtime = 'edge';

export function GET() {
  console.log('asked');
  return new Response('ok');
}
