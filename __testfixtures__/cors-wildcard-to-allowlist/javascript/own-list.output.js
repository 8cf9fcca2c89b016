const express = require('express');
const cors = require('cors');
const { Server } = require('socket.io');

const app = express();
const allowedOrigins = process.env.FRONTEND_URL ? process.env.FRONTEND_URL.split(',') : ['http://localhost:3000'];

const io = new Server(3001, {
  cors: { origin: allowedOrigins },
});

app.set('io', io);
app.use(cors({ origin: allowedOrigins }));
