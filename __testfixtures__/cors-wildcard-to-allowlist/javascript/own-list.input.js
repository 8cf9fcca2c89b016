const express = require('express');
const cors = require('cors');
const { Server } = require('socket.io');

const app = express();
const io = new Server(3001, {
  cors: { origin: process.env.FRONTEND_URL || '*' },
});

app.set('io', io);
const allowedOrigins = process.env.FRONTEND_URL ? process.env.FRONTEND_URL.split(',') : ['http://localhost:3000'];
app.use(cors({ origin: allowedOrigins }));
