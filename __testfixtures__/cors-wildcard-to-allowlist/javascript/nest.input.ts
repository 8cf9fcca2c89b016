import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';

async function bootstrap() {
  const app = await NestFactory.create(AppModule, { cors: true });
  app.setGlobalPrefix('api');
  await app.listen(3000);
}

async function bootstrapAdmin() {
  const app = await NestFactory.create(AppModule);
  app.enableCors();
  await app.listen(3001);
}

async function bootstrapOther() {
  const app = await NestFactory.create(AppModule, { bufferLogs: true, cors: { origin: '*', credentials: true } });
  app.enableCors({
    origin: true,
    credentials: true,
  });
  await app.listen(3002);
}

void bootstrap();
