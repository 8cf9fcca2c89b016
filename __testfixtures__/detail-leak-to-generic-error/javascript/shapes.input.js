const httpStatus = require('http-status');

app.get('/chained', async (req, res) => {
  try {
    res.json(await work());
  } catch (err) {
    console.error(err);
    return res.status(httpStatus.INTERNAL_SERVER_ERROR).json({ error: err.message }).end();
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
    res.write(JSON.stringify({ error: err.message }) + '\n');
    res.end();
  }
});

exports.handler = async () => {
  try {
    return { statusCode: 200, body: await work() };
  } catch (err) {
    console.error(err);
    return { statusCode: 500, body: JSON.stringify(err) };
  }
};

app.get('/developers', async (req, res) => {
  try {
    res.json(await work());
  } catch (err) {
    console.error(err);
    res.status(500).json({ error: process.env.NODE_ENV === 'development' ? err.stack : err.message });
  }
});

app.get('/else', (req, res) => {
  load((err, rows) => {
    if (!err) res.json(rows)
    else
      res.status(500).send(err)
  });
});

app.get('/callback', (req, res) => {
  User.findOne({ id: req.params.id }, function (err, user) {
    if (err) {
      res.status(500).json({ message: "Failed to find the user", err });
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
    res.status(500).json(new ApiResponse(500, null, err.message));
  }
});

app.get('/switch', async (req, res) => {
  try {
    res.json(await work());
  } catch (err) {
    switch (err.code) {
      case 'TIMEOUT':
        return res.status(504).json({ error: err.message });
      default:
        return res.status(500).json({ error: err.message });
    }
  }
});

app.get('/later', async (req, res) => {
  try {
    res.json(await work());
  } catch (err) {
    res.status(500).json({ error: `${err}` });
    console.error(err);
  }
});

app.get('/spread', async (req, res) => {
  try {
    res.json(await work());
  } catch (err) {
    console.error(err);
    res.status(500).json({ success: false, ...err, message: 'It failed badly' });
  }
});

app.get('/stringified', async (req, res) => {
  try {
    res.json(await work());
  } catch ({ message }) {
    console.error(message);
    res.status(500).json({ error: message });
  }
});
