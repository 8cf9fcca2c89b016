import cors from 'cors';
import express from 'express';

const app = express();

app.use(
  cors({
    origin: (origin, callback) => {
      // Allow all origins
      callback(null, true);
    },
    credentials: true,
  }),
);
app.use('/partners', cors({ origin: (origin, cb) => cb(null, origin) }));
app.use('/legacy', cors({ origin: function (origin, cb) { if (!origin) return cb(null, true); return cb(null, origin || '*'); } }));
