import { SubscribeMessage, WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import { Server } from 'socket.io';

@WebSocketGateway({
  namespace: 'chat',
  cors: {
    origin: '*',
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

@WebSocketGateway(8080, { cors: true })
export class OtherGateway {}

@WebSocketGateway({ cors: { origin: process.env.SOCKET_ORIGIN || '*' } })
export class ThirdGateway {}
