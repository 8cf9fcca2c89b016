const http = require('http');
const { Server } = require('socket.io');

const server = http.createServer();
const io = new Server(server, {
	cors: {
		origin: '*',
		methods: ['GET', 'POST'],
	},
});
const other = require('socket.io')(server, { cors: { origin: true } });
const third = new Server(server, { cors: {} });
