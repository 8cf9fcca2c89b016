import { SubscribeMessage, WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import { Server } from 'socket.io';

/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value: string | undefined): string[] {
  const listed = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning('Ignoring "*" in the CORS origins: list each origin instead');
  }
  return origins;
}

@WebSocketGateway({
  namespace: 'chat',
  cors: {
    origin: (origin, callback) =>
      callback(
        null,
        parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).some((allowed) => allowed === origin),
      ),
    credentials: true,
  },
})
export class ChatGateway {
  @WebSocketServer()
  server!: Server;

  @SubscribeMessage('message')
  handleMessage(): string {
    return 'ok';
  }
}

@WebSocketGateway(8080, {
  cors: {
    origin: (origin, callback) =>
      callback(
        null,
        parseAllowedOrigins(process.env.CORS_ALLOWED_ORIGINS).some((allowed) => allowed === origin),
      ),
  },
})
export class OtherGateway {}

@WebSocketGateway({
  cors: {
    origin: (origin, callback) =>
      callback(
        null,
        parseAllowedOrigins(process.env.SOCKET_ORIGIN).some((allowed) => allowed === origin),
      ),
  },
})
export class ThirdGateway {}
