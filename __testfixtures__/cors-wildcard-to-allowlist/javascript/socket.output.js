const http = require('http');
const { Server } = require('socket.io');

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value) {
	const listed = (value || '')
		.split(',')
		.map((origin) => origin.trim())
		.filter(Boolean);
	const origins = listed.filter((origin) => origin !== '*');
	if (origins.length < listed.length) {
		process.emitWarning(
			'Ignoring "*" in the CORS origins: list each origin instead',
		);
	}
	return origins;
}

const server = http.createServer();
const io = new Server(server, {
	cors: {
		origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS),
		methods: ['GET', 'POST'],
	},
});
const other = require('socket.io')(server, {
	cors: { origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS) },
});
const third = new Server(server, {
	cors: { origin: parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS) },
});
