import express from 'express';
import Fastify from 'fastify';
import Koa from 'koa';

const app = express();
app.set('trust proxy', 1);
const server = Fastify({ trustProxy: process.env.TRUST_PROXY === 'true' });
const koa = new Koa({ proxy: true });
app.set('view engine', 'pug');
axios.get(url, { proxy: false });
