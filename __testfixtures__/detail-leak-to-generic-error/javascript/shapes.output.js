const httpStatus = require('http-status');

app.get('/chained', async (req, res) => {
  try {
    res.json(await work());
  } catch (err) {
    console.error(err);
    return res.status(httpStatus.INTERNAL_SERVER_ERROR).json({ error: 'Internal server error' }).end();
  }
});

app.get('/branch', (req, res) => {
  load((err, rows) => (err ? res.status(500).json({ error: err.message }) : res.json(rows)));
});

app.get('/lines', async (req, res) => {
  try {
    res.json(await work());
  } catch (err) {
    console.error(err);
    res.statusCode = 500;
    res.write(JSON.stringify({ error: 'Internal server error' }) + '\n');
    res.end();
  }
});

exports.handler = async () => {
  try {
    return { statusCode: 200, body: await work() };
  } catch (err) {
    console.error(err);
    return { statusCode: 500, body: JSON.stringify({ error: 'Internal server error' }) };
  }
};

app.get('/developers', async (req, res) => {
  try {
    res.json(await work());
  } catch (err) {
    console.error(err);
    res.status(500).json({ error: process.env.NODE_ENV === 'development' ? err.stack : 'Internal server error' });
  }
});

app.get('/else', (req, res) => {
  load((err, rows) => {
    if (!err) res.json(rows)
    else {
      console.error('GET /else: load failed', err);
      res.status(500).send({ error: 'Internal server error' })
    }
  });
});

app.get('/callback', (req, res) => {
  User.findOne({ id: req.params.id }, function (err, user) {
    if (err) {
      console.error("Failed to find the user", err);
      res.status(500).json({ message: "Failed to find the user" });
      return;
    }
    res.json(user);
  });
});

app.get('/bodies', async (req, res) => {
  try {
    res.json(await work());
  } catch (err) {
    reportError(err);
    res.status(500).json(new ApiResponse(500, null, 'Internal server error'));
  }
});

app.get('/switch', async (req, res) => {
  try {
    res.json(await work());
  } catch (err) {
    switch (err.code) {
      case 'TIMEOUT':
        console.error('GET /switch failed', err);
        return res.status(504).json({ error: 'Gateway timeout' });
      default:
        console.error('GET /switch failed', err);
        return res.status(500).json({ error: 'Internal server error' });
    }
  }
});

app.get('/later', async (req, res) => {
  try {
    res.json(await work());
  } catch (err) {
    res.status(500).json({ error: 'Internal server error' });
    console.error(err);
  }
});

app.get('/spread', async (req, res) => {
  try {
    res.json(await work());
  } catch (err) {
    console.error(err);
    res.status(500).json({ success: false, message: 'It failed badly' });
  }
});

app.get('/stringified', async (req, res) => {
  try {
    res.json(await work());
  } catch ({ message }) {
    console.error(message);
    res.status(500).json({ error: 'Internal server error' });
  }
});
