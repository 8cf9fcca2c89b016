const { onRequest, onCall } = require('firebase-functions/v2/https');

exports.api = onRequest({ cors: true }, (req, res) => {
  res.json({ ok: true });
});

exports.listed = onRequest({ cors: ['https://app.example.com'], region: 'europe-west1' }, (req, res) => {
  res.json({ ok: true });
});

exports.every = onCall({ cors: [/.*/], memory: '256MiB' }, () => ({ ok: true }));
