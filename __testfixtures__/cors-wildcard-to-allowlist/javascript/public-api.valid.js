// The code says that other sites are meant to call it.
exports.download = (req, res) => {
  res.set({
    'Access-Control-Allow-Origin': '*', // allow CORS as API
    'Cache-Control': 'private',
  });
  res.end();
};

exports.counts = (req, res) => {
  // Public, non-sensitive counts: permissive CORS so that the web app
  // can poll it.
  const counts = { seats: 3 };
  res.writeHead(200, { 'access-control-allow-origin': '*' });
  res.end(JSON.stringify(counts));
};
