// Nothing here knows the request, or its users would have to hand it in.
export const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET',
};

export function allowAll(res) {
  res.setHeader('Access-Control-Allow-Origin', '*');
}
